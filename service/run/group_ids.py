"""Who a group is from one run to the next: its id, and what became of it.

A group keeps its id while its core stays. The groups of a run are compared with those of the run
before by their members: the pair that shares the most (Jaccard index, then the same head, then the
order of heads and of ids) goes first, and each group has one successor at most. What is left is new
or gone.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.tables.joins import matching_rows
from service.graph.tables.segments import pair_key, split_pair


@dataclass(frozen=True)
class Membership:
    """Which customers are in which groups, and the groups' heads.

    `group` int64[k] holds positions in `head`, `customer` int64[k] the customers, each pair once;
    `head` int64[g] is the head of each group, -1 where it is not known.
    """

    group: Ints
    customer: Ints
    head: Ints

    @cached_property
    def size(self) -> Ints:
        """How many members each group has."""
        return np.bincount(self.group, minlength=len(self.head))

    def members(self) -> list[set[int]]:
        """The members of each group."""
        order = np.argsort(self.group, kind="stable")
        parts = np.split(self.customer[order], np.cumsum(self.size)[:-1])
        return [set(part.tolist()) for part in parts]


class GroupEvent(NamedTuple):
    """What a run did to a group: `other_id` is the other group of a split or merger, else ''.

    `event` is formed, ended, joined, left, split_into, split_from, merged_into or merged_from;
    `members` is how many members it concerns.
    """

    group_id: str
    event: str
    other_id: str
    members: int


def first_id(prefix: str, known_by: str, taken: Mapping[str, int]) -> str:
    """A new group's id: letters and a hash of the customer that the group is known by.

    So the same graph gives the same ids in any store. Where a group that has moved on still bears
    that id, a number is hashed too.
    """
    found, number = "", 1
    while not found or found in taken:
        said = known_by if number == 1 else f"{known_by}#{number}"
        found = f"{prefix}-{hashlib.blake2b(said.encode(), digest_size=6).hexdigest()}"
        number += 1
    return found


def successors(now: Membership, before: Membership) -> tuple[Ints, Ints]:
    """For each group of `now` the group of `before` that it succeeds, or -1; and the overlaps.

    The overlaps are int64[p, 3]: a group of now, a group of before, how many members they share.
    Cost: a sort of the memberships, and of the pairs of groups that share a member.
    """
    overlap = _overlap(now, before)
    new, old, shared = overlap.T
    jaccard: Floats = shared / (now.size[new] + before.size[old] - shared)
    same_head = now.head[new] == before.head[old]
    succeeds = np.full(len(now.head), -1, np.int64)
    free = np.ones(len(before.head), bool)
    for row in np.lexsort((new, old, now.head[new], ~same_head, -jaccard)).tolist():
        if succeeds[new[row]] < 0 and free[old[row]]:
            succeeds[new[row]] = old[row]
            free[old[row]] = False
    return succeeds, overlap


def _overlap(now: Membership, before: Membership) -> Ints:
    """Pairs of groups that share members: (now, before, shared) a row."""
    left, right = matching_rows(now.customer, before.customer)
    groups = len(before.head)
    pairs, shared = np.unique(
        pair_key(now.group[left], before.group[right], groups), return_counts=True
    )
    return np.column_stack((*split_pair(pairs, groups), shared))


def identify(
    prefix: str,
    now: Membership,
    known_by: Sequence[str],
    before: Membership,
    ids_before: Sequence[str],
) -> tuple[list[str], list[GroupEvent]]:
    """The id of each group of `now`, and what happened between `before` and `now`, in order.

    `known_by` names one customer for each group, no two alike; `ids_before` are the ids that the
    groups of `before` have. The same memberships give the same ids, in whatever order they come.
    """
    succeeds, overlap = successors(now, before)
    taken = {group_id: old for old, group_id in enumerate(ids_before)}
    ids = [ids_before[old] if old >= 0 else "" for old in succeeds.tolist()]
    for new in sorted(np.flatnonzero(succeeds < 0).tolist(), key=lambda new: known_by[new]):
        ids[new] = first_id(prefix, known_by[new], taken)
        taken[ids[new]] = -1
    return ids, sorted(_events(ids, now, ids_before, before, succeeds, overlap))


def _events(
    ids: Sequence[str],
    now: Membership,
    ids_before: Sequence[str],
    before: Membership,
    succeeds: Ints,
    overlap: Ints,
) -> list[GroupEvent]:
    gone = np.ones(len(ids_before), bool)
    gone[succeeds[succeeds >= 0]] = False
    events = [
        GroupEvent(ids[new], "formed", "", int(now.size[new]))
        for new in np.flatnonzero(succeeds < 0).tolist()
    ]
    events += [
        GroupEvent(ids_before[old], "ended", "", int(before.size[old]))
        for old in np.flatnonzero(gone).tolist()
    ]
    stayed = np.zeros(len(ids), np.int64)
    own = succeeds[overlap[:, 0]] == overlap[:, 1]
    stayed[overlap[own, 0]] = overlap[own, 2]
    for new in np.flatnonzero(succeeds >= 0).tolist():
        joined = int(now.size[new] - stayed[new])
        left = int(before.size[succeeds[new]] - stayed[new])
        events += [GroupEvent(ids[new], "joined", "", joined)] if joined else []
        events += [GroupEvent(ids[new], "left", "", left)] if left else []
    if own.all():
        return events
    members, earlier = now.members(), before.members()
    heirs = {int(old): new for new, old in enumerate(succeeds.tolist()) if old >= 0}
    for new, old, _ in overlap[~own].tolist():
        moved = members[new] & earlier[old]
        # In overlapping groups a member may be in both, before or after: that is no move.
        moved -= members[heirs[old]] if old in heirs else set()
        moved -= earlier[succeeds[new]] if succeeds[new] >= 0 else set()
        if not moved or (old in heirs and succeeds[new] >= 0):
            continue
        word = "split" if old in heirs else "merged"
        events.append(GroupEvent(ids_before[old], f"{word}_into", ids[new], len(moved)))
        events.append(GroupEvent(ids[new], f"{word}_from", ids_before[old], len(moved)))
    return events

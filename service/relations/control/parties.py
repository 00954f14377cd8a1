"""Control groups as the bank tells them: heads that act as one party make one group."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.control.voting_control import ControlGroups
from service.graph.tables.segments import first_by, pair_key


@dataclass(frozen=True)
class ControlParties:
    """Who is in which group: those controlled first, by group and customer, then the heads.

    `customer`, `group` int64[k]; `row` int64[k], the row of the ControlGroups that puts a customer
    there (the one with the most votes), -1 for a head. `known_by` int64[g] is the smallest head of
    each group, `head` int64[g] the one that leads it.
    """

    customer: Ints
    group: Ints
    row: Ints
    known_by: Ints
    head: Ints


def control_parties(
    groups: ControlGroups, votes: tuple[Ints, Ints, Floats], n: int
) -> ControlParties:
    """Join the groups of heads who act in concert and control an entity in common.

    `votes` are the holdings that the groups were found in: holder, company, share. A group is led
    by whichever of its heads holds most votes in those that it controls, then by position. Cost: a
    few sorts of the rows and of the holdings.
    """
    rows = _one_row_a_member(groups)
    heads = np.flatnonzero(groups.party >= 0)
    known_by = np.unique(groups.party[heads])
    party = np.concatenate((groups.party[groups.head[rows]], groups.party[heads]))
    return ControlParties(
        customer=np.concatenate((groups.member[rows], heads)),
        group=np.searchsorted(known_by, party),
        row=np.concatenate((rows, np.full(len(heads), -1))),
        known_by=known_by,
        head=_leading(groups, votes, heads),
    )


def _one_row_a_member(groups: ControlGroups) -> Ints:
    """The rows to tell, one for each party and member: the one with the most votes."""
    party = groups.party[groups.head]
    return first_by(party, groups.member, by=(-np.nan_to_num(groups.votes), groups.head))


def _leading(groups: ControlGroups, votes: tuple[Ints, Ints, Floats], heads: Ints) -> Ints:
    """The head that leads each party, by party."""
    holder, company, share = votes
    n, party = len(groups.party), groups.party
    in_party = pair_key(party[groups.head], groups.member, n)
    inside = np.flatnonzero(party[holder] >= 0)
    held = pair_key(party[holder[inside]], company[inside], n)
    inside = inside[np.isin(held, in_party, kind="sort")]
    # In one fixed order, so that the sums do not depend on that of the holdings.
    inside = inside[np.lexsort((share[inside], company[inside], holder[inside]))]
    held = np.bincount(holder[inside], share[inside], n).round(10)
    return heads[first_by(party[heads], by=(-held[heads], heads))]

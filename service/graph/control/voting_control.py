"""Control by a majority of votes, and the groups that follow one ultimate controller.

X controls Y when a record says so, of X or of an entity that X controls; or when X, or an entity
it controls, holds votes in Y, and these together with the votes in Y of those acting in concert
with X are more than the majority. This is the least such relation: control passes on by votes,
and shares are never multiplied (Basel Framework LEX10; APS 221, 22).

The inputs are columns of equal length, in any order:
- votes: holder int[m], company int[m], share float[m] as a fraction. Rows of one pair add up; a
  total above 1 is allowed; a holding in itself, or of 0, does not count.
- records: controller int[r], controlled int[r], control by itself. Of itself does not count.
- concert: a int[c], b int[c], pairs that act in concert: symmetric, and not passed on to others.
- is_person: bool[n], who cannot be controlled: rows that would do so do not count.
The majority must be passed by more than 1e-9, so that exactly a half is no control however its
parts are added. ValueError where ids are not in 0..n-1, columns differ in length, a share is
negative or not finite, or the majority is outside [0, 1).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, doubled
from service.graph.components.components import connected_components
from service.graph.control.cascade import Stakes, cascade, controlling_votes, is_by_record, stakes
from service.graph.control.mutual_control import ultimate_controllers
from service.graph.kernels import kernel


@dataclass(frozen=True)
class Controls:
    """One row for each holder and each entity it controls, sorted by (holder, controlled).

    `holder`, `controlled` int64[k]; `votes` float64[k], the votes of the holder, of all that it
    controls and of those in concert with it, NaN where these do not make a majority; `by_record`
    bool[k], whether a record gives control, beside the votes or alone.
    """

    holder: Ints
    controlled: Ints
    votes: Floats
    by_record: Flags


@dataclass(frozen=True)
class ControlGroups:
    """One row for each ultimate controller and each entity it controls, sorted by (head, member).

    `head`, `member` int64[k]; `votes` and `by_record` as in `Controls`. `party` int64[n] is -1
    for all but the heads; two heads have one party where they act in concert and control an
    entity in common, and it is called by its smallest head.
    """

    head: Ints
    member: Ints
    votes: Floats
    by_record: Flags
    party: Ints


def controls(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    majority: float,
    max_rows: int = 20_000_000,
) -> Controls:
    """Find every holder that controls anything, with all that it controls.

    Nobody controls itself. The columns are described at the head of this module.

    Parameters
    ----------
    votes : (int[m], int[m], float[m])
        The holder, the company, and the share of its votes.
    records : (int[r], int[r])
        The controller and the controlled.
    concert : (int[c], int[c])
        Pairs that act in concert.
    is_person : bool[n]
        Who cannot be controlled.
    majority : float
        Control is more than this share of the votes, by 1e-9 at least; in [0, 1).
    max_rows : int
        How many rows may come back: a chain of n companies has n * n / 2; `control_groups` has a
        row for each of its ends only.

    Returns
    -------
    Controls
        One row for each holder and each entity that it controls.

    Raises
    ------
    ValueError
        Above `max_rows` rows, and for columns that do not fit, as the head of this module says.

    Notes
    -----
    Cost: O(n + m) and, for each holder, the votes and records of what it controls.

    References
    ----------
    Basel Framework LEX10; APS 221, 22.

    Examples
    --------
    0 controls 1 by its votes, and with it 2:

    >>> votes = [0, 0, 1], [1, 2, 2], [0.6, 0.3, 0.3]
    >>> found = controls(votes, ([], []), ([], []), [True, False, False], majority=0.5)
    >>> list(zip(found.holder.tolist(), found.controlled.tolist(), found.votes.tolist()))
    [(0, 1, 0.6), (0, 2, 0.6)]
    """
    world = stakes(votes, records, concert, is_person, majority)
    holders = np.flatnonzero(_holds(world))
    rows = _rows(world, holders, holders, max_rows)
    if rows[0].size > max_rows:
        raise ValueError(f"more than {max_rows} pairs of holder and controlled")
    return Controls(*_sorted(*rows))


def control_groups(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    majority: float,
) -> ControlGroups:
    """Find the ultimate controllers, with all that each controls.

    An ultimate controller controls something and is controlled by nobody. Where entities control
    each other around a loop and nobody outside controls any of them, the smallest of them stands
    for all: the rows are those of the others and of what they control, with the votes that the
    smallest of the loop to control it counts. An entity with two ultimate controllers has a row
    under each.

    Parameters
    ----------
    votes, records, concert, is_person, majority
        As `controls` takes them.

    Returns
    -------
    ControlGroups
        One row for each ultimate controller and each entity that it controls.

    Raises
    ------
    ValueError
        For columns that do not fit, as the head of this module says.

    Notes
    -----
    Cost: O(n + m log n) expected where nobody acts in concert or only ultimate controllers do; each
    controlled entity in concert, and each entity of a loop, adds one cascade at worst.

    References
    ----------
    Basel Framework LEX10; APS 221, 22.

    Examples
    --------
    >>> votes = [0, 1], [1, 2], [0.6, 0.6]
    >>> groups = control_groups(votes, ([], []), ([], []), [True, False, False], majority=0.5)
    >>> list(zip(groups.head.tolist(), groups.member.tolist()))
    [(0, 1), (0, 2)]
    """
    world = stakes(votes, records, concert, is_person, majority)
    head, runner = ultimate_controllers(world, np.flatnonzero(_holds(world)))
    rows = _sorted(*_rows(world, runner, head, np.iinfo(np.int64).max))
    return ControlGroups(*rows, _parties(world, rows[0], rows[1], runner, head))


def _holds(world: Stakes) -> Flags:
    return (np.diff(world.votes[0]) > 0) | (np.diff(world.records[0]) > 0)


def _sorted(
    holder: Ints, controlled: Ints, votes: Floats, by_record: Flags
) -> tuple[Ints, Ints, Floats, Flags]:
    order = np.lexsort((controlled, holder))
    return holder[order], controlled[order], votes[order], by_record[order]


@kernel
def _rows(
    world: Stakes, runner: Ints, head: Ints, max_rows: int
) -> tuple[Ints, Ints, Floats, Flags]:
    """Run each runner's cascade and write its rows under its head, an entity once a head.

    Runners of one head stand together. Ends as soon as there are more than `max_rows` rows.
    """
    n = world.found.size
    no_goal = np.zeros(n, np.bool_)
    listed_under = np.full(n, -1, np.int64)
    holder, controlled = np.empty(n, np.int64), np.empty(n, np.int64)
    votes, by_record = np.empty(n, np.float64), np.empty(n, np.bool_)
    size = 0
    for i in range(runner.size):
        for y in world.found[1 : cascade(runner[i], world, no_goal) + 1]:
            if y == head[i] or listed_under[y] == head[i]:
                continue
            listed_under[y] = head[i]
            if size == holder.size:
                holder, controlled = doubled(holder), doubled(controlled)
                votes, by_record = doubled(votes), doubled(by_record)
            holder[size], controlled[size] = head[i], y
            votes[size], by_record[size] = controlling_votes(y, world), is_by_record(y, world)
            size += 1
        if size > max_rows:
            break
    return holder[:size], controlled[:size], votes[:size], by_record[:size]


def _parties(world: Stakes, head: Ints, member: Ints, runner: Ints, runs_for: Ints) -> Ints:
    """Label the heads by the smallest of those they act with; see `ControlGroups.party`."""
    n = world.found.size
    head_of = np.full(n, -1)
    head_of[runner] = runs_for
    a = head_of[np.repeat(np.arange(n), np.diff(world.concert[0]))]
    b = head_of[world.concert[1]]
    between_heads = (a >= 0) & (a < b)
    a, b = a[between_heads], b[between_heads]
    joined = _share_a_member(np.searchsorted(head, np.arange(n + 1)), member, a, b)
    party = np.full(n, -1)
    party[head] = connected_components(n, a[joined], b[joined])[head]
    return party


@kernel
def _share_a_member(starts: Ints, member: Ints, a: Ints, b: Ints) -> Flags:
    """Tell for each pair of heads whether some entity has a row under both."""
    shared = np.zeros(a.size, np.bool_)
    for i in range(a.size):
        few = member[starts[a[i]] : starts[a[i] + 1]]
        many = member[starts[b[i]] : starts[b[i] + 1]]
        if few.size > many.size:
            few, many = many, few
        for y in few:
            place = np.searchsorted(many, y)
            if place < many.size and many[place] == y:
                shared[i] = True
                break
    return shared


def controllers(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    majority: float,
) -> Flags:
    """Tell who controls anything at all, as bool[n].

    Whoever controls anything controls something by what it holds itself, so each look stops
    there. Cost: O(n + m), and for each holder the votes of those in concert with it.
    """
    world = stakes(votes, records, concert, is_person, majority)
    return _finds_any(world, _holds(world))


@kernel
def _finds_any(world: Stakes, candidate: Flags) -> Flags:
    goal = np.ones(candidate.size, np.bool_)
    finds = np.zeros(candidate.size, np.bool_)
    for x in range(candidate.size):
        finds[x] = candidate[x] and cascade(x, world, goal) > 0
    return finds

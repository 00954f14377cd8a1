"""The nearest sources of each node: breadth first from all of them at once, some hops far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_nodes
from service.graph.tables.segments import first_by, rank_within

#: How many different sources are kept for a node: its own, if it is one, and another.
KEPT = 2


@dataclass(frozen=True)
class Nearest:
    """Shortest ways from nodes to sources, one row a node and source, those of fewer hops first.

    `node`, `source` and `hops` int64[k] say whose way it is, where it leads, and its length.
    `toward` int64[k] is the row of the next node's way, and `kind` int64[k] the kind of the tie to
    it; both are -1 where the node is the source. `choices` int64[k] counts the nodes that could
    have come next on a way as short as this to any source that the node had not reached before.
    `row` int64[2, n] are the rows of each node, the nearest source first; -1 where there is none.
    """

    node: Ints
    source: Ints
    hops: Ints
    toward: Ints
    kind: Ints
    choices: Ints
    row: Ints


class _Steps(NamedTuple):
    """Ways that could be made: the node, the row of the way that it joins, and by which kind."""

    node: Ints
    toward: Ints
    kind: Ints


def two_nearest_sources(
    n: int,
    source: ArrayLike,
    ties: Sequence[tuple[ArrayLike, ArrayLike]],
    barred: Flags,
    hops: int,
    rank: Callable[[Ints], Ints],
    ending: Flags | None = None,
) -> Nearest:
    """Find the two nearest sources of every node that are at most `hops` ties away.

    Of equally short ways to one source that by the first kind of tie counts, then that by the first
    node.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source : int[s]
        Different nodes, in the order in which equally near ones count; a source is its own nearest.
    ties : sequence of (int[m], int[m])
        The ends of ties, a pair of arrays for each kind, led along in either direction.
    barred : bool[n]
        Nodes that are never reached: as sources they count for others, but nothing leads through.
    hops : int
        How many ties away a source may be.
    rank : callable
        Numbers different nodes in their order, so that nothing depends on how they are numbered
        here.
    ending : bool[n], optional
        Nodes that ways lead to and no further; as sources they count for others all the same.

    Returns
    -------
    Nearest
        The ways, a row for each node and source, those of fewer hops first.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Two sources are enough for any node to lead on: whatever is nearest to a neighbour but for the
    neighbour itself, is among them. Cost: for each hop a look at every tie, and a sort of the ties
    that lead on from what the hop before has reached.

    Examples
    --------
    A path 0 - 1 - 2 with sources at both ends:

    >>> import numpy as np
    >>> near = two_nearest_sources(3, [0, 2], [([0, 1], [1, 2])], np.zeros(3, bool), 2, np.asarray)
    >>> near.source[near.row[:, 1]].tolist(), near.hops[near.row[:, 1]].tolist()
    ([0, 1], [1, 1])
    """
    (source,) = as_nodes(n, source)
    checked = [as_nodes(n, *ends) for ends in ties]
    none = np.full(len(source), -1)
    ways = [np.stack((source, np.arange(len(source)), none + 1, none, none, none + 1))]
    row = np.full((KEPT, n), -1)
    row[0, source] = np.arange(len(source))
    for hop in range(1, hops + 1):
        first = sum(way.shape[1] for way in ways[:-1])
        node, source_of = np.concatenate([way[:2] for way in ways], axis=1)
        front = node[first:]
        if ending is not None and hop > 1:
            front = front[~ending[front]]
        steps = _steps(n, checked, front, row, first)
        steps = _allowed(steps, barred, row, source_of)
        made = _best(steps, row, source_of)
        choices = _choices(steps, node)[made]
        far, toward, kind = (column[made] for column in steps)
        if hop < hops:
            different, place = np.unique(far, return_inverse=True)
            order = np.lexsort((source_of[toward], rank(different)[place]))
            far, toward, kind, choices = (column[order] for column in (far, toward, kind, choices))
        ways.append(
            np.stack((far, source_of[toward], np.full(len(far), hop), toward, kind, choices))
        )
        _fill(row, far, source_of[toward], len(node))
    node, source_of, length, toward, kind, choices = np.concatenate(ways, axis=1)
    return Nearest(node, source_of, length, toward, kind, choices, row)


def _steps(n: int, ties: list[tuple[Ints, ...]], front: Ints, row: Ints, first: int) -> _Steps:
    """Every step along a tie from the front, which has the rows from `first` on."""
    at_front = np.zeros(n, np.bool_)
    at_front[front] = True
    parts = [(front[:0],) * 3]
    for kind, ends in enumerate(ties):
        for near, far in (ends, ends[::-1]):
            along = np.flatnonzero(at_front[near])
            for rows in row:
                toward = rows[near[along]]
                new = toward >= first
                parts.append((far[along[new]], toward[new], np.full(new.sum(), kind)))
    return _Steps(*map(np.concatenate, zip(*parts, strict=True)))


def _allowed(steps: _Steps, barred: Flags, row: Ints, source_of: Ints) -> _Steps:
    """The steps to nodes that may be reached and have room for another source."""
    nearest = row[0, steps.node]
    known = (nearest >= 0) & (source_of[nearest] == source_of[steps.toward])
    allowed = ~barred[steps.node] & (row[-1, steps.node] < 0) & ~known
    return _Steps(*(column[allowed] for column in steps))


def _best(steps: _Steps, row: Ints, source_of: Ints) -> Ints:
    """Which steps are taken: the first to each source, and of these as many as there is room."""
    source = source_of[steps.toward]
    taken = first_by(steps.node, source, by=(steps.kind, steps.toward))
    node = steps.node[taken]
    return taken[rank_within(node) + (row[0, node] >= 0) < KEPT]


def _choices(steps: _Steps, node: Ints) -> Ints:
    """How many different nodes the steps of each step's node lead to."""
    different = first_by(steps.node, node[steps.toward])
    return np.bincount(steps.node[different])[steps.node]


def _fill(row: Ints, node: Ints, source: Ints, first: int) -> None:
    """Note the new rows, which begin at `first`, at their nodes: the smaller source first."""
    nth = rank_within(node, by=(source,))
    for place in range(KEPT):
        rows = np.flatnonzero(nth == place)
        room = np.where(row[0, node[rows]] < 0, 0, 1)
        row[room, node[rows]] = first + rows

"""Closures: the nodes that a node reaches along arcs, and which of these sets lie in no other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_nodes
from service.graph.components.components import strongly_connected_components
from service.graph.csr import csr
from service.graph.kernels import kernel
from service.graph.tables.segments import pair_key, split_pair


@dataclass(frozen=True)
class Closures:
    """The maximal closures in the order of their starts.

    Closure i starts at `start[i]`, int64[g]; its nodes are the rows `indptr[i]` up to, not
    including, `indptr[i + 1]`, int64[g + 1]: `node` int64[k], breadth first and the start first,
    those that do not count included; `arc` int64[k], the position of the arc by which a node is
    reached; `above` int64[k], the row of the node it is reached from, counted from the closure's
    first; `depth` int64[k], how many arcs away it is. `arc` and `above` are -1 for the start.
    """

    start: Ints
    indptr: Ints
    node: Ints
    arc: Ints
    above: Ints
    depth: Ints


def maximal_closures(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    counts: ArrayLike,
    stops: ArrayLike,
    max_rows: int = 20_000_000,
) -> Closures:
    """Find the sets of nodes that can be reached from one node and lie in no other such set.

    The closure of a node is itself and all that it reaches along arcs. Closures are compared by
    those of their nodes that count: fewer than two are no closure, one that lies within another is
    left out, and of equal ones that with the smallest start is kept. A closure starts at the
    smallest node of its source component: the strongly connected component that no arc enters. Arcs
    are walked by (target, position in the input).

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    counts : bool[n]
        The nodes by which closures are compared.
    stops : bool[n]
        The nodes that are reached but not walked on from.
    max_rows : int
        How many rows all closures may have together.

    Returns
    -------
    Closures
        The maximal closures in the order of their starts.

    Raises
    ------
    ValueError
        As `as_nodes` does, and above `max_rows` rows.

    Notes
    -----
    Every closure lies within that of a source component of the condensation. One with a node of its
    own that counts lies in no other, so only the rest are compared, each with the sets that share
    its rarest node. Cost: O(n + m), the arcs within each closure that is walked, a sort of the
    rows; and for each source component in which nothing counts the sets that it is compared with.

    References
    ----------
    Harary, Norman and Cartwright 1965, Structural Models.

    Examples
    --------
    >>> closures = maximal_closures(4, [0, 1, 3], [1, 2, 2], [True] * 4, [False] * 4)
    >>> closures.start.tolist()
    [0, 3]
    >>> closures.node[closures.indptr[0] : closures.indptr[1]].tolist()
    [0, 1, 2]
    """
    source, target = as_nodes(n, source, target)
    counts, stops = _flags(n, counts), _flags(n, stops)
    walked = np.flatnonzero(~stops[source])
    source, target = source[walked], target[walked]
    component = strongly_connected_components(n, source, target)
    entered = np.zeros(n, np.bool_)
    entered[component[target[component[source] != component[target]]]] = True
    out = csr(n, source, target)
    leaves = np.diff(out.indptr) > 0
    start = np.flatnonzero((component == np.arange(n)) & ~entered & leaves)
    first, rows = _walk(out.indptr, out.indices, walked[out.edge], start, counts, max_rows)
    if len(rows) > max_rows:
        raise ValueError(f"more than {max_rows} nodes in closures")
    holds = np.diff(first) > 0
    start, size = start[holds], np.diff(first)[holds]

    anchored = np.zeros(n, np.bool_)
    anchored[component[counts]] = True
    kept = _in_no_other(n, size, rows[:, 0], counts, anchored[start])
    indptr = np.concatenate((np.zeros(1, np.int64), np.cumsum(size[kept])))
    columns = np.ascontiguousarray(rows[np.repeat(kept, size)].T)
    return Closures(start[kept], indptr, *columns)


def _flags(n: int, flags: ArrayLike) -> Flags:
    array = np.ascontiguousarray(flags, dtype=np.bool_)
    if array.shape != (n,):
        raise ValueError(f"{n} nodes but flags of shape {array.shape}")
    return array


@kernel
def _walk(
    indptr: Ints, indices: Ints, edge: Ints, start: Ints, counts: Flags, max_rows: int
) -> tuple[Ints, Ints]:
    """Walk from each start, breadth first: where its rows begin, and rows of four columns.

    They are the last four columns of `Closures`; a closure in which fewer than two nodes count
    has no rows. Ends as soon as there are more than `max_rows` rows.
    """
    reached = np.full(indptr.size - 1, -1)
    first = np.zeros(start.size + 1, np.int64)
    rows = np.empty((16, 4), np.int64)
    size = 0
    for i in range(start.size):
        begin = at = size
        rows = _with_room(rows, size)
        rows[size] = start[i], -1, -1, 0
        size += 1
        reached[start[i]] = i
        counted = int(counts[start[i]])
        while at < size <= max_rows:
            u = rows[at, 0]
            for k in range(indptr[u], indptr[u + 1]):
                v = indices[k]
                if reached[v] != i:
                    reached[v] = i
                    rows = _with_room(rows, size)
                    rows[size] = v, edge[k], at - begin, rows[at, 3] + 1
                    size += 1
                    counted += counts[v]
            at += 1
        if size > max_rows:
            break
        if counted < 2:
            size = begin
        first[i + 1] = size
    return first, rows[:size]


@kernel
def _with_room(rows: Ints, size: int) -> Ints:
    """Give the rows back, in a larger array where they fill theirs."""
    if size < rows.shape[0]:
        return rows
    larger = np.empty((2 * size, rows.shape[1]), rows.dtype)
    larger[:size] = rows
    return larger


def _in_no_other(n: int, size: Ints, node: Ints, counts: Flags, anchored: Flags) -> Flags:
    """Tell which closures lie in no other by what counts; `anchored` ones are known not to."""
    if anchored.all():
        return np.ones(anchored.size, np.bool_)
    inside = counts[node]
    closure = np.repeat(np.arange(anchored.size), size)[inside]
    closure, member = split_pair(np.sort(pair_key(closure, node[inside], n)), n)
    counted = np.bincount(closure, minlength=anchored.size)
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(counted)))
    # A set can only lie in one that came before it: larger, or equal with a smaller start.
    order = np.argsort(-counted, kind="stable")
    return _kept(n, first, member, closure, order, anchored)


@kernel
def _kept(n: int, first: Ints, member: Ints, closure: Ints, order: Ints, anchored: Flags) -> Flags:
    kept = np.ones(anchored.size, np.bool_)
    # The kept sets that hold a node, as a chain of their rows, and how many these are.
    latest, following = np.full(n, -1), np.empty(member.size, np.int64)
    held_by = np.zeros(n, np.int64)
    for i in order:
        mine = member[first[i] : first[i + 1]]
        if not anchored[i]:
            rarest = mine[0]
            for u in mine:
                if held_by[u] < held_by[rarest]:
                    rarest = u
            row = latest[rarest]
            while row >= 0 and kept[i]:
                j = closure[row]
                kept[i] = not _lies_in(mine, member[first[j] : first[j + 1]])
                row = following[row]
        if kept[i]:
            for row in range(first[i], first[i + 1]):
                u = member[row]
                following[row] = latest[u]
                latest[u] = row
                held_by[u] += 1
    return kept


@kernel
def _lies_in(few: Ints, many: Ints) -> bool:
    """Tell whether all of `few` are in `many`, both sorted."""
    place = 0
    for u in few:
        place += np.searchsorted(many[place:], u)
        if place == many.size or many[place] != u:
            return False
    return True

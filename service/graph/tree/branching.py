"""Branchings: directed forests in which each node has one parent at most, laid out breadth first.

A branching (networkx's word) is given by `parent` int64[n]: the parent of each node, -1 for a root.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints
from service.graph.csr import grouped_by
from service.graph.kernels import kernel
from service.graph.tables.segments import expand
from service.graph.tables.top_k import top_k_per_row


@dataclass(frozen=True)
class Branching:
    """A branching of n nodes, laid out so that what stands below a node is found without a search.

    `order` int64[n] holds the nodes breadth first: the roots by number, then level after level, the
    children of one node by number and side by side. `place` int64[n] is where each node stands in
    it. The children of the node at place p stand at the places `first[p]` up to, not including,
    `first[p + 1]` (int64[n + 1]); so its descendants of one level stand side by side too.
    `level` int64[n] is how far each node is below its root, `root` int64[n] which one that is, and
    `parent` int64[n] as it was given.
    """

    parent: Ints
    order: Ints
    place: Ints
    first: Ints
    level: Ints
    root: Ints


def branching(parent: ArrayLike) -> Branching:
    """Lay out the branching in which `parent` is each node's parent.

    Parameters
    ----------
    parent : int[n]
        The parent of each node, -1 for a root.

    Returns
    -------
    Branching
        The nodes breadth first, so that what stands below a node is found without a search.

    Raises
    ------
    ValueError
        For a cycle of parents, and for parents that are not whole numbers in -1..n-1.

    Notes
    -----
    Cost: O(n).

    Examples
    --------
    >>> forest = branching([-1, 0, 0, 1])
    >>> forest.order.tolist(), forest.level.tolist()
    ([0, 1, 2, 3], [0, 1, 1, 2])
    """
    parent = _as_parents(parent)
    n = parent.size
    child = np.flatnonzero(parent >= 0)
    order, first, level, root = _breadth_first(parent, *grouped_by(n, parent[child], child))
    if order.size < n:
        raise ValueError(f"{n - order.size} nodes are on a cycle of parents, or below one")
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    return Branching(parent, order, place, first, level, root)


def _as_parents(parent: ArrayLike) -> Ints:
    array = np.asarray(parent)
    if array.ndim != 1 or (array.size and not np.issubdtype(array.dtype, np.integer)):
        raise ValueError(f"parents must be one column of whole numbers, not {array.dtype}")
    if array.size and (array.min() < -1 or array.max() >= array.size):
        raise ValueError(f"parents run from {array.min()} to {array.max()}, not in -1..n-1")
    return np.ascontiguousarray(array, np.int64)


@kernel
def _breadth_first(parent: Ints, indptr: Ints, children: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """The nodes that roots lead to, as `Branching` says: (order, first, level, root)."""
    n = parent.size
    order, first = np.empty(n, np.int64), np.empty(n + 1, np.int64)
    level, root = np.zeros(n, np.int64), np.full(n, -1)
    end = 0
    for u in range(n):
        if parent[u] < 0:
            order[end] = root[u] = u
            end += 1
    p = 0
    while p < end:
        first[p] = end
        u = order[p]
        for k in range(indptr[u], indptr[u + 1]):
            v = children[k]
            level[v], root[v] = level[u] + 1, root[u]
            order[end] = v
            end += 1
        p += 1
    first[p] = end
    return order[:end], first[: end + 1], level, root


def parent_cycles(parent: ArrayLike) -> Ints:
    """Label each node on a cycle of parents with the smallest node of its cycle, others with -1.

    Comes back as int64[n]. Each node has one parent at most, so no two cycles share a node; a node
    that is its own parent is a cycle. Raises ValueError as `branching` does of what is no column
    of parents. Method: walk up from each node until a walk has been there before. Cost: O(n).
    """
    return _cycles(_as_parents(parent))


@kernel
def _cycles(parent: Ints) -> Ints:
    n = parent.size
    walked, cycle = np.full(n, -1), np.full(n, -1)
    for start in range(n):
        u = start
        while u >= 0 and walked[u] < 0:
            walked[u] = start
            u = parent[u]
        if u < 0 or walked[u] != start:
            continue
        # This walk has come back to itself: once around for the smallest, once to label.
        smallest, v = u, parent[u]
        while v != u:
            smallest = min(smallest, v)
            v = parent[v]
        while cycle[v] < 0:
            cycle[v] = smallest
            v = parent[v]
    return cycle


def descendant_sums(forest: Branching, weight: ArrayLike, rate: float) -> Floats:
    """Sum over each node's descendants weight x rate^(d - 1), d = how many levels they are below.

    `weight` float[n], finite. Comes back as float64[n]; with rate 1 the plain sum. Each node adds
    up its children by number, so the bytes follow from the branching. Raises ValueError for another
    length and for what is not finite. Method: from the last level up, s(u) = sum over u's children
    v of weight(v) + rate s(v). Cost: O(n).
    """
    weight = np.asarray(weight, np.float64)
    if weight.shape != forest.order.shape or not np.isfinite(weight).all():
        raise ValueError(f"weights must be {forest.order.size} finite numbers")
    sums = np.empty(weight.size)
    sums[forest.order] = _sums_of_children(forest.first, weight[forest.order], rate)
    return sums


@kernel
def _sums_of_children(first: Ints, weight: Floats, rate: float) -> Floats:
    sums = np.zeros(weight.size)
    for p in range(weight.size - 1, -1, -1):
        for c in range(first[p], first[p + 1]):
            sums[p] += weight[c] + rate * sums[c]
    return sums


def heights(forest: Branching) -> Ints:
    """How many levels there are below each node, as int64[n]; 0 for a leaf. Cost: O(n)."""
    found = np.empty(forest.order.size, np.int64)
    found[forest.order] = _heights(forest.first)
    return found


@kernel
def _heights(first: Ints) -> Ints:
    found = np.zeros(first.size - 1, np.int64)
    for p in range(found.size - 1, -1, -1):
        for c in range(first[p], first[p + 1]):
            found[p] = max(found[p], found[c] + 1)
    return found


def foremost_children(forest: Branching, value: ArrayLike, most: int) -> tuple[Ints, Ints]:
    """Find the at most `most` children of each node that have the largest values.

    `value` float[n] is each node's own. Comes back as (starts int64[n + 1], children): those of
    node u at children[starts[u]:starts[u + 1]], the largest first, equals by number. Cost: that of
    `top_k_per_row`.
    """
    values = np.ascontiguousarray(value, np.float64)[forest.order]
    starts, places = top_k_per_row(forest.first, values, most)
    count = np.diff(starts)[forest.place]
    ends = np.concatenate(([0], np.cumsum(count)))
    # From the order of places to that of nodes.
    _, listed = expand(count, starts[:-1][forest.place])
    return ends, forest.order[places[listed]]


def nearest_descendants(forest: Branching, node: int, most: int) -> tuple[Ints, Ints]:
    """Find a node's nearest descendants, by level and then by number, at most `most` of them.

    Comes back as (nodes, how many levels each is below the node). Cost: O(nodes on the levels that
    are reached), at most `most` levels.
    """
    nodes, levels = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    begin = int(forest.place[node])
    end, left, level = begin + 1, most, 0
    while left > 0:
        begin, end = int(forest.first[begin]), int(forest.first[end])
        if begin == end:
            break
        level += 1
        found = forest.order[begin:end]
        if found.size > left:
            found = np.partition(found, left - 1)[:left]
        nodes.append(np.sort(found))
        levels.append(np.full(found.size, level))
        left -= found.size
    return np.concatenate(nodes), np.concatenate(levels)


def path_from_root(forest: Branching, node: int, most: int) -> list[int]:
    """Give the nodes from the root down to a node, both included, the root first.

    Of a path of more than `most` nodes (2 or more), the root and the `most - 1` nearest to the
    node. Cost: O(most).
    """
    length = int(forest.level[node]) + 1
    near = [int(node)]
    while len(near) < (length if length <= most else most - 1):
        near.append(int(forest.parent[near[-1]]))
    if length > most:
        near.append(int(forest.root[node]))
    return near[::-1]

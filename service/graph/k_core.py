"""k-cores: how deep in the dense middle of the graph a node sits."""

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from service.graph.arrays import Nodes, as_nodes


def core_number(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Give each node the largest k such that it is in the k-core.

    The k-core is the largest subgraph in which every node has k neighbours or more. Comes back
    as int64[n], 0 for a node without neighbours. The graph is taken as simple and undirected:
    the direction of an arc, parallel arcs and self loops do not count. Raises ValueError as
    `as_nodes` does. Source: Batagelj and Zaversnik 2003. Cost: O(n + m).
    """
    source, target = as_nodes(n, source, target)
    core: Nodes = _peel(*_simple_neighbours(n, source, target))
    return core


@njit(nogil=True, cache=True)
def _simple_neighbours(n: int, source: Nodes, target: Nodes) -> tuple[Nodes, Nodes]:
    """Each node's neighbours, either way and once: (starts, neighbours)."""
    indptr = np.zeros(n + 1, np.int64)
    for k in range(source.size):
        indptr[source[k] + 1] += 1
        indptr[target[k] + 1] += 1
    for u in range(n):
        indptr[u + 1] += indptr[u]
    free = indptr[:-1].copy()
    indices = np.empty(2 * source.size, np.int64)
    for k in range(source.size):
        u, v = source[k], target[k]
        indices[free[u]] = v
        free[u] += 1
        indices[free[v]] = u
        free[v] += 1
    starts = np.zeros_like(indptr)
    last_seen_by = np.full(n, -1)
    size = 0
    for u in range(n):
        last_seen_by[u] = u
        for k in range(indptr[u], indptr[u + 1]):
            v = indices[k]
            if last_seen_by[v] != u:
                last_seen_by[v] = u
                indices[size] = v
                size += 1
        starts[u + 1] = size
    return starts, indices[:size]


@njit(nogil=True, cache=True)
def _peel(indptr: Nodes, indices: Nodes) -> Nodes:
    """Take away a node of the least degree left, again and again; its degree then is its core."""
    n = indptr.size - 1
    degree = indptr[1:] - indptr[:-1]
    # `order` holds the nodes by degree, `place` where each stands in it, and bin_start[d]
    # where those of degree d begin.
    bin_start = np.zeros(n + 1, np.int64)
    for u in range(n):
        bin_start[degree[u] + 1] += 1
    bin_start = np.cumsum(bin_start)
    free = bin_start.copy()
    order = np.empty(n, np.int64)
    place = np.empty(n, np.int64)
    for u in range(n):
        place[u] = free[degree[u]]
        order[place[u]] = u
        free[degree[u]] += 1
    for i in range(n):
        u = order[i]
        for k in range(indptr[u], indptr[u + 1]):
            v = indices[k]
            if degree[v] <= degree[u]:
                continue
            # v goes down by one: it trades places with the first of its bin, which shrinks.
            first = bin_start[degree[v]]
            other = order[first]
            order[first], order[place[v]] = v, other
            place[other], place[v] = place[v], first
            bin_start[degree[v]] += 1
            degree[v] -= 1
    return degree

"""k-cores: how deep in the dense middle of the graph a node sits."""

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from service.graph.arrays import Nodes, as_nodes
from service.graph.csr import csr


def core_number(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Give each node the largest k such that it is in the k-core.

    The k-core is the largest subgraph in which every node has k neighbours or more. Comes back
    as int64[n], 0 for a node without neighbours. The graph is taken as simple and undirected:
    the direction of an arc, parallel arcs and self loops do not count. Raises ValueError as
    `as_nodes` does. Source: Batagelj and Zaversnik 2003. Cost: O(n + m).
    """
    source, target = as_nodes(n, source, target)
    both = csr(n, np.concatenate((source, target)), np.concatenate((target, source)))
    core: Nodes = _peel(*_simple_neighbours(both.indptr, both.indices))
    return core


@njit(nogil=True, cache=True)
def _simple_neighbours(indptr: Nodes, indices: Nodes) -> tuple[Nodes, Nodes]:
    starts = np.zeros_like(indptr)
    neighbours = np.empty_like(indices)
    size = 0
    for u in range(indptr.size - 1):
        for k in range(indptr[u], indptr[u + 1]):
            repeated = k > indptr[u] and indices[k] == indices[k - 1]
            if indices[k] != u and not repeated:
                neighbours[size] = indices[k]
                size += 1
        starts[u + 1] = size
    return starts, neighbours[:size]


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

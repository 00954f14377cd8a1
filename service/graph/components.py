"""Connected and strongly connected components, each called by its smallest node."""

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from service.graph.arrays import Nodes, as_nodes
from service.graph.csr import grouped_by


def connected_components(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Label each node with the smallest node it is connected to, whichever way the arcs point.

    Comes back as int64[n]; a node without arcs is its own label. Parallel arcs and self loops
    change nothing. Raises ValueError as `as_nodes` does. Method: disjoint sets with path halving,
    the smaller root kept (Tarjan and van Leeuwen 1984). Cost: O(n + m log n), in practice linear.
    """
    source, target = as_nodes(n, source, target)
    label: Nodes = _smallest_connected(n, source, target)
    return label


def strongly_connected_components(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Label each node with the smallest of the nodes that it reaches and that reach it.

    Comes back as int64[n]; a node on no directed cycle is its own label. Parallel arcs and self
    loops change nothing. Raises ValueError as `as_nodes` does. Method: Tarjan 1972, with one stack
    of nodes in place of recursion. Cost: O(n + m).
    """
    source, target = as_nodes(n, source, target)
    label: Nodes = _smallest_strongly_connected(*grouped_by(n, source, target))
    return label


@njit(nogil=True, cache=True)
def _smallest_connected(n: int, source: Nodes, target: Nodes) -> Nodes:
    parent = np.arange(n)
    for k in range(source.size):
        u, v = source[k], target[k]
        while parent[u] != u:
            parent[u] = parent[parent[u]]
            u = parent[u]
        while parent[v] != v:
            parent[v] = parent[parent[v]]
            v = parent[v]
        # The root is always the smallest of its set.
        if u < v:
            parent[v] = u
        elif v < u:
            parent[u] = v
    for u in range(n):
        parent[u] = parent[parent[u]]
    return parent


@njit(nogil=True, cache=True)
def _smallest_strongly_connected(indptr: Nodes, indices: Nodes) -> Nodes:
    n = indptr.size - 1
    label = np.full(n, -1)
    # 0 is not met yet; a node's lowest is the earliest node on the stack known to be reachable.
    met = np.zeros(n, np.int64)
    lowest = np.zeros(n, np.int64)
    following = indptr[:-1].copy()
    way = np.empty(n, np.int64)
    stack = np.empty(n, np.int64)
    waiting = 0
    clock = 0
    for root in range(n):
        if met[root]:
            continue
        depth = 0
        way[0] = root
        clock += 1
        met[root] = lowest[root] = clock
        stack[waiting] = root
        waiting += 1
        while depth >= 0:
            u = way[depth]
            if following[u] < indptr[u + 1]:
                v = indices[following[u]]
                following[u] += 1
                if not met[v]:
                    clock += 1
                    met[v] = lowest[v] = clock
                    stack[waiting] = v
                    waiting += 1
                    depth += 1
                    way[depth] = v
                elif label[v] < 0:
                    lowest[u] = min(lowest[u], met[v])
                continue
            depth -= 1
            if depth >= 0:
                lowest[way[depth]] = min(lowest[way[depth]], lowest[u])
            if lowest[u] == met[u]:
                first = waiting
                smallest = u
                while True:
                    first -= 1
                    smallest = min(smallest, stack[first])
                    if stack[first] == u:
                        break
                for at in range(first, waiting):
                    label[stack[at]] = smallest
                waiting = first
    return label

"""Connected and strongly connected components, each called by its smallest node."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_nodes
from service.graph.csr import grouped_by
from service.graph.kernels import kernel


def connected_components(n: int, source: ArrayLike, target: ArrayLike) -> Ints:
    """Label each node with the smallest node it is connected to, whichever way the arcs point.

    Parallel arcs and self loops change nothing.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.

    Returns
    -------
    int64[n]
        The label of each node; a node without arcs is its own.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Method: disjoint sets with path halving, the smaller root kept. Cost: O(n + m log n), in
    practice linear.

    References
    ----------
    Tarjan and van Leeuwen 1984, Worst-case analysis of set union algorithms.

    Examples
    --------
    >>> connected_components(5, [3, 4], [1, 3]).tolist()
    [0, 1, 2, 1, 1]
    """
    source, target = as_nodes(n, source, target)
    return _smallest_connected(n, source, target)


def strongly_connected_components(n: int, source: ArrayLike, target: ArrayLike) -> Ints:
    """Label each node with the smallest of the nodes that it reaches and that reach it.

    Comes back as int64[n]; a node on no directed cycle is its own label. Parallel arcs and self
    loops change nothing. Raises ValueError as `as_nodes` does. Method: where there is one giant
    component, a search forward and one backward from a busy node find it several times as fast as
    a depth-first search would (Fleischer, Hendrickson and Pinar 2000); what is left goes by Tarjan
    1972, with one stack of nodes in place of recursion. Cost: O(n + m).
    """
    source, target = as_nodes(n, source, target)
    if not source.size:
        return np.arange(n)
    out, back = grouped_by(n, source, target), grouped_by(n, target, source)
    busiest = int(np.argmax(np.diff(out[0]) * np.diff(back[0])))
    together = _reached(*out, busiest) & _reached(*back, busiest)
    return _smallest_strongly_connected(*out, together)


@kernel
def _reached(indptr: Ints, indices: Ints, root: int) -> Flags:
    n = indptr.size - 1
    reached = np.zeros(n, np.bool_)
    queue = np.empty(n, np.int32)
    reached[root] = True
    queue[0] = root
    at, end = 0, 1
    while at < end:
        u = queue[at]
        at += 1
        for k in range(indptr[u], indptr[u + 1]):
            v = indices[k]
            if not reached[v]:
                reached[v] = True
                queue[end] = v
                end += 1
    return reached


@kernel
def _smallest_connected(n: int, source: Ints, target: Ints) -> Ints:
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


# What the search for strong components keeps of a node, side by side in one line of the cache;
# 32 bits hold any number of nodes that fits in memory.
_MET, _LOWEST, _FOLLOWING, _LABEL = 0, 1, 2, 3


@kernel
def _smallest_strongly_connected(indptr: Ints, indices: Ints, together: Flags) -> Ints:
    """Label the components; one of them, `together`, is known beforehand."""
    n = indptr.size - 1
    smallest = np.argmax(together)
    # 0 is not met yet; a node's lowest is the earliest node on the stack known to be reachable.
    state = np.zeros((n, 4), np.int32)
    for u in range(n):
        state[u, _FOLLOWING] = indptr[u]
        state[u, _MET] = together[u]
        state[u, _LABEL] = smallest if together[u] else -1
    way = np.empty(n, np.int32)
    stack = np.empty(n, np.int32)
    waiting = 0
    clock = 1
    for root in range(n):
        if state[root, _MET]:
            continue
        clock += 1
        state[root, _MET] = state[root, _LOWEST] = clock
        stack[waiting] = root
        waiting += 1
        way[0] = root
        depth = 0
        while depth >= 0:
            u = way[depth]
            lowest = state[u, _LOWEST]
            k, end = state[u, _FOLLOWING], indptr[u + 1]
            descended = False
            while k < end:
                v = indices[k]
                k += 1
                if not state[v, _MET]:
                    clock += 1
                    state[v, _MET] = state[v, _LOWEST] = clock
                    stack[waiting] = v
                    waiting += 1
                    depth += 1
                    way[depth] = v
                    descended = True
                    break
                if state[v, _LABEL] < 0:
                    lowest = min(lowest, state[v, _MET])
            state[u, _FOLLOWING] = k
            state[u, _LOWEST] = lowest
            if descended:
                continue
            depth -= 1
            if depth >= 0:
                above = way[depth]
                state[above, _LOWEST] = min(state[above, _LOWEST], lowest)
            if lowest == state[u, _MET]:
                first = waiting - 1
                smallest = u
                while stack[first] != u:
                    smallest = min(smallest, stack[first])
                    first -= 1
                for at in range(first, waiting):
                    state[stack[at], _LABEL] = smallest
                waiting = first
    return state[:, _LABEL].astype(np.int64)

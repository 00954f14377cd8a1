"""k-cores: how deep in the dense middle of the graph a node sits."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Ints, as_nodes
from service.graph.csr import Int32s
from service.graph.kernels import kernel


def core_number(n: int, source: ArrayLike, target: ArrayLike) -> Ints:
    """Give each node the largest k such that it is in the k-core.

    The k-core is the largest subgraph in which every node has k neighbours or more. The graph is
    taken as simple and undirected: the direction of an arc, parallel arcs and self loops do not
    count.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.

    Returns
    -------
    int64[n]
        The core number of each node, 0 for a node without neighbours.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Method: peeling by levels. Cost: O(n + m).

    References
    ----------
    Seidman 1983, Network structure and minimum degree. Dasari, Ranjan and Zubair 2014, ParK.

    Examples
    --------
    A triangle with a node that hangs on it, and one alone:

    >>> core_number(5, [0, 1, 2, 2], [1, 2, 0, 3]).tolist()
    [2, 2, 2, 1, 0]
    """
    source, target = as_nodes(n, source, target)
    return _peel(*simple_neighbours(n, source, target))


@kernel
def simple_neighbours(n: int, source: Ints, target: Ints) -> tuple[Ints, Int32s]:
    """Give each node's neighbours, either way and once: (starts int64[n + 1], neighbours).

    Those of node u are the entries starts[u] up to, not including, starts[u + 1]; self loops are
    left out. The ends of the arcs must be in 0..n-1, unchecked. Cost: O(n + m).
    """
    indptr = np.zeros(n + 1, np.int64)
    for k in range(source.size):
        indptr[source[k] + 1] += 1
        indptr[target[k] + 1] += 1
    for u in range(n):
        indptr[u + 1] += indptr[u]
    free = indptr[:-1].copy()
    indices = np.empty(2 * source.size, np.int32)
    for k in range(source.size):
        u, v = source[k], target[k]
        indices[free[u]] = v
        free[u] += 1
        indices[free[v]] = u
        free[v] += 1
    starts = np.zeros_like(indptr)
    last_seen_by = np.full(n, -1, np.int32)
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


@kernel
def _peel(indptr: Ints, indices: Int32s) -> Ints:
    """Take away, level by level, the nodes of degree k or less; what is left of k is their core.

    The scan for them passes over a node once for each level up to its own, and the core numbers
    add up to no more than the degrees do.
    """
    n = indptr.size - 1
    degree = np.diff(indptr).astype(np.int32)
    left = np.arange(n, dtype=np.int32)
    queue = np.empty(n, np.int32)
    size, k = n, 0
    while size:
        end, kept = 0, 0
        least = n
        for i in range(size):
            u = left[i]
            if degree[u] == k:
                queue[end] = u
                end += 1
            elif degree[u] > k:
                left[kept] = u
                kept += 1
                least = min(least, degree[u])
        size = kept
        at = 0
        while at < end:
            u = queue[at]
            at += 1
            for j in range(indptr[u], indptr[u + 1]):
                v = indices[j]
                if degree[v] > k:
                    degree[v] -= 1
                    if degree[v] == k:
                        queue[end] = v
                        end += 1
        k = least if end == 0 else k + 1
    return degree.astype(np.int64)

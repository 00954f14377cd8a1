"""Connected and strongly connected components, each called by its smallest node."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components as _scipy_components

from service.graph.arrays import Nodes
from service.graph.csr import csr


def connected_components(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Label each node with the smallest node it is connected to, whichever way the arcs point.

    Comes back as int64[n]; a node without arcs is its own label. Parallel arcs and self loops
    change nothing. Raises ValueError as `as_nodes` does. Cost: O(n + m).
    """
    return _smallest_members(n, source, target, "weak")


def strongly_connected_components(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Label each node with the smallest of the nodes that it reaches and that reach it.

    Comes back as int64[n]; a node on no directed cycle is its own label. Parallel arcs and self
    loops change nothing. Raises ValueError as `as_nodes` does. Method: Pearce 2005, a variant of
    Tarjan 1972, as scipy has it, without recursion. Cost: O(n + m).
    """
    return _smallest_members(n, source, target, "strong")


def _smallest_members(
    n: int, source: ArrayLike, target: ArrayLike, connection: Literal["weak", "strong"]
) -> Nodes:
    graph = csr(n, source, target)
    # scipy counts nodes and arcs in 32 bits.
    indptr, indices = graph.indptr.astype(np.int32), graph.indices.astype(np.int32)
    matrix = csr_array((np.ones(indices.size), indices, indptr), shape=(n, n))
    # On parallel arcs its strong components never come to an end.
    matrix.sum_duplicates()
    count, label = _scipy_components(matrix, directed=True, connection=connection)
    smallest = np.empty(count, np.int64)
    # Where an index is assigned more than once the last stays: going down, the smallest node.
    smallest[label[::-1]] = np.arange(n - 1, -1, -1)
    return smallest[label]

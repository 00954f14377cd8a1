"""Adjacency in compressed sparse rows, and parallel arcs merged into one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from service.graph.arrays import Floats, Ints, as_nodes
from service.graph.kernels import kernel


@dataclass(frozen=True)
class CSR:
    """The arcs that leave each node, side by side.

    The arcs of node u are the positions `indptr[u]` up to, not including, `indptr[u + 1]`.
    `indptr` is int64[n + 1]; `indices` int64[m], the neighbours; `edge` int64[m], where in the
    input arrays the arc stood. A node's arcs are ordered by (neighbour, position in the input).
    """

    indptr: Ints
    indices: Ints
    edge: Ints


@kernel
def row_starts(n: int, row: "Ints | Int32s") -> Ints:
    """Count the rows: int64[n + 1], where each of 0..n-1 starts once `row` is sorted.

    Cost: O(n + m). `row` is int64[m] in 0..n-1, unchecked.
    """
    indptr = np.zeros(n + 1, np.int64)
    for k in range(row.size):
        indptr[row[k] + 1] += 1
    for u in range(n):
        indptr[u + 1] += indptr[u]
    return indptr


@kernel
def _stable_order(indptr: Ints, row: Ints, order: Ints) -> Ints:
    free = indptr[:-1].copy()
    placed = np.empty(order.size, np.int64)
    for k in range(order.size):
        u = row[order[k]]
        placed[free[u]] = order[k]
        free[u] += 1
    return placed


@kernel
def grouped_by(n: int, row: Ints, column: Ints) -> tuple[Ints, Ints]:
    """Group the columns by row: (indptr int64[n + 1], indices int64[m]), each row's in their order.

    One counting sort, where the order within a row does not matter. Cost: O(n + m). The entries of
    `row` must be in 0..n-1, unchecked.
    """
    indptr = row_starts(n, row)
    free = indptr[:-1].copy()
    indices = np.empty(row.size, np.int64)
    for k in range(row.size):
        indices[free[row[k]]] = column[k]
        free[row[k]] += 1
    return indptr, indices


def csr(n: int, source: ArrayLike, target: ArrayLike) -> CSR:
    """Build the adjacency of n nodes from m arcs; `csr(n, target, source)` is the reverse.

    Parallel arcs and self loops are kept.

    Parameters
    ----------
    n : int
        How many nodes there are, 0 to n-1.
    source, target : int[m]
        The ends of each arc, in any order.

    Returns
    -------
    CSR
        The arcs of each node side by side, ordered by (neighbour, position in the input).

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Method: two stable counting sorts, by target and then by source. Cost: O(n + m).

    References
    ----------
    Knuth, The Art of Computer Programming, vol. 3, 5.2.

    Examples
    --------
    >>> graph = csr(3, [0, 2, 0], [2, 1, 1])
    >>> graph.indices[graph.indptr[0] : graph.indptr[1]].tolist()
    [1, 2]
    >>> graph.edge.tolist()
    [2, 0, 1]
    """
    source, target = as_nodes(n, source, target)
    order = _stable_order(row_starts(n, target), target, np.arange(target.size))
    indptr = row_starts(n, source)
    edge = _stable_order(indptr, source, order)
    return CSR(indptr, target[edge], edge)


# A sort that carries what it sorts reads memory in order, unlike one of positions; 32 bits hold any
# number of nodes that fits in memory.
Int32s = NDArray[np.int32]


def int32_arcs(n: int, source: Ints, target: Ints) -> tuple[Int32s, Int32s]:
    """Group arcs by their source as `csr` does, in half the memory: (indptr, indices)."""
    adjacency = csr(n, source, target)
    return adjacency.indptr.astype(np.int32), adjacency.indices.astype(np.int32)


@kernel
def placed(
    free: Ints, row: Ints | Int32s, column: Ints | Int32s, weight: Floats
) -> tuple[Int32s, Int32s, Floats]:
    """Sort arcs by row, stably: (row, column, weight), the arcs of row u from `free[u]` on.

    `free` is used up: what comes back in it is where each row ends. Cost: O(m).
    """
    rows, columns = np.empty(row.size, np.int32), np.empty(row.size, np.int32)
    weights = np.empty(row.size, np.float64)
    for k in range(row.size):
        at = free[row[k]]
        free[row[k]] = at + 1
        rows[at], columns[at], weights[at] = row[k], column[k], weight[k]
    return rows, columns, weights

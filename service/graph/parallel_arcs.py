"""Parallel arcs as one, their weights added in an order that follows from the weights alone."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes, as_weights
from service.graph.csr import Int32s, placed, row_starts
from service.graph.kernels import kernel


@kernel
def order_parallel_weights(row: Int32s, column: Int32s, weight: Floats) -> None:
    """Sort in place the weights of arcs that stand side by side and have the same ends.

    After this no byte depends on the order in which the arcs were given. Cost: O(m), and a sort
    of the weights of each arc that is given more than once.
    """
    first = 0
    for k in range(1, row.size + 1):
        if k == row.size or column[k] != column[first] or row[k] != row[first]:
            if k - first > 1:
                weight[first:k].sort()
            first = k


@kernel
def _merge(n: int, source: Ints, target: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
    targets, sources, weights = placed(row_starts(n, target), target, source, weight)
    rows, columns, weights = placed(row_starts(n, source), sources, targets, weights)
    order_parallel_weights(rows, columns, weights)
    size = 0
    for k in range(rows.size):
        if size and rows[size - 1] == rows[k] and columns[size - 1] == columns[k]:
            weights[size - 1] += weights[k]
        else:
            rows[size], columns[size], weights[size] = rows[k], columns[k], weights[k]
            size += 1
    return rows[:size].astype(np.int64), columns[:size].astype(np.int64), weights[:size].copy()


def merged_arcs(
    n: int, source: ArrayLike, target: ArrayLike, weight: ArrayLike
) -> tuple[Ints, Ints, Floats]:
    """Merge parallel arcs into one that weighs their sum; self loops are kept.

    Parallel weights are added from the smallest up, so the bytes do not depend on the order of the
    input.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    weight : float[m]
        Finite and >= 0.

    Returns
    -------
    source, target : int64[k]
        The different pairs, sorted by (source, target).
    weight : float64[k]
        The sum of each pair.

    Raises
    ------
    ValueError
        As `as_nodes` and `as_weights` do.

    Notes
    -----
    Method and cost: those of `csr` and of `order_parallel_weights`.

    Examples
    --------
    >>> source, target, weight = merged_arcs(2, [0, 1, 0], [1, 1, 1], [1.0, 5.0, 2.0])
    >>> list(zip(source.tolist(), target.tolist(), weight.tolist()))
    [(0, 1, 3.0), (1, 1, 5.0)]
    """
    source, target = as_nodes(n, source, target)
    return _merge(n, source, target, as_weights(source.size, weight))


def simple_arcs(
    n: int, source: ArrayLike, target: ArrayLike, weight: ArrayLike
) -> tuple[Ints, Ints, Floats]:
    """Merge parallel arcs as `merged_arcs` does, and drop self loops: a simple directed graph.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    weight : float[m]
        Finite and >= 0.

    Returns
    -------
    source, target : int64[k]
        The different pairs of different nodes, sorted by (source, target).
    weight : float64[k]
        The sum of each pair.

    Raises
    ------
    ValueError
        As `as_nodes` and `as_weights` do.

    Examples
    --------
    >>> source, target, weight = simple_arcs(2, [0, 1, 0], [1, 1, 1], [1.0, 5.0, 2.0])
    >>> list(zip(source.tolist(), target.tolist(), weight.tolist()))
    [(0, 1, 3.0)]
    """
    source, target, weight = merged_arcs(n, source, target, weight)
    proper = source != target
    return source[proper], target[proper], weight[proper]

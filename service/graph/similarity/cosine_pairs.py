"""Which rows of a sparse matrix are alike: cosines of all pairs that share a column."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes, as_weights, doubled
from service.graph.csr import csr
from service.graph.kernels import kernel
from service.graph.tables.segments import pair_key, split_pair

#: Half of the tenth digit: a cosine that comes to the threshold when rounded has reached it.
ROUNDING = 5e-11


@kernel
def _alike(
    n: int,
    row_start: Ints,
    columns: Ints,
    row_value: Floats,
    column_start: Ints,
    rows: Ints,
    column_value: Floats,
    thing: Ints,
    cosine: float,
    things: int,
) -> tuple[Ints, Ints, Floats, Ints]:
    norm = np.zeros(n)
    for u in range(n):
        for k in range(row_start[u], row_start[u + 1]):
            norm[u] += row_value[k] ** 2
        norm[u] = np.sqrt(norm[u])
    dot, shared = np.zeros(n), np.zeros(n, np.int64)
    latest, met = np.full(n, -1), np.empty(n, np.int64)
    low, high = np.empty(16, np.int64), np.empty(16, np.int64)
    cosines, count = np.empty(16, np.float64), np.empty(16, np.int64)
    size = 0
    for u in range(n):
        others = 0
        for k in range(row_start[u], row_start[u + 1]):
            column = columns[k]
            for j in range(column_start[column + 1] - 1, column_start[column] - 1, -1):
                v = rows[j]
                if v <= u:
                    break  # a column's rows are in order: the pairs below were met from below
                if shared[v] == 0:
                    met[others] = v
                    others += 1
                # The sides of a thing stand side by side.
                if latest[v] != thing[column]:
                    latest[v] = thing[column]
                    shared[v] += 1
                dot[v] += row_value[k] * column_value[j]
        met[:others].sort()
        for i in range(others):
            v = met[i]
            likeness = dot[v] / (norm[u] * norm[v])
            if shared[v] >= things and likeness >= cosine - ROUNDING:
                if size == low.size:
                    low, high = doubled(low), doubled(high)
                    cosines, count = doubled(cosines), doubled(count)
                low[size], high[size], cosines[size], count[size] = u, v, likeness, shared[v]
                size += 1
            dot[v], shared[v], latest[v] = 0.0, 0, -1
    return low[:size].copy(), high[:size].copy(), cosines[:size].copy(), count[:size].copy()


def cosine_pairs(
    n: int,
    row: ArrayLike,
    thing: ArrayLike,
    side: ArrayLike,
    value: ArrayLike,
    cosine: float,
    things: int,
) -> tuple[Ints, Ints, Floats, Ints]:
    """Find the pairs of rows whose cosine is at least `cosine` and that share `things` things.

    A matrix of n rows is given by its entries. A column is a thing seen from one side; a thing
    counts once however many of its sides two rows share.

    Parameters
    ----------
    n : int
        How many rows there are.
    row, thing, side : int[m]
        Where each entry stands, each triple once.
    value : float[m]
        Finite and > 0.
    cosine : float
        The least cosine.
    things : int
        How many things the two must share at least.

    Returns
    -------
    low, high : int64[k]
        The pairs, low < high, sorted.
    cosine : float64[k]
        Their cosines, rounded to ten digits.
    shared : int64[k]
        How many things they share.

    Raises
    ------
    ValueError
        As `as_nodes` and `as_weights` do.

    Notes
    -----
    Method: the product of the matrix with its transpose, row by row, sums added in the order of
    columns, so no byte depends on the order of the entries. Cost: a sort of the entries, and the
    sum over columns of their entries squared.

    References
    ----------
    Gustavson 1978, Two fast algorithms for sparse matrices.

    Examples
    --------
    >>> entries = [0, 0, 1, 1], [5, 6, 5, 6], [0, 0, 0, 0], [3.0, 4.0, 4.0, 3.0]
    >>> low, high, cosine, shared = cosine_pairs(2, *entries, cosine=0.9, things=2)
    >>> low.tolist(), high.tolist(), cosine.tolist(), shared.tolist()
    ([0], [1], [0.96], [2])
    """
    row, thing, side = (np.asarray(column, np.int64) for column in (row, thing, side))
    value = as_weights(row.size, value)
    sides = int(side.max(initial=0)) + 1
    columns, column = np.unique(pair_key(thing, side, sides), return_inverse=True)
    size = max(n, columns.size)
    row, column = as_nodes(size, row, column)
    by_row, by_column = csr(size, row, column), csr(size, column, row)
    thing_of, _ = split_pair(columns, sides)
    low, high, cosines, shared = _alike(
        n,
        by_row.indptr,
        by_row.indices,
        value[by_row.edge],
        by_column.indptr,
        by_column.indices,
        value[by_column.edge],
        thing_of,
        cosine,
        things,
    )
    return low, high, cosines.round(10), shared

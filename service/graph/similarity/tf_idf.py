"""Rows of a sparse matrix weighed as texts are: a column of few rows says most of a row."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_nodes
from service.graph.csr import Int32s, csr
from service.graph.kernels import kernel
from service.graph.tables.segments import expand


@dataclass(frozen=True)
class UnitRows:
    """Sparse rows of length 1; rows without an entry stay empty.

    The entries of row u are the positions `indptr[u]` up to, not including, `indptr[u + 1]`:
    `column` int32[m], ascending in each row, and `value` float64[m] > 0. `frequency` int64[c] is
    in how many rows a column has an entry, `common` bool[c] whether those are too many for it to
    bring two rows together.
    """

    indptr: Ints
    column: Int32s
    value: Floats
    frequency: Ints
    common: Flags

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.indptr) - 1

    @property
    def row(self) -> Ints:
        """The row of each entry: int64[m], made anew each time."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def only(self, rows: Ints) -> "UnitRows":
        """Some of the rows in this order, their columns as they are; linear in their entries."""
        count = np.diff(self.indptr)[rows]
        indptr = np.concatenate(([0], np.cumsum(count)))
        _, at = expand(count, self.indptr[rows])
        return UnitRows(indptr, self.column[at], self.value[at], self.frequency, self.common)


@kernel
def _scale(indptr: Ints, value: Floats) -> None:
    for u in range(indptr.size - 1):
        norm = 0.0
        for k in range(indptr[u], indptr[u + 1]):
            norm += value[k] ** 2
        norm = np.sqrt(norm)
        for k in range(indptr[u], indptr[u + 1]):
            value[k] /= norm


def tf_idf(n: int, row: ArrayLike, column: ArrayLike, count: ArrayLike, most: int) -> UnitRows:
    """Weigh the entries of a matrix of n rows, and scale each row to length 1.

    A weight is (1 + ln count) x ln(1 + N / f), N being the number of rows with any entry and f of
    those with this column: the logarithmic term frequency and the inverse document frequency,
    smoothed so that a column of every row weighs little and not nothing.

    Parameters
    ----------
    n : int
        How many rows there are.
    row, column : int[m]
        The entries, each pair once.
    count : int[m]
        How often the column occurs in the row, >= 1.
    most : int
        A column of more rows than this is marked as common.

    Returns
    -------
    UnitRows
        The rows, each of length 1 or empty.

    Raises
    ------
    ValueError
        As `as_nodes` does, and for a count below 1.

    Notes
    -----
    Cost: O(n + m + columns).

    References
    ----------
    Salton and Buckley 1988, Term-weighting approaches in automatic text retrieval. Manning,
    Raghavan and Schütze 2008, Introduction to Information Retrieval, 6.2 and 6.4.

    Examples
    --------
    >>> rows = tf_idf(2, [0, 0, 1], [0, 1, 1], [1, 1, 1], most=1)
    >>> rows.value.round(4).tolist(), rows.common.tolist()
    ([0.8457, 0.5336, 1.0], [False, True])
    """
    row, column, count = (np.asarray(array, np.int64) for array in (row, column, count))
    if count.size != row.size or count.min(initial=1) < 1:
        raise ValueError(f"{row.size} entries want as many counts of 1 or more")
    columns = int(column.max(initial=-1)) + 1
    (row,) = as_nodes(n, row)
    by_row = csr(max(n, columns), row, column)
    frequency = np.bincount(column, minlength=columns)
    filled = np.count_nonzero(np.diff(by_row.indptr))
    rarity = np.log1p(filled / np.maximum(frequency, 1))
    value = (1 + np.log(count[by_row.edge])) * rarity[by_row.indices]
    indptr = by_row.indptr[: n + 1]
    _scale(indptr, value)
    return UnitRows(indptr, by_row.indices.astype(np.int32), value, frequency, frequency > most)

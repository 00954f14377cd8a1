"""Which rows of a sparse matrix are most like a row, or like several taken together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.graph.arrays import Flags, Floats, Ints, as_nodes
from service.graph.csr import Int32s, placed, row_starts
from service.graph.kernels import kernel
from service.graph.similarity.tf_idf import UnitRows
from service.graph.threads import on_all_threads

#: To how many digits cosines are told and compared: how sums were added up stays below that.
DIGITS = 10
#: More than rounding can make of a cosine.
SLACK = 1e-9
#: Fewer rows than this are not worth another thread, which looks at all rows once itself.
ROWS_A_CORE = 10_000

#: Where the entries of each row (or column) begin, their columns (or rows), and their values.
Entries = tuple[Ints, Int32s, Floats]
Found = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]


@dataclass(frozen=True)
class TopSimilar:
    """The rows most like each of some rows, the most similar first, then the lower row.

    One line for each row asked about, as wide as was asked for: `row` int64[a, most], -1 where
    there are fewer; `cosine` float64[a, most]; `shared` int64[a, most], how many columns the two
    have in common.
    """

    row: NDArray[np.int64]
    cosine: NDArray[np.float64]
    shared: NDArray[np.int64]


@kernel
def _rounded(cosine: float) -> float:
    return float(np.floor(cosine * 10.0**DIGITS + 0.5) / 10.0**DIGITS)


@kernel
def _reached(dot: Floats, shared: Ints, met: Ints, shared_least: int, best: Floats) -> float:
    """What so many of those met reach already that nothing below it can be among the best."""
    most = best.size
    best[:] = 0.0
    for v in met:
        if shared[v] < shared_least or dot[v] <= best[most - 1]:
            continue
        place = most - 1
        while place > 0 and best[place - 1] < dot[v]:
            best[place] = best[place - 1]
            place -= 1
        best[place] = dot[v]
    return float(best[most - 1])


@kernel
def _insert(
    v: int, likeness: float, columns: int, size: int, row: Ints, cosine: Floats, shared: Ints
) -> int:
    """Put a row where it belongs among the most similar, if it does; how many there are then."""
    most = row.size
    place = size
    while place > 0 and (
        cosine[place - 1] < likeness or (cosine[place - 1] == likeness and row[place - 1] > v)
    ):
        place -= 1
    if place == most:
        return size
    for k in range(min(size, most - 1), place, -1):
        row[k], cosine[k], shared[k] = row[k - 1], cosine[k - 1], shared[k - 1]
    row[place], cosine[place], shared[place] = v, likeness, columns
    return min(size + 1, most)


@kernel
def _most_similar(
    asked: Ints,
    rare: Entries,
    by_column: Entries,
    common: Entries,
    commons: int,
    cosine: float,
    shared_least: int,
    found: Found,
) -> None:
    indptr, column, value = rare
    column_start, rows, column_value = by_column
    common_start, common_column, common_value = common
    row_out, cosine_out, shared_out = found
    n, best, mark = indptr.size - 1, np.empty(row_out.shape[1]), np.zeros(commons)
    in_common = np.zeros(n)
    for u in range(n):
        for k in range(common_start[u], common_start[u + 1]):
            in_common[u] += common_value[k] ** 2
        in_common[u] = np.sqrt(in_common[u])
    dot, shared, met = np.zeros(n), np.zeros(n, np.int64), np.empty(n, np.int64)
    for i in range(asked.size):
        u, others, size = asked[i], 0, 0
        best_row, best_cosine, best_shared = row_out[i], cosine_out[i], shared_out[i]
        for k in range(indptr[u], indptr[u + 1]):
            for j in range(column_start[column[k]], column_start[column[k] + 1]):
                v = rows[j]
                if v == u:
                    continue
                if shared[v] == 0:
                    met[others] = v
                    others += 1
                shared[v] += 1
                dot[v] += value[k] * column_value[j]
        for k in range(common_start[u], common_start[u + 1]):
            mark[common_column[k]] = common_value[k]
        wanted = max(cosine, _reached(dot, shared, met[:others], shared_least, best))
        for o in range(others):
            v = met[o]
            likeness, columns = dot[v], shared[v]
            dot[v], shared[v] = 0.0, 0
            # Cauchy and Schwarz: the common columns add no more than this.
            if likeness + in_common[u] * in_common[v] < wanted - SLACK:
                continue
            for k in range(common_start[v], common_start[v + 1]):
                likeness += mark[common_column[k]] * common_value[k]
                columns += mark[common_column[k]] > 0.0
            likeness = _rounded(likeness)
            if columns >= shared_least and likeness >= cosine and likeness > 0.0:
                size = _insert(v, likeness, columns, size, best_row, best_cosine, best_shared)
        for k in range(common_start[u], common_start[u + 1]):
            mark[common_column[k]] = 0.0


def top_similar(
    rows: UnitRows,
    asked: Ints,
    among: Flags,
    most: int,
    cosine: float = 0.0,
    shared: int = 1,
) -> TopSimilar:
    """Find the `most` rows most like each of the rows asked about, by their cosines.

    A row is found that has a cosine > 0 of at least `cosine`, rounded to ten digits, and `shared`
    columns in common, one of which is not common: what nearly every row has brings no two together,
    though it counts in the cosine of those who have met.

    Parameters
    ----------
    rows : UnitRows
        The rows, each of length 1.
    asked : int64[a]
        The rows asked about.
    among : bool[n]
        Which rows may be found.
    most : int
        How many are wanted of each.
    cosine : float
        The least cosine.
    shared : int
        How many columns the two must have in common at least.

    Returns
    -------
    TopSimilar
        A line for each row asked about.

    Raises
    ------
    ValueError
        As `as_nodes` does, and where `most` is below 1.

    Notes
    -----
    Method: the product of the matrix with its transpose, row by row, over the columns that are not
    common; the common ones are looked at only where they could still lift a row among the most
    similar. Cost: O(entries), and at most the largest frequency of a column that is not common for
    each entry of the rows asked about; these are shared out to all cores.

    References
    ----------
    Gustavson 1978, Two fast algorithms for sparse matrices.

    Examples
    --------
    >>> import numpy as np
    >>> from service.graph.similarity.tf_idf import tf_idf
    >>> rows = tf_idf(3, [0, 1, 1, 2], [0, 0, 1, 1], [1, 1, 1, 1], most=10)
    >>> found = top_similar(rows, np.array([0, 1]), np.ones(3, bool), 2)
    >>> found.row.tolist()
    [[1, -1], [0, 2]]
    """
    if most < 1:
        raise ValueError(f"the {most} most similar cannot be found")
    (asked,) = as_nodes(len(rows), asked)
    row, n, column = rows.row.astype(np.int32), len(rows), rows.column
    rare, common = ~rows.common[column], np.flatnonzero(rows.common[column])
    place = np.cumsum(rows.common) - 1
    findable = np.flatnonzero(rare & among[row])
    column_start = row_starts(len(rows.common), column[findable])
    free = column_start[:-1].copy()
    by_column = placed(free, column[findable], row[findable], rows.value[findable])
    found = TopSimilar(
        np.full((len(asked), most), -1),
        np.zeros((len(asked), most)),
        np.zeros((len(asked), most), np.int64),
    )
    matrix = (
        (row_starts(n, row[rare]), column[rare], rows.value[rare]),
        (column_start, *by_column[1:]),
        (row_starts(n, row[common]), place[column[common]].astype(np.int32), rows.value[common]),
        int(rows.common.sum()),
        cosine,
        shared,
    )
    on_all_threads(
        work=lambda a, b: _most_similar(
            asked[a:b], *matrix, (found.row[a:b], found.cosine[a:b], found.shared[a:b])
        ),
        first=0,
        last=len(asked),
        least=ROWS_A_CORE,
    )
    return found


def centroid(rows: UnitRows, of: Ints) -> Floats:
    """The direction of several rows taken together: float64[c] of length 1, 0 if all are empty.

    The sum of the rows, each of which has length 1 and so counts the same (Rocchio 1971). Raises
    ValueError as `as_nodes` does. Cost: the columns, and the entries of these rows.
    """
    (of,) = as_nodes(len(rows), of)
    total = np.zeros(len(rows.common))
    _add(np.sort(of), rows.indptr, rows.column, rows.value, total)
    length = float(np.sqrt(total @ total))
    return total / length if length else total


@kernel
def _add(of: Ints, indptr: Ints, column: Int32s, value: Floats, total: Floats) -> None:
    for u in of:
        for k in range(indptr[u], indptr[u + 1]):
            total[column[k]] += value[k]


@kernel
def _cosines(
    indptr: Ints, column: Int32s, value: Floats, common: Flags, direction: Floats
) -> Floats:
    cosine = np.zeros(indptr.size - 1)
    for u in range(indptr.size - 1):
        total, met = 0.0, False
        for k in range(indptr[u], indptr[u + 1]):
            along = direction[column[k]]
            total += value[k] * along
            met = met or (along > 0.0 and not common[column[k]])
        if met:
            cosine[u] = _rounded(total)
    return cosine


def cosines(rows: UnitRows, direction: Floats) -> Floats:
    """The cosine of each row with a direction of length 1: float64[n], rounded to ten digits.

    0 where the two have no column in common save common ones, as in `top_similar`. Cost: O(n + m).
    """
    return _cosines(rows.indptr, rows.column, rows.value, rows.common, direction)


def in_common(rows: UnitRows, u: int, v: int) -> tuple[Ints, Floats]:
    """The columns that two rows share, and which part of their cosine each adds: the most first.

    Among equals the lower column stands first; the parts come to 1. Cost: a look-up in the longer
    row for each entry of the shorter, and a sort of what they share.
    """
    spans = [slice(int(rows.indptr[end]), int(rows.indptr[end + 1])) for end in (u, v)]
    short, long = sorted(spans, key=lambda span: span.stop - span.start)
    if short.start == short.stop:
        return np.zeros(0, np.int64), np.zeros(0)
    longer = rows.column[long]
    at = np.minimum(np.searchsorted(longer, rows.column[short]), len(longer) - 1)
    both = np.flatnonzero(longer[at] == rows.column[short])
    column = rows.column[short][both].astype(np.int64)
    added = rows.value[short][both] * rows.value[long][at[both]]
    return _by_part(column, added)


def towards(rows: UnitRows, u: int, direction: Floats) -> tuple[Ints, Floats]:
    """The columns that a row shares with a direction: as `in_common` does; a sort of the row."""
    column = rows.column[rows.indptr[u] : rows.indptr[u + 1]].astype(np.int64)
    added = rows.value[rows.indptr[u] : rows.indptr[u + 1]] * direction[column]
    both = np.flatnonzero(added)
    return _by_part(column[both], added[both])


def _by_part(column: Ints, added: Floats) -> tuple[Ints, Floats]:
    """Columns by the part of the sum that each adds, the largest first, then the lower column."""
    order = np.argsort(-added.round(DIGITS), kind="stable")
    return column[order], added[order] / added.sum() if len(order) else added

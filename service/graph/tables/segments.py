"""Groups of rows that agree in a key, in nine verbs: the rows are columns of equal length.

Rows that are sorted by a key lie in runs. Runs are written as everywhere here: run r is the
positions `indptr[r]` up to, not including, `indptr[r + 1]`; `indptr` is int64[runs + 1]. No rows
are no runs, `indptr` [0], and every verb takes them.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from service.graph.arrays import Floats, Ints

Column = NDArray[Any]
Value = TypeVar("Value", bound=np.generic)

_LARGEST = int(np.iinfo(np.int64).max)


def runs(*keys: Column) -> Ints:
    """Find where the runs of equal keys begin in columns that are sorted together.

    Parameters
    ----------
    keys : arrays of one length m, of numbers or texts
        Rows are equal where they agree in all of them. One column at least.

    Returns
    -------
    int64[runs + 1]
        Where each run begins, and after the last one m: `[:-1]` are the first rows of the runs,
        `np.diff` their lengths, of which none is 0. Cost: linear.

    Examples
    --------
    >>> runs(np.array([3, 3, 5, 5]), np.array([1, 1, 1, 2]))
    array([0, 2, 3, 4])
    """
    size = len(keys[0])
    begins = np.zeros(size + 1, np.bool_)
    begins[0] = begins[size] = True
    for key in keys:
        begins[1:-1] |= key[1:] != key[:-1]
    return np.flatnonzero(begins)


def first_by(*keys: Column, by: Sequence[Column] = ()) -> Ints:
    """Pick one row for each different key: the one that comes first.

    Parameters
    ----------
    keys : arrays of one length m
        The first column decides most. One column at least.
    by : arrays of m
        What orders the rows of one key, ascending, the first column most; rows that are equal in
        all of them keep their order.

    Returns
    -------
    int64[different keys]
        Positions of rows, by ascending keys. Cost: a sort.

    Examples
    --------
    The largest payment of each payer:

    >>> payer, amount = np.array([7, 4, 7, 4]), np.array([10, 30, 20, 30])
    >>> first_by(payer, by=(-amount,))
    array([1, 2])
    """
    order = _sorted(*keys, *by)
    return order[runs(*(key[order] for key in keys))[:-1]]


def last_by(*keys: Column, by: Sequence[Column] = ()) -> Ints:
    """Pick one row for each different key: the one that comes last.

    Parameters
    ----------
    keys, by : arrays of one length
        As in `first_by`.

    Returns
    -------
    int64[different keys]
        Positions of rows, by ascending keys. Cost: a sort.

    Examples
    --------
    >>> last_by(np.array([7, 4, 7]), by=(np.array([5, 1, 3]),))
    array([1, 0])
    """
    order = _sorted(*keys, *by)
    return order[runs(*(key[order] for key in keys))[1:] - 1]


def sum_by(indptr: Ints, value: NDArray[Value]) -> NDArray[Value]:
    """Add up the values of each run.

    Parameters
    ----------
    indptr : int64[r + 1]
        Runs; they may be empty.
    value : array of m numbers
        Floats are added in their order.

    Returns
    -------
    array of r numbers of the same type
        0 for an empty run. Cost: linear.

    Raises
    ------
    OverflowError
        Where a sum of whole numbers is not below 2^63.

    Examples
    --------
    >>> sum_by(np.array([0, 2, 2, 3]), np.array([5, 6, 7]))
    array([11,  0,  7])
    """
    filled = indptr[:-1] < indptr[1:]
    sums = np.zeros(len(filled), value.dtype)
    if filled.any():
        sums[filled] = np.add.reduceat(value, indptr[:-1][filled])
    if _may_overflow(value, np.diff(indptr).max(initial=0)):
        _check_sums(sum_by(indptr, value.astype(np.float64)))
    return sums


def sum_at(place: Ints, value: NDArray[np.int64], n: int) -> Ints:
    """Add up whole numbers by their places, in no order: `np.bincount` adds them as floats.

    Parameters
    ----------
    place : int64[m] in 0..n-1
    value : int64[m]
    n : int
        How many places there are.

    Returns
    -------
    int64[n]
        0 where nothing stands. Cost: linear.

    Raises
    ------
    OverflowError
        Where a sum is not below 2^63.

    Examples
    --------
    >>> sum_at(np.array([2, 0, 2]), np.array([5, 6, 7]), 4)
    array([ 6,  0, 12,  0])
    """
    if _may_overflow(value, np.bincount(place).max(initial=0)):
        _check_sums(np.bincount(place, value, n).astype(np.float64))
    sums = np.zeros(n, np.int64)
    np.add.at(sums, place, value)
    return sums


def max_by(indptr: Ints, value: NDArray[Value]) -> NDArray[Value]:
    """Find the largest value of each run; `-max_by(indptr, -value)` is the smallest.

    Parameters
    ----------
    indptr : int64[r + 1]
        Runs, none of them empty.
    value : array of m numbers or truths
        The largest truth tells whether any value of the run is true.

    Returns
    -------
    array of r values of the same type
        Cost: linear.

    Raises
    ------
    ValueError
        For an empty run: nothing is its largest.

    Examples
    --------
    >>> max_by(np.array([0, 2, 3]), np.array([5, 6, 7]))
    array([6, 7])
    """
    if (indptr[:-1] >= indptr[1:]).any():
        raise ValueError("an empty run has no largest value")
    if len(indptr) == 1:
        return value[:0]
    return np.asarray(np.maximum.reduceat(value, indptr[:-1]))


def expand(count: Ints, start: Ints | int = 0) -> tuple[Ints, Ints]:
    """Write a row out as often as it counts, each time with another place.

    Parameters
    ----------
    count : int64[r], 0 or more
    start : int64[r], or one number for all
        The first place of each row.

    Returns
    -------
    row, place : int64[sum of count] each
        Row i comes `count[i]` times, at the places `start[i]`, `start[i]` + 1 and so on. Cost:
        linear in what comes back.

    Examples
    --------
    The neighbours of some nodes stand at these places of a compressed sparse row:

    >>> indptr, nodes = np.array([0, 2, 2, 5]), np.array([2, 0])
    >>> expand(np.diff(indptr)[nodes], indptr[nodes])
    (array([0, 0, 0, 1, 1]), array([2, 3, 4, 0, 1]))
    """
    row = np.repeat(np.arange(len(count)), count)
    return row, np.arange(len(row)) + np.repeat(start - np.cumsum(count) + count, count)


def pair_key(a: Ints, b: Ints, n: int) -> Ints:
    """Make one number of two, which sorts as the pair does.

    Parameters
    ----------
    a : int64[m], 0 or more
        May be keys themselves.
    b : int64[m] in 0..n-1
    n : int
        How many different `b` there may be.

    Returns
    -------
    int64[m]
        a * n + b: equal where both are equal. Cost: linear.

    Raises
    ------
    ValueError
        Where a number is negative, a `b` is n or more, or a key would need more than 63 bits: of
        two positions of customers none does below 3,037,000,500 customers.

    Examples
    --------
    >>> pair_key(np.array([0, 2]), np.array([3, 1]), 10)
    array([ 3, 21])
    """
    if a.size and b.size:
        if a.min() < 0 or b.min() < 0 or b.max() >= n:
            raise ValueError(f"pairs of numbers of which one is negative or not below {n}")
        if int(a.max()) > (_LARGEST - int(b.max())) // n:
            raise ValueError(f"pairs of {int(a.max())} and one of {n} numbers exceed 63 bits")
    return np.multiply(a, n, dtype=np.int64) + b


def split_pair(key: Ints, n: int) -> tuple[Ints, Ints]:
    """Take a key of `pair_key` apart again.

    Parameters
    ----------
    key : int64[m]
    n : int
        The same as the key was made with; 0 where there are no keys.

    Returns
    -------
    a, b : int64[m] each
        Cost: linear.

    Examples
    --------
    >>> split_pair(np.array([3, 21]), 10)
    (array([0, 2]), array([3, 1]))
    """
    a, b = np.divmod(key, n if key.size else 1)
    return a, b


def rank_within(*keys: Column, by: Sequence[Column] = ()) -> Ints:
    """Count, for each row, the rows of the same key that come before it.

    Parameters
    ----------
    keys, by : arrays of one length m
        As in `first_by`.

    Returns
    -------
    int64[m]
        0 for the first row of each key: `rank_within(...) < most` keeps `most` rows of each.
        Cost: a sort.

    Examples
    --------
    >>> rank_within(np.array([7, 4, 7, 7]), by=(np.array([5, 1, 3, 4]),))
    array([2, 0, 0, 1])
    """
    order = _sorted(*keys, *by)
    rank = np.empty(len(order), np.int64)
    rank[order] = expand(np.diff(runs(*(key[order] for key in keys))))[1]
    return rank


def _may_overflow(value: Column, most: int) -> bool:
    """Tell whether so many of the values could add up to more than 63 bits."""
    whole = value.size > 0 and np.issubdtype(value.dtype, np.integer)
    return whole and max(int(value.max()), -int(value.min())) * int(most) > _LARGEST


def _check_sums(sums: Floats) -> None:
    """Raise OverflowError unless all sums are below 2^63; they are given as floats."""
    largest = float(np.abs(sums).max())
    if largest >= 2.0**63:
        raise OverflowError(
            f"numbers add up to {largest:.3g}, which 63 bits do not hold: as money, whole "
            "ten-thousandths, that is beyond 922 trillion; load the currency's amounts in thousands"
        )


def _sorted(*columns: Column) -> Ints:
    """Sort rows by columns, the first one most, stably."""
    if len(columns) == 1:
        return np.argsort(columns[0], kind="stable")
    return np.lexsort(columns[::-1])

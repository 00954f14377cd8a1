"""Columns joined with columns: which rows agree, and texts as numbers that can be compared."""

from collections.abc import Iterable

import numpy as np

from service.graph.arrays import Ints
from service.graph.tables.segments import expand, pair_key, split_pair


def matching_rows(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Every pair of a row of `left` and a row of `right` that hold the same number.

    A column joined with itself pairs each row with itself too.

    Parameters
    ----------
    left, right : int64[l], int64[r]
        The columns to join, in any order.

    Returns
    -------
    left_row, right_row : int64[k]
        Positions in both, by left row and then by right row.

    Notes
    -----
    Cost: a sort of `right`, and the pairs.

    Examples
    --------
    >>> import numpy as np
    >>> left_row, right_row = matching_rows(np.array([7, 5]), np.array([5, 7, 7]))
    >>> list(zip(left_row.tolist(), right_row.tolist()))
    [(0, 1), (0, 2), (1, 0)]
    """
    order = np.argsort(right, kind="stable")
    in_order = right[order]
    first = np.searchsorted(in_order, left, "left")
    count = np.searchsorted(in_order, left, "right") - first
    rows, place = expand(count, first)
    return rows, order[place]


def different(n: int, left: Ints, right: Ints) -> Ints:
    """With how many different numbers of `right` each of 0..n-1 stands in `left`.

    Parameters
    ----------
    n : int
        Both columns hold numbers below n.
    left, right : int64[m]
        The columns, row beside row.

    Returns
    -------
    int64[n]
        The count of each number.

    Notes
    -----
    Cost: a sort of the rows.

    Examples
    --------
    >>> import numpy as np
    >>> different(3, np.array([0, 0, 0, 2]), np.array([1, 1, 2, 0])).tolist()
    [2, 0, 1]
    """
    group, _ = split_pair(np.unique(pair_key(left, right, n)), n)
    return np.bincount(group, minlength=n)


def numbered(texts: Iterable[str]) -> tuple[Ints, list[str]]:
    """A number for each text, the same for equal ones, and the different texts by their numbers.

    Numbers follow the order in which texts first come: good for grouping, not for ordering. Hashes
    the texts, which on millions is several times as fast as sorting them.
    """
    texts = list(texts)
    different = list(dict.fromkeys(texts))
    number = dict(zip(different, range(len(different)), strict=True))
    return np.fromiter(map(number.__getitem__, texts), np.int64, len(texts)), different


def ranked(texts: Iterable[str]) -> tuple[Ints, list[str]]:
    """The place of each text among the different ones in order, and those.

    Cost: that of `numbered` plus a sort of the different texts.
    """
    number, different = numbered(texts)
    order = sorted(range(len(different)), key=different.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[number], [different[place] for place in order]

"""Columns joined with columns: which rows agree, and texts as numbers that can be compared."""

from collections.abc import Iterable

import numpy as np

from service.graph.arrays import Ints
from service.graph.tables.segments import expand, pair_key, split_pair


def matching_rows(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Every pair of a row of `left` and a row of `right` that hold the same number.

    Comes back as two int64 arrays of positions, by left row and then by right row; a column joined
    with itself pairs each row with itself too. Cost: a sort of `right`, and the pairs.
    """
    order = np.argsort(right, kind="stable")
    in_order = right[order]
    first = np.searchsorted(in_order, left, "left")
    count = np.searchsorted(in_order, left, "right") - first
    rows, place = expand(count, first)
    return rows, order[place]


def different(n: int, left: Ints, right: Ints) -> Ints:
    """With how many different numbers of `right` each of 0..n-1 stands in `left`: int64[n].

    Both hold numbers below n. Cost: a sort of the rows.
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

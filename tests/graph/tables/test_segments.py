"""Segments: the eight verbs against loops that say the same row by row."""

import doctest
import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.tables import segments
from service.graph.tables.segments import (
    Column,
    expand,
    first_by,
    last_by,
    max_by,
    pair_key,
    rank_within,
    runs,
    split_pair,
    sum_at,
    sum_by,
)

rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(-2, 2)), max_size=12)
lengths = st.lists(st.integers(0, 4), max_size=8)


def columns(table: Sequence[tuple[int, ...]], width: int) -> list[Column]:
    return [np.array([row[i] for row in table], np.int64) for i in range(width)]


def test_the_examples_come_out_as_they_stand() -> None:
    outcome = doctest.testmod(segments)
    assert outcome.attempted > 10
    assert outcome.failed == 0


@given(rows)
def test_runs_begin_where_a_key_differs_from_the_one_before(
    table: list[tuple[int, int, int]],
) -> None:
    table = sorted(table)
    a, b, _ = columns(table, 3)
    begins = [i for i in range(len(table)) if i == 0 or table[i][:2] != table[i - 1][:2]]
    assert runs(a, b).tolist() == [*begins, len(table)]


def test_runs_of_texts() -> None:
    assert runs(np.array(["EUR", "EUR", "USD"], object)).tolist() == [0, 2, 3]


def test_runs_of_no_rows_are_none() -> None:
    assert runs(np.empty(0, np.int64)).tolist() == [0]
    assert runs(np.empty(0, object), np.empty(0)).tolist() == [0]


def picked(table: list[tuple[int, int, int]], of: Callable[[list[int]], int]) -> list[int]:
    groups: dict[tuple[int, int], list[int]] = {}
    for i, (a, b, _) in enumerate(table):
        groups.setdefault((a, b), []).append(i)
    return [of(sorted(groups[key], key=lambda i: table[i][2])) for key in sorted(groups)]


@given(rows)
def test_the_first_row_of_each_key_is_least_in_order_and_then_stands_first(
    table: list[tuple[int, int, int]],
) -> None:
    a, b, order = columns(table, 3)
    assert first_by(a, b, by=(order,)).tolist() == picked(table, lambda group: group[0])
    assert first_by(pair_key(a, b, 3), by=(order,)).tolist() == picked(
        table, lambda group: group[0]
    )
    assert first_by(a, b).tolist() == picked([(x, y, 0) for x, y, _ in table], lambda g: g[0])
    assert first_by(a).tolist() == np.unique(a, return_index=True)[1].tolist()


@given(rows)
def test_the_last_row_of_each_key_is_greatest_in_order_and_then_stands_last(
    table: list[tuple[int, int, int]],
) -> None:
    a, b, order = columns(table, 3)
    assert last_by(a, b, by=(order,)).tolist() == picked(table, lambda group: group[-1])
    assert last_by(a, b).tolist() == picked([(x, y, 0) for x, y, _ in table], lambda g: g[-1])


@given(rows)
def test_of_two_orders_the_first_decides_most(table: list[tuple[int, int, int]]) -> None:
    a, b, order = columns(table, 3)
    best = {
        key: min((row[1:], i) for i, row in enumerate(table) if row[0] == key) for key in set(a)
    }
    assert first_by(a, by=(b, order)).tolist() == [best[key][1] for key in sorted(best)]


@given(lengths, st.randoms())
def test_sums_of_runs_are_those_of_their_slices(counts: list[int], chance: random.Random) -> None:
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    value = np.array([chance.randint(-(2**60), 2**60) for _ in range(sum(counts))], np.int64)
    slices = [value[i:j].tolist() for i, j in pairwise(indptr)]
    sums = sum_by(indptr, value)
    assert sums.dtype == np.int64
    assert sums.tolist() == [sum(part) for part in slices]
    filled = indptr[np.concatenate(([True], np.diff(indptr) > 0))]
    largest = max_by(filled, value)
    assert largest.dtype == np.int64
    assert largest.tolist() == [max(part) for part in slices if part]


def test_the_largest_truth_tells_whether_any_is_true() -> None:
    truths = np.array([False, True, False, False])
    assert max_by(np.array([0, 2, 4]), truths).tolist() == [True, False]


def test_an_empty_run_has_a_sum_but_no_largest_value() -> None:
    assert sum_by(np.array([0, 0, 1, 1]), np.array([2.5])).tolist() == [0, 2.5, 0]
    with pytest.raises(ValueError, match="empty run"):
        max_by(np.array([0, 0, 1]), np.array([2.5]))


def test_no_runs_have_no_sums_and_no_largest_values() -> None:
    none = np.empty(0)
    assert sum_by(runs(none), none).tolist() == max_by(runs(none), none).tolist() == []


@given(lengths, st.integers(0, 9))
def test_expanded_rows_come_as_often_as_they_count_at_places_in_a_row(
    counts: list[int], shift: int
) -> None:
    count = np.array(counts, np.int64)
    start = np.arange(len(counts)) * shift
    row, place = expand(count, start)
    expected = [(i, i * shift + k) for i, times in enumerate(counts) for k in range(times)]
    assert list(zip(row.tolist(), place.tolist(), strict=True)) == expected
    assert expand(count)[1].tolist() == [k for times in counts for k in range(times)]


@given(st.lists(st.tuples(st.integers(0, 2**30), st.integers(0, 2**31 - 1)), max_size=9))
def test_keys_of_pairs_sort_as_pairs_and_come_apart_again(table: list[tuple[int, int]]) -> None:
    a, b = columns(table, 2)
    key = pair_key(a, b, 2**31)
    assert [row for _, row in sorted(zip(key.tolist(), table, strict=True))] == sorted(table)
    assert [part.tolist() for part in split_pair(key, 2**31)] == [a.tolist(), b.tolist()]


def test_the_largest_pair_that_fits_into_63_bits_has_a_key_and_the_next_one_does_not() -> None:
    n = 3_037_000_499
    last = np.array([n - 1])
    assert pair_key(last, last, n).tolist() == [n * n - 1]
    most, rest = divmod(2**63 - 1, n)
    assert pair_key(np.array([most]), np.array([rest]), n).tolist() == [2**63 - 1]
    with pytest.raises(ValueError, match="63 bits"):
        pair_key(np.array([most]), np.array([rest + 1]), n)


@pytest.mark.parametrize(("a", "b"), [(-1, 0), (0, -1), (0, 5)])
def test_a_number_out_of_range_makes_no_key(a: int, b: int) -> None:
    with pytest.raises(ValueError, match="negative or not below 5"):
        pair_key(np.array([a]), np.array([b]), 5)


def test_no_pairs_have_no_keys_whatever_there_could_be() -> None:
    none = np.empty(0, np.int64)
    assert pair_key(none, none, 0).tolist() == []
    assert [part.tolist() for part in split_pair(none, 0)] == [[], []]


@given(rows)
def test_a_rank_counts_the_rows_of_the_same_key_that_come_before(
    table: list[tuple[int, int, int]],
) -> None:
    a, _, order = columns(table, 3)
    ranks = [
        sum(other[0] == row[0] and (other[2], j) < (row[2], i) for j, other in enumerate(table))
        for i, row in enumerate(table)
    ]
    assert rank_within(a, by=(order,)).tolist() == ranks


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-(2**59), 2**59)), max_size=12))
def test_sums_by_place_are_those_of_the_rows_that_stand_there(table: list[tuple[int, int]]) -> None:
    place, value = columns(table, 2)
    sums = sum_at(place, value, 5)
    assert sums.tolist() == [sum(row[1] for row in table if row[0] == k) for k in range(5)]


def test_a_sum_beyond_63_bits_is_refused_and_one_that_only_might_be_is_not() -> None:
    half = 2**62
    for values in ([half, half], [-half, -half, -half]):
        value, place = np.array(values), np.zeros(len(values), np.int64)
        with pytest.raises(OverflowError, match="922 trillion"):
            sum_at(place, value, 1)
        with pytest.raises(OverflowError, match="922 trillion"):
            sum_by(np.array([0, len(values)]), value)
    value = np.array([half, half, -half])
    assert sum_at(np.array([0, 1, 0]), value, 2).tolist() == [0, half]
    assert sum_by(np.array([0, 1, 3]), value).tolist() == [half, 0]

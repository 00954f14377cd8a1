import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.similarity.tf_idf import UnitRows, tf_idf

Counts = dict[tuple[int, int], int]


@st.composite
def counted(draw: st.DrawFn) -> tuple[int, Counts]:
    n = draw(st.integers(1, 8))
    place = st.tuples(st.integers(0, n - 1), st.integers(0, 6))
    return n, draw(st.dictionaries(place, st.integers(1, 30), max_size=30))


def weighed(n: int, counts: Counts, most: int = 10**9) -> UnitRows:
    row, column = np.array(list(counts), np.int64).reshape(-1, 2).T
    return tf_idf(n, row, column, list(counts.values()), most)


def by_hand(n: int, counts: Counts) -> list[dict[int, float]]:
    """The rows as dictionaries: logarithms of counts and frequencies, scaled to length 1."""
    filled = len({row for row, _ in counts})
    frequency: dict[int, int] = {}
    for _, column in counts:
        frequency[column] = frequency.get(column, 0) + 1
    rows: list[dict[int, float]] = [{} for _ in range(n)]
    for (row, column), count in counts.items():
        rarity = math.log(1 + filled / frequency[column])
        rows[row][column] = (1 + math.log(count)) * rarity
    return [
        {column: value / math.hypot(*row.values()) for column, value in row.items()} for row in rows
    ]


@given(counted())
def test_weights_are_those_of_the_formula(matrix: tuple[int, Counts]) -> None:
    n, counts = matrix
    rows = weighed(n, counts)
    assert len(rows) == n
    for u, expected in enumerate(by_hand(n, counts)):
        here = slice(int(rows.indptr[u]), int(rows.indptr[u + 1]))
        assert rows.column[here].tolist() == sorted(expected)
        found = dict(zip(rows.column[here].tolist(), rows.value[here].tolist(), strict=True))
        assert found == pytest.approx(expected)


def test_what_every_row_has_weighs_less_than_what_few_have_and_more_than_nothing() -> None:
    rows = weighed(4, {**{(u, 0): 1 for u in range(4)}, (0, 1): 1})
    everybody, alone = rows.value[:2]
    assert 0 < everybody < alone / 2


def test_columns_of_more_rows_than_allowed_are_common() -> None:
    counts = {(u, 0): 1 for u in range(3)} | {(u, 1): 1 for u in range(2)}
    rows = weighed(3, counts, most=2)
    assert rows.frequency.tolist() == [3, 2]
    assert rows.common.tolist() == [True, False]


@given(counted())
def test_some_rows_are_those_rows(matrix: tuple[int, Counts]) -> None:
    n, counts = matrix
    rows = weighed(n, counts)
    wanted = np.arange(n)[::-2]
    some = rows.only(wanted)
    for i, u in enumerate(wanted.tolist()):
        here, there = (
            slice(int(each.indptr[at]), int(each.indptr[at + 1]))
            for each, at in ((some, i), (rows, u))
        )
        assert some.column[here].tolist() == rows.column[there].tolist()
        assert some.value[here].tolist() == rows.value[there].tolist()


def test_counts_below_one_and_rows_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="counts of 1 or more"):
        tf_idf(1, [0], [0], [0], 10)
    with pytest.raises(ValueError, match="counts of 1 or more"):
        tf_idf(1, [0], [0], [1, 1], 10)
    with pytest.raises(ValueError, match="node ids"):
        tf_idf(1, [1], [0], [1], 10)

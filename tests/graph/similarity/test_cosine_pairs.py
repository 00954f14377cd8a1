from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.similarity.cosine_pairs import cosine_pairs

Entries = dict[tuple[int, int, int], float]


@st.composite
def matrices(draw: st.DrawFn) -> tuple[int, Entries]:
    n = draw(st.integers(1, 7))
    place = st.tuples(st.integers(0, n - 1), st.integers(0, 5), st.integers(0, 1))
    return n, draw(st.dictionaries(place, st.floats(0.01, 100), max_size=40))


def found(n: int, entries: Entries, cosine: float, things: int) -> list[tuple[float, ...]]:
    row, thing, side = np.array(list(entries), np.int64).reshape(-1, 3).T
    columns = cosine_pairs(n, row, thing, side, list(entries.values()), cosine, things)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@given(matrices(), st.integers(1, 3))
def test_pairs_and_cosines_are_those_of_the_dense_matrix(
    matrix: tuple[int, Entries], things: int
) -> None:
    n, entries = matrix
    dense = np.zeros((n, 6, 2))
    for place, value in entries.items():
        dense[place] = value
    flat = dense.reshape(n, 12)
    expected = {}
    for low in range(n):
        for high in range(low + 1, n):
            shared = (dense[low] * dense[high]).any(axis=1).sum()
            if shared < things:
                continue
            norms = np.linalg.norm(flat[low]) * np.linalg.norm(flat[high])
            expected[low, high] = float(flat[low] @ flat[high] / norms), int(shared)
    told = found(n, entries, 0.6, things)
    assert [pair[:2] for pair in told] == sorted(pair[:2] for pair in told)
    assert {pair[:2] for pair in told} == {p for p, (c, _) in expected.items() if c >= 0.6 - 5e-11}
    for *pair, cosine, shared in told:
        likeness, things_shared = expected[int(pair[0]), int(pair[1])]
        assert cosine == pytest.approx(likeness, abs=1e-9)
        assert shared == things_shared


@given(matrices(), st.randoms())
def test_the_order_of_the_entries_changes_no_byte(
    matrix: tuple[int, Entries], random: Random
) -> None:
    n, entries = matrix
    shuffled = list(entries.items())
    random.shuffle(shuffled)
    assert found(n, dict(shuffled), 0.1, 1) == found(n, entries, 0.1, 1)


def test_both_sides_of_a_thing_are_one_thing() -> None:
    entries = {(row, 0, side): 1.0 for row in (0, 1) for side in (0, 1)}
    assert found(2, entries, 0.6, 1) == [(0, 1, 1.0, 1)]
    assert found(2, entries, 0.6, 2) == []


def test_an_empty_matrix_has_no_pairs() -> None:
    assert found(3, {}, 0.5, 1) == []

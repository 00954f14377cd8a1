import random

import numpy as np
import pytest

from service.graph.tables.joins import different, matching_rows, numbered, ranked


@pytest.mark.parametrize("seed", range(20))
def test_rows_match_as_in_a_nested_loop(seed: int) -> None:
    random_ = random.Random(seed)
    left = [random_.randrange(6) for _ in range(random_.randrange(12))]
    right = [random_.randrange(6) for _ in range(random_.randrange(12))]
    rows = matching_rows(np.array(left, np.int64), np.array(right, np.int64))
    found = list(zip(*(column.tolist() for column in rows), strict=True))
    expected = [(i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a == b]
    assert found == expected, f"seed {seed}"


def test_equal_texts_get_equal_numbers() -> None:
    numbers, different = numbered(np.array(["b", "a", "b", ""], object))
    assert numbers.tolist() == [0, 1, 0, 2]
    assert different == ["b", "a", ""]
    assert numbered([])[1] == []


def test_a_row_that_comes_twice_is_one_different_number() -> None:
    left, right = np.array([0, 0, 0, 2]), np.array([1, 1, 2, 0])
    assert different(3, left, right).tolist() == [2, 0, 1]
    assert different(0, left[:0], right[:0]).tolist() == []


@pytest.mark.parametrize(
    "texts", [[], ["b", "a", "b", ""], ["CNY"], ["欧元", "EUR", "美元", "EUR"]]
)
def test_texts_get_the_places_that_they_have_in_order(texts: list[str]) -> None:
    ranks, in_order = ranked(texts)
    assert in_order == sorted(set(texts))
    assert [in_order[rank] for rank in ranks.tolist()] == texts


class Compared(str):
    """A text that counts how often it is compared with another."""

    times = 0

    def __lt__(self, other: object) -> bool:
        Compared.times += 1
        return str.__lt__(self, str(other))

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, str(other))

    __hash__ = str.__hash__


def test_ranking_many_different_texts_compares_each_with_few_others() -> None:
    count = 1000
    Compared.times = 0
    ranks, _ = ranked([Compared(f"{(k * 617) % count:04}") for k in range(count)])
    assert ranks.tolist() == [(k * 617) % count for k in range(count)]
    # A sort takes about count x log2(count) = 10,000; looking each up in a list, 500,000.
    assert Compared.times < 20 * count

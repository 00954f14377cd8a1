import random

import numpy as np
import pytest

from service.graph.tables.joins import different, matching_rows, numbered


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

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.graph.tables.top_k import top_k_per_row


@given(st.lists(st.lists(st.integers(0, 5), max_size=8), max_size=6), st.integers(1, 4))
def test_each_rows_largest_values_come_first_and_equal_ones_in_their_order(
    rows: list[list[int]], most: int
) -> None:
    indptr = np.cumsum([0, *map(len, rows)]).astype(np.int64)
    value = np.array([each for row in rows for each in row], np.float64)
    starts, positions = top_k_per_row(indptr, value, most)
    for u, row in enumerate(rows):
        expected = sorted(range(len(row)), key=lambda k: (-row[k], k))[:most]
        found = positions[starts[u] : starts[u + 1]] - indptr[u]
        assert found.tolist() == expected

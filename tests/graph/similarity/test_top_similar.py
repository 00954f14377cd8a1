import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.similarity.top_similar import centroid, cosines, in_common, top_similar, towards
from tests.graph.similarity.test_tf_idf import Counts, by_hand, counted, weighed

#: A common column is one of more rows than this.
MOST = 3


def dense(n: int, counts: Counts) -> np.ndarray:
    matrix = np.zeros((n, 7))
    for u, row in enumerate(by_hand(n, counts)):
        for column, value in row.items():
            matrix[u, column] = value
    return matrix


def common_columns(counts: Counts) -> np.ndarray:
    columns = [column for _, column in counts]
    return np.array([columns.count(column) > MOST for column in range(7)])


@given(counted(), st.data())
def test_the_most_similar_are_those_of_the_dense_matrix(
    matrix: tuple[int, Counts], data: st.DataObject
) -> None:
    n, counts = matrix
    among = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)), bool)
    most, least = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    cosine = data.draw(st.sampled_from([0.0, 0.25, 0.7]))
    asked = np.array(data.draw(st.lists(st.integers(0, n - 1), unique=True)), np.int64)
    rows, common = dense(n, counts), common_columns(counts)

    found = top_similar(weighed(n, counts, MOST), asked, among, most, cosine, least)

    for i, u in enumerate(asked.tolist()):
        expected = []
        for v in range(n):
            both = (rows[u] > 0) & (rows[v] > 0)
            likeness = round(float(rows[u] @ rows[v]), 10)
            may_be = v != u and among[v] and (both & ~common).any()
            if may_be and both.sum() >= least and likeness >= cosine:
                expected.append((-likeness, v))
        expected = sorted(expected)[:most]
        there = len(expected)
        # Rounding may part what is equal to ten digits: cosines are compared, then the rest.
        assert found.cosine[i, :there] == pytest.approx([-each[0] for each in expected], abs=2e-10)
        assert (found.row[i, there:] == -1).all()
        for v, told, shared in zip(found.row[i], found.cosine[i], found.shared[i], strict=True):
            if v >= 0:
                assert round(float(rows[u] @ rows[v]), 10) == pytest.approx(told, abs=2e-10)
                assert shared == ((rows[u] > 0) & (rows[v] > 0)).sum()


def test_among_equals_the_lower_row_comes_first_whatever_order_they_are_met_in() -> None:
    counts = {(u, column): 1 for u in range(6) for column in range(2)}
    found = top_similar(weighed(6, counts), np.array([3, 0]), np.ones(6, bool), 3)
    assert found.row.tolist() == [[0, 1, 2], [1, 2, 3]]
    assert found.cosine.tolist() == [[1.0] * 3] * 2


def test_what_is_common_brings_nobody_together_and_counts_where_they_have_met() -> None:
    everybody = {(u, 0): 1 for u in range(5)}
    alone = top_similar(weighed(5, everybody, MOST), np.arange(5), np.ones(5, bool), 1)
    assert (alone.row == -1).all()
    met = {**everybody, (0, 1): 1, (1, 1): 1}
    found = top_similar(weighed(5, met, MOST), np.array([0]), np.ones(5, bool), 4)
    assert found.row[0].tolist() == [1, -1, -1, -1]
    assert (found.cosine[0, 0], found.shared[0, 0]) == (1.0, 2)


def test_several_cores_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    places = {(int(u), int(c)): 1 for u, c in random.integers(0, (40, 7), (120, 2))}
    rows = weighed(40, places, 15)
    alone = top_similar(rows, np.arange(40), np.ones(40, bool), 3)
    monkeypatch.setattr("service.graph.similarity.top_similar.ROWS_A_CORE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    together = top_similar(rows, np.arange(40), np.ones(40, bool), 3)
    assert (alone.row >= 0).any()
    for name in ("row", "cosine", "shared"):
        assert getattr(alone, name).tolist() == getattr(together, name).tolist()


def test_nobody_asked_and_nothing_there_find_nothing() -> None:
    nothing = weighed(3, {})
    assert top_similar(nothing, np.arange(3), np.ones(3, bool), 2).row.tolist() == [[-1, -1]] * 3
    assert top_similar(nothing, np.arange(0), np.ones(3, bool), 2).row.shape == (0, 2)
    assert cosines(nothing, centroid(nothing, np.arange(3))).tolist() == [0.0] * 3


def test_no_fewer_than_one_can_be_found() -> None:
    with pytest.raises(ValueError, match="0 most similar"):
        top_similar(weighed(1, {}), np.arange(1), np.ones(1, bool), 0)


@given(counted(), st.data())
def test_cosines_with_a_centroid_are_those_of_the_dense_matrix(
    matrix: tuple[int, Counts], data: st.DataObject
) -> None:
    n, counts = matrix
    of = sorted(data.draw(st.sets(st.integers(0, n - 1))))
    rows, common = dense(n, counts), common_columns(counts)
    total = rows[of].sum(axis=0)
    length = np.linalg.norm(total)
    total = total / length if length else total
    weighted = weighed(n, counts, MOST)

    direction = centroid(weighted, np.array(of, np.int64))

    assert direction == pytest.approx(total[: len(direction)])
    met = ((rows > 0) & (total > 0) & ~common).any(axis=1)
    expected = np.where(met, rows @ total, 0.0)
    assert cosines(weighted, direction) == pytest.approx(expected, abs=2e-10)
    for u in range(n):
        column, part = towards(weighted, u, direction)
        assert sorted(column.tolist()) == np.flatnonzero((rows[u] > 0) & (total > 0)).tolist()
        assert (np.diff(part) < 1e-9).all()
        if len(part):
            assert part * (rows[u] @ total) == pytest.approx((rows[u] * total)[column])


@given(counted(), st.data())
def test_columns_in_common_add_up_to_the_cosine(
    matrix: tuple[int, Counts], data: st.DataObject
) -> None:
    n, counts = matrix
    u, v = (data.draw(st.integers(0, n - 1)) for _ in range(2))
    rows = dense(n, counts)
    column, part = in_common(weighed(n, counts), u, v)
    product = rows[u] * rows[v]
    assert sorted(column.tolist()) == np.flatnonzero(product).tolist()
    if len(column):
        assert part.sum() == pytest.approx(1)
        assert part * product.sum() == pytest.approx(product[column])

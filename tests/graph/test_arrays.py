import numpy as np
import pytest

from service.graph.arrays import as_amounts, as_nodes, as_weights, doubled


@pytest.mark.parametrize("column", [[-1], [3]])
def test_an_id_outside_the_graph_is_refused(column: list[int]) -> None:
    with pytest.raises(ValueError, match=r"not in 0\.\.2"):
        as_nodes(3, column)


def test_ids_that_are_not_whole_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        as_nodes(3, [0.5])


@pytest.mark.parametrize("columns", [([0, 1], [0]), ([[0], [1]], [[0], [1]])])
def test_columns_that_are_not_flat_and_of_one_length_are_refused(columns: tuple[list[int]]) -> None:
    with pytest.raises(ValueError, match="unequal shape"):
        as_nodes(3, *columns)


def test_a_graph_of_fewer_than_no_nodes_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 nodes"):
        as_nodes(-1)


def test_an_empty_list_is_an_empty_column_of_ids() -> None:
    (nodes,) = as_nodes(0, [])
    assert nodes.dtype == np.int64
    assert nodes.size == 0


@pytest.mark.parametrize("weight", [-1.0, np.nan, np.inf])
def test_a_weight_that_is_negative_or_not_finite_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="finite and not negative"):
        as_weights(1, [weight])


def test_as_many_weights_as_arcs_are_asked_for() -> None:
    with pytest.raises(ValueError, match="2 arcs"):
        as_weights(2, [1.0])


@pytest.mark.parametrize(
    ("amount", "fault"),
    [([0.5], "whole numbers"), ([-1], "negative"), ([1, 2], "1 arcs"), ([], "1 arcs")],
)
def test_amounts_are_whole_not_negative_and_as_many_as_arcs(
    amount: list[float], fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        as_amounts(1, amount)


def test_an_empty_list_is_an_empty_column_of_amounts() -> None:
    assert as_amounts(0, []).dtype == np.int64


def test_doubling_an_array_keeps_what_it_holds_and_leaves_room() -> None:
    assert doubled(np.array([3, 4]))[:2].tolist() == [3, 4]
    assert doubled(np.array([3, 4])).size >= 4
    assert doubled(np.empty(0)).size > 0

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from service.graph.cycles.arcs_on_cycles import arcs_on_cycles, cyclic_components
from tests.graph.random_arcs import Arcs, columns, graphs


def arcs_on_cycles_of_three_or_more(arcs: Arcs) -> set[tuple[int, int]]:
    cycles = [cycle for cycle in nx.simple_cycles(nx.DiGraph(arcs)) if len(cycle) >= 3]
    return {arc for cycle in cycles for arc in zip(cycle, cycle[1:] + cycle[:1], strict=True)}


@given(graphs(most_nodes=8, most_arcs=26))
def test_circle_arcs_are_those_of_all_enumerated_cycles(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    expected = arcs_on_cycles_of_three_or_more(arcs)
    assert arcs_on_cycles(n, *columns(arcs)).tolist() == [arc in expected for arc in arcs]


@given(graphs(most_nodes=8, most_arcs=26))
def test_circle_groups_are_the_strong_components_of_the_arcs_on_cycles(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    kept = nx.DiGraph(arcs_on_cycles_of_three_or_more(arcs))
    expected = {v: min(c) for c in nx.strongly_connected_components(kept) for v in c}
    assert cyclic_components(n, *columns(arcs)).tolist() == [expected.get(v, -1) for v in range(n)]


@given(graphs(most_nodes=8, most_arcs=26))
def test_the_arcs_on_circles_alone_give_the_same_groups(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    source, target = (np.array(column, dtype=np.int64) for column in columns(arcs))
    on = arcs_on_cycles(n, source, target)
    alone = cyclic_components(n, source[on], target[on])
    assert alone.tolist() == cyclic_components(n, source, target).tolist()


def test_a_two_way_pair_is_not_a_circle() -> None:
    assert not arcs_on_cycles(2, [0, 1], [1, 0]).any()
    assert cyclic_components(2, [0, 1], [1, 0]).tolist() == [-1, -1]


def test_two_circles_that_share_a_node_are_one_group() -> None:
    source, target = [0, 1, 2, 2, 3, 4], [1, 2, 0, 3, 4, 0]
    assert arcs_on_cycles(5, source, target).all()
    assert cyclic_components(5, source, target).tolist() == [0] * 5


def test_circles_joined_only_by_a_two_way_pair_are_two_groups() -> None:
    source, target = [0, 1, 2, 3, 4, 5, 2, 3], [1, 2, 0, 4, 5, 3, 3, 2]
    assert arcs_on_cycles(6, source, target).tolist() == [True] * 6 + [False] * 2
    assert cyclic_components(6, source, target).tolist() == [0, 0, 0, 3, 3, 3]


@pytest.mark.parametrize(("closed", "expected"), [(True, True), (False, False)])
def test_two_way_arcs_all_along_are_on_a_circle_just_when_the_line_is_closed(
    closed: bool, expected: bool
) -> None:
    here = np.arange(50_000)[: None if closed else -1]
    there = (here + 1) % 50_000
    on = arcs_on_cycles(50_000, np.append(here, there), np.append(there, here))
    assert (on == expected).all()


def test_no_nodes_have_no_circles() -> None:
    assert arcs_on_cycles(0, [], []).size == 0
    assert cyclic_components(0, [], []).size == 0

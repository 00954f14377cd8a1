import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from service.graph.components.articulation_points import articulation_points
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_nodes=12, most_arcs=20))
def test_what_is_left_is_what_networkx_is_left_with_when_it_removes_the_node(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    whole: nx.Graph[int] = nx.Graph(arc for arc in arcs if arc[0] != arc[1])
    whole.add_nodes_from(range(n))
    left = articulation_points(n, *columns(arcs))
    for node in range(n):
        rest = whole.copy()
        rest.remove_node(node)
        together = nx.node_connected_component(whole, node)
        parts = [part for part in nx.connected_components(rest) if part <= together]
        sizes = [len(part) for part in parts]
        assert left.size[node] == len(together)
        assert left.parts[node] == len(parts)
        assert left.cut_off[node] == sum(sizes) - max(sizes, default=0)
        neighbours = np.array(sorted(whole[node]), np.int64)
        labels, counted = left.of_neighbours(np.full(len(neighbours), node), neighbours)
        for a, label, size in zip(neighbours, labels, counted, strict=True):
            (own,) = (part for part in parts if a in part)
            assert size == len(own)
            assert (labels == label).tolist() == [b in own for b in neighbours]
    assert set(np.flatnonzero(left.parts > 1)) == set(nx.articulation_points(whole))


@pytest.mark.parametrize("seed", range(5))
def test_articulation_points_of_large_sparse_graphs_are_those_of_networkx(seed: int) -> None:
    graph = nx.gnm_random_graph(3000, 3500, seed=seed)
    left = articulation_points(3000, *np.array(graph.edges).T)
    assert set(np.flatnonzero(left.parts > 1)) == set(nx.articulation_points(graph)), seed


def test_a_path_of_a_hundred_thousand_falls_in_two_at_each_of_its_nodes() -> None:
    nodes = np.arange(100_000)
    left = articulation_points(100_000, nodes[:-1], nodes[1:])
    assert left.cut_off.tolist() == np.minimum(nodes, nodes[::-1]).tolist()
    assert left.parts[1:-1].tolist() == [2] * 99_998


def test_the_centre_of_a_star_leaves_every_other_node_alone() -> None:
    left = articulation_points(6, [0] * 5, range(1, 6))
    assert (left.parts[0], left.cut_off[0]) == (5, 4)
    part, size = left.of_neighbours(np.zeros(5, np.int64), np.arange(1, 6))
    assert len(set(part)) == 5
    assert size.tolist() == [1] * 5


def test_no_nodes_leave_nothing() -> None:
    assert articulation_points(0, [], []).size.size == 0
    assert articulation_points(1, [], []).cut_off.tolist() == [0]

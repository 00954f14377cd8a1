import networkx as nx
import numpy as np
from hypothesis import given

from service.graph.components.components import connected_components, strongly_connected_components
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_nodes=14))
def test_components_are_those_of_networkx_called_by_their_smallest_node(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    oracle = nx.DiGraph(arcs)
    oracle.add_nodes_from(range(n))
    weak = {v: min(c) for c in nx.weakly_connected_components(oracle) for v in c}
    strong = {v: min(c) for c in nx.strongly_connected_components(oracle) for v in c}
    assert connected_components(n, *columns(arcs)).tolist() == [weak[v] for v in range(n)]
    assert strongly_connected_components(n, *columns(arcs)).tolist() == [
        strong[v] for v in range(n)
    ]


def test_many_parallel_arcs_and_self_loops_come_to_an_end() -> None:
    source, target = np.random.default_rng(1).integers(0, 1000, (2, 5000))
    label = strongly_connected_components(1000, source, target)
    oracle = nx.DiGraph(list(zip(source.tolist(), target.tolist(), strict=True)))
    oracle.add_nodes_from(range(1000))
    assert np.unique(label).size == nx.number_strongly_connected_components(oracle)


def test_a_ring_of_a_hundred_thousand_nodes_is_one_component() -> None:
    ring = np.arange(100_000)
    assert not strongly_connected_components(100_000, ring, np.roll(ring, -1)).any()


def test_no_nodes_have_no_components() -> None:
    assert connected_components(0, [], []).size == 0
    assert strongly_connected_components(0, [], []).size == 0

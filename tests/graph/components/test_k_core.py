import networkx as nx
import numpy as np
from hypothesis import given

from service.graph.components.k_core import core_number
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_nodes=12, most_arcs=60))
def test_core_numbers_are_those_of_networkx_on_the_simple_graph(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    oracle = nx.Graph(arc for arc in arcs if arc[0] != arc[1])
    oracle.add_nodes_from(range(n))
    expected = nx.core_number(oracle)
    assert core_number(n, *columns(arcs)).tolist() == [expected[v] for v in range(n)]


def test_the_karate_club_has_its_known_four_core() -> None:
    source, target = np.array(nx.karate_club_graph().edges).T
    core = core_number(34, source, target)
    assert np.flatnonzero(core == 4).tolist() == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]
    assert core.max() == 4


def test_no_nodes_have_no_cores() -> None:
    assert core_number(0, [], []).size == 0

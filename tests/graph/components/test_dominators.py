import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.graph.components.dominators import immediate_dominators
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_nodes=12, most_arcs=30), st.sets(st.integers(0, 11), min_size=1, max_size=3))
def test_dominators_are_those_of_networkx_below_a_node_before_all_roots(
    graph: tuple[int, Arcs], some: set[int]
) -> None:
    n, arcs = graph
    roots = sorted({root % n for root in some})
    before_all = n
    oracle = nx.DiGraph(arcs)
    oracle.add_edges_from((before_all, root) for root in roots)
    expected = [-1] * n
    for v, dominator in nx.immediate_dominators(oracle, before_all).items():
        if v != before_all:
            expected[v] = v if dominator == before_all else dominator
    assert immediate_dominators(n, roots, *columns(arcs)).tolist() == expected


def test_a_path_of_a_hundred_thousand_nodes_is_dominated_link_by_link() -> None:
    path = np.arange(100_000)
    found = immediate_dominators(100_000, [0], path[:-1], path[1:])
    assert found.tolist() == [0, *range(99_999)]


def test_without_roots_nothing_is_reached() -> None:
    assert immediate_dominators(2, [], [0], [1]).tolist() == [-1, -1]

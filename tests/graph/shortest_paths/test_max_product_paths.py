import math
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.ownership.integrated_ownership import network
from service.graph.shortest_paths.max_product_paths import max_product_paths
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_nodes=6, most_arcs=14), st.integers(1, 4))
def test_the_paths_are_the_simple_ones_of_networkx_with_the_largest_products_first(
    graph: tuple[int, Arcs], few: int
) -> None:
    n, arcs = graph
    arcs = sorted({(u, v) for u, v in arcs if u != v})
    weight = [(1 + k * 7 % 10) / 11 for k in range(len(arcs))]
    backward = network(n, *columns(arcs), np.array(weight) / n).owners
    digraph: nx.DiGraph[int] = nx.DiGraph()
    digraph.add_nodes_from(range(n))
    digraph.add_weighted_edges_from((u, v, w / n) for (u, v), w in zip(arcs, weight, strict=True))
    for source in range(n):
        for target in set(range(n)) - {source}:
            expected = {
                tuple(path): math.prod(digraph[u][v]["weight"] for u, v in pairwise(path))
                for path in nx.all_simple_paths(digraph, source, target)
            }
            found = max_product_paths(backward, source, target, 1000, 0.0, 10**6)
            assert found.complete
            assert {tuple(way) for way in found.nodes} == set(expected)
            assert found.product == pytest.approx(sorted(expected.values(), reverse=True))
            first = max_product_paths(backward, source, target, few, 0.0, 10**6)
            assert len(first.nodes) == min(few, len(expected))
            assert first.product[:1] == pytest.approx(found.product[:1])


def test_a_search_that_is_cut_off_says_so_and_still_has_a_path() -> None:
    middle = range(1, 40)
    arcs = [(0, 40), *((0, m) for m in middle), *((m, 40) for m in middle)]
    weight = [0.001, *(0.5 for _ in middle), *(0.02 for _ in middle)]
    backward = network(41, *columns(arcs), weight).owners
    found = max_product_paths(backward, 0, 40, 5, 0.0, 1)
    assert found.nodes[0] == [0, 1, 40]
    assert not found.complete
    assert len(max_product_paths(backward, 0, 40, 100, 0.0, 1000).nodes) == 40
    weighty = max_product_paths(backward, 0, 40, 100, 0.005, 1000)
    assert (len(weighty.nodes), weighty.complete) == (39, False)
    assert len(max_product_paths(backward, 0, 40, 100, 0.5, 1000).nodes) == 1


def test_there_may_be_no_path() -> None:
    backward = network(3, [0], [1], [0.5]).owners
    assert max_product_paths(backward, 0, 2, 5, 0.0, 100) == ([], [], True)

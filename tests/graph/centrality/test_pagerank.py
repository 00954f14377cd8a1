import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.centrality.pagerank import pagerank
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_arcs=30), st.lists(st.sampled_from([0.0, 0.5, 1.0, 7.0]), min_size=30))
def test_ranks_are_those_of_networkx_with_weights_loops_parallel_arcs_and_dangling_nodes(
    graph: tuple[int, Arcs], weight: list[float]
) -> None:
    n, arcs = graph
    weight = weight[: len(arcs)]
    oracle: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    oracle.add_nodes_from(range(n))
    for (u, v), w in zip(arcs, weight, strict=True):
        oracle.add_edge(u, v, weight=w)
    expected = nx.pagerank(oracle, tol=1e-13, max_iter=1000)
    rank = pagerank(n, *columns(arcs), weight, damping=0.85)
    assert rank == pytest.approx([expected[v] for v in range(n)], abs=1e-8, rel=0)
    assert rank.sum() == pytest.approx(1, abs=1e-12)


def test_the_karate_club_has_its_known_ranks() -> None:
    club = nx.karate_club_graph()
    source, target = np.array(club.to_directed().edges).T
    rank = pagerank(34, source, target, np.ones(source.size), damping=0.85)
    assert rank[[33, 0, 32]] == pytest.approx([0.1009192, 0.0969973, 0.0716932], abs=1e-7)


def test_the_order_of_the_arcs_does_not_change_a_byte() -> None:
    rng = np.random.default_rng(3)
    source, target = rng.integers(0, 50, (2, 900))
    weight, shuffle = rng.random(900), rng.permutation(900)
    straight = pagerank(50, source, target, weight, damping=0.85)
    shuffled = pagerank(50, source[shuffle], target[shuffle], weight[shuffle], damping=0.85)
    assert straight.tobytes() == shuffled.tobytes()


def test_without_arcs_all_nodes_rank_alike() -> None:
    assert pagerank(4, [], [], [], damping=0.85).tolist() == [0.25] * 4
    assert pagerank(0, [], [], [], damping=0.85).size == 0


def test_too_few_iterations_are_an_error_and_not_a_rough_answer() -> None:
    with pytest.raises(ValueError, match="after 3 iterations"):
        pagerank(3, [0, 1], [1, 2], [1.0, 1.0], max_iterations=3, damping=0.85)


def test_a_damping_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="damping"):
        pagerank(1, [], [], [], damping=1.0)


def test_weights_that_overflow_when_added_are_refused() -> None:
    with pytest.raises(ValueError, match="more than a float holds"):
        pagerank(3, [0, 0], [1, 2], [1e308, 1e308], damping=0.85)


def test_the_smallest_weights_are_still_shared_out_in_proportion() -> None:
    tiny = pagerank(3, [0, 0], [1, 2], [5e-324, 5e-324], damping=0.85)
    assert tiny.tolist() == pagerank(3, [0, 0], [1, 2], [1.0, 1.0], damping=0.85).tolist()

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.graph.community.louvain import louvain
from service.graph.community.modularity import modularity
from tests.graph.random_arcs import Arcs, columns, graphs

SEEDS = range(6)


Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


def as_columns(graph: "nx.Graph[int]", weight: str | None = None) -> Columns:
    u, v = np.array(graph.edges).T
    told = [float(kept[weight]) if weight else 1.0 for _, _, kept in graph.edges(data=True)]
    return u, v, np.array(told)


def sets_of(community: NDArray[Any]) -> list[set[int]]:
    return [set(np.flatnonzero(community == c).tolist()) for c in range(max(community) + 1)]


def must_be_as_good(graph: "nx.Graph[int]", weight: str | None, resolution: float = 1.0) -> None:
    """At least networkx's modularity, by networkx's own measure, and every community connected."""
    u, v, weights = as_columns(graph, weight)
    found = sets_of(louvain(len(graph), u, v, weights, resolution))
    theirs = nx.community.louvain_communities(graph, weight, resolution, seed=1)
    ours, wanted = (
        nx.community.modularity(graph, each, weight, resolution) for each in (found, theirs)
    )
    assert ours >= wanted - 1e-12
    assert all(nx.is_connected(graph.subgraph(each)) for each in found)


def weighted_at_random(graph: "nx.Graph[int]", seed: int) -> "nx.Graph[int]":
    random = np.random.default_rng(seed)
    for _, _, kept in graph.edges(data=True):
        kept["weight"] = random.lognormal()
    return graph


def test_the_karate_club_gets_its_best_known_modularity() -> None:
    graph = nx.karate_club_graph()
    for weight, best in ((None, 0.4197896), ("weight", 0.4449036)):
        u, v, w = as_columns(graph, weight)
        assert modularity(34, u, v, w, louvain(34, u, v, w)) == pytest.approx(best, abs=1e-7)
        must_be_as_good(graph, weight)


@pytest.mark.parametrize("weight", [None, "weight"])
def test_les_miserables_fall_into_communities_as_good_as_networkx_finds(weight: str | None) -> None:
    must_be_as_good(nx.convert_node_labels_to_integers(nx.les_miserables_graph()), weight)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("resolution", [0.4, 1.0, 2.5])
def test_random_graphs_fall_into_communities_as_good_as_networkx_finds(
    seed: int, resolution: float
) -> None:
    for graph in (
        nx.gnp_random_graph(8, 0.4, seed=seed),
        nx.gnp_random_graph(150, 0.03, seed=seed),
        nx.planted_partition_graph(8, 20, 0.4, 0.05, seed=seed),
        nx.barabasi_albert_graph(200, 3, seed=seed),
        nx.powerlaw_cluster_graph(300, 4, 0.3, seed=seed),
        nx.random_labeled_tree(100, seed=seed),
        nx.ring_of_cliques(5 + seed, 4),
    ):
        must_be_as_good(graph, None, resolution)
        must_be_as_good(weighted_at_random(graph, seed), "weight", resolution)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_graph_too_large_for_many_tries_is_parted_as_well(seed: int) -> None:
    must_be_as_good(nx.planted_partition_graph(25, 80, 0.2, 0.01, seed=seed), None)


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_communities_are_found_as_they_were_planted(seed: int) -> None:
    graph = nx.planted_partition_graph(20, 30, 0.5, 0.01, seed=seed)
    assert louvain(600, *as_columns(graph)).tolist() == [node // 30 for node in range(600)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("nodes", [60, pytest.param(5000, marks=pytest.mark.slow)])
def test_order_of_rows_and_direction_of_edges_change_nothing(seed: int, nodes: int) -> None:
    random = np.random.default_rng(seed)
    u, v = random.integers(0, nodes, (2, 6 * nodes))
    weight = random.lognormal(size=u.size)
    found = louvain(nodes, u, v, weight, seed=7)
    row, turned = random.permutation(u.size), random.random(u.size) < 0.5
    a, b = np.where(turned, v, u)[row], np.where(turned, u, v)[row]
    assert louvain(nodes, a, b, weight[row], seed=7).tolist() == found.tolist()


@pytest.mark.slow
def test_one_try_in_the_order_of_the_nodes_is_all_that_a_very_large_graph_gets() -> None:
    random = np.random.default_rng(3)
    u, v = random.integers(0, 100_000, (2, 1_100_000))
    ones = np.ones(u.size)
    found = louvain(100_000, u, v, ones, seed=1)
    assert found.tolist() == louvain(100_000, u, v, ones, seed=2).tolist()


@pytest.mark.slow
def test_a_community_that_is_left_in_pieces_becomes_several(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.graph.community.louvain._MOST_TRIES", 1)
    for seed in range(100):
        graph = nx.gnp_random_graph(1000, 0.004, seed=seed)
        found = sets_of(louvain(1000, *as_columns(graph), 2.5))
        assert all(nx.is_connected(graph.subgraph(members)) for members in found), seed


@given(graphs(most_nodes=10, most_arcs=20), st.integers(0, 3))
def test_communities_are_connected_and_numbered_by_their_smallest_members(
    graph: tuple[int, Arcs], seed: int
) -> None:
    n, arcs = graph
    random = np.random.default_rng(seed)
    found = louvain(n, *columns(arcs), random.integers(0, 3, len(arcs)), 0.1 + seed)
    smallest = [min(members) for members in sets_of(found)]
    assert smallest == sorted(smallest)
    oracle = nx.Graph(arcs)
    oracle.add_nodes_from(range(n))
    assert all(nx.is_connected(oracle.subgraph(members)) for members in sets_of(found))


@given(graphs(most_nodes=8, most_arcs=20), st.integers(0, 9), st.floats(0.1, 3))
def test_modularity_is_that_of_networkx_with_parallel_edges_and_self_loops(
    graph: tuple[int, Arcs], seed: int, resolution: float
) -> None:
    n, arcs = graph
    random = np.random.default_rng(seed)
    weight, community = random.integers(0, 4, len(arcs)), random.integers(0, n, n)
    oracle: nx.Graph[int] = nx.Graph()
    oracle.add_nodes_from(range(n))
    for (u, v), each in zip(arcs, weight.tolist(), strict=True):
        before = oracle[u][v]["weight"] if oracle.has_edge(u, v) else 0
        oracle.add_edge(u, v, weight=before + each)
    ours = modularity(n, *columns(arcs), weight, community, resolution)
    if not weight.sum():
        assert ours == 0
        return
    sets = [each for each in sets_of(community) if each]
    assert ours == pytest.approx(nx.community.modularity(oracle, sets, resolution=resolution))


def test_a_self_loop_weighs_its_node_down() -> None:
    # Alone two nodes are one community; one with a heavy loop has nothing to gain from a light tie.
    assert louvain(3, [0, 1], [1, 2], [1, 1]).tolist() == [0, 0, 0]
    assert louvain(3, [0, 1, 0, 2], [1, 2, 0, 2], [1, 1, 9, 9]).tolist() == [0, 0, 1]


def test_parallel_edges_weigh_as_their_sum() -> None:
    graph = nx.karate_club_graph()
    u, v, weight = as_columns(graph, "weight")
    halves = np.concatenate((weight / 4, weight * 0.75))
    twice = np.tile(u, 2), np.tile(v, 2)
    assert louvain(34, *twice, halves).tolist() == louvain(34, u, v, weight).tolist()


def test_nodes_without_edges_of_any_weight_are_communities_of_their_own() -> None:
    assert louvain(0, [], [], []).size == 0
    assert louvain(3, [], [], []).tolist() == [0, 1, 2]
    assert louvain(5, [1, 3, 2, 0], [3, 1, 2, 4], [1, 1, 5, 0]).tolist() == [0, 1, 2, 1, 3]
    assert louvain(2, [0], [1], [0]).tolist() == [0, 1]


@pytest.mark.parametrize("factor", [5e-324, 1e-200, 1e200, 1e306])
def test_very_small_and_very_large_weights_are_weighed_against_each_other(factor: float) -> None:
    u, v, _ = as_columns(nx.ring_of_cliques(4, 5))
    weight = np.full(u.size, factor)
    assert louvain(20, u, v, weight).tolist() == [node // 5 for node in range(20)]
    found = modularity(20, u, v, weight, np.arange(20) // 5)
    assert found == pytest.approx(modularity(20, u, v, np.ones(u.size), np.arange(20) // 5))


def test_the_higher_the_resolution_the_smaller_the_communities() -> None:
    u, v, weight = as_columns(nx.ring_of_cliques(30, 5))
    counts = [len(set(louvain(150, u, v, weight, each))) for each in (0.01, 1.0, 3.0, 100.0)]
    assert counts == sorted(counts)
    assert counts[0] < 10
    assert counts[2] == 30
    assert counts[3] == 150


@pytest.mark.slow
def test_a_hub_of_many_and_a_long_path_come_to_an_end() -> None:
    n = 200_000
    hub = louvain(n, np.zeros(n - 1, np.int64), np.arange(1, n), np.ones(n - 1))
    assert not hub.any()
    path = louvain(n, np.arange(n - 1), np.arange(1, n), np.ones(n - 1))
    assert (np.diff(path) >= 0).all()
    assert modularity(n, np.arange(n - 1), np.arange(1, n), np.ones(n - 1), path) > 0.99


@pytest.mark.parametrize("resolution", [0.0, -1.0, np.inf, np.nan])
def test_a_resolution_that_means_nothing_is_refused(resolution: float) -> None:
    with pytest.raises(ValueError, match="resolution"):
        louvain(2, [0], [1], [1], resolution)


def test_what_is_no_graph_is_refused() -> None:
    with pytest.raises(ValueError, match="node ids run"):
        louvain(2, [0], [2], [1])
    with pytest.raises(ValueError, match="not negative"):
        louvain(2, [0], [1], [-1])
    with pytest.raises(ValueError, match="2 nodes but 1 communities"):
        modularity(2, [0], [1], [1], [0])

import networkx as nx
import numpy as np
import pytest

from service.graph.centrality import community_betweenness as module
from service.graph.centrality.community_betweenness import (
    CommunityBetweenness,
    community_betweenness,
)
from service.graph.looks import looking
from tests.graph.centrality.betweenness_oracle import shares_path_by_path

ALL = 10**9


def gates_of(
    graph: "nx.Graph[int]", community: list[int], max_steps: int = ALL
) -> CommunityBetweenness:
    source, target = np.array(graph.edges, np.int64).reshape(-1, 2).T
    return community_betweenness(len(graph), source, target, community, max_steps)


@pytest.mark.parametrize("seed", range(60))
def test_shares_are_those_of_every_shortest_path_in_turn(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(1, 16))
    graph = nx.gnm_random_graph(n, int(random.integers(0, 30)), seed=seed)
    community = random.integers(-1, min(n, 4), n).tolist()
    assert gates_of(graph, community).share.tolist() == pytest.approx(
        shares_path_by_path(graph, community), abs=1e-10
    ), seed


def test_the_karate_club_in_its_two_factions_has_the_shares_of_the_shares_path_by_path() -> None:
    club = nx.convert_node_labels_to_integers(nx.karate_club_graph())
    faction = [int(club.nodes[node]["club"] == "Officer") for node in club]
    gates = gates_of(club, faction)
    assert gates.share.tolist() == pytest.approx(shares_path_by_path(club, faction), abs=1e-10)
    assert gates.share[0] > 0.5
    assert (gates.searched == 34).all()
    assert (gates.members == 34).all()


def test_one_who_joins_two_cliques_is_on_every_path_out_of_its_own() -> None:
    """Cliques 0-4 and 6-10; 5 belongs to the first and is tied to 4 and 6."""
    share = gates_of(nx.barbell_graph(5, 1), [0] * 6 + [1] * 5).share
    assert share[4:7].tolist() == [0.8, 1.0, 1.0]
    assert not share[[0, 1, 2, 3, 7, 8, 9, 10]].any()


def test_the_shorter_of_two_ways_between_communities_is_the_one_that_counts() -> None:
    """Cliques 0-4 and 5-9, joined by 10, and by way of 11, 12 and 13."""
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    nx.add_path(graph, [0, 10, 5])
    nx.add_path(graph, [1, 11, 12, 13, 6])
    share = gates_of(graph, [0] * 5 + [1] * 5 + [0, 0, 1, 1]).share
    assert share[10] > 0.5 > share[11]


def test_in_a_ring_of_communities_both_ways_out_count_the_same() -> None:
    ring = nx.ring_of_cliques(4, 5)
    share = gates_of(ring, [node // 5 for node in ring]).share
    assert share[0] == pytest.approx(share[1])
    assert 0.4 < share.max() < 0.5


def test_who_is_of_no_community_is_passed_but_is_no_end() -> None:
    """Cliques 0-3 and 4-7, joined by way of 8, of no community; 9 and 10 hang on 1."""
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    nx.add_path(graph, [0, 8, 4])
    nx.add_path(graph, [1, 9, 10])
    gates = gates_of(graph, [0] * 4 + [1] * 4 + [-1] * 3)
    assert np.flatnonzero(gates.share).tolist() == [0, 4]
    assert gates.share[[0, 4]].tolist() == [1, 1]
    assert gates.members.tolist() == gates.searched.tolist() == [8] * 11


def test_direction_parallel_arcs_and_self_loops_change_nothing() -> None:
    source, target = [0, 1, 1, 2, 3, 3], [1, 2, 0, 3, 2, 3]
    gates = community_betweenness(4, source, target, [0, 0, 1, 1], ALL)
    plain = gates_of(nx.path_graph(4), [0, 0, 1, 1])
    assert gates.share.tolist() == plain.share.tolist() == [0, 1, 1, 0]


def test_paths_are_followed_from_so_many_nodes_of_each_component_as_the_steps_allow() -> None:
    """A path of 100 has 198 arcs, one of 3 has 4; 202 arcs go 10 times into 2,020 steps."""
    graph = nx.disjoint_union(nx.path_graph(100), nx.path_graph(3))
    community = [node // 10 for node in graph]
    gates = gates_of(graph, community, 2020)
    assert gates.searched.tolist() == [10] * 100 + [3] * 3
    assert gates.members.tolist() == [100] * 100 + [3] * 3
    exact = gates_of(graph, community).share
    # On a path the two ends of a community share its ways; pivots are evenly spaced along it.
    assert np.abs(gates.share - exact).max() < 0.15
    assert gates.share[100:].tolist() == exact[100:].tolist()
    assert gates_of(graph, community, 1).searched.tolist() == [1] * 103


@pytest.mark.parametrize("seed", range(10))
def test_pivots_give_about_what_all_nodes_give(seed: int) -> None:
    graph = nx.random_partition_graph([40] * 5, 0.2, 0.002, seed=seed)
    community = [node // 40 for node in graph]
    exact = gates_of(graph, community).share
    some = gates_of(graph, community, 2 * graph.number_of_edges() * 50)
    assert some.searched.max() <= 50
    # Four standard errors of a share of 50 draws.
    assert np.abs(some.share - exact).max() < 0.3, seed


@pytest.mark.parametrize("seed", range(10))
def test_neither_the_order_of_arcs_nor_their_direction_changes_a_byte(seed: int) -> None:
    random = np.random.default_rng(seed)
    source, target = random.integers(0, 40, (2, 90))
    community = random.integers(0, 5, 40)
    turned = random.random(90) < 0.5
    order = random.permutation(90)
    other = np.where(turned, target, source)[order], np.where(turned, source, target)[order]
    gates = community_betweenness(40, source, target, community, 500)
    again = community_betweenness(40, *other, community, 500)
    assert gates.share.tobytes() == again.share.tobytes(), seed
    assert gates.searched.tolist() == again.searched.tolist()


def test_more_paths_than_a_float_holds_are_still_shared_out() -> None:
    """A chain of 1,500 diamonds has 2 ** 1500 shortest paths from end to end."""
    graph: nx.Graph[int] = nx.Graph()
    for k in range(0, 4500, 3):
        graph.add_edges_from([(k, k + 1), (k, k + 2), (k + 1, k + 3), (k + 2, k + 3)])
    n = len(graph)
    share = gates_of(graph, [int(node > n // 2) for node in graph]).share
    assert np.isfinite(share).all()
    middle = n // 2 // 3 * 3
    assert share[middle] == 1.0
    assert share[[middle - 2, middle - 1]] == pytest.approx(0.5, abs=1e-3)


def test_who_is_alone_in_a_community_or_has_no_outside_has_no_share() -> None:
    assert gates_of(nx.path_graph(3), [0, 1, 2]).share.tolist() == [0, 0, 0]
    assert gates_of(nx.complete_graph(4), [0] * 4).share.tolist() == [0] * 4
    assert gates_of(nx.empty_graph(2), [0, 0]).searched.tolist() == [1, 1]
    assert community_betweenness(0, [], [], [], ALL).share.size == 0


def test_communities_that_do_not_fit_the_nodes_are_refused() -> None:
    with pytest.raises(ValueError, match="3 nodes but 2 communities"):
        community_betweenness(3, [0], [1], [0, 0], ALL)
    with pytest.raises(ValueError, match="node ids run from"):
        community_betweenness(3, [0], [1], [0, 0, 3], ALL)
    with pytest.raises(ValueError, match="node ids run from"):
        community_betweenness(3, [0], [1], [0, 0, -2], ALL)


def test_shares_are_the_same_in_pieces_between_which_it_is_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = nx.gnm_random_graph(60, 150, seed=3)
    community = [node % 5 for node in graph]
    whole = gates_of(graph, community).share.tobytes()
    looks = []
    monkeypatch.setattr(module, "_AT_ONCE", 1)
    with looking(lambda: looks.append(1)):
        assert gates_of(graph, community).share.tobytes() == whole
    assert len(looks) >= 60

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from service.graph.arrays import Flags, Ints
from service.graph.shortest_paths.nearest_sources import Nearest, two_nearest_sources

Ties = list[tuple[Ints, Ints]]


def as_they_are(nodes: Ints) -> Ints:
    return nodes


def none_barred(n: int) -> Flags:
    return np.zeros(n, np.bool_)


def random_ties(random: np.random.Generator, n: int, m: int, kinds: int) -> Ties:
    return [(random.integers(0, n, m), random.integers(0, n, m)) for _ in range(kinds)]


def brute_force(
    n: int, source: list[int], ties: Ties, barred: Flags, hops: int
) -> dict[int, list[tuple[int, int]]]:
    """The two nearest (hops, place of the source) of each node, from each source in turn."""
    found: dict[int, list[tuple[int, int]]] = {node: [] for node in range(n)}
    for place, start in enumerate(source):
        graph: nx.Graph[int] = nx.Graph()
        graph.add_node(start)
        for a, b in ties:
            graph.add_edges_from(
                (u, v)
                for u, v in zip(a.tolist(), b.tolist(), strict=True)
                if (u == start or not barred[u]) and (v == start or not barred[v])
            )
        for node, far in nx.single_source_shortest_path_length(graph, start, hops).items():
            found[node].append((far, place))
    return {node: sorted(ways)[:2] for node, ways in found.items()}


def way(near: Nearest, row: int) -> list[tuple[int, int]]:
    """The nodes of a way from its node on, each with the kind of the tie that leads on."""
    nodes = []
    while row >= 0:
        nodes.append((int(near.node[row]), int(near.kind[row])))
        row = int(near.toward[row])
    return nodes


@pytest.mark.parametrize("seed", range(60))
def test_the_two_nearest_sources_are_those_that_a_search_from_each_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = int(random.integers(1, 40))
    ties = random_ties(random, n, int(random.integers(0, 30)), 3)
    source = random.permutation(n)[: int(random.integers(0, 6))]
    barred = random.random(n) < 0.2
    hops = int(random.integers(1, 5))
    near = two_nearest_sources(n, source, ties, barred, hops, as_they_are)
    expected = brute_force(n, source.tolist(), ties, barred, hops)
    for node in range(n):
        rows = [row for row in near.row[:, node].tolist() if row >= 0]
        assert [(near.hops[row], near.source[row]) for row in rows] == expected[node], seed
        for row in rows:
            nodes = way(near, row)
            assert len(nodes) == near.hops[row] + 1
            assert (nodes[0][0], nodes[-1][0]) == (node, source[near.source[row]])
            assert not barred[[each for each, _ in nodes[:-1]]].any()
            for (a, kind), (b, _) in pairwise(nodes):
                begin, end = ties[kind]
                assert (((begin == a) & (end == b)) | ((begin == b) & (end == a))).any()


@pytest.mark.parametrize("seed", range(20))
def test_neither_the_order_of_ties_nor_the_numbers_of_nodes_change_a_way(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = 30
    ties = random_ties(random, n, 25, 2)
    source, barred = random.permutation(n)[:4], random.random(n) < 0.1
    number = random.permutation(n)
    place = np.argsort(number)
    other_ties = []
    for begin, end in ties:
        order = random.permutation(len(begin))
        swapped = (number[begin][order], number[end][order])
        other_ties.append(swapped if random.random() < 0.5 else swapped[::-1])
    near = two_nearest_sources(n, source, ties, barred, 3, as_they_are)
    other = two_nearest_sources(
        n, number[source], other_ties, barred[place], 3, lambda node: place[node]
    )
    for node in range(n):
        for which in range(2):
            row, twin = int(near.row[which, node]), int(other.row[which, number[node]])
            assert (row < 0) == (twin < 0)
            mapped = [(int(place[each]), kind) for each, kind in way(other, twin)]
            assert mapped == way(near, row), seed
            if row >= 0:
                assert near.choices[row] == other.choices[twin]


def ends(*pairs: tuple[int, int]) -> tuple[Ints, Ints]:
    begin, end = zip(*pairs, strict=True)
    return np.array(begin), np.array(end)


def test_of_equal_ways_the_first_source_counts_then_the_first_kind_then_the_first_node() -> None:
    """Node 3 lies between the sources 5 and 6, by way of 1 and 2; 4 beside it by two kinds."""
    ties = [ends((1, 5), (2, 5), (3, 2), (3, 1), (3, 6)), ends((4, 5), (0, 5)), ends((4, 5))]
    near = two_nearest_sources(7, [5, 6], ties, none_barred(7), 2, as_they_are)
    assert way(near, int(near.row[0, 3])) == [(3, 0), (6, -1)]
    assert way(near, int(near.row[1, 3])) == [(3, 0), (1, 0), (5, -1)]
    assert way(near, int(near.row[0, 4])) == [(4, 1), (5, -1)]
    backwards = two_nearest_sources(7, [5, 6], ties, none_barred(7), 2, lambda node: -node)
    assert way(backwards, int(backwards.row[1, 3])) == [(3, 0), (2, 0), (5, -1)]


def test_how_many_nodes_lead_on_is_counted_once_each() -> None:
    """Node 4 has two ties to source 0 and one to 1; node 5 reaches 0 by way of 2 and of 3."""
    ties = [ends((4, 0), (0, 4), (4, 1), (2, 0), (3, 0), (5, 2), (5, 3), (5, 3))]
    near = two_nearest_sources(6, [0, 1], ties, none_barred(6), 2, as_they_are)
    assert near.choices[near.row[0, 4]] == 2
    assert near.choices[near.row[0, 5]] == 2


def test_a_source_is_its_own_nearest_and_the_other_is_its_second() -> None:
    near = two_nearest_sources(3, [2, 0], [ends((0, 1), (1, 2))], none_barred(3), 2, as_they_are)
    assert near.hops[near.row[:, 0]].tolist() == [0, 2]
    assert near.source[near.row[:, 0]].tolist() == [1, 0]
    assert near.source[near.row[:, 1]].tolist() == [0, 1]


def test_nothing_is_near_where_there_is_no_source_or_no_tie() -> None:
    none = np.zeros(0, np.int64)
    assert (
        two_nearest_sources(2, none, [ends((0, 1))], none_barred(2), 2, as_they_are).row == -1
    ).all()
    assert (
        len(two_nearest_sources(2, [1], [(none, none)], none_barred(2), 2, as_they_are).node) == 1
    )
    assert len(two_nearest_sources(2, [1], [], none_barred(2), 2, as_they_are).node) == 1


def test_nodes_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="node ids run from"):
        two_nearest_sources(2, [2], [], none_barred(2), 1, as_they_are)
    with pytest.raises(ValueError, match="node ids run from"):
        two_nearest_sources(2, [1], [ends((0, 2))], none_barred(2), 1, as_they_are)

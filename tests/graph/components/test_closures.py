from collections.abc import Iterable
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.components.closures import Closures, maximal_closures
from tests.graph.random_arcs import Arcs, columns, graphs


def found(
    n: int, arcs: Arcs, counts: Iterable[int] | None = None, stops: Iterable[int] = ()
) -> Closures:
    """The closures of a graph in which all nodes count, or those that are named."""
    counted = set(range(n) if counts is None else counts)
    flags = [node in counted for node in range(n)]
    stopping = [node in set(stops) for node in range(n)]
    return maximal_closures(n, *columns(arcs), flags, stopping)


def sets(closures: Closures, counts: Iterable[int] | None = None) -> dict[int, set[int]]:
    """What counts in each closure, by its start."""
    parts = np.split(closures.node, closures.indptr[1:-1])
    return {
        start: {node for node in part.tolist() if counts is None or node in set(counts)}
        for start, part in zip(closures.start.tolist(), parts, strict=False)
    }


def by_definition(n: int, arcs: Arcs, counts: set[int], stops: set[int]) -> dict[int, set[int]]:
    """The maximal closures by the letter: every node's closure compared with every other's."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((u, v) for u, v in arcs if u not in stops)
    closure = {u: ({u} | nx.descendants(graph, u)) & counts for u in graph}
    large = {u: part for u, part in closure.items() if len(part) > 1}
    maximal = {
        frozenset(part) for part in large.values() if not any(part < q for q in large.values())
    }
    # Named by the smallest node of the source component that reaches it all.
    components = list(nx.strongly_connected_components(graph))
    sources = [
        min(part)
        for part in components
        if not any(u not in part and v in part for u, v in graph.edges)
    ]
    named = {}
    for part in maximal:
        named[min(u for u in sources if closure[u] == part)] = set(part)
    return named


@given(graphs(most_nodes=8), st.data())
def test_closures_are_those_of_the_definition(graph: tuple[int, Arcs], data: st.DataObject) -> None:
    n, arcs = graph
    nodes = st.sets(st.integers(0, n - 1))
    counts, stops = data.draw(nodes), data.draw(st.sets(st.integers(0, n - 1), max_size=2))
    assert sets(found(n, arcs, counts, stops), counts) == by_definition(n, arcs, counts, stops)


@pytest.mark.parametrize("seed", range(300))
def test_closures_of_two_layers_are_those_of_the_definition(seed: int) -> None:
    # Few of the upper layer count: here sets that lie in others are the rule.
    random = Random(seed)
    above, below = random.randint(1, 12), random.randint(2, 6)
    n = above + below
    arcs = [(u, above + v) for u in range(above) for v in range(below) if random.random() < 0.5]
    counts = {*range(above, n), *(u for u in range(above) if random.random() < 0.1)}
    assert sets(found(n, arcs, counts), counts) == by_definition(n, arcs, counts, set())


@given(graphs())
def test_rows_are_a_breadth_first_tree_over_real_arcs(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    closures = found(n, arcs)
    directed = nx.DiGraph(arcs)
    for i, start in enumerate(closures.start.tolist()):
        rows = slice(*closures.indptr[i : i + 2])
        node, arc = closures.node[rows].tolist(), closures.arc[rows].tolist()
        above, depth = closures.above[rows].tolist(), closures.depth[rows].tolist()
        assert (node[0], arc[0], above[0], depth[0]) == (start, -1, -1, 0)
        distance = nx.single_source_shortest_path_length(directed, start)
        assert dict(zip(node, depth, strict=True)) == distance
        for row in range(1, len(node)):
            assert arcs[arc[row]] == (node[above[row]], node[row])
            assert depth[row] == depth[above[row]] + 1


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_arcs_does_not_change_what_is_reached(
    graph: tuple[int, Arcs], random: Random
) -> None:
    n, arcs = graph
    other = found(n, random.sample(arcs, len(arcs)))
    for name in ("start", "indptr", "node", "above", "depth"):
        assert getattr(found(n, arcs), name).tobytes() == getattr(other, name).tobytes()


def test_a_group_is_named_by_the_smallest_of_a_loop_that_nothing_enters() -> None:
    assert sets(found(4, [(3, 2), (2, 1), (1, 3), (1, 0)])) == {1: {0, 1, 2, 3}}


def test_what_is_reached_twice_is_in_both_closures() -> None:
    assert sets(found(4, [(0, 3), (1, 3), (2, 3)])) == {0: {0, 3}, 1: {1, 3}, 2: {2, 3}}


def test_a_node_that_does_not_count_still_connects() -> None:
    assert sets(found(3, [(0, 1), (0, 2)], counts={1, 2}), {1, 2}) == {0: {1, 2}}


def test_equal_closures_come_once_and_smaller_ones_not_at_all() -> None:
    arcs = [(0, 3), (0, 4), (1, 3), (1, 4), (2, 3), (2, 4), (2, 5)]
    assert sets(found(6, arcs, counts={3, 4}), {3, 4}) == {0: {3, 4}}
    assert sets(found(6, arcs, counts={3, 4, 5}), {3, 4, 5}) == {2: {3, 4, 5}}


def test_a_stop_is_reached_but_not_walked_on_from() -> None:
    assert sets(found(4, [(0, 1), (1, 2), (1, 3)], stops={1})) == {0: {0, 1}}


def test_one_that_counts_is_no_closure() -> None:
    assert sets(found(3, [(0, 1), (0, 2)], counts={2}), {2}) == {}
    assert sets(found(0, [])) == {}


def test_more_rows_than_are_allowed_are_an_error() -> None:
    arcs = columns([(0, 1), (0, 2), (3, 1), (3, 2)])
    flags = np.ones(4, bool)
    assert maximal_closures(4, *arcs, flags, ~flags, max_rows=6).start.tolist() == [0, 3]
    with pytest.raises(ValueError, match="more than 5"):
        maximal_closures(4, *arcs, flags, ~flags, max_rows=5)


@pytest.mark.parametrize("flags", [[True], [[True, True]]])
def test_flags_of_another_shape_are_an_error(flags: list[bool]) -> None:
    with pytest.raises(ValueError, match="flags"):
        maximal_closures(2, [0], [1], flags, [False, False])


def test_a_hundred_thousand_providers_of_the_same_two_make_one_group() -> None:
    n = 100_000
    source = np.repeat(np.arange(n), 2)
    target = np.tile([n, n + 1], n)
    counts = np.arange(n + 2) >= n
    closures = maximal_closures(n + 2, source, target, counts, np.zeros(n + 2, bool))
    assert closures.start.tolist() == [0]

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.tree.branching import (
    branching,
    descendant_sums,
    foremost_children,
    heights,
    nearest_descendants,
    parent_cycles,
    path_from_root,
)

PARENTS = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)
)


@st.composite
def forests(draw: st.DrawFn) -> list[int]:
    """Parents without a cycle, in an order that says nothing."""
    n = draw(st.integers(1, 14))
    name = draw(st.permutations(range(n)))
    parent = [-1] * n
    for i in range(1, n):
        above = draw(st.integers(-1, i - 1))
        parent[name[i]] = name[above] if above >= 0 else -1
    return parent


def arcs(parent: list[int]) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(parent)))
    graph.add_edges_from((above, v) for v, above in enumerate(parent) if above >= 0)
    return graph


def levels_below(graph: "nx.DiGraph[int]", node: int) -> dict[int, int]:
    levels: dict[int, int] = dict(nx.single_source_shortest_path_length(graph, node))
    del levels[node]
    return levels


@given(PARENTS)
def test_the_nodes_on_a_cycle_of_parents_are_labelled_with_its_smallest(parent: list[int]) -> None:
    expected = [-1] * len(parent)
    for cycle in nx.simple_cycles(arcs(parent)):
        for node in cycle:
            expected[node] = min(cycle)
    assert parent_cycles(parent).tolist() == expected


@given(PARENTS)
def test_parents_are_laid_out_just_when_networkx_calls_them_a_branching(parent: list[int]) -> None:
    if nx.is_branching(arcs(parent)):
        assert sorted(branching(parent).order.tolist()) == list(range(len(parent)))
    else:
        with pytest.raises(ValueError, match="cycle of parents"):
            branching(parent)


@given(forests())
def test_roots_levels_and_heights_are_those_of_a_walk(parent: list[int]) -> None:
    graph, forest = arcs(parent), branching(parent)
    for node in graph:
        above = [node, *nx.ancestors(graph, node)]
        (root,) = (each for each in above if parent[each] < 0)
        assert (forest.root[node], forest.level[node]) == (root, len(above) - 1)
        assert heights(forest)[node] == max(levels_below(graph, node).values(), default=0)


@given(forests(), st.randoms(use_true_random=False), st.sampled_from([0.5, 1.0, 0.3]))
def test_sums_over_descendants_are_those_added_up_one_by_one(
    parent: list[int], random: Any, rate: float
) -> None:
    graph = arcs(parent)
    weight = [random.randrange(-8, 9) / 4 for _ in parent]
    expected = [
        sum(weight[v] * rate ** (d - 1) for v, d in levels_below(graph, node).items())
        for node in graph
    ]
    found = descendant_sums(branching(parent), weight, rate)
    assert found.tolist() == pytest.approx(expected, abs=1e-12)


@given(forests(), st.integers(0, 15))
def test_the_nearest_descendants_come_by_level_and_number(parent: list[int], most: int) -> None:
    graph, forest = arcs(parent), branching(parent)
    for node in graph:
        expected = sorted((level, v) for v, level in levels_below(graph, node).items())[:most]
        nodes, levels = nearest_descendants(forest, node, most)
        assert list(zip(levels.tolist(), nodes.tolist(), strict=True)) == expected


@given(forests(), st.integers(2, 6))
def test_a_path_from_the_root_is_whole_or_the_root_and_the_nearest(
    parent: list[int], most: int
) -> None:
    graph, forest = arcs(parent), branching(parent)
    for node in graph:
        whole = nx.shortest_path(graph, int(forest.root[node]), node)
        kept = whole if len(whole) <= most else [whole[0], *whole[1 - most :]]
        assert path_from_root(forest, node, most) == kept


@given(forests(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_the_foremost_children_have_the_largest_values(
    parent: list[int], most: int, random: Any
) -> None:
    value = [random.randrange(3) for _ in parent]
    starts, children = foremost_children(branching(parent), value, most)
    for node in range(len(parent)):
        ordered = sorted(arcs(parent)[node], key=lambda v: (-value[v], v))
        assert children[starts[node] : starts[node + 1]].tolist() == ordered[:most]


def test_breadth_first_goes_by_number_among_roots_and_among_children() -> None:
    forest = branching([3, -1, 1, 1, 3, 1])
    assert forest.order.tolist() == [1, 2, 3, 5, 0, 4]
    assert forest.place.tolist() == [4, 0, 1, 2, 5, 3]


LARGE = 100_000


@pytest.mark.parametrize(
    ("parent", "top", "bottom"),
    [
        (np.arange(LARGE) - 1, (LARGE - 1, LARGE - 1), (LARGE - 1, LARGE - 1)),
        (np.where(np.arange(LARGE) > 0, 0, -1), (LARGE - 1, 1), (LARGE - 1, 1)),
    ],
    ids=["a line", "a star"],
)
def test_a_hundred_thousand_below_one_are_counted_however_they_stand(
    parent: np.ndarray, top: tuple[int, int], bottom: tuple[int, int]
) -> None:
    forest = branching(parent)
    assert (descendant_sums(forest, np.ones(LARGE), 1.0)[0], heights(forest)[0]) == top
    last = LARGE - 1
    assert (last, forest.level[last]) == bottom
    assert len(nearest_descendants(forest, 0, 500)[0]) == 500
    assert path_from_root(forest, last, 50)[0] == 0
    assert parent_cycles(parent).max() == -1


def test_a_cycle_of_a_hundred_thousand_is_one() -> None:
    parent = np.roll(np.arange(LARGE), 1)
    assert not parent_cycles(parent).any()


@pytest.mark.parametrize("take", [branching, parent_cycles])
@pytest.mark.parametrize("wrong", [[1, 5], [-2, 0], [[0], [0]], [0.5, 1.0]])
def test_what_is_no_column_of_parents_is_refused(
    take: Callable[[Any], Any], wrong: list[Any]
) -> None:
    with pytest.raises(ValueError, match="parents"):
        take(wrong)


@pytest.mark.parametrize("wrong", [[1.0], [1.0, float("nan")], [1.0, float("inf")]])
def test_weights_that_cannot_be_added_up_are_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        descendant_sums(branching([-1, 0]), wrong, 0.5)


def test_no_nodes_are_a_branching() -> None:
    forest = branching([])
    assert forest.order.size == heights(forest).size == parent_cycles([]).size == 0
    assert descendant_sums(forest, [], 0.5).size == 0

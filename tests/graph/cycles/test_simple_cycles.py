import time

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from service.graph.cycles.simple_cycles import Cycles, cycle_places, simple_cycles
from tests.graph.random_arcs import Arcs, columns, graphs


def found_cycles(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    max_length: int = 6,
    max_circles: int = 5,
    max_steps: int = 20_000,
) -> Cycles:
    """The circles with the limits that most tests do not care about."""
    return simple_cycles(n, source, target, max_length, max_circles, max_steps)


def circles_through(circles: Cycles, node: int, most: int | None = None) -> list[list[int]]:
    """List the circles of one node, each as its nodes."""
    return [circles.node[places].tolist() for places in cycle_places(circles, node, most)]


def cycles_through(arcs: Arcs, node: int) -> list[list[int]]:
    """Enumerate the cycles of three or more through one node, shortest first, node in front."""
    turned = [
        cycle[cycle.index(node) :] + cycle[: cycle.index(node)]
        for cycle in nx.simple_cycles(nx.DiGraph(arcs))
        if len(cycle) >= 3 and node in cycle
    ]
    return sorted(turned, key=lambda cycle: (len(cycle), cycle))


@given(graphs(most_arcs=26), st.integers(3, 6), st.integers(1, 6))
def test_a_node_has_its_first_short_circles_or_else_one_longer(
    graph: tuple[int, Arcs], max_length: int, max_circles: int
) -> None:
    n, arcs = graph
    circles = found_cycles(n, *columns(arcs), max_length, max_circles)
    for node in range(n):
        every = cycles_through(arcs, node)
        short = [cycle for cycle in every if len(cycle) <= max_length]
        found = circles_through(circles, node)
        if short or not every:
            assert found == short[:max_circles]
        else:
            assert len(found) == 1
            assert found[0] in every


@given(graphs(most_arcs=26))
def test_a_longer_circle_is_as_short_as_any_through_one_of_its_nodes(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    circles = found_cycles(n, *columns(arcs), max_length=3)
    long = {
        tuple(circle)
        for node in range(n)
        for circle in circles_through(circles, node)
        if len(circle) > 3 and node == min(circle)
    }
    for circle in long:
        assert any(len(cycles_through(arcs, node)[0]) == len(circle) for node in circle)


@given(graphs(most_arcs=26))
def test_the_order_of_the_arcs_changes_nothing(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    straight = found_cycles(n, *columns(arcs), max_length=4)
    reverse = found_cycles(n, *columns(arcs[::-1]), max_length=4)
    for name in ("first", "count", "at", "start", "node"):
        assert getattr(straight, name).tobytes() == getattr(reverse, name).tobytes()


def test_the_two_circles_of_a_group_are_the_evidence_of_the_node_they_share() -> None:
    circles = found_cycles(5, [0, 1, 2, 2, 3, 4], [1, 2, 0, 3, 4, 0])
    assert circles_through(circles, 0) == [[0, 1, 2], [0, 1, 2, 3, 4]]
    assert circles_through(circles, 3) == [[3, 4, 0, 1, 2]]


def test_a_longer_circle_leaves_the_short_ones_of_its_nodes_in_place() -> None:
    source, target = [0, 1, 2, 2, 3, 4], [1, 2, 0, 3, 4, 0]
    circles = found_cycles(5, source, target, max_length=3)
    assert circles_through(circles, 0) == [[0, 1, 2]]
    assert circles_through(circles, 3) == [[3, 4, 0, 1, 2]]


def test_a_ring_too_long_to_be_short_is_one_circle_for_all_its_nodes() -> None:
    ring = np.arange(200_000)
    circles = found_cycles(ring.size, ring, np.roll(ring, -1))
    assert circles.start.tolist() == [0, 200_000]
    assert circles.count.all()
    assert circles_through(circles, 7, most=2) == [[7, 8]]
    assert circles_through(circles, 199_999, most=3) == [[199_999, 0, 1]]


def test_a_node_between_hubs_finds_its_circle_within_few_steps() -> None:
    # Node 0 and each of 10,000 others point at each other; 1 -> 2 closes a circle through 0.
    rim = np.arange(1, 10_001)
    hub = np.zeros_like(rim)
    source = np.concatenate((hub, rim, [1]))
    target = np.concatenate((rim, hub, [2]))
    circles = found_cycles(10_001, source, target, max_steps=100)
    assert circles_through(circles, 2) == [[2, 0, 1]]
    assert np.flatnonzero(circles.count).tolist() == [0, 1, 2]


def test_a_node_in_a_dense_place_gets_what_its_steps_allow() -> None:
    source, target = (column.ravel() for column in np.mgrid[:30, :30])
    few = found_cycles(30, source, target, max_circles=10_000, max_steps=200)
    assert 0 < few.count.max() < 200


def test_where_all_steps_are_used_up_the_nodes_left_over_have_no_circle() -> None:
    # One way of 100 arcs that 50 nodes close, each into a long circle of its own.
    way, closing = np.arange(100), np.arange(101, 151)
    source = np.concatenate((way, np.full(50, 100), closing))
    target = np.concatenate((way + 1, closing, np.zeros(50, np.int64)))
    assert found_cycles(151, source, target).count.all()
    assert 0 < found_cycles(151, source, target, max_steps=5).count.sum() < 151


def test_a_node_on_no_circle_has_none_to_show() -> None:
    assert circles_through(found_cycles(2, [0, 1], [1, 0]), 0) == []


@pytest.mark.parametrize("bounds", [(2, 1, 1), (3, 0, 1), (3, 1, 0)])
def test_bounds_that_allow_no_circle_are_refused(bounds: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="at least"):
        found_cycles(3, [0], [1], *bounds)


@pytest.mark.slow
@pytest.mark.parametrize("n", [1_000_000, 2_000_000])
def test_a_million_sparse_arcs_are_searched_in_seconds(n: int) -> None:
    found_cycles(3, [0, 1, 2], [1, 2, 0])
    source, target = np.random.default_rng(6).integers(0, n, (2, 1_000_000))
    start = time.process_time()
    found_cycles(n, source, target)
    assert time.process_time() - start < 5

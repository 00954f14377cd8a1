import networkx as nx
import numpy as np
from hypothesis import given

from service.graph.csr import int32_arcs
from service.graph.cycles.shortest_cycle import search_room, shortest_cycle
from tests.graph.random_arcs import Arcs, columns, graphs


def shortest_through_each(n: int, arcs: Arcs, budget: int = 10_000) -> list[list[int]]:
    """Ask for the shortest circle through each node, all with the same scratch space."""
    source, target = columns(sorted({(u, v) for u, v in arcs if u != v}))
    arcs_out, arcs_in = (np.array(source), np.array(target)), (np.array(target), np.array(source))
    out, back = (int32_arcs(n, *(a.astype(np.int64) for a in ends)) for ends in (arcs_out, arcs_in))
    room = search_room(out, back)
    return [shortest_cycle(v, out, back, room, budget)[0].tolist() for v in range(n)]


@given(graphs(most_nodes=10, most_arcs=22))
def test_it_is_a_cycle_of_three_or_more_as_short_as_any(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    cycles = [cycle for cycle in nx.simple_cycles(nx.DiGraph(arcs)) if len(cycle) >= 3]
    for node, found in enumerate(shortest_through_each(n, arcs)):
        lengths = [len(cycle) for cycle in cycles if node in cycle]
        assert len(found) == min(lengths, default=0)
        assert len(set(found)) == len(found)
        assert set(zip(found, found[1:] + found[:1], strict=True)) <= set(arcs)
        assert not found or found[0] == node


def test_the_way_back_may_not_be_the_way_there() -> None:
    # 0 and 1 point at each other; the circle of four goes on from 1 through 2 and 3.
    arcs = [(0, 1), (1, 0), (1, 2), (2, 3), (3, 0)]
    assert shortest_through_each(4, arcs)[:2] == [[0, 1, 2, 3], [1, 2, 3, 0]]


def test_a_shorter_circle_by_a_later_arc_is_the_one_taken() -> None:
    arcs = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 5), (5, 6), (6, 7), (7, 0)]
    assert shortest_through_each(8, arcs)[0] == [0, 5, 6, 7]


def test_of_equally_short_circles_the_one_by_the_smallest_second_node_is_taken() -> None:
    arcs = [(0, 5), (5, 6), (6, 0), (0, 3), (3, 7), (7, 0)]
    assert shortest_through_each(8, arcs)[0] == [0, 3, 7]


def test_within_too_small_a_budget_nothing_is_found() -> None:
    ring = [(v, (v + 1) % 9) for v in range(9)]
    assert shortest_through_each(9, ring, budget=3) == [[]] * 9
    assert shortest_through_each(9, ring, budget=8)[4] == [4, 5, 6, 7, 8, 0, 1, 2, 3]

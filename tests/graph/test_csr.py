from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given

from service.graph.csr import csr, row_starts
from service.graph.parallel_arcs import merged_arcs, simple_arcs
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs())
def test_a_node_s_arcs_are_ordered_by_neighbour_and_then_by_position(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    adjacency = csr(n, *columns(arcs))
    for u in range(n):
        row = slice(adjacency.indptr[u], adjacency.indptr[u + 1])
        expected = sorted((v, k) for k, (tail, v) in enumerate(arcs) if tail == u)
        found = zip(adjacency.indices[row].tolist(), adjacency.edge[row].tolist(), strict=True)
        assert list(found) == expected
    assert adjacency.indptr[-1] == len(arcs)


def test_rows_start_after_all_smaller_ones() -> None:
    assert row_starts(4, np.array([1, 1, 3])).tolist() == [0, 0, 2, 2, 3]


@given(graphs())
def test_merged_arcs_are_sorted_and_weigh_what_their_parts_weighed(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    weight = [0.1 * (k + 1) for k in range(len(arcs))]
    expected: dict[tuple[int, int], float] = defaultdict(float)
    for arc, w in zip(arcs, weight, strict=True):
        expected[arc] += w
    source, target, merged = merged_arcs(n, *columns(arcs), weight)
    assert list(zip(source.tolist(), target.tolist(), strict=True)) == sorted(expected)
    assert merged == pytest.approx([expected[arc] for arc in sorted(expected)])


def test_the_order_of_the_input_does_not_change_a_byte_of_the_sums() -> None:
    rng = np.random.default_rng(11)
    source, target = rng.integers(0, 5, (2, 4000))
    weight = rng.random(4000) * 10.0 ** rng.integers(-8, 8, 4000)
    shuffle = rng.permutation(4000)
    straight = simple_arcs(5, source, target, weight)
    shuffled = simple_arcs(5, source[shuffle], target[shuffle], weight[shuffle])
    assert [a.tobytes() for a in straight] == [a.tobytes() for a in shuffled]


def test_simple_arcs_leave_self_loops_out_and_merged_arcs_keep_them() -> None:
    arcs = [0, 0, 0, 1], [1, 0, 1, 1], [1.0, 2.0, 3.0, 4.0]
    assert [a.tolist() for a in simple_arcs(2, *arcs)] == [[0], [1], [4.0]]
    assert [a.tolist() for a in merged_arcs(2, *arcs)] == [[0, 0, 1], [0, 1, 1], [2.0, 4.0, 4.0]]


def test_no_arcs_make_an_adjacency_without_neighbours() -> None:
    assert csr(3, [], []).indptr.tolist() == [0, 0, 0, 0]
    assert [a.size for a in simple_arcs(0, [], [], [])] == [0, 0, 0]

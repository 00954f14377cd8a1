import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.graph.components.condensation import condensation, descendant_sums, longest_ways
from tests.graph.random_arcs import Arcs, columns, graphs


@given(graphs(most_nodes=12))
def test_components_are_numbered_along_the_arcs(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    condensed = condensation(n, *columns(arcs))
    expected = {frozenset(each) for each in nx.strongly_connected_components(digraph(n, arcs))}
    numbers = range(len(condensed.size))
    found = [frozenset(np.flatnonzero(condensed.component == c).tolist()) for c in numbers]
    assert set(found) == expected
    assert condensed.size.tolist() == [len(each) for each in found]
    number = condensed.component
    lead = {(number[u], number[v]) for u, v in arcs if number[u] != number[v]}
    assert all(u < v for u, v in lead)
    assert arcs_of(condensed.out) == lead
    assert arcs_of(condensed.back) == {(v, u) for u, v in lead}


@given(graphs(most_nodes=12))
def test_the_reverse_is_the_condensation_of_the_graph_turned_round(
    graph: tuple[int, Arcs],
) -> None:
    n, arcs = graph
    turned = condensation(n, *columns(arcs)).reverse()
    number = turned.component
    lead = {(number[v], number[u]) for u, v in arcs if number[u] != number[v]}
    assert all(u < v for u, v in lead)
    assert arcs_of(turned.out) == lead
    assert arcs_of(turned.back) == {(v, u) for u, v in lead}
    assert turned.size.tolist() == np.bincount(number, minlength=len(turned.size)).tolist()


@given(graphs(most_nodes=12))
def test_the_longest_ways_are_those_of_networkx(graph: tuple[int, Arcs]) -> None:
    n, arcs = graph
    condensed = condensation(n, *columns(arcs))
    before, after = longest_ways(condensed)
    acyclic: nx.DiGraph[int] = nx.DiGraph(arcs_of(condensed.out))
    acyclic.add_nodes_from(range(len(condensed.size)))
    for c in acyclic:
        above = acyclic.subgraph({c, *nx.ancestors(acyclic, c)})
        below = acyclic.subgraph({c, *nx.descendants(acyclic, c)})
        assert (before[c], after[c]) == tuple(map(nx.dag_longest_path_length, (above, below)))


@given(graphs(most_nodes=14, most_arcs=30), st.data())
def test_each_descendant_is_added_once(graph: tuple[int, Arcs], draw: st.DataObject) -> None:
    n, arcs = graph
    asked = np.array(draw.draw(st.lists(st.booleans(), min_size=n, max_size=n)), np.bool_)
    weight = np.array([[1, 2**v] for v in range(n)])
    sums, complete = descendant_sums(condensation(n, *columns(arcs)), weight, asked, 1000)
    assert complete.tolist() == asked.tolist()
    for v in range(n):
        beyond = sorted(nx.descendants(digraph(n, arcs), v)) if asked[v] else []
        assert sums[v].tolist() == [len(beyond), sum(2**u for u in beyond)]


@given(graphs(most_nodes=14, most_arcs=30), st.integers(1, 6))
def test_with_too_few_steps_no_more_than_is_there_is_counted_and_that_is_said(
    graph: tuple[int, Arcs], steps: int
) -> None:
    n, arcs = graph
    every = np.ones(n, np.bool_)
    sums, complete = descendant_sums(
        condensation(n, *columns(arcs)), np.ones((n, 1), np.int64), every, steps
    )
    for v in range(n):
        beyond = len(nx.descendants(digraph(n, arcs), v))
        assert sums[v, 0] == beyond if complete[v] else sums[v, 0] <= beyond


def test_a_search_that_runs_out_of_steps_is_not_complete() -> None:
    # A ladder: each node leads to the next two.
    rung = np.arange(100)
    source, target = np.concatenate((rung, rung)), np.concatenate((rung + 1, rung + 2))
    condensed, every = condensation(102, source, target), np.ones(102, np.bool_)
    _, complete = descendant_sums(condensed, np.ones((102, 1), np.int64), every, 20)
    assert not complete[0]
    assert complete[95:].all()


def test_a_long_line_needs_no_search() -> None:
    line = np.arange(200_000)
    condensed = condensation(200_001, line, line + 1)
    sums, complete = descendant_sums(
        condensed, np.ones((200_001, 1), np.int64), np.ones(200_001, bool), 1
    )
    assert complete.all()
    assert sums[:, 0].tolist() == list(range(200_000, -1, -1))


def test_no_nodes_condense_to_none() -> None:
    condensed = condensation(0, [], [])
    sums, _ = descendant_sums(condensed, np.ones((0, 1), np.int64), np.ones(0, np.bool_), 5)
    assert (condensed.size.size, sums.shape) == (0, (0, 1))


def digraph(n: int, arcs: Arcs) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(arcs)
    return graph


def arcs_of(adjacency: tuple[np.ndarray, np.ndarray]) -> set[tuple[int, int]]:
    indptr, indices = adjacency
    source = np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))
    assert len(set(zip(source, indices, strict=True))) == len(indices)
    return set(zip(source.tolist(), indices.tolist(), strict=True))

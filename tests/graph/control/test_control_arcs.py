import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.control.control_arcs import control_arcs
from service.graph.control.voting_control import control_groups, controls
from tests.graph.control.control_oracle import Case, cases


def reached(n: int, source: np.ndarray, target: np.ndarray, start: int) -> set[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    return {start} | nx.descendants(graph, start)


@given(cases(), st.data())
def test_from_heads_and_entered_nodes_the_same_is_reached_as_over_all_control(
    case: Case, data: st.DataObject
) -> None:
    entered = data.draw(st.lists(st.booleans(), min_size=case.n, max_size=case.n))
    arcs, every = (
        control_arcs(*case.columns(), entered, 0.5),
        controls(*case.columns(), majority=0.5),
    )
    pairs = set(zip(every.holder.tolist(), every.controlled.tolist(), strict=True))
    assert set(zip(arcs.source.tolist(), arcs.target.tolist(), strict=True)) <= pairs
    groups = control_groups(*case.columns(), majority=0.5)
    assert arcs.party.tolist() == groups.party.tolist()
    for start in {*groups.head.tolist(), *np.flatnonzero(entered).tolist()}:
        expected = reached(case.n, every.holder, every.controlled, start)
        assert reached(case.n, arcs.source, arcs.target, start) == expected


def test_a_chain_has_an_arc_from_its_head_to_each_and_not_half_of_its_square() -> None:
    n = 200_000
    chain = np.arange(n - 1), np.arange(1, n), np.full(n - 1, 0.6)
    none = np.empty(0, np.int64), np.empty(0, np.int64)
    nobody = np.zeros(n, bool)
    arcs = control_arcs(chain, none, none, nobody, nobody, 0.5)
    assert (arcs.source == 0).all()
    assert arcs.target.tolist() == list(range(1, n))


def test_more_rows_than_are_allowed_are_an_error() -> None:
    case = Case(4, [(0, 1, 0.6), (1, 2, 0.6), (2, 3, 0.6)])
    with pytest.raises(ValueError, match="more than 2"):
        control_arcs(*case.columns(), [True] * 4, 0.5, max_rows=2)

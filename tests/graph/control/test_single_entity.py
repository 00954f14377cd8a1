import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.control.single_entity import controlled_by, controllers_of, votes_in
from service.graph.control.voting_control import controls
from tests.graph.control.control_oracle import Case, cases, control


@given(cases(), st.integers(0, 9))
def test_one_column_and_one_row_of_control_are_those_of_the_whole(case: Case, node: int) -> None:
    node %= case.n
    pairs = set(control(case))
    above = controllers_of(*case.columns(), entity=node, majority=0.5)
    below = controlled_by(*case.columns(), holder=node, majority=0.5)
    assert np.flatnonzero(above).tolist() == sorted(x for x, y in pairs if y == node)
    assert np.flatnonzero(below).tolist() == sorted(y for x, y in pairs if x == node)


@given(cases(), st.integers(0, 9))
def test_what_lies_above_an_entity_is_enough_to_tell_who_controls_it(case: Case, node: int) -> None:
    node %= case.n
    graph = nx.DiGraph([(a, b) for a, b, *_ in (*case.votes, *case.records)])
    graph.add_nodes_from(range(case.n))
    above = {node, *nx.ancestors(graph, node)}
    part = Case(
        case.n,
        [row for row in case.votes if row[1] in above],
        [pair for pair in case.records if pair[1] in above],
        [pair for pair in case.concert if above.issuperset(pair)],
        case.persons,
    )
    whole = controllers_of(*case.columns(), entity=node, majority=0.5)
    assert controllers_of(*part.columns(), entity=node, majority=0.5).tolist() == whole.tolist()


@given(cases(), st.integers(0, 9))
def test_what_lies_below_a_holder_and_its_allies_is_enough_to_tell_what_it_controls(
    case: Case, node: int
) -> None:
    node %= case.n
    graph = nx.DiGraph([(a, b) for a, b, *_ in (*case.votes, *case.records)])
    graph.add_nodes_from(range(case.n))
    below = {node, *nx.descendants(graph, node)}
    concert = [pair for pair in case.concert if node in pair]
    allies = {each for pair in concert for each in pair}
    part = Case(
        case.n,
        [row for row in case.votes if row[0] in below | allies and row[1] in below],
        [pair for pair in case.records if pair[0] in below],
        concert,
        case.persons,
    )
    whole = controlled_by(*case.columns(), holder=node, majority=0.5)
    assert controlled_by(*part.columns(), holder=node, majority=0.5).tolist() == whole.tolist()


def test_a_chain_that_the_whole_relation_refuses_is_told() -> None:
    n = 2000
    world = Case(n, [(i, i + 1, 0.6) for i in range(n - 1)]).columns()
    with pytest.raises(ValueError, match="more than 1000"):
        controls(*world, max_rows=1000, majority=0.5)
    assert controllers_of(*world, entity=n - 1, majority=0.5).sum() == n - 1
    assert controlled_by(*world, holder=0, majority=0.5).sum() == n - 1


@pytest.mark.parametrize("node", [-1, 2])
def test_a_node_that_is_not_there_is_refused(node: int) -> None:
    world = Case(2, [(0, 1, 0.6)]).columns()
    with pytest.raises(ValueError, match="node ids run"):
        controllers_of(*world, entity=node, majority=0.5)
    with pytest.raises(ValueError, match="node ids run"):
        controlled_by(*world, holder=node, majority=0.5)


@given(cases(), st.integers(0, 9))
def test_the_votes_of_a_holder_are_its_own_and_those_of_all_it_controls(
    case: Case, node: int
) -> None:
    node %= case.n
    pairs = set(control(case))
    found = votes_in(*case.columns(), np.arange(case.n), entity=node, majority=0.5)
    counted = [row for row in case.votes if row[1] == node and row[0] != node]
    for x in range(case.n):
        allies = {b if a == x else a for a, b in case.concert if x in (a, b)} - {x}
        side = {x, *(y for holder, y in pairs if holder == x)}
        takes = node not in case.persons
        own = sum(share for holder, _, share in counted if takes and holder in side)
        joint = sum(share for holder, _, share in counted if takes and holder in side | allies)
        assert found.own[x] == pytest.approx(own)
        assert found.together[x] == pytest.approx(joint)
        assert found.controls[x] == ((x, node) in pairs)


def test_only_the_holders_that_are_asked_about_are_told() -> None:
    world = Case(3, [(0, 1, 0.6), (1, 2, 0.3), (0, 2, 0.1)]).columns()
    found = votes_in(*world, np.array([0]), entity=2, majority=0.5)
    assert found.own.tolist() == [0.4, 0.0, 0.0]
    with pytest.raises(ValueError, match="node ids run"):
        votes_in(*world, np.array([3]), entity=2, majority=0.5)

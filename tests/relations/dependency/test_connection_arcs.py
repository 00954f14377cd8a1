from dataclasses import fields

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.graph.components.closures import maximal_closures
from service.graph.control.voting_control import control_groups, controls
from service.relations.control.state_owners import World
from service.relations.dependency.connection_arcs import connection_arcs
from service.relations.dependency.economic_dependency import DependencyReasons
from tests.graph.control.control_oracle import MAJORITY, Case, Pair, cases


def world_of(case: Case) -> World:
    votes, records, concert, is_person = case.columns()
    return (
        (np.array(votes[0], int), np.array(votes[1], int), np.array(votes[2], float)),
        (np.array(records[0], int), np.array(records[1], int)),
        (np.array(concert[0], int), np.array(concert[1], int)),
        np.array(is_person),
    )


def reasons_of(pairs: list[Pair]) -> DependencyReasons:
    """Recorded dependency of pairs (provider, dependent), in the order that Reasons has."""
    ordered = sorted(pairs, key=lambda pair: pair[::-1])
    empty = {field.name: np.zeros(len(pairs)) for field in fields(DependencyReasons)}
    columns = {
        "provider": np.array([provider for provider, _ in ordered], int),
        "dependent": np.array([dependent for _, dependent in ordered], int),
    }
    return DependencyReasons(**{**empty, **columns})


def pairs_of(case: Case) -> set[Pair]:
    found = controls(*case.columns(), majority=0.5)
    return set(zip(found.holder.tolist(), found.controlled.tolist(), strict=True))


def groups_of(
    case: Case, depends: list[Pair], clients: set[int], governments: set[int]
) -> set[frozenset[int]]:
    """The groups by the letter, from everything that anybody controls."""
    whole = pairs_of(case)
    rest = Case(
        case.n,
        [row for row in case.votes if row[0] not in governments],
        [row for row in case.records if row[0] not in governments],
        case.concert,
        case.persons,
    )
    control = pairs_of(rest)
    party = control_groups(*rest.columns(), majority=0.5).party.tolist()
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(case.n))
    graph.add_edges_from((u, v) for u, v in {*control, *depends} if u not in governments)
    graph.add_edges_from(
        (u, v) for u in graph for v in graph if party[u] == party[v] >= 0 and u != v
    )
    of_government = {(u, v) for u, v in whole if u in governments}
    # Entities that control each other stand side by side: none is between a government and another.
    everything: nx.DiGraph[int] = nx.DiGraph()
    everything.add_nodes_from(range(case.n))
    everything.add_edges_from(control | of_government)
    loop = {
        v: k for k, part in enumerate(nx.strongly_connected_components(everything)) for v in part
    }
    between = {(g, loop[y]) for g, z in of_government for y in everything[z] if loop[z] != loop[y]}
    direct = {(g, y) for g, y in of_government if (g, loop[y]) not in between}
    direct |= {(g, y) for g, y in depends if g in governments}
    starts = [({u}, u) for u in graph if u not in governments]
    starts += [({g for g, each in direct if each == y} | {y}, y) for _, y in direct]
    closures = {
        frozenset((also | {start} | nx.descendants(graph, start)) & clients)
        for also, start in starts
    }
    large = {each for each in closures if len(each) > 1}
    return {each for each in large if not any(each < other for other in large)}


@pytest.mark.slow
@given(cases(most_nodes=8), st.data())
@settings(max_examples=300)
def test_closures_of_the_arcs_are_those_of_all_control_and_dependency(
    case: Case, data: st.DataObject
) -> None:
    node = st.integers(0, case.n - 1)
    depends = data.draw(st.lists(st.tuples(node, node), unique=True, max_size=5))
    depends = [(u, v) for u, v in depends if u != v]
    clients = data.draw(st.sets(node))
    governments = data.draw(st.sets(node, max_size=2)) - case.persons
    # Nobody holds a part of a government.
    case = Case(
        case.n,
        [row for row in case.votes if row[1] not in governments],
        [row for row in case.records if row[1] not in governments],
        case.concert,
        case.persons,
    )

    government = np.isin(np.arange(case.n), list(governments))
    arcs, entity, leader = connection_arcs(
        world_of(case), reasons_of(depends), government, MAJORITY
    )
    none = np.zeros(len(entity), bool)
    is_client = np.append(np.isin(np.arange(case.n), list(clients)), none)
    found = maximal_closures(
        case.n + len(entity), arcs.source, arcs.target, is_client, np.append(government, none)
    )
    sets = [frozenset(part.tolist()) & clients for part in np.split(found.node, found.indptr[1:-1])]
    expected = groups_of(case, depends, clients, governments)
    assert set(sets) == expected | (set() if len(found.start) else {frozenset()})
    known_by = np.append(np.arange(case.n), entity)[found.start]
    assert len(set(known_by.tolist())) == len(found.start)
    assert np.isin(leader, list(governments)).all()

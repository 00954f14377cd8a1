"""Numbers are joined as records and decisions say, and never against them."""

import itertools

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from service.run.resolution import Resolved, Said, resolve

NUMBERS = st.sampled_from("abcdefgh")
SAID = st.builds(
    Said,
    NUMBERS,
    NUMBERS,
    st.sampled_from(["same", "same", "different", "unsure"]),
    st.integers(0, 3),
    st.just(""),
).filter(lambda one: one.a != one.b)


def said(a: str, b: str, verdict: str = "same", at: int = 0, decision_no: int = 0) -> Said:
    return Said(a, b, verdict, at, "", decision_no)


def brute_force(edges: list[Said], apart: set[frozenset[str]]) -> list[list[str]]:
    """The components after each edge, in order, that joins nobody who is apart."""
    graph: nx.Graph[str] = nx.Graph()
    for edge in edges:
        tried = graph.copy()
        tried.add_edge(edge.a, edge.b)
        together = nx.node_connected_component(tried, edge.a)
        pairs = {frozenset(pair) for pair in itertools.combinations(together, 2)}
        if not pairs & apart:
            graph = tried
    return sorted(sorted(each) for each in nx.connected_components(graph))


@given(st.lists(SAID, max_size=14), st.randoms())
def test_numbers_are_joined_in_the_order_of_time_whatever_the_order_of_rows(
    rows: list[Said], random: object
) -> None:
    # One word a pair, so that what stands of a pair is plain.
    by_pair = {frozenset((one.a, one.b)): one for one in rows}
    one_each = [one._replace(a=min(one.a, one.b), b=max(one.a, one.b)) for one in by_pair.values()]
    apart = {frozenset((one.a, one.b)) for one in one_each if one.verdict == "different"}
    same = sorted(
        (one for one in one_each if one.verdict == "same"), key=lambda one: (one.at, one.a, one.b)
    )
    resolved = resolve(one_each)
    assert resolved.identities == brute_force(same, apart)
    shuffled = [*one_each]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == resolved
    assert len(resolved.joined) + len(resolved.conflicts) == len(same)


def test_the_latest_decision_counts_and_outweighs_records() -> None:
    rows = [said("a", "b", at=9), said("b", "a", "different", 3, 1), said("a", "b", "same", 5, 2)]
    assert resolve(rows).identities == [["a", "b"]]
    assert resolve(rows[:2]).identities == []
    assert resolve([*rows, said("a", "b", "unsure", 6, 3)]) == Resolved([], [], [])


def test_of_edges_of_one_time_the_larger_pair_yields() -> None:
    resolved = resolve([said("b", "c"), said("a", "b"), said("a", "c", "different", 7)])
    assert resolved.identities == [["a", "b"]]
    assert [(one.edge.a, one.edge.b, one.different) for one in resolved.conflicts] == [
        ("b", "c", ("a", "c"))
    ]


def test_ten_thousand_numbers_of_one_customer_are_one() -> None:
    chain = [said(f"n{i:05}", f"n{i + 1:05}", at=i % 7) for i in range(10_000)]
    assert [len(each) for each in resolve(chain).identities] == [10_001]

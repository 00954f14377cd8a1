from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from tests.banks import ServedBank
from tests.building import Records, people

TAG = "community_member"
GROUP = {"A": ["A1", "A2", "A3", "A4"], "B": ["B1", "B2", "B3", "B4"]}


def siblings(*pairs: tuple[Any, Any]) -> list[dict[str, Any]]:
    return [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in pairs]


def cliques(*more: tuple[str, str], without: str = "") -> Records:
    """Two families of four, with one tie between them."""
    pairs = [pair for group in GROUP.values() for pair in combinations(group, 2)]
    pairs = [pair for pair in [*pairs, ("A1", "B1"), *more] if without not in pair]
    ids = sorted({each for pair in pairs for each in pair})
    return dict(customers=people(*ids), kinships=siblings(*pairs))


def circles(bank: ServedBank) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for holder in bank.holders(TAG):
        value = bank.holding(holder["customer_id"], TAG)["value"]
        found.setdefault(value["group_id"], set()).add(holder["customer_id"])
    return found


def test_those_who_are_tied_more_to_each_other_than_to_the_rest_are_one_circle(
    bank: ServedBank,
) -> None:
    bank.keep(**cliques())
    bank.derive("--as-of", "2025-12-31")
    assert sorted(map(sorted, circles(bank).values())) == list(GROUP.values())
    held = bank.holding("A2", TAG)
    assert held["value"] == {
        "group_id": held["subject"],
        "role": "member",
        "size": 4,
        "head_id": "A1",
    }
    assert held["grade"] == "close"
    assert held["score"] == 1.0
    facts = held["evidence"]["facts"]
    assert facts["closest"] == ["A1", "A3", "A4"]
    assert {(edge["from"], edge["to"]) for edge in held["evidence"]["edges"]} == {
        ("A1", "A2"),
        ("A2", "A3"),
        ("A2", "A4"),
    }
    assert "全部在A1所在圈层内" in held["sentence"]["zh"]
    leader = bank.holding("A1", TAG)
    assert leader["value"]["role"] == "leader"
    # Three of its four ties stay inside.
    assert leader["score"] == 0.75


def test_a_circle_keeps_its_id_when_somebody_joins_and_somebody_leaves(
    bank: ServedBank,
) -> None:
    bank.keep(**cliques())
    bank.derive("--as-of", "2025-12-31")
    before = circles(bank)
    joined = [("A5", each) for each in GROUP["A"]]
    bank.keep_only(**cliques(*joined, without="B4"))
    bank.derive("--as-of", "2026-01-31")
    after = circles(bank)
    assert set(after) == set(before)
    known_by = {group_id: members for group_id, members in before.items() if "A1" in members}
    assert after[next(iter(known_by))] == {*GROUP["A"], "A5"}


def test_the_circles_of_the_karate_club_are_at_least_as_good_as_those_of_networkx(
    sqlite_bank: ServedBank,
) -> None:
    club = nx.karate_club_graph()
    names = {node: f"{node:02}" for node in club}
    sqlite_bank.keep(
        customers=people(*names.values()),
        kinships=siblings(*((names[a], names[b]) for a, b in club.edges)),
    )
    sqlite_bank.derive("--as-of", "2025-12-31")
    plain = nx.Graph((names[a], names[b]) for a, b in club.edges)
    found = list(circles(sqlite_bank).values())
    assert sum(map(len, found)) == 34
    theirs = nx.community.louvain_communities(plain, weight=None, seed=1)
    ours = nx.community.modularity(plain, found, weight=None)
    assert ours >= nx.community.modularity(plain, theirs, weight=None) - 1e-12
    leaders = {held["value"]["head_id"] for held in (sqlite_bank.holding("33", TAG),)}
    assert leaders == {"33"}
    assert sqlite_bank.holding("00", TAG)["value"]["role"] == "leader"


def test_a_pair_is_no_circle(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=people("A", "B"), kinships=siblings(("A", "B")))
    sqlite_bank.derive("--as-of", "2025-12-31")
    assert sqlite_bank.holders(TAG) == []


def test_the_least_size_can_be_set(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_COMMUNITY_LEAST", "2")
    sqlite_bank.keep(customers=people("A", "B"), kinships=siblings(("A", "B")))
    sqlite_bank.derive("--as-of", "2025-12-31")
    assert circles(sqlite_bank)
    assert set().union(*circles(sqlite_bank).values()) == {"A", "B"}


def test_who_has_no_tie_is_in_no_circle_and_nobody_can_tell(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=people("A"))
    sqlite_bank.derive("--as-of", "2025-12-31")
    problem = sqlite_bank.get(f"/customers/A/tags/{TAG}", status=404)
    assert problem["type"].endswith("unknown")

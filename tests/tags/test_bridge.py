from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest

from tests.banks import ServedBank
from tests.building import companies, people
from tests.graph.centrality.betweenness_oracle import shares_path_by_path

TAG = "bridge"

Pairs = Iterable[tuple[Any, Any]]


def clique(name: str, size: int = 5) -> list[tuple[str, str]]:
    """Everybody tied to everybody else: a0, a1, ..."""
    return list(combinations([f"{name}{i}" for i in range(size)], 2))


def load(bank: ServedBank, pairs: Pairs, *refusers: str) -> None:
    """Siblings, which tie persons both ways, and the tag derived."""
    pairs = [(str(a), str(b)) for a, b in pairs]
    ids = sorted({end for pair in pairs for end in pair})
    customers = [
        row | {"marketing_consent": "false" if row["customer_id"] in refusers else ""}
        for row in people(*ids)
    ]
    kin = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in pairs]
    bank.keep(customers=customers, kinships=kin)
    bank.derive("--tags", TAG)


def held(bank: ServedBank) -> dict[str, dict[str, Any]]:
    return {
        each["customer_id"]: bank.holding(each["customer_id"], TAG) for each in bank.holders(TAG)
    }


def test_whoever_joins_two_circles_of_friends_is_their_bridge(bank: ServedBank) -> None:
    load(bank, [*clique("a", 6), *clique("b", 5), ("a0", "x"), ("a1", "x"), ("x", "b0")])
    found = held(bank)
    assert set(found) == {"x", "b0"}

    x = found["x"]
    assert x["value"] == {"cuts_off": 5, "gate_share": 1.0, "communities": 1}
    assert (x["score"], x["grade"]) == (1.0, "high")
    assert [(edge["type"], edge["from"], edge["to"]) for edge in x["evidence"]["edges"]] == [
        ("KIN_OF", "a0", "x"),
        ("KIN_OF", "x", "b0"),
    ]
    assert x["evidence"]["facts"] == {
        "community": {"leader_id": "a0", "customers": 7},
        "communities_reached": [{"leader_id": "b0", "customers": 5, "ties": 1}],
        "paths_followed_from": 12,
        "gate_share_exact": True,
        "customers_connected": 12,
        "parts_without": 2,
        "largest_parts_without": [6, 5],
        "ties": 3,
        "ties_hidden": 1,
    }
    assert x["sentence"]["zh"] == (
        "是a0所在圈层与b0所在圈层之间的主要联系人：a0所在圈层通往其他圈层的最短联系全部经过该客户；"
        "若缺少该客户，5位客户将与其他客户失去联系"
    )
    assert x["sentence"]["en"] == (
        "Main contact between the community of a0 and that of b0: all the shortest ways from the "
        "former to other communities lead through this customer; without this customer, 5 "
        "customers would lose touch with all others"
    )
    b0 = found["b0"]
    assert b0["value"] == {"cuts_off": 4, "gate_share": 1.0, "communities": 1}
    assert b0["sentence"]["zh"].startswith("是本圈层与a0所在圈层之间的主要联系人")
    assert b0["sentence"]["en"].startswith(
        "Main contact between the community of this customer and that of a0"
    )


def test_on_most_shortest_paths_is_enough_where_nothing_would_fall_apart(
    sqlite_bank: ServedBank,
) -> None:
    """x joins two circles; so do y and z, but by a longer way."""
    short = [("a0", "x"), ("a1", "x"), ("x", "b0")]
    long = [("a3", "y"), ("a4", "y"), ("y", "z"), ("z", "b3"), ("z", "b4")]
    load(sqlite_bank, [*clique("a", 6), *clique("b", 6), *short, *long])
    found = held(sqlite_bank)
    assert set(found) == {"x", "b0"}
    x = found["x"]
    assert x["value"]["cuts_off"] == 0
    assert 0.5 < x["value"]["gate_share"] == x["score"] < 0.8
    assert x["grade"] == "medium"
    assert x["evidence"]["facts"]["parts_without"] == 1
    assert "若缺少该客户" not in x["sentence"]["zh"]
    assert "without this customer" not in x["sentence"]["en"]


def test_where_a_community_has_two_ways_out_nobody_is_on_most_of_its_paths(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, nx.ring_of_cliques(4, 6).edges)
    assert held(sqlite_bank) == {}


def test_the_centre_of_a_star_is_a_bridge_and_its_leaves_are_not(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, [("m", f"l{i}") for i in range(6)])
    found = held(sqlite_bank)
    assert set(found) == {"m"}
    assert found["m"]["value"] == {"cuts_off": 5, "gate_share": None, "communities": 0}
    assert found["m"]["evidence"]["facts"]["largest_parts_without"] == [1] * 6
    assert found["m"]["sentence"] == {
        "zh": "若缺少该客户，与其相连的6位客户将彼此失去联系",
        "en": "Without this customer, the 6 others would all lose touch with each other",
    }


def test_a_path_falls_apart_at_each_customer_but_the_two_at_its_ends(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, pairwise(range(10, 20)))
    cuts = {each: holding["value"]["cuts_off"] for each, holding in held(sqlite_bank).items()}
    assert cuts == {"12": 2, "13": 3, "14": 4, "15": 4, "16": 3, "17": 2}


def test_one_customer_behind_makes_no_bridge_unless_the_setting_says_so(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(sqlite_bank, [*clique("a"), ("a0", "leaf")])
    assert held(sqlite_bank) == {}
    monkeypatch.setenv("GUANXI_BRIDGE_CUT_OFF", "1")
    sqlite_bank.derive("--tags", TAG)
    found = held(sqlite_bank)
    assert set(found) == {"a0"}
    assert found["a0"]["sentence"]["en"] == (
        "Without this customer, 1 customer would lose touch with all others"
    )


def test_a_few_behind_somebody_make_a_bridge_of_low_grade(sqlite_bank: ServedBank) -> None:
    """Two circles with two ways between them, and t with u behind it, who know a7 alone."""
    between = [("a0", "b0"), ("a1", "b1")]
    load(
        sqlite_bank,
        [*clique("a", 9), *clique("b", 9), *between, ("a7", "t"), ("t", "u")],
    )
    found = held(sqlite_bank)
    assert set(found) == {"a7"}
    assert (found["a7"]["grade"], found["a7"]["value"]["cuts_off"]) == ("low", 2)
    assert found["a7"]["score"] == pytest.approx(2 * 2 / 20)
    assert found["a7"]["sentence"]["zh"] == ("若缺少该客户，2位客户将与其他客户失去联系")


def test_in_the_karate_club_only_the_instructor_holds_others_on(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, nx.karate_club_graph().edges)
    found = held(sqlite_bank)
    assert {each for each, holding in found.items() if holding["value"]["cuts_off"]} == {"0"}
    facts = found["0"]["evidence"]["facts"]
    assert found["0"]["value"]["cuts_off"] == 6
    assert facts["largest_parts_without"] == [27, 5, 1]
    assert facts["ties"] == 16
    for holding in found.values():
        assert holding["value"]["cuts_off"] >= 2 or holding["value"]["gate_share"] > 0.5


@pytest.mark.parametrize("seed", range(3))
def test_bridges_are_those_found_path_by_path_between_the_communities_that_are_told(
    sqlite_bank: ServedBank, seed: int
) -> None:
    graph = nx.random_partition_graph([8] * 4, 0.5, 0.015, seed=seed)
    graph = nx.relabel_nodes(graph, {node: f"{node:02}" for node in graph})
    graph.remove_nodes_from([node for node, degree in list(graph.degree) if not degree])
    load(sqlite_bank, graph.edges)
    sqlite_bank.derive("--tags", "community_member")
    members = sqlite_bank.holders("community_member")
    group_of = {each["customer_id"]: each["subject"] for each in members}
    groups, ids = sorted(set(group_of.values())), sorted(graph)
    community = [groups.index(group_of[each]) if each in group_of else -1 for each in ids]
    numbered = nx.relabel_nodes(graph, {each: place for place, each in enumerate(ids)})
    shares = dict(zip(ids, shares_path_by_path(numbered, community), strict=True))
    found = held(sqlite_bank)
    cut = set(nx.articulation_points(graph))
    assert {each for each in ids if shares[each] > 0.5} <= set(found), seed
    for each, holding in found.items():
        assert (holding["value"]["gate_share"] or 0) == pytest.approx(shares[each]), seed
        assert shares[each] > 0.5 or each in cut, seed
        assert (holding["value"]["cuts_off"] > 0) == (each in cut), seed


def test_any_kind_of_tie_joins_whichever_way_it_leads(sqlite_bank: ServedBank) -> None:
    """x came on a0's word, paid b0 and was paid by it."""
    kin = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in [*clique("a"), *clique("b")]]
    ids = sorted({row["a_id"] for row in kin} | {row["b_id"] for row in kin} | {"x"})
    sqlite_bank.keep(
        customers=[*people(*ids), *companies("K")],
        kinships=kin,
        referrals=[{"referrer_id": "a0", "referred_id": "x", "at": "2025-01-01"}],
        accounts=[{"account_id": f"A{each}"} for each in ("x", "b0", "K")],
        account_holders=[
            {"account_id": f"A{each}", "customer_id": each} for each in ("x", "b0", "K")
        ],
        transactions=[
            {"transaction_id": f"T{i}", "from_account": a, "to_account": b, "amount": "5"}
            | {"at": "2025-02-01"}
            for i, (a, b) in enumerate([("Ax", "Ab0"), ("Ab0", "Ax"), ("AK", "Ax")])
        ],
    )
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    x = sqlite_bank.holding("x", TAG)
    assert x["value"]["cuts_off"] == 5
    edges = [(edge["type"], edge["from"], edge["to"]) for edge in x["evidence"]["edges"]]
    assert sorted(edges) == [("PAID", "b0", "x"), ("PAID", "x", "b0"), ("REFERRED", "a0", "x")]
    assert x["evidence"]["facts"]["ties"] == 2


def test_evidence_shows_the_strongest_tie_to_each_part_and_says_what_it_leaves_out(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "3")
    load(sqlite_bank, [("m", f"l{i}") for i in range(8)])
    m = held(sqlite_bank)["m"]
    assert [edge["to"] for edge in m["evidence"]["edges"]] == ["l0", "l1", "l2"]
    facts = m["evidence"]["facts"]
    assert (facts["ties"], facts["ties_hidden"]) == (8, 5)
    assert facts["largest_parts_without"] == [1, 1, 1]
    assert facts["parts_without"] == 8


def test_where_not_all_paths_are_followed_the_holding_says_so(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_BRIDGE_MAX_STEPS", "200")
    pairs = [*clique("a", 6), *clique("b", 6), ("a0", "b0"), ("a0", "b1"), ("a0", "b2")]
    load(sqlite_bank, pairs)
    a0 = held(sqlite_bank)["a0"]
    # 33 ties are looked at from either end: three times in 200 steps.
    assert a0["evidence"]["facts"]["paths_followed_from"] == 3
    assert a0["evidence"]["facts"]["gate_share_exact"] is False
    assert "最短联系几乎全部经过该客户" in a0["sentence"]["zh"]
    assert ": nearly all the shortest ways" in a0["sentence"]["en"]


def test_a_bridge_to_many_communities_is_told_with_the_first_three(sqlite_bank: ServedBank) -> None:
    around = [pair for name in "abcde" for pair in clique(name)]
    load(sqlite_bank, [*around, *((f"{name}0", "a0") for name in "bcde")])
    a0 = held(sqlite_bank)["a0"]
    assert a0["value"]["communities"] == 4
    assert "与b0、c0、d0等所在的4个圈层之间" in a0["sentence"]["zh"]
    assert "and those of b0, c0, d0 and 1 other:" in a0["sentence"]["en"]


def test_who_refused_to_be_approached_is_left_out_of_the_list(sqlite_bank: ServedBank) -> None:
    pairs = [*clique("a", 6), *clique("b", 5), ("a0", "x"), ("a1", "x"), ("x", "b0")]
    load(sqlite_bank, pairs, "x")
    assert set(held(sqlite_bank)) == {"b0"}
    assert sqlite_bank.holding("x", TAG)["value"]["cuts_off"] == 5


def test_without_ties_nobody_is_a_bridge(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=people("a", "b"))
    sqlite_bank.derive("--tags", TAG)
    assert held(sqlite_bank) == {}
    assert sqlite_bank.get(f"/customers/a/tags/{TAG}", status=404)["type"].endswith("unknown")

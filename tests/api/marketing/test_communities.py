"""Communities as marketers see them: named by id, led, counted, and without whoever refused."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from tests.api.marketing.karate import CLUB, derive, karate_club, led_by
from tests.api.marketing.standing import left_out
from tests.banks import ServedBank
from tests.building import people

#: Their ids and names appear in no other text.
REFUSERS = {33: "refuser-officer", 3: "refuser-four"}


def members_of(bank: ServedBank, community_id: str, limit: int = 50) -> Iterator[dict[str, Any]]:
    """Every listed member of a community, page by page."""
    query: dict[str, Any] = {"limit": limit}
    for _ in range(100):
        page = bank.get(f"/communities/{community_id}", **query)
        yield from page["members"]
        if page["next"] is None:
            return
        query["cursor"] = page["next"]
    raise AssertionError("the members have no end")


def test_the_karate_club_has_two_leaders_in_two_communities(bank: ServedBank) -> None:
    derive(bank, **karate_club())
    listed = list(bank.items("/communities", limit=1))
    sizes = [each["size"] for each in listed]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(CLUB)
    rank = nx.pagerank(CLUB, weight=None)
    # The top fifth of 34 are seven.
    seventh = sorted(rank.values())[-7] - 1e-9
    found = {}
    for each in listed:
        community = bank.get(f"/communities/{each['community_id']}", limit=500)
        assert community | each == community
        ids = [member["customer_id"] for member in community["members"]]
        assert len(ids) == each["size"]
        # Those who lead by their influence, then the others by id.
        leads = {id_: round(rank[int(id_)], 6) for id_ in ids if rank[int(id_)] >= seventh}
        leader = each["leader_id"]
        assert ids == sorted(ids, key=lambda id_: (-leads.get(id_, 0.0), id_ != leader, id_))
        assert [member["role"] for member in community["members"]] == (
            ["leader"] + ["member"] * (len(ids) - 1)
        )
        assert community["leader_id"] == community["leader_name"] == ids[0]
        assert (community["hidden"], community["leader_hidden"]) == (0, False)
        found[ids[0]] = community
    officer, instructor = found["33"]["members"], found["00"]["members"]
    assert officer[0]["score"] == pytest.approx(0.100918, abs=1e-6)
    assert (officer[0]["rank"], officer[0]["grade"]) == (1, "high")
    assert instructor[0]["rank"] == 2
    assert officer[1]["customer_id"] == "32"
    assert "在33所在圈层内" in officer[1]["sentence"]["zh"]
    assert "led by 33" in officer[1]["sentence"]["en"]


@pytest.fixture
def with_refusers(bank: ServedBank) -> ServedBank:
    """The karate club after the officer and another member refused to be approached."""
    refused = {
        node: {"customer_id": each, "name": f"{each}-name", "marketing_consent": "false"}
        for node, each in REFUSERS.items()
    }
    return derive(bank, **karate_club(refused))


def test_who_refused_is_counted_and_never_named(with_refusers: ServedBank) -> None:
    bank = with_refusers
    listed = list(bank.items("/communities"))
    assert sum(each["size"] for each in listed) == len(CLUB)
    hidden = [each for each in listed if each["leader_hidden"]]
    assert [(each["leader_id"], each["leader_name"]) for each in hidden] == [(None, None)]
    paths = [f"/communities/{each['community_id']}" for each in listed]
    answers = [bank.get(path, limit=500) for path in paths]
    shown = {member["customer_id"] for each in answers for member in each["members"]}
    assert shown == {f"{node:02}" for node in CLUB if node not in REFUSERS}
    assert sum(each["hidden"] for each in answers) == len(REFUSERS)
    for each in answers:
        assert each["size"] == len(each["members"]) + each["hidden"]
        # The leader is not named in the members' sentences either.
        assert each["leader_hidden"] == any(
            "在***所在圈层内" in member["sentence"]["zh"] for member in each["members"]
        )
    questions = [
        "/communities",
        *paths,
        *(f"{path}/history" for path in paths),
        "/influencers",
        *(f"/communities?customer_id={node}" for node in ("32", "00", "13")),
        *(f"/influencers?network={name}" for name in ("kinship", "influence")),
        *(f"/influencers?community={each['community_id']}" for each in listed),
        "/tags/community_member/customers",
        "/tags/community_core/customers",
        "/tags/opinion_leader/customers",
        "/customers?tag=opinion_leader",
        "/customers?tag=community_member",
        "/customers?tag=community_core&q=r",
    ]
    for question in questions:
        response = bank.client.get(f"/api/v1{question}")
        assert response.status_code == 200, question
        assert "refuser" not in response.get_data(as_text=True), question


def test_a_member_whom_nobody_follows_has_no_influence_and_comes_last(
    sqlite_bank: ServedBank,
) -> None:
    referrals = [
        {"referrer_id": "A", "referred_id": each, "at": "2025-01-01"} for each in ("B", "C", "D")
    ]
    derive(sqlite_bank, customers=people(*"ABCDE"), referrals=referrals)
    (community,) = sqlite_bank.get("/communities")["items"]
    members = list(members_of(sqlite_bank, community["community_id"], limit=1))
    assert [member["customer_id"] for member in members] == list("ABCD")
    assert members[0]["rank"] == 1
    for member in members[1:]:
        assert [member[name] for name in ("score", "rank", "grade")] == [None] * 3


def test_members_and_communities_are_paged_without_loss(sqlite_bank: ServedBank) -> None:
    derive(sqlite_bank, **karate_club())
    whole = list(sqlite_bank.items("/communities"))
    assert len(whole) > 2
    assert len({each["community_id"] for each in whole}) == len(whole)
    for limit in (1, 2, len(whole)):
        assert list(sqlite_bank.items("/communities", limit=limit)) == whole
    for each in whole:
        members = list(members_of(sqlite_bank, each["community_id"], limit=500))
        for limit in (1, 2, each["size"]):
            assert list(members_of(sqlite_bank, each["community_id"], limit)) == members


def test_communities_of_one_size_come_by_id(sqlite_bank: ServedBank) -> None:
    families = [[f"{letter}{i}" for i in range(3)] for letter in "ABCD"]
    kinships = [
        {"a_id": a, "b_id": b, "relation": "sibling"}
        for family in families
        for a, b in combinations(family, 2)
    ]
    customers = people(*(each for family in families for each in family))
    derive(sqlite_bank, customers=customers, kinships=kinships)
    whole = list(sqlite_bank.items("/communities", limit=1))
    assert [each["size"] for each in whole] == [3] * 4
    ids = [each["community_id"] for each in whole]
    assert ids == sorted(ids)


def test_a_customer_is_in_its_one_community_or_in_none(sqlite_bank: ServedBank) -> None:
    kinships = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in combinations("ABC", 2)]
    derive(sqlite_bank, customers=people(*"ABCX"), kinships=kinships)
    whole = sqlite_bank.get("/communities")["items"]
    assert sqlite_bank.get("/communities", customer_id="B")["items"] == whole
    assert sqlite_bank.get("/communities", customer_id="X")["items"] == []
    problem = sqlite_bank.get("/communities", 422, customer_id="nobody")
    assert problem["fields"][0]["field"] == "customer_id"


def test_a_community_s_history_tells_who_joined(bank: ServedBank) -> None:
    for ids in ("ABC", "ABCD"):
        kinships = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in combinations(ids, 2)]
        derive(bank, customers=people(*"ABCD"), kinships=kinships)
    (community,) = bank.get("/communities")["items"]
    history = f"/communities/{community['community_id']}/history"
    items = [
        {"run_id": 2, "event": "joined", "other_id": None, "members": 1},
        {"run_id": 1, "event": "formed", "other_id": None, "members": 3},
    ]
    assert bank.get(history)["items"] == items
    assert list(bank.items(history, limit=1)) == items
    bank.get("/communities/nothing/history", 404)
    assert community["size"] == 4


def test_what_was_kept_of_a_community_is_told_anew_after_a_load_and_a_run(
    sqlite_bank: ServedBank,
) -> None:
    derive(sqlite_bank, **karate_club())
    community = led_by(sqlite_bank, "33")
    path = f"/communities/{community['community_id']}"
    before = sqlite_bank.get(path)
    changed = {32: {"marketing_consent": "false", "region": "广州"}}
    sqlite_bank.keep(**karate_club(changed))
    after = sqlite_bank.get(path)
    assert (before["hidden"], after["hidden"]) == (0, 1)
    assert after["common"][0]["members"] == before["common"][0]["members"] - 1
    sqlite_bank.derive("--as-of", "2025-12-31")
    assert sqlite_bank.get(path)["run_id"] == 2


def test_a_community_is_no_group_and_no_tie(bank: ServedBank) -> None:
    derive(bank, **karate_club())
    (community,) = bank.get("/communities", customer_id="00")["items"]
    group = f"/groups/{community['community_id']}"
    assert "CM-" not in json.dumps(bank.get("/groups", limit=500))
    assert "CM-" not in json.dumps(bank.get("/groups", customer_id="00"))
    bank.get("/groups", 422, kind="community")
    bank.get("/groups.csv", 422, kind="community")
    bank.get(group, 404)
    bank.get(f"{group}.csv", 404)
    bank.get(f"{group}/why", 404, customer_id="00")
    bank.get(f"{group}/history", 404)
    bank.get(f"{group}/overrides", 404)
    said = {"customer_id": "00", "decision": "out", "reason": "r", "author": "a"}
    assert bank.client.post(f"/api/v1{group}/overrides", json=said).status_code == 404
    around = bank.get("/customers/00/neighbours", hops=2, limit=500, types="MEMBER_OF")
    assert [node["id"] for node in around["nodes"]] == ["00"]
    ends: dict[str, Any] = {"from": "00", "to": "33"}
    assert bank.get("/paths", types="MEMBER_OF", **ends)["hops"] is None


def test_no_run_has_no_communities(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**karate_club())
    nobody = dict.fromkeys(("run_id", "as_of", "known_at"))
    told: dict[str, Any] = {
        "purpose": "marketing",
        "items": [],
        "next": None,
        "left_out": left_out(),
    }
    assert sqlite_bank.get("/communities") == {**nobody, **told}
    sqlite_bank.get("/communities/nothing", 404)


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/communities", {"limit": "0"}, "limit"),
        ("/communities", {"limit": "501"}, "limit"),
        ("/communities", {"cursor": "WzEsMl0"}, "cursor"),
        ("/communities", {"kind": "family"}, "kind"),
        ("/communities/x", {"limit": "many"}, "limit"),
        ("/communities/x", {"cursor": "?"}, "cursor"),
        ("/communities/x/history", {"limit": "-1"}, "limit"),
    ],
)
def test_bad_input_is_named(
    sqlite_bank: ServedBank, path: str, query: dict[str, str], field: str
) -> None:
    sqlite_bank.keep(**karate_club())
    problem = sqlite_bank.get(path, 422, **query)
    assert [each["field"] for each in problem["fields"]] == [field]

"""Influencers: whom others follow, in the whole network or along one kind of tie."""

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest

from service.api.marketing import rankings as standings
from service.api.marketing.influencers import _TIED
from service.api.marketing.rankings import Standing, Standings
from service.relations.influence.network import NETWORKS
from service.relations.marketing.consent import REASONS, Approachable
from service.tagging.declaration import Grade, Text
from service.tags import catalogue
from tests.api.marketing.karate import CLUB, derive, karate_club
from tests.api.marketing.standing import left_out
from tests.banks import ServedBank
from tests.building import companies, people

DAY = "2025-12-31"


def ids(bank: ServedBank, **query: Any) -> list[str]:
    return [each["customer_id"] for each in bank.items("/influencers", **query)]


@pytest.mark.usefixtures("everybody_leads")
def test_the_karate_club_is_led_by_33_and_0_by_either_way_of_asking(bank: ServedBank) -> None:
    derive(bank, **karate_club())
    whole = list(bank.items("/influencers", limit=500))
    # Kinship is all there is, so its network is the whole one.
    for network in ("influence", "kinship", "KIN_OF"):
        for limit in (7, 500):
            listed = list(bank.items("/influencers", network=network, limit=limit))
            for each, same in zip(listed, whole, strict=True):
                assert {**each, "sentence": None} == {**same, "sentence": None}
    expected = nx.pagerank(CLUB, weight=None)
    assert {int(each["customer_id"]): each["score"] for each in whole} == pytest.approx(
        expected, abs=1e-8
    )
    assert [(each["customer_id"], round(each["score"], 6), each["rank"]) for each in whole[:3]] == [
        ("33", 0.100918, 1),
        ("00", 0.097002, 2),
        ("32", 0.071692, 3),
    ]
    first = bank.get("/influencers", network="KIN_OF", limit=1)
    assert (first["network"], first["run_id"]) == ("kinship", 1)
    assert whole[0]["grade"] == "high"
    assert whole[0]["followers"] == CLUB.degree[33]
    assert whole[0]["sentence"] == {
        "zh": "在有往来的34位客户中影响力排第1，有17位客户跟随",
        "en": "Number 1 in influence among 34 customers that have ties; followed by 17 customers",
    }
    held = {each["customer_id"]: each for each in bank.holders("opinion_leader")}
    for each in whole:
        assert held[each["customer_id"]]["grade"] == each["grade"]
        assert held[each["customer_id"]]["score"] == each["score"]


@pytest.mark.usefixtures("everybody_leads")
def test_a_list_by_one_kind_of_tie_has_the_grades_of_the_tag(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Text("档", "grade")
    seven = tuple(Grade(f"g{i}", text, 1 - (i + 1) / 7, text) for i in range(7))
    tag = replace(catalogue()["opinion_leader"], grades=seven)
    monkeypatch.setattr(standings, "catalogue", lambda: {"opinion_leader": tag})
    derive(sqlite_bank, **karate_club())
    listed = list(sqlite_bank.items("/influencers", network="kinship", limit=500))
    assert len(listed) == len(CLUB)
    assert {each["grade"] for each in listed} == {grade.grade_id for grade in seven}


@pytest.mark.usefixtures("everybody_leads")
@pytest.mark.parametrize("network", ["influence", "kinship"])
def test_a_list_is_narrowed_while_ranks_stay_those_of_the_network(
    bank: ServedBank, network: str
) -> None:
    branches = {
        node: {"branch": "甲" if node % 3 else "乙", "relationship_manager": f"M{node % 2}"}
        for node in CLUB
    }
    derive(bank, **karate_club(branches))
    whole = list(bank.items("/influencers", network=network))
    for manager in ("M0", "M1"):
        own = {each for each in ids(bank, network=network) if f"M{int(each[1:]) % 2}" == manager}
        assert {*ids(bank, network=network, relationship_manager=manager)} == own
    assert ids(bank, network=network, kind="person", is_client="true") == ids(bank, network=network)
    assert ids(bank, network=network, is_client="false") == []
    communities = {each["community_id"] for each in bank.items("/communities")}
    assert {each["community_id"] for each in whole} == communities
    narrowed = [
        *({"region": region} for region in ("北京", "上海")),
        *({"branch": branch} for branch in ("甲", "乙")),
        *({"community": community} for community in sorted(communities)),
        {"region": "上海", "branch": "甲", "community": whole[0]["community_id"]},
    ]
    for query in narrowed:
        asked = {name.replace("community", "community_id"): value for name, value in query.items()}
        expected = [each for each in whole if asked.items() <= each.items()]
        assert expected, query
        for limit in (1, 500):
            listed = bank.items("/influencers", network=network, limit=limit, **query)
            assert list(listed) == expected, query
    assert ids(bank, network=network, region="nowhere") == []
    assert ids(bank, network=network, region="北京", branch="nowhere") == []


@pytest.mark.usefixtures("everybody_leads")
@pytest.mark.parametrize("network", ["influence", "kinship"])
def test_leaders_are_sorted_by_score_name_or_assets_whatever_a_page_holds(
    bank: ServedBank, network: str
) -> None:
    """Names repeat, one begins another, one lies beyond UTF-16's first plane; some lack assets."""
    names = ("王", "王五", "甲", "a", "ab", "\U00020000", "｡")
    own: dict[int, dict[str, Any]] = {
        node: {"name": names[node % 7], "assets": "" if node % 5 == 0 else str(node % 4 * 100)}
        for node in CLUB
    }
    derive(bank, **karate_club(own))
    scores = {each["customer_id"]: each["score"] for each in bank.items("/influencers")}

    def by(sort: str) -> list[str]:
        sign = -1 if sort.startswith("-") else 1
        key: dict[str, Any] = {
            "score": lambda each: sign * scores[each],
            "rank": lambda each: -sign * scores[each],
            "assets": lambda each: sign * float(own[int(each)]["assets"] or sign * 1e9),
        }
        if sort.endswith("name"):
            # Sorting keeps equals as they stood, by id.
            return sorted(sorted(scores), key=lambda each: own[int(each)]["name"], reverse=sign < 0)
        return sorted(sorted(scores), key=key[sort.removeprefix("-")])

    for sort in ("rank", "score", "name", "assets"):
        for order in (sort, f"-{sort}"):
            for limit in (1, 7, 500):
                listed = ids(bank, network=network, sort=order, limit=limit)
                assert listed == by(order), (order, limit)
    community = bank.get("/communities")["items"][0]["community_id"]
    narrowed = {"network": network, "community": community, "region": "北京"}
    among = {*ids(bank, **narrowed)}
    expected = [each for each in by("-assets") if each in among]
    assert expected
    assert ids(bank, **narrowed, sort="-assets", limit=2) == expected
    row = bank.get("/influencers", network=network, limit=1)["items"][0]
    assert (row["is_client"], row["relationship_manager"]) == (True, None)
    assert "assets" in bank.get("/influencers", 422, sort="height")["detail"]
    other = bank.get("/influencers", network=network, sort="name", limit=1)["next"]
    assert bank.get("/influencers", 422, network=network, cursor=other)["fields"]


@pytest.mark.usefixtures("everybody_leads")
def test_each_kind_of_tie_has_a_network_of_its_own(sqlite_bank: ServedBank) -> None:
    derive(
        sqlite_bank,
        customers=[*people(*"ABCDEF"), *companies("X")],
        referrals=[
            {"referrer_id": "A", "referred_id": "B", "at": DAY},
            {"referrer_id": "A", "referred_id": "C", "at": DAY},
        ],
        kinships=[{"a_id": "B", "b_id": "C", "relation": "spouse"}],
        accounts=[{"account_id": f"A{each}", "currency": "CNY"} for each in "DE"],
        account_holders=[{"account_id": f"A{each}", "customer_id": each} for each in "DE"],
        transactions=[
            {"transaction_id": "T", "from_account": "AD", "to_account": "AE"}
            | {"amount": "1", "currency": "CNY", "at": DAY}
        ],
        positions=[{"person_id": each, "company_id": "X", "role": "executive"} for each in "CF"],
    )
    led = {
        "referrals": ["A"],
        "REFERRED": ["A"],
        "kinship": ["B", "C"],
        "payments": ["E"],
        "PAID": ["E"],
        "shared_employers": ["C", "F"],
    }
    for network, leaders in led.items():
        assert ids(sqlite_bank, network=network) == leaders, network
    assert set(ids(sqlite_bank)) == {*"ABCEF"}
    assert set(ids(sqlite_bank, network="influence")) == {*"ABCEF"}
    (leader,) = sqlite_bank.get("/influencers", network="referrals")["items"]
    assert (leader["rank"], leader["followers"]) == (1, 2)
    assert leader["sentence"] == {
        "zh": "在推荐网络的3位客户中影响力排第1，有2位客户跟随",
        "en": "Number 1 in influence among 3 customers tied by referrals; followed by 2 customers",
    }


def test_every_network_can_be_told() -> None:
    assert set(_TIED) == set(NETWORKS)


@pytest.mark.usefixtures("everybody_leads")
@pytest.mark.parametrize("network", ["influence", "kinship"])
def test_who_refused_leaves_a_gap_in_the_ranks_and_who_never_said_does_not(
    bank: ServedBank, network: str
) -> None:
    consents = {
        33: {"marketing_consent": "false"},
        0: {"marketing_consent": "true"},
        32: {"marketing_consent": ""},
    }
    derive(bank, **karate_club(consents))
    listed = list(bank.items("/influencers", network=network))
    assert [(each["customer_id"], each["rank"]) for each in listed[:2]] == [("00", 2), ("32", 3)]
    assert len(listed) == len(CLUB) - 1


def test_a_refusal_that_is_loaded_counts_before_the_next_run(sqlite_bank: ServedBank) -> None:
    derive(sqlite_bank, **karate_club())
    networks = ("influence", "kinship")
    assert all(ids(sqlite_bank, network=network)[0] == "33" for network in networks)
    refused = {33: {"marketing_consent": "false"}}
    sqlite_bank.keep(**karate_club(refused))
    assert all("33" not in ids(sqlite_bank, network=network) for network in networks)


@pytest.mark.parametrize("network", ["influence", "kinship"])
def test_equals_share_a_rank_and_come_by_id(sqlite_bank: ServedBank, network: str) -> None:
    names = [f"p{i:02}" for i in range(12)]
    ring = zip(names, [*names[1:], names[0]], strict=True)
    kinships = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in ring]
    derive(sqlite_bank, customers=people(*names), kinships=kinships)
    for limit in (1, 5, 50):
        assert ids(sqlite_bank, network=network, limit=limit) == names
    listed = list(sqlite_bank.items("/influencers", network=network))
    assert {each["rank"] for each in listed} == {1}


def test_without_a_run_nobody_is_listed(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**karate_club())
    for network in ("influence", "kinship"):
        assert sqlite_bank.get("/influencers", network=network, community="CM-1") == {
            "network": network,
            "purpose": "marketing",
            **dict.fromkeys(("run_id", "as_of", "known_at")),
            "items": [],
            "next": None,
            "left_out": left_out(),
        }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"network": "friends"}, "network"),
        ({"network": ""}, "network"),
        ({"community": "nothing"}, "community"),
        ({"network": "kinship", "community": "nothing"}, "community"),
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"cursor": "WzEsMl0"}, "cursor"),
        ({"city": "x"}, "city"),
    ],
)
def test_bad_input_is_named(sqlite_bank: ServedBank, query: dict[str, str], field: str) -> None:
    derive(sqlite_bank, **karate_club())
    problem = sqlite_bank.get("/influencers", 422, **query)
    assert [each["field"] for each in problem["fields"]] == [field]
    if field == "network":
        assert all(name in problem["detail"] for name in NETWORKS)


@pytest.mark.parametrize("seed", range(20))
def test_a_standing_is_listed_as_a_plain_search_lists_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, listed = 60, 40
    # Few different scores, so that many are equal.
    customer = rng.permutation(n)[:listed]
    score = rng.integers(1, 6, listed) / 8
    order = np.lexsort((customer, -score))
    customer, score = customer[order], score[order]
    zeros = np.zeros(listed, np.int64)
    customer_ids = np.array([f"p{i:02}" for i in range(n)], object)
    region, branch, community = (
        np.array(rng.choice(["", "a", "b"], n).tolist(), object) for _ in range(3)
    )
    standing = Standing(n, customer, score, zeros, zeros, zeros)
    reason = rng.integers(-1, len(REASONS), n)
    no = np.arange(n)
    customers = Approachable(customer_ids, no, customer_ids, reason, np.zeros(n, np.int64))
    of = {"region": region, "branch": branch, "community": community}
    known = Standings(customers, of, np.zeros(n), {"kinship": standing})
    for _ in range(50):
        asked = [str(rng.choice(["", "a", "b", "c"])) for _ in range(3)]
        after = float(rng.integers(0, 7) / 8), str(rng.choice([*customer_ids, "", "zz"]))
        most, marketing = int(rng.integers(1, 12)), bool(rng.integers(2))
        narrowed = [
            place
            for place, who in enumerate(customer.tolist())
            if all(
                wanted in ("", column[who])
                for column, wanted in zip((region, branch, community), asked, strict=True)
            )
        ]
        expected = [
            place
            for place in narrowed
            if (-score[place], customer_ids[customer[place]]) > (-after[0], after[1])
            and (reason[customer[place]] < 0 or not marketing)
        ][:most]
        wanted = dict(zip(of, asked, strict=True))
        places = known.narrowed("kinship", wanted)
        found = known.listed("kinship", places, after, most, marketing=marketing)
        assert found.tolist() == expected, (seed, asked, after, most)
        counted = known.left_out("kinship", places, marketing=marketing)
        codes = [reason[customer[place]] for place in narrowed if marketing]
        assert counted == {name: codes.count(i) for i, name in enumerate(REASONS)}, (seed, asked)

from typing import Any

import networkx as nx
import pytest

from tests.banks import ServedBank
from tests.building import companies, people

TAG = "opinion_leader"


def kinships(*pairs: tuple[Any, Any], relation: str = "sibling") -> list[dict[str, Any]]:
    return [{"a_id": a, "b_id": b, "relation": relation} for a, b in pairs]


def paid(*pairs: tuple[str, str], at: str = "2025-01-01") -> list[dict[str, Any]]:
    return [
        {"transaction_id": f"T{i}", "from_account": f"A{a}", "to_account": f"A{b}"}
        | {"amount": "10", "at": at}
        for i, (a, b) in enumerate(pairs)
    ]


def with_accounts(*ids: str) -> dict[str, list[dict[str, Any]]]:
    return {
        "accounts": [{"account_id": f"A{each}"} for each in ids],
        "account_holders": [{"account_id": f"A{each}", "customer_id": each} for each in ids],
    }


def scores(bank: ServedBank) -> dict[str, float]:
    return {holder["customer_id"]: holder["score"] for holder in bank.holders(TAG)}


@pytest.mark.usefixtures("everybody_leads")
def test_the_karate_club_has_the_page_rank_and_the_core_of_the_literature(bank: ServedBank) -> None:
    club = nx.karate_club_graph()
    bank.keep(customers=people(*(str(node) for node in club)), kinships=kinships(*club.edges))
    bank.derive("--tags", TAG)

    holders = bank.holders(TAG)
    expected = nx.pagerank(club, weight=None)
    assert scores(bank) == pytest.approx({str(n): s for n, s in expected.items()}, abs=1e-8)
    assert [(h["customer_id"], round(h["score"], 6)) for h in holders[:3]] == [
        ("33", 0.100918),
        ("0", 0.097002),
        ("32", 0.071692),
    ]
    cores = {h["customer_id"]: bank.holding(h["customer_id"], TAG) for h in holders}
    assert {int(c) for c, held in cores.items() if held["value"]["core_number"] >= 4} == {
        0,
        1,
        2,
        3,
        7,
        8,
        13,
        30,
        32,
        33,
    }
    assert cores["33"]["value"]["rank"] == 1
    assert cores["33"]["grade"] == "high"
    assert cores["33"]["evidence"]["facts"]["followers"] == club.degree[33]


def test_the_referred_follow_the_referrer(sqlite_bank: ServedBank) -> None:
    referrals = [
        {"referrer_id": "A", "referred_id": each, "at": "2024-01-01"} for each in ("B", "C", "D")
    ]
    # A later referral of somebody who came on A's word brought nobody in.
    referrals.append({"referrer_id": "D", "referred_id": "B", "at": "2024-06-01"})
    sqlite_bank.keep(customers=people(*"ABCD"), referrals=referrals)
    sqlite_bank.derive()
    assert list(scores(sqlite_bank)) == ["A"]
    edges = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert [(edge["type"], edge["from"], edge["to"]) for edge in edges] == [
        ("REFERRED", "A", each) for each in "BCD"
    ]
    assert edges[0]["at"] == "2024-01-01T00:00:00.000Z"


def test_payers_follow_payees_where_both_are_persons(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[*people("A", "B", "C"), *companies("K")],
        transactions=paid(("B", "A"), ("C", "A"), ("C", "A"), ("K", "B"), ("A", "K"), ("A", "A")),
        **with_accounts("A", "B", "C", "K"),
    )
    sqlite_bank.derive()
    assert list(scores(sqlite_bank)) == ["A"]
    edges = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert {edge["from"]: edge["payments"] for edge in edges} == {"B": 1, "C": 2}


def test_many_payments_weigh_no_more_than_a_referral(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A", "B"), transactions=paid(*[("B", "A")] * 25), **with_accounts("A", "B")
    )
    sqlite_bank.derive("--as-of", "2025-01-01")
    (edge,) = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert (edge["payments"], edge["weight"]) == (25, 1.0)


def test_payments_after_the_day_do_not_count(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A", "B"),
        transactions=paid(("B", "A"), at="2025-06-02T00:00:00Z"),
        **with_accounts("A", "B"),
    )
    sqlite_bank.derive("--as-of", "2025-06-01")
    assert scores(sqlite_bank) == {}
    sqlite_bank.derive("--as-of", "2025-06-02")
    assert list(scores(sqlite_bank)) == ["A"]


def test_a_payment_from_a_joint_account_counts_for_each_owner(sqlite_bank: ServedBank) -> None:
    accounts = with_accounts("A", "B")
    accounts["account_holders"] += [
        {"account_id": "AB", "customer_id": "C", "role": "joint"},
        {"account_id": "AB", "customer_id": "D", "role": "authorised"},
    ]
    sqlite_bank.keep(customers=people(*"ABCD"), transactions=paid(("B", "A")), **accounts)
    sqlite_bank.derive()
    edges = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert {edge["from"] for edge in edges} == {"B", "C"}


def test_kin_recorded_both_ways_count_once(sqlite_bank: ServedBank) -> None:
    pairs = [*kinships(("A", "B"), relation="parent"), *kinships(("B", "A"), relation="child")]
    sqlite_bank.keep(customers=people("A", "B"), kinships=pairs)
    sqlite_bank.derive()
    assert scores(sqlite_bank) == pytest.approx({"A": 0.5, "B": 0.5})
    assert len(sqlite_bank.holding("A", TAG)["evidence"]["edges"]) == 1


@pytest.mark.usefixtures("everybody_leads")
def test_equals_share_a_rank_and_a_grade(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A", "B", "C", "D", "E"),
        kinships=kinships(("A", "B"), ("C", "D"), ("D", "E")),
    )
    sqlite_bank.derive()
    held = {each: sqlite_bank.holding(each, TAG) for each in "ABCDE"}
    assert held["D"]["value"]["rank"] == 1
    assert held["A"]["value"]["rank"] == held["B"]["value"]["rank"] == 2
    assert held["A"]["grade"] == held["B"]["grade"]


def test_cut_offs_are_recorded_with_the_run(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=people("A", "B", "C"), kinships=kinships(("A", "B"), ("A", "C")))
    sqlite_bank.derive()
    cutoffs = sqlite_bank.get(f"/tags/{TAG}")["coverage"]["cutoffs"]
    assert cutoffs["high"] == scores(sqlite_bank)["A"]
    assert list(cutoffs) == ["high", "medium_high", "medium", "medium_low", "low"]


def test_the_share_that_followers_carry_is_of_their_own_leader_alone(
    sqlite_bank: ServedBank,
) -> None:
    """Ten are followed, the top fifth are A and Z by six each; B to I between them by one each.

    Five of six equal followers are listed: they carry 5/6 of it.
    """
    followers = {"A": 6, "Z": 6, **dict.fromkeys("BCDEFGHI", 1)}
    referrals = [
        {"referrer_id": leader, "referred_id": f"{leader}{i}", "at": "2024-01-01"}
        for leader, count in followers.items()
        for i in range(count)
    ]
    ids = [*followers, *(row["referred_id"] for row in referrals)]
    sqlite_bank.keep(customers=people(*ids), referrals=referrals)
    sqlite_bank.derive("--tags", TAG)
    assert set(scores(sqlite_bank)) == {"A", "Z"}
    for leader in "AZ":
        held = sqlite_bank.holding(leader, TAG)
        assert held["evidence"]["facts"]["share_carried_by_listed"] == round(5 / 6, 4)
        assert held["sentence"]["zh"].startswith(
            f"有6位客户跟随（主要为{leader}0、{leader}1、{leader}2等5位，占其影响力的83.3%）"
        )

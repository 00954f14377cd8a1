import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from service.relations.proximity.scorecard import FACTORS
from service.tags.relationship_closeness import TAG as DECLARED
from tests.banks import ServedBank
from tests.building import companies, holdings_of, kin, paid, people, phones
from tests.tags.closeness_banks import DAY, TAG, close, factors

pytestmark = pytest.mark.usefixtures("as_stored")


def test_number_kind_and_recency_of_ties_make_the_points(bank: ServedBank) -> None:
    flows = paid("P>Q 80 2025-06-01", "Q>P 90.5 2025-12-31T08:00:00Z", "P>S 70 2024-12-31")
    flows["accounts"] = [*flows["accounts"], {"account_id": "J"}]
    flows["account_holders"] = [
        *flows["account_holders"],
        {"account_id": "J", "customer_id": "P", "role": "owner"},
        {"account_id": "J", "customer_id": "Q", "role": "joint"},
    ]
    close(
        bank,
        customers=[*people("P", "Q", "R", "S"), *companies("K")],
        controls=[{"controller_id": "P", "controlled_id": "K", "basis": "agreement"}],
        ownerships=holdings_of("P>K .4"),
        positions=[{"person_id": "P", "company_id": "K", "role": "legal_representative"}],
        kinships=kin("P spouse Q", "Q spouse P", "P parent R"),
        referrals=[{"referrer_id": "P", "referred_id": "S", "at": "2024-12-31T12:00:00Z"}],
        identifiers=phones(P="138 0000 0001", Q="13800000001"),
        **flows,
    )
    p, q, r, s, k = (bank.holding(each, TAG) for each in "PQRSK")
    assert factors(p) == {
        "CONTROLS": (1, 8.0),
        "KIN_OF": (2, 12.0),
        "OWNS": (1, 5.0),
        "HOLDS_POSITION": (1, 5.0),
        "HOLDS": (1, 4.0),
        "REFERRED": (1, 1.5),
        "PAID": (2, 3.0),
        "SHARES": (1, 2.0),
    }
    assert (p["score"], p["grade"]) == (40.5, "A")
    assert p["value"] == {"points": 40.5, "customers": 4}
    assert [(each["score"], each["grade"]) for each in (q, r, s, k)] == [
        (14.0, "C"),
        (6.0, "C"),
        (2.5, "C"),
        (18.0, "B"),
    ]
    facts = p["evidence"]["facts"]
    assert facts["factors"]["PAID"] == {
        **{"count": 2, "weight": 2.0, "most": 16.0, "points": 3.0},
        "latest_at": "2025-12-31T08:00:00.000Z",
    }
    assert facts["factors"]["KIN_OF"]["latest_at"] is None
    assert (facts["latest_at"], facts["half_life_days"]) == ("2025-12-31T08:00:00.000Z", 365)
    assert (facts["customers"], facts["ties"], facts["closest"]) == (4, 10, ["K", "Q", "R"])
    edges = p["evidence"]["edges"]
    assert [(edge["type"], edge["points"]) for edge in edges] == [
        ("CONTROLS", 8.0),
        ("KIN_OF", 6.0),
        ("KIN_OF", 6.0),
        ("OWNS", 5.0),
        ("HOLDS_POSITION", 5.0),
        ("HOLDS", 4.0),
        ("HOLDS", 4.0),
        ("PAID", 2.0),
        ("SHARES", 2.0),
        ("SHARES", 2.0),
    ]
    # Eight ties are listed; the referral and the payment of the year before are not.
    assert facts["edges_hidden"] == 2
    assert edges[7] == {
        **{"type": "PAID", "from": "Q", "to": "P", "source": "L1", "payments": 2},
        **{"from_account": "@Q", "to_account": "@P", "amount": "90.50", "currency": "CNY"},
        **{"at": "2025-12-31T08:00:00.000Z", "weight": 2.0, "points": 2.0},
    }
    assert p["sentence"] == {
        "zh": "关系紧密度40.5分（满分100分）：亲属2位（12分）、控制1位（8分）、"
        "持股1位（5分）等8类；与本行4位客户有关联，其中与K、Q、R联系最密切；最近一次往来：2025年12月31日",
        "en": "40.5 of 100 points of closeness: kinship with 2 (12 points), control with 1 (8 "
        "points), ownership with 1 (5 points) and 5 others; tied to 4 other customers of the "
        "bank, most closely to K, Q and R; last payment or referral on 31 December 2025",
    }
    assert r["sentence"] == {
        "zh": "关系紧密度6分（满分100分）：亲属1位（6分）；与本行客户P有关联",
        "en": "6 of 100 points of closeness: kinship with 1 (6 points); tied to P",
    }


def test_every_tie_adds_at_most_what_its_type_is_worth_and_no_two_types_make_the_best_grade() -> (
    None
):
    best, good, _ = (grade.floor for grade in DECLARED.grades)
    caps = sorted((factor.most for factor in FACTORS.values()), reverse=True)
    assert sum(caps) == 100
    assert all(factor.each <= factor.most for factor in FACTORS.values())
    assert best is not None
    assert good is not None
    assert caps[0] + caps[1] < best
    assert max(factor.each for factor in FACTORS.values()) < good


def test_a_type_of_tie_gives_no_more_than_its_most_points(sqlite_bank: ServedBank) -> None:
    partners = [f"N{i:02}" for i in range(12)]
    flows = paid(*(f"P>{each} 10 2025-12-31" for each in partners))
    close(sqlite_bank, customers=people("P", *partners), **flows)
    held = sqlite_bank.holding("P", TAG)
    assert factors(held) == {"PAID": (12, 16.0)}
    assert (held["score"], held["grade"]) == (16.0, "B")


def test_ties_to_who_is_no_client_count_nothing(sqlite_bank: ServedBank) -> None:
    close(
        sqlite_bank,
        customers=[*people("P", "Q"), *people("X", is_client="false")],
        kinships=kin("P sibling X", "P child Q"),
    )
    assert factors(sqlite_bank.holding("P", TAG)) == {"KIN_OF": (1, 6.0)}
    # Who does not bank here is tied to the bank's customers all the same.
    assert factors(sqlite_bank.holding("X", TAG)) == {"KIN_OF": (1, 6.0)}
    assert {each["customer_id"] for each in sqlite_bank.holders(TAG)} == {"P", "Q", "X"}


def test_who_has_ties_but_none_to_a_client_does_not_hold_it_and_who_has_none_is_unknown(
    sqlite_bank: ServedBank,
) -> None:
    close(
        sqlite_bank,
        customers=[*people("P", "Q"), *people("X", is_client="false")],
        kinships=kin("P sibling X"),
    )
    assert sqlite_bank.get(f"/customers/P/tags/{TAG}", 404)["type"].endswith("not-held")
    assert sqlite_bank.get(f"/customers/Q/tags/{TAG}", 404)["type"].endswith("unknown")


def test_old_payments_fade_by_the_half_life_of_the_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_INFLUENCE_HALF_LIFE_DAYS", "10")
    flows = paid("A>B 5 2025-12-11", "A>B 5 2001-01-01", "C>D 5 2001-01-01")
    close(sqlite_bank, customers=people(*"ABCD"), **flows)
    assert factors(sqlite_bank.holding("A", TAG)) == {"PAID": (1, 0.5)}
    # A tie that has all but faded is still one.
    assert factors(sqlite_bank.holding("C", TAG)) == {"PAID": (1, 0.0)}


def test_the_edges_are_cut_and_what_is_hidden_is_said(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    close(
        sqlite_bank,
        customers=people(*"ABCD"),
        kinships=kin("A sibling B"),
        identifiers=phones(A="13800000001", B="13800000001", C="13800000001"),
        referrals=[{"referrer_id": "A", "referred_id": "D", "at": "2025-12-31"}],
    )
    evidence = sqlite_bank.holding("A", TAG)["evidence"]
    assert [edge["type"] for edge in evidence["edges"]] == ["KIN_OF", "REFERRED"]
    assert evidence["facts"]["edges_hidden"] == 4


def test_the_manager_s_list_is_complete_whoever_refused_marketing(sqlite_bank: ServedBank) -> None:
    close(
        sqlite_bank,
        customers=[*people("A", marketing_consent="false"), *people("B")],
        kinships=kin("A sibling B"),
    )
    assert {each["customer_id"] for each in sqlite_bank.holders(TAG)} == {"A", "B"}
    assert sqlite_bank.holding("A", TAG)["score"] == 6.0


@pytest.mark.parametrize("seed", range(3))
def test_the_points_are_those_of_a_count_by_hand(sqlite_bank: ServedBank, seed: int) -> None:
    chance = random.Random(seed)
    ids = [f"P{i}" for i in range(9)]
    clients = {each for each in ids if chance.random() < 0.8}
    customers = [
        {"customer_id": each, "kind": "person", "name": each, "is_client": str(each in clients)}
        for each in ids
    ]
    pairs = [chance.sample(ids, 2) for _ in range(14)]
    days = [DAY - timedelta(days=chance.randrange(2000)) for _ in pairs]
    related = [chance.sample(ids, 2) for _ in range(6)]
    flows = paid(*(f"{a}>{b} 1 {day}" for (a, b), day in zip(pairs, days, strict=True)))
    close(
        sqlite_bank,
        customers=customers,
        kinships=kin(*dict.fromkeys(f"{a} sibling {b}" for a, b in related)),
        **flows,
    )
    latest: dict[tuple[str, str], date] = defaultdict(lambda: date.min)
    for (a, b), day in zip(pairs, days, strict=True):
        for ends in ((a, b), (b, a)):
            latest[ends] = max(latest[ends], day)
    expected = {}
    for me in ids:
        kindred = {b for x, y in related for a, b in ((x, y), (y, x)) if a == me} & clients
        partners = {b for (a, b) in latest if a == me} & clients
        fresh = sum(0.5 ** ((DAY - latest[me, b]).days / 365) for b in partners)
        if kindred or partners:
            points = round(min(12.0, 6 * len(kindred)), 1) + round(min(16, 2 * fresh), 1)
            expected[me] = round(points, 1)
    held = {each["customer_id"]: each["score"] for each in sqlite_bank.holders(TAG)}
    assert held == pytest.approx(expected), f"seed {seed}"
    assert len(held) > 3

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies
from tests.tags.guarantee_banks import guaranteed, holders, load

TAG = "guarantee_mutual"


def about(bank: ServedBank, customer_id: str, partner_id: str) -> dict[str, Any]:
    """What a customer holds about one partner."""
    holdings = bank.get(f"/customers/{customer_id}/tags/{TAG}")["holdings"]
    (holding,) = [each for each in holdings if each["subject"] == partner_id]
    found: dict[str, Any] = holding
    return found


def test_two_that_guarantee_each_other_hold_it_about_each_other(bank: ServedBank) -> None:
    load(bank, "a>b 100", "b>a 80", "b>c", tag=TAG)
    assert holders(bank, TAG) == {"a", "b"}

    a, b = bank.holding("a", TAG), bank.holding("b", TAG)
    assert (a["subject"], a["value"]["partner_id"]) == ("b", "b")
    assert (b["subject"], b["value"]["partner_id"]) == ("a", "a")
    assert (a["score"], a["grade"]) == (b["score"], b["grade"]) == (0.8, "balanced")
    assert a["value"]["net"] == [{"currency": "CNY", "amount": "20.00"}]
    assert b["value"]["net"] == [{"currency": "CNY", "amount": "-20.00"}]
    assert a["evidence"]["edges"] == [
        {"type": "GUARANTEES", "from": "a", "to": "b", "source": "L1"}
        | {"guarantee_id": "g0", "amount": "100.00", "currency": "CNY"},
        {"type": "GUARANTEES", "from": "b", "to": "a", "source": "L1"}
        | {"guarantee_id": "g1", "amount": "80.00", "currency": "CNY"},
    ]
    facts = a["evidence"]["facts"]
    assert facts["given"] == {
        "guarantees": 1,
        "amounts": [{"currency": "CNY", "amount": "100.00", "guarantees": 1}],
        "unknown_amounts": 0,
    }
    assert facts["received"]["amounts"][0]["amount"] == "80.00"
    assert (facts["balance"], facts["edges_hidden"]) == (0.8, 0)
    assert a["sentence"] == {
        "zh": "与b互相担保：为其担保100元，获其担保80元，相抵后净对外担保20元",
        "en": "b and this customer guarantee each other: CNY 100 given, CNY 80 received, "
        "CNY 20 more given",
    }
    assert b["sentence"] == {
        "zh": "与a互相担保：为其担保80元，获其担保100元，相抵后净获担保20元",
        "en": "a and this customer guarantee each other: CNY 80 given, CNY 100 received, "
        "CNY 20 more received",
    }


def test_it_is_held_once_for_each_partner(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>a 10", "a>c 30", "c>a 30", "a>d", tag=TAG)
    holdings = sqlite_bank.get(f"/customers/a/tags/{TAG}")["holdings"]
    assert {each["subject"]: each["grade"] for each in holdings} == {
        "b": "one_sided",
        "c": "balanced",
    }
    assert about(sqlite_bank, "a", "c")["sentence"]["zh"].endswith("，正好相抵")
    assert holders(sqlite_bank, TAG) == {"a", "b", "c"}


def test_a_circle_of_three_is_no_mutual_guarantee(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>c", "c>a", tag=TAG)
    assert holders(sqlite_bank, TAG) == set()


def test_all_guarantees_of_the_two_are_evidence_and_are_added_up_by_currency(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        "b>a 7",
        "a>b .1",
        "a>b .2",
        "a>b 5 USD",
        "b>a 2 EUR",
        tag=TAG,
    )
    a = sqlite_bank.holding("a", TAG)
    assert [edge["guarantee_id"] for edge in a["evidence"]["edges"]] == [
        "g1",
        "g2",
        "g3",
        "g0",
        "g4",
    ]
    assert a["evidence"]["facts"]["given"]["amounts"] == [
        {"currency": "CNY", "amount": "0.30", "guarantees": 2},
        {"currency": "USD", "amount": "5.00", "guarantees": 1},
    ]
    assert a["value"]["net"] == [
        {"currency": "CNY", "amount": "-6.70"},
        {"currency": "EUR", "amount": "-2.00"},
        {"currency": "USD", "amount": "5.00"},
    ]
    assert (a["grade"], a["score"]) == ("not_comparable", 0)
    assert a["evidence"]["facts"]["balance"] is None
    assert "100%" not in a["sentence"]["en"]


@pytest.mark.parametrize(
    ("arcs", "grade", "score"),
    [
        (("a>b 50", "b>a 100"), "balanced", 0.5),
        (("a>b 49.99", "b>a 100"), "one_sided", 0.4999),
        (("a>b 50 USD", "b>a 100 USD"), "balanced", 0.5),
        (("a>b 50", "b>a 50 USD"), "not_comparable", 0),
        (("a>b 50", "b>a ?"), "not_comparable", 0),
        (("a>b ?", "b>a ?"), "not_comparable", 0),
        (("a>b 50", "a>b ?", "b>a 50"), "not_comparable", 0),
    ],
)
def test_the_grade_compares_the_two_sides_where_it_can(
    sqlite_bank: ServedBank, arcs: tuple[str, ...], grade: str, score: float
) -> None:
    load(sqlite_bank, *arcs, tag=TAG)
    for each in "ab":
        holding = sqlite_bank.holding(each, TAG)
        assert (holding["grade"], holding["score"]) == (grade, score)


def test_unknown_amounts_are_told_as_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b 50", "a>b ?", "b>a ?", tag=TAG)
    a = sqlite_bank.holding("a", TAG)
    assert [edge["amount"] for edge in a["evidence"]["edges"]] == ["50.00", None, None]
    assert a["evidence"]["facts"]["given"]["unknown_amounts"] == 1
    assert a["sentence"] == {
        "zh": "与b互相担保：为其担保50元，另有1笔金额未知；获其担保1笔，金额未知",
        "en": "b and this customer guarantee each other: CNY 50, and 1 more of unknown amount "
        "given; 1 guarantee of unknown amount received",
    }


def test_a_void_guarantee_makes_nothing_mutual(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>a 0", tag=TAG)
    assert holders(sqlite_bank, TAG) == set()


def test_it_ends_on_the_day_that_one_side_ends(sqlite_bank: ServedBank) -> None:
    rows = guaranteed("a>b", "b>a")
    rows[1] |= {"from_on": "2024-01-01", "to_on": "2025-01-01"}
    sqlite_bank.keep(customers=companies("a", "b"), guarantees=rows)
    found = {}
    for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"):
        sqlite_bank.derive("--tags", TAG, "--as-of", day)
        found[day] = holders(sqlite_bank, TAG)
    assert list(found.values()) == [set(), {"a", "b"}, {"a", "b"}, set()]


def test_of_very_many_guarantees_each_side_shows_its_first_and_the_rest_is_counted(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, *["a>b 1"] * 25, "b>a 9", tag=TAG)
    a = sqlite_bank.holding("a", TAG)["evidence"]
    assert len(a["edges"]) == 21
    assert a["edges"][-1]["amount"] == "9.00"
    assert a["facts"]["edges_hidden"] == 5
    assert a["facts"]["given"]["amounts"][0] == {
        "currency": "CNY",
        "amount": "25.00",
        "guarantees": 25,
    }

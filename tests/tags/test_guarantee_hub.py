import pytest

from tests.banks import ServedBank
from tests.tags.guarantee_banks import ends_of, holders, load

TAG = "guarantee_hub"


def test_who_guarantees_three_is_a_guarantor_of_many(bank: ServedBank) -> None:
    load(bank, "a>b 10", "a>c 30", "a>d 20", "e>b", "e>c", tag=TAG)
    assert holders(bank, TAG) == {"a"}
    a = bank.holding("a", TAG)
    assert (a["value"], a["score"], a["grade"]) == ({"borrowers": 3}, 3, "medium")
    assert a["subject"] is None
    assert ends_of(a) == ["a>c", "a>d", "a>b"]
    assert [edge["amount"] for edge in a["evidence"]["edges"]] == ["30.00", "20.00", "10.00"]
    assert a["evidence"]["facts"] == {
        "borrowers": 3,
        "guarantees": 3,
        "amounts": [{"currency": "CNY", "amount": "60.00", "guarantees": 3}],
        "unknown_amounts": 0,
        "edges_hidden": 0,
    }
    assert a["sentence"] == {
        "zh": "为3户客户提供担保（c、d、b），合计60元",
        "en": "Guarantees 3 customers (c, d and b), in all CNY 60",
    }


def test_many_guarantees_for_two_are_two_parties(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "a>b 5", "a>b 6", "a>c", "a>d 0", tag=TAG)
    assert holders(sqlite_bank, TAG) == set()


def test_being_guaranteed_by_many_makes_nobody_a_guarantor(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "b>a", "c>a", "d>a", tag=TAG)
    assert holders(sqlite_bank, TAG) == set()


def test_the_banks_currency_comes_first_then_others_and_unknown_amounts_last(
    sqlite_bank: ServedBank,
) -> None:
    arcs = ("a>b ?", "a>c 5000 USD", "a>d 10", "a>d 20", "a>e 9 EUR", "a>f 7000 USD")
    load(sqlite_bank, *arcs, tag=TAG)
    a = sqlite_bank.holding("a", TAG)
    edges = a["evidence"]["edges"]
    assert [(edge["amount"], edge["currency"]) for edge in edges] == [
        ("20.00", "CNY"),
        ("10.00", "CNY"),
        ("9.00", "EUR"),
        ("7000.00", "USD"),
        ("5000.00", "USD"),
        (None, "CNY"),
    ]
    facts = a["evidence"]["facts"]
    assert (facts["borrowers"], facts["guarantees"], facts["unknown_amounts"]) == (5, 6, 1)
    assert facts["amounts"] == [
        {"currency": "CNY", "amount": "30.00", "guarantees": 2},
        {"currency": "EUR", "amount": "9.00", "guarantees": 1},
        {"currency": "USD", "amount": "12000.00", "guarantees": 2},
    ]
    assert a["sentence"] == {
        "zh": "为5户客户提供担保（d、e、f等），合计30元、9欧元、1.2万美元，另有1笔金额未知",
        "en": "Guarantees 5 customers (d, e, f and 2 others), in all CNY 30, EUR 9 and USD 12,000, "
        "and 1 more of unknown amount",
    }


def test_amounts_that_are_all_unknown_are_told_as_such(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b ?", "a>c ?", "a>d ?", tag=TAG)
    a = sqlite_bank.holding("a", TAG)
    assert a["evidence"]["facts"]["amounts"] == []
    assert a["sentence"] == {
        "zh": "为3户客户提供担保（b、c、d），合计3笔，金额未知",
        "en": "Guarantees 3 customers (b, c and d), in all 3 guarantees of unknown amount",
    }


@pytest.mark.parametrize(("borrowers", "grade"), [(5, "medium"), (6, "high")])
def test_more_than_five_is_high(sqlite_bank: ServedBank, borrowers: int, grade: str) -> None:
    load(sqlite_bank, *(f"a>b{i}" for i in range(borrowers)), tag=TAG)
    assert sqlite_bank.holding("a", TAG)["grade"] == grade


def test_the_largest_are_listed_and_the_rest_is_counted(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, *(f"a>b{i:02} {i + 1}" for i in range(30)), tag=TAG)
    evidence = sqlite_bank.holding("a", TAG)["evidence"]
    assert [edge["amount"] for edge in evidence["edges"]] == [f"{30 - i}.00" for i in range(20)]
    assert evidence["facts"]["edges_hidden"] == 10
    assert evidence["facts"]["amounts"][0]["amount"] == "465.00"


def test_how_many_are_many_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_GUARANTEE_MANY", "2")
    load(sqlite_bank, "a>b", "a>c", "d>b", tag=TAG)
    assert holders(sqlite_bank, TAG) == {"a"}


def test_names_are_told_of_as_many_parties_as_are_listed(sqlite_bank: ServedBank) -> None:
    many = [f"a>b {100 + i}" for i in range(25)]
    load(sqlite_bank, *many, "a>c 1", "a>d 1", tag=TAG)
    sentence = sqlite_bank.holding("a", TAG)["sentence"]
    assert "（b等）" in sentence["zh"]
    assert "(b and 2 others)" in sentence["en"]

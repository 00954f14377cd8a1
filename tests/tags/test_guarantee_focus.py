import pytest

from tests.banks import ServedBank
from tests.tags.guarantee_banks import ends_of, holders, load

TAG = "guarantee_focus"


def test_who_has_three_guarantors_is_guaranteed_by_many(bank: ServedBank) -> None:
    load(bank, "b>a 10", "c>a 30", "d>a ?", "d>a 20 USD", "b>e", "c>e", tag=TAG)
    assert holders(bank, TAG) == {"a"}
    a = bank.holding("a", TAG)
    assert (a["value"], a["score"], a["grade"]) == ({"guarantors": 3}, 3, "medium")
    assert a["subject"] is None
    assert ends_of(a) == ["c>a", "b>a", "d>a", "d>a"]
    assert [edge["amount"] for edge in a["evidence"]["edges"]] == ["30.00", "10.00", "20.00", None]
    assert a["evidence"]["facts"] == {
        "guarantors": 3,
        "guarantees": 4,
        "amounts": [
            {"currency": "CNY", "amount": "40.00", "guarantees": 2},
            {"currency": "USD", "amount": "20.00", "guarantees": 1},
        ],
        "unknown_amounts": 1,
        "edges_hidden": 0,
    }
    assert a["sentence"] == {
        "zh": "由3户客户提供担保（c、b、d），合计40元、20美元，另有1笔金额未知",
        "en": "Guaranteed by 3 customers (c, b and d), in all CNY 40 and USD 20, and 1 more of "
        "unknown amount",
    }


def test_many_guarantees_by_two_are_two_parties(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "b>a", "b>a 5", "b>a 6", "c>a", "d>a 0", tag=TAG)
    assert holders(sqlite_bank, TAG) == set()


def test_guaranteeing_many_makes_nobody_guaranteed(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "a>c", "a>d", tag=TAG)
    assert holders(sqlite_bank, TAG) == set()


@pytest.mark.parametrize(("guarantors", "grade"), [(5, "medium"), (6, "high")])
def test_more_than_five_is_high(sqlite_bank: ServedBank, guarantors: int, grade: str) -> None:
    load(sqlite_bank, *(f"b{i}>a" for i in range(guarantors)), tag=TAG)
    assert sqlite_bank.holding("a", TAG)["grade"] == grade


def test_the_largest_are_listed_and_the_rest_is_counted(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, *(f"b{i:02}>a {i + 1}" for i in range(30)), tag=TAG)
    evidence = sqlite_bank.holding("a", TAG)["evidence"]
    assert [edge["amount"] for edge in evidence["edges"]] == [f"{30 - i}.00" for i in range(20)]
    assert evidence["facts"]["edges_hidden"] == 10


def test_how_many_are_many_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_GUARANTEE_MANY", "2")
    load(sqlite_bank, "b>a", "c>a", "b>d", tag=TAG)
    assert holders(sqlite_bank, TAG) == {"a"}

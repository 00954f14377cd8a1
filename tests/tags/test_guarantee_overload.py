from collections.abc import Sequence

import pytest

from tests.banks import ServedBank
from tests.building import Row, companies, people
from tests.tags.guarantee_banks import ends_of, holders, load

TAG = "guarantee_overload"


def worth(net_assets: str) -> Sequence[Row]:
    """Company a with net assets."""
    return companies("a", net_assets=net_assets)


def for_many(count: int, amount: str = "1") -> list[str]:
    """Guarantees of a for so many borrowers."""
    return [f"a>b{i} {amount}" for i in range(count)]


def test_guarantees_above_net_assets_are_an_overload(bank: ServedBank) -> None:
    load(bank, "a>b 60", "a>c 90", "b>c", tag=TAG, customers=worth("100"))
    assert holders(bank, TAG) == {"a"}
    a = bank.holding("a", TAG)
    assert (a["grade"], a["score"], a["subject"]) == ("amount", 1.5, None)
    assert a["value"] == {
        "exceeds": ["amount"],
        "parties": 2,
        "amount": "150.00",
        "net_assets": "100.00",
        "currency": "CNY",
    }
    assert ends_of(a) == ["a>c", "a>b"]
    assert a["evidence"]["facts"] == {
        **a["value"],
        "is_person": False,
        "times_net_assets": 1.5,
        "parties_allowed": 5,
        "guarantees": 2,
        "amounts": [{"currency": "CNY", "amount": "150.00", "guarantees": 2}],
        "unknown_amounts": 0,
        "edges_hidden": 0,
        "guarantees_in_other_currencies": 0,
    }
    assert a["sentence"] == {
        "zh": "对外担保150元，为其净资产（100元）的150%",
        "en": "Has guaranteed CNY 150, 150% of its net assets (CNY 100)",
    }


def test_more_than_five_parties_are_an_overload(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, *for_many(6), tag=TAG, customers=worth("100"))
    a = sqlite_bank.holding("a", TAG)
    assert (a["grade"], a["score"], a["value"]["exceeds"]) == ("parties", 1.2, ["parties"])
    assert a["sentence"] == {
        "zh": "为6户客户提供担保（b0、b1、b2等），超过5户；担保合计6元",
        "en": "Guarantees 6 customers (b0, b1, b2 and 3 others), more than 5; in all CNY 6",
    }


def test_both_at_once_are_told_together(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, *for_many(7, "100"), tag=TAG, customers=worth("350"))
    a = sqlite_bank.holding("a", TAG)
    assert (a["grade"], a["score"]) == ("both", 2.0)
    assert a["value"]["exceeds"] == ["amount", "parties"]
    assert a["sentence"]["zh"] == (
        "对外担保700元，为其净资产（350元）的2倍；为7户客户提供担保（b0、b1、b2等），超过5户"
    )


@pytest.mark.parametrize(
    ("arcs", "net_assets", "grade"),
    [
        (["a>b 100"], "100", None),
        (["a>b 100.01"], "100", "amount"),
        (["a>b .1", "a>b .2"], ".3", None),
        (["a>b .1", "a>b .201"], ".3", "amount"),
        (["a>b 60", "a>b 60"], "100", "amount"),
        (["a>b 60", "a>b 0"], "50", "amount"),
        (["a>b 0.01"], "0", "amount"),
        (["a>b 0.01"], "-7", "amount"),
        (["a>b ?"], "-7", None),
        (["a>b 9 USD"], "-7", None),
        (["a>b ?"], "0", None),
        (["a>b 60", "a>c ?"], "100", None),
        (["a>b 60", "a>c 500 USD"], "100", None),
        (["a>b 500"], "", None),
        (for_many(5), "100", None),
        ([*for_many(5), "a>b0 1", "a>b6 0"], "100", None),
        (for_many(6), "", "parties"),
        (for_many(6, "?"), "-7", "parties"),
    ],
)
def test_what_is_above_the_limits(
    sqlite_bank: ServedBank, arcs: list[str], net_assets: str, grade: str | None
) -> None:
    load(sqlite_bank, *arcs, tag=TAG, customers=worth(net_assets))
    found = {holder["customer_id"]: holder["grade"] for holder in sqlite_bank.holders(TAG)}
    assert found == ({"a": grade} if grade else {})


@pytest.mark.parametrize("net_assets", ["0", "-7"])
def test_without_net_assets_any_known_amount_is_too_much(
    sqlite_bank: ServedBank, net_assets: str
) -> None:
    load(sqlite_bank, "a>b 5", tag=TAG, customers=worth(net_assets))
    a = sqlite_bank.holding("a", TAG)
    assert (a["score"], a["evidence"]["facts"]["times_net_assets"]) == (100, None)
    assert a["sentence"] == {
        "zh": f"对外担保5元，而净资产为{net_assets}元",
        "en": f"Has guaranteed CNY 5 with net assets of CNY {net_assets}",
    }


def test_the_score_ends_at_a_hundred(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b 5000000", tag=TAG, customers=worth(".01"))
    assert sqlite_bank.holding("a", TAG)["score"] == 100


def test_unknown_amounts_and_other_currencies_are_not_counted_but_told(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        "a>b 150",
        "a>c ?",
        "a>d 70 USD",
        "a>d 30 USD",
        tag=TAG,
        customers=worth("100"),
    )
    a = sqlite_bank.holding("a", TAG)
    facts = a["evidence"]["facts"]
    assert (facts["amount"], facts["unknown_amounts"]) == ("150.00", 1)
    assert facts["guarantees_in_other_currencies"] == 2
    assert facts["amounts"][1] == {"currency": "USD", "amount": "100.00", "guarantees": 2}
    assert a["sentence"] == {
        "zh": "对外担保150元，为其净资产（100元）的150%；另有100美元、1笔金额未知",
        "en": "Has guaranteed CNY 150, 150% of its net assets (CNY 100); besides USD 100 and "
        "1 guarantee of unknown amount",
    }


def test_net_assets_that_are_unknown_are_told_as_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, *for_many(6, "900"), tag=TAG)
    value = sqlite_bank.holding("a", TAG)["value"]
    assert (value["net_assets"], value["amount"], value["exceeds"]) == (
        None,
        "5400.00",
        ["parties"],
    )


def test_how_many_parties_are_too_many_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_GUARANTEE_PARTIES", "1")
    load(sqlite_bank, "a>b", "a>c", "d>b", tag=TAG)
    assert holders(sqlite_bank, TAG) == {"a"}
    assert sqlite_bank.holding("a", TAG)["score"] == 2


def test_amounts_count_in_the_banks_currency(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_CURRENCY", "USD")
    load(sqlite_bank, "a>b 5 USD", "a>c 900", tag=TAG, customers=worth("4"))
    value = sqlite_bank.holding("a", TAG)["value"]
    assert (value["amount"], value["currency"]) == ("5.00", "USD")


@pytest.mark.parametrize("counted", [False, True])
def test_an_owner_who_guarantees_his_own_firm_is_overloaded_only_by_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, counted: bool
) -> None:
    # P is worth 100 and guarantees 300 for his firm: three times as much.
    monkeypatch.setenv("GUANXI_OVERLOAD_PERSONS", str(counted))
    load(sqlite_bank, "P>b 300", tag=TAG, customers=people("P", net_assets="100"))
    assert holders(sqlite_bank, TAG) == ({"P"} if counted else set())
    if counted:
        p = sqlite_bank.holding("P", TAG)
        assert p["evidence"]["facts"]["is_person"] is True
        assert p["sentence"]["zh"] == "个人担保300元，为其净资产（100元）的3倍"

"""Which ties lead on from what is blocked: the others are near only where they are direct."""

import pytest

from service.tagging.least_amounts import amounts_said, least_units
from tests.banks import ServedBank
from tests.building import companies, guarantees_of
from tests.tags.blocked_banks import TAG, accounts, customers, derive, held, payments


def test_a_shop_that_somebody_blocked_pays_ties_nobody_but_itself_and_kin_does(
    bank: ServedBank,
) -> None:
    """S deals with X, A, B, C and D: five. It is near X itself; who pays it is not.

    K is kin of X, and L of K: one tie and two, whatever X buys.
    """
    derive(
        bank,
        customers=[*customers(*"ABCDKL", blocked="X"), *companies("S")],
        **accounts(*(f"{each}@{each.lower()}" for each in "ABCDSX")),
        transactions=payments(*(f"{each}>s 90000" for each in "abcdx")),
        kinships=[
            {"a_id": "X", "b_id": "K", "relation": "spouse"},
            {"a_id": "K", "b_id": "L", "relation": "sibling"},
        ],
    )
    assert held(bank) == {each: (1, "customer", "X") for each in "KS"} | {"L": (2, "customer", "X")}


def test_an_organisation_that_deals_with_four_leads_on(sqlite_bank: ServedBank) -> None:
    """One fewer than the five of a shop: X > S < A, B, C."""
    derive(
        sqlite_bank,
        customers=[*customers(*"ABC", blocked="X"), *companies("S")],
        **accounts(*(f"{each}@{each.lower()}" for each in "ABCSX")),
        transactions=payments(*(f"{each}>s 90000" for each in "abcx")),
    )
    far = {each: (2, "customer", "X") for each in "ABC"}
    assert held(sqlite_bank) == {"S": (1, "customer", "X"), **far}


def test_who_guarantees_a_shop_of_somebody_blocked_is_not_near_him_by_it(
    sqlite_bank: ServedBank,
) -> None:
    """S deals with five, none of them blocked; X guarantees S, and S guarantees G: S leads on to
    nobody. M deals with nobody by payment: H is near by it."""
    derive(
        sqlite_bank,
        customers=[*customers(*"ABCDE", blocked="X"), *companies(*"GHMS")],
        **accounts(*(f"{each}@{each.lower()}" for each in "ABCDES")),
        transactions=payments(*(f"{each}>s" for each in "abcde")),
        guarantees=guarantees_of("X>S", "S>G", "X>M", "M>H"),
    )
    assert held(sqlite_bank) == {
        "S": (1, "customer", "X"),
        "M": (1, "customer", "X"),
        "H": (2, "customer", "X"),
    }


def test_a_shop_that_is_blocked_itself_is_near_for_all_who_deal_with_it(
    sqlite_bank: ServedBank,
) -> None:
    shop = [{**row, "blocked": "true"} for row in companies("S")]
    derive(
        sqlite_bank,
        customers=[*customers(*"ABCDEF"), *shop],
        **accounts(*(f"{each}@{each.lower()}" for each in "ABCDEFS")),
        transactions=payments(*(f"{each}>s 1" for each in "abcdef")),
    )
    assert held(sqlite_bank) == {each: (1, "customer", "S") for each in "ABCDEF"}


@pytest.mark.parametrize(
    ("amounts", "near"),
    [
        (("50000", "50000"), {"M": 1, "A": 2}),
        # A tie of two payments of half the amount is none: each is a small payment.
        (("49999.99", "50000"), {"M": 1}),
        (("50000", "49999.99"), {"M": 1}),
        (("1", "1"), {"M": 1}),
    ],
)
def test_a_payment_leads_on_from_the_least_amount_on(
    sqlite_bank: ServedBank, amounts: tuple[str, str], near: dict[str, int]
) -> None:
    """A > M > X: M dealt with X himself, whatever the amount; A is tied to X by two payments."""
    derive(
        sqlite_bank,
        customers=customers("A", "M", blocked="X"),
        **accounts("A@a", "M@m", "X@x"),
        transactions=payments(f"m>x {amounts[0]}", f"a>m {amounts[1]}"),
    )
    assert {each: hops for each, (hops, *_) in held(sqlite_bank).items()} == near
    if "A" in near:
        sentence = sqlite_bank.holding("A", TAG)["sentence"]["zh"]
        assert sentence == "向M付款，M向X付款；X已列入管控名单"
        assert sqlite_bank.holding("A", TAG)["grade_title"]["zh"] == "间接（经一个中间方）"


def test_a_large_payment_after_a_small_one_is_the_one_that_is_told(
    sqlite_bank: ServedBank,
) -> None:
    """A paid M 5, and M paid A 60,000: the former leads nowhere."""
    derive(
        sqlite_bank,
        customers=customers("A", "M", blocked="X"),
        **accounts("A@a", "M@m", "X@x"),
        transactions=payments("m>x 50000", "a>m 5", "m>a 60000"),
    )
    edge, _ = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert (edge["from"], edge["amount"], edge["payments"]) == ("M", "60000.00", 1)


@pytest.mark.parametrize(
    ("setting", "currency", "leads"),
    [
        ("300", "USD", True),
        ("CNY=300,USD=31", "USD", False),
        ("CNY=300,USD=30", "USD", True),
        ("31", "CNY", False),
        ("30", "CNY", True),
        ("USD=99", "CNY", True),
    ],
)
def test_the_least_amount_is_said_by_currency_and_nothing_is_converted(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    currency: str,
    leads: bool,
) -> None:
    """Payments of 30: a bare number is in CNY; of a currency that is not named all count."""
    monkeypatch.setenv("GUANXI_NEAR_BLOCKED_AMOUNT", setting)
    rows = [{**row, "currency": currency} for row in payments("m>x 30", "a>m 30")]
    derive(
        sqlite_bank,
        customers=customers("A", "M", blocked="X"),
        **accounts("A@a", "M@m", "X@x"),
        transactions=rows,
    )
    assert ("A" in held(sqlite_bank)) is leads


def test_least_amounts_are_read_exactly_and_anything_else_is_refused() -> None:
    assert amounts_said("50000, USD=0.0001") == {"": 500_000_000, "USD": 1}
    assert least_units("7", "EUR", ["CNY", "EUR"]).tolist() == [0, 70_000]
    assert least_units("EUR=2,7", "EUR", ["EUR"]).tolist() == [20_000]
    for text in ("x", "USD", "usd=3", "=3", "USD=-1", "USD=nan", "1e99"):
        with pytest.raises(ValueError, match="is no amount"):
            amounts_said(text)

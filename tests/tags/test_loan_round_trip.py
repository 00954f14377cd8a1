from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, companies, holdings_of
from tests.tags.money_banks import load, payments

TAG = "loan_round_trip"
LOANS = {
    "accounts": [{"account_id": "L1", "kind": "loan", "currency": "CNY"}],
    "account_holders": [{"account_id": "L1", "customer_id": "A"}],
}


def lent(*told: str, currency: str = "CNY") -> list[dict[str, Any]]:
    """Payments as of `payments`, where `L` stands for the loan account L1 of A."""
    rows = payments(*told, currency=currency)
    for row in rows:
        for end in ("from_account", "to_account"):
            row[end] = "L1" if row[end] == "@L" else row[end]
    return rows


def derive(
    bank: ServedBank,
    folder: Path,
    *told: str,
    rows: list[dict[str, Any]] | None = None,
    **more: Any,
) -> list[dict[str, Any]]:
    """Load the payments and say which trips there are."""
    records: dict[str, Any] = {name: list(each) for name, each in LOANS.items()}
    load(bank, folder, TAG, rows or lent(*told), companies(*"ABCDEH"), **records, **more)
    return [each for each in bank.all_holdings([TAG]) if each["tag_id"] == TAG]


def test_money_that_comes_back_through_two_others_is_told_payment_by_payment(
    bank: ServedBank, tmp_path: Path
) -> None:
    (held,) = derive(
        bank,
        tmp_path / "f",
        *("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>C 800 2025-01-05", "C>A 700 2025-01-09"),
    )
    assert (held["customer_id"], held["subject"]) == ("A", "L1")
    assert held["value"] == {
        "customers": ["A", "B", "C", "A"],
        "amount": "700.00",
        "currency": "CNY",
        "loan": "L1",
    }
    assert [(e["from"], e["to"], e["amount"]) for e in held["evidence"]["edges"]] == [
        ("A", "A", "1000.00"),
        ("A", "B", "900.00"),
        ("B", "C", "800.00"),
        ("C", "A", "700.00"),
    ]
    assert (held["score"], held["grade"]) == (0.7, "most")
    assert held["sentence"] == {
        "zh": "贷款L1发放后，资金经A → B → C → A回到借款人，回流700.00 CNY，占放款的70%",
        "en": "The money of loan L1 went A → B → C → A and came back to the borrower: 700.00 CNY, "
        "70% of what was paid out",
    }


def test_an_entrusted_payment_is_the_first_of_the_three(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    (held,) = derive(
        sqlite_bank,
        tmp_path / "f",
        *("L>B 1000 2025-01-01", "B>C 900 2025-01-02", "C>A 400 2025-01-05"),
    )
    assert held["value"]["customers"] == ["A", "B", "C", "A"]
    assert [(e["from"], e["to"]) for e in held["evidence"]["edges"]] == [
        ("A", "B"),
        ("B", "C"),
        ("C", "A"),
    ]
    assert held["grade"] == "part"


@pytest.mark.parametrize(
    "told",
    [
        ("L>A 1000 2025-01-01",),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 199 2025-01-05"),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 900 2025-04-02"),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 900 2025-01-02"),
        ("L>A 1000 2025-01-03", "A>B 900 2025-01-02", "B>A 900 2025-01-04"),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>L 900 2025-01-05"),
        (
            *("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>C 900 2025-01-03"),
            *("C>D 900 2025-01-04", "D>A 900 2025-01-05"),
        ),
        ("L>A 1000 2025-01-01", "A>H 900 2025-01-02"),
    ],
    ids=[
        *("only paid out", "too little", "too late", "not later", "before the loan"),
        *("paid back", "four payments", "no controller"),
    ],
)
def test_money_that_does_not_come_back_by_the_rule_makes_no_trip(
    sqlite_bank: ServedBank, tmp_path: Path, told: tuple[str, ...]
) -> None:
    assert derive(sqlite_bank, tmp_path / "f", *told) == []


@pytest.mark.parametrize(
    ("told", "customers"),
    [
        (("L>A 1000 2025-01-01", "A>H 900 2025-01-02"), ["A", "H"]),
        (("L>H 1000 2025-01-01",), ["A", "H"]),
        (("L>B 1000 2025-01-01", "B>H 900 2025-01-02"), ["A", "B", "H"]),
    ],
)
def test_money_that_reaches_whoever_controls_the_borrower_has_come_back(
    sqlite_bank: ServedBank, tmp_path: Path, told: tuple[str, ...], customers: list[str]
) -> None:
    (held,) = derive(sqlite_bank, tmp_path / "f", *told, ownerships=holdings_of("H>E .6", "E>A .6"))
    assert held["value"]["customers"] == customers
    assert "控制方H" in held["sentence"]["zh"]


def test_currencies_are_not_mixed(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    rows = [
        *lent("L>A 1000 2025-01-01", "A>B 900 2025-01-02"),
        *lent("B>A 900 2025-01-03", currency="USD"),
    ]
    assert derive(sqlite_bank, tmp_path / "f", rows=rows) == []


def test_the_way_that_carried_most_is_told(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    (held,) = derive(
        sqlite_bank,
        tmp_path / "f",
        *("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 300 2025-01-03"),
        *("B>C 800 2025-01-03", "C>A 800 2025-01-04"),
    )
    assert held["value"]["customers"] == ["A", "B", "C", "A"]
    assert held["value"]["amount"] == "800.00"

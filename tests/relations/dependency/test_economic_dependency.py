from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import accounts_of, companies, guarantees_of, people
from tests.tags.dependent_banks import TAG, held, load, paid


@pytest.mark.parametrize(
    ("payments", "expected"),
    [
        pytest.param([*paid("A>B", 10), *paid("C>B", 1, 100)], True, id="half"),
        pytest.param([*paid("A>B", 10), *paid("C>B", 1, 101)], False, id="less than half"),
        pytest.param([*paid("A>B", 10), *paid(">B", 1, 101)], False, id="cash in the total"),
        pytest.param([*paid("A>B", 10), *paid("X>B", 1, 101)], False, id="unknown in the total"),
        pytest.param(paid("A>B", 9), False, id="nine payments"),
        pytest.param(paid("A>B", 10, months=2), False, id="two months"),
        pytest.param(paid("A>B", 10, months=3), True, id="three months"),
        pytest.param([*paid("A>B", 10), *paid("B2>B", 1, 500)], True, id="own account"),
        pytest.param(paid("B2>B", 10), False, id="oneself"),
        pytest.param(paid(">B", 10), False, id="cash alone"),
    ],
)
def test_payments_make_a_dependent_from_the_thresholds_on(
    sqlite_bank: ServedBank, payments: list[dict[str, Any]], expected: bool
) -> None:
    records = accounts_of("A", "B", "C")
    records["accounts"] += [{"account_id": "@X"}, {"account_id": "@B2"}]
    records["account_holders"] += [{"account_id": "@B2", "customer_id": "B"}]
    customers = [*companies("B"), *people("A", "C")]
    load(sqlite_bank, customers, **records, transactions=payments)
    assert held(sqlite_bank) == ({("B", "A", "receipts")} if expected else set())


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("SHARE", ".7", True),
        ("SHARE", ".71", False),
        ("PAYMENTS", "15", False),
        ("MONTHS", "5", False),
    ],
)
def test_the_thresholds_are_settings(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    expected: bool,
) -> None:
    monkeypatch.setenv(f"GUANXI_DEPENDENCY_{variable}", value)
    load(
        sqlite_bank,
        [*companies("B"), *people("A")],
        **accounts_of("A", "B"),
        transactions=[*paid("A>B", 14, 10, 4), *paid(">B", 1, 60)],
    )
    assert bool(held(sqlite_bank)) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-03-31", 0), ("2025-04-30", 12), ("2026-08-31", 12), ("2026-09-30", 0)],
)
def test_only_the_twelve_months_to_the_day_count(
    sqlite_bank: ServedBank, day: str, expected: int
) -> None:
    # Three payments at the beginning of each month of 2025.
    load(
        sqlite_bank,
        [*companies("B"), *people("A")],
        **accounts_of("A", "B"),
        transactions=paid("A>B", 36),
    )
    sqlite_bank.derive("--tags", TAG, "--as-of", day)
    told = sqlite_bank.get("/customers/A/tags", as_of=day, include="evidence")["tags"]
    told += sqlite_bank.get("/customers/B/tags", as_of=day, include="evidence")["tags"]
    counted = [each["evidence"]["facts"]["payments"] for each in told if each["tag_id"] == TAG]
    assert counted == ([expected] if expected else [])


def test_only_companies_are_searched_in_payments(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        people("A", "B"),
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
    )
    assert held(sqlite_bank) == set()


def test_receipts_are_judged_in_the_currency_of_most_of_them(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        [*companies("B"), *people("A", "C")],
        **accounts_of("A", "B", "C"),
        transactions=[
            *paid("A>B", 12, 10, currency="USD"),
            *paid("C>B", 3, 10, currency="USD"),
            *paid("C>B", 11, 9999),
        ],
    )
    (b,) = sqlite_bank.all_holdings([TAG])
    assert b["value"] == {"provider_id": "A", "basis": "receipts", "share": 0.8}
    assert b["evidence"]["facts"]["total"] == "150.00"


def test_of_two_currencies_with_as_many_payments_the_first_by_name_counts(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        [*companies("B"), *people("A", "C")],
        **accounts_of("A", "B", "C"),
        transactions=[*paid("A>B", 12, currency="USD"), *paid("C>B", 12)],
    )
    assert held(sqlite_bank) == {("B", "C", "receipts")}


def test_a_joint_account_counts_for_each_owner(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        [*companies("B", "D"), *people("A", "C")],
        **accounts_of("A", "B", A="C", B="D"),
        transactions=[*paid("A>B", 10), *paid(">B", 1, 100)],
    )
    assert held(sqlite_bank) == {
        (dependent, provider, "receipts") for dependent in "BD" for provider in "AC"
    }
    holdings = sqlite_bank.all_holdings([TAG])
    assert {each["value"]["share"] for each in holdings} == {0.5}


@pytest.mark.parametrize(("exposure", "searched"), [("50", False), ("50.01", True)])
def test_with_tier_1_capital_only_large_exposures_are_searched_but_records_always_count(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    exposure: str,
    searched: bool,
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    load(
        sqlite_bank,
        [*companies("B", net_assets="50"), *people("A", "C")],
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
        guarantees=guarantees_of("B>C"),
        dependencies=[{"provider_id": "C", "dependent_id": "B", "basis": "other"}],
        exposures=[
            {"exposure_id": "E1", "customer_id": "B", "amount": exposure, "currency": "CNY"},
            {"exposure_id": "E2", "customer_id": "B", "amount": "999", "currency": "USD"},
        ],
    )
    found = {("B", "A", "receipts"), ("B", "C", "guarantee")}
    assert held(sqlite_bank) == (found if searched else {("B", "C", "other")})


def test_a_trigger_of_nothing_searches_everybody(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    monkeypatch.setenv("GUANXI_DEPENDENCY_TRIGGER", "0")
    load(
        sqlite_bank,
        [*companies("B", net_assets="50"), *people("C")],
        guarantees=guarantees_of("B>C"),
    )
    assert held(sqlite_bank) == {("B", "C", "guarantee")}

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import accounts_of, companies, people
from tests.tags.dependent_banks import paid

TAG = "supply_chain_core"
TAGS = f"{TAG},supply_chain_member"


def depends(*records: str) -> list[dict[str, str]]:
    """Dependencies from `A<B receipts .5`: B has half of its receipts from A."""
    rows = []
    for record in records:
        pair, basis, *share = record.split()
        provider, dependent = pair.split("<")
        row = {"provider_id": provider, "dependent_id": dependent, "basis": basis}
        rows.append({**row, "share": "".join(share)})
    return rows


def load(bank: ServedBank, customers: list[dict[str, Any]], /, **records: Any) -> None:
    bank.keep(customers=customers, **records)
    bank.derive("--tags", TAGS, "--as-of", "2025-12-31")


def cores(bank: ServedBank) -> dict[str, dict[str, int]]:
    return {
        each["customer_id"]: each["value"]
        for each in bank.all_holdings([TAG])
        if each["tag_id"] == TAG
    }


def test_three_that_live_from_it_by_record_or_by_payments_make_a_core(bank: ServedBank) -> None:
    """A sells to K all it makes, B has .9 of its receipts from it, C pays it .5; D only .4."""
    load(
        bank,
        companies(*"ABCDK", annual_receipts="1200", annual_expenditures="200"),
        **accounts_of(*"BCDK"),
        dependencies=depends("K<A output_sold .6"),
        transactions=[
            *paid("K>B", 12, 90),
            *paid(">B", 12, 10),
            *paid("C>K", 10, 10),
            *paid("C>", 10, 10),
            *paid("D>K", 10, 8),
            *paid("D>", 10, 12),
        ],
    )
    assert cores(bank) == {"K": {"members": 3, "upstream": 2, "downstream": 1}}
    held = bank.holding("K", TAG)
    assert (held["score"], held["grade"], held["subject"]) == (3.0, "core", None)
    assert held["evidence"]["edges"] == [
        {"type": "PAID", "from": "K", "to": "B", "source": "L1"}
        | {"amount": "1080.00", "currency": "CNY", "payments": 12, "months": 12},
        {"type": "DEPENDS_ON", "from": "A", "to": "K", "source": "L1"}
        | {"basis": "output_sold", "share": 0.6},
        {"type": "PAID", "from": "C", "to": "K", "source": "L1"}
        | {"amount": "100.00", "currency": "CNY", "payments": 10, "months": 10},
    ]
    facts = held["evidence"]["facts"]
    assert (facts["threshold"], facts["least_members"], facts["edges_hidden"]) == (0.5, 3, 0)
    assert [
        (each["customer_id"], each["side"], each["basis"], each["share"])
        for each in facts["reasons"]
    ] == [
        ("B", "upstream", "receipts", 0.9),
        ("A", "upstream", "output_sold", 0.6),
        ("C", "downstream", "expenditures", 0.5),
    ]
    assert held["sentence"] == {
        "zh": "3户客户各有半数以上的收入来自该企业或支出付给该企业："
        "上游2户（B、A）向其供货，下游1户（C）向其采购",
        "en": "3 customers have 50% or more of their receipts or payments with it: "
        "2 upstream (B and A) selling to it, 1 downstream (C) buying from it",
    }


def test_two_that_live_from_it_are_no_chain(sqlite_bank: ServedBank) -> None:
    """B does so on both sides and by two records, and is one customer all the same."""
    records = depends("K<A receipts .5", "K<B receipts .5", "K<B expenditures 1", "K<B other")
    load(sqlite_bank, companies(*"ABK"), dependencies=records)
    assert cores(sqlite_bank) == {}


def test_one_on_both_sides_counts_once_among_the_members(sqlite_bank: ServedBank) -> None:
    records = depends("K<A receipts .5", "K<B receipts .6", "K<B expenditures .7", "K<C receipts 1")
    load(sqlite_bank, companies(*"ABCK"), dependencies=records)
    assert cores(sqlite_bank) == {"K": {"members": 3, "upstream": 3, "downstream": 1}}


@pytest.mark.parametrize(
    "third",
    [
        "K<C receipts .4999",
        "K<C output_sold .4",
        "K<C repayment_source 1",
        "K<C funding_source .9",
        "K<C other 1",
    ],
)
def test_only_trade_of_at_least_half_makes_a_member(sqlite_bank: ServedBank, third: str) -> None:
    records = depends("K<A receipts .5", "K<B expenditures .5", third)
    load(sqlite_bank, companies(*"ABCK"), dependencies=records)
    assert cores(sqlite_bank) == {}


@pytest.mark.parametrize("basis", ["receipts", "expenditures", "output_sold"])
def test_a_record_of_trade_without_a_share_counts_as_declared(
    sqlite_bank: ServedBank, basis: str
) -> None:
    records = depends("K<A receipts .5", "K<B expenditures .5", f"K<C {basis}")
    load(sqlite_bank, companies(*"ABCK"), dependencies=records)
    assert cores(sqlite_bank)["K"]["members"] == 3
    c = sqlite_bank.holding("C", "supply_chain_member")
    assert (c["value"]["share"], c["score"], c["grade"]) == (None, 0.0, "recorded")


def test_a_guarantee_for_it_makes_no_member(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        companies(*"ABCK", net_assets="1"),
        dependencies=depends("K<A receipts .5", "K<B expenditures .5"),
        guarantees=[{"guarantee_id": "G", "guarantor_id": "C", "borrower_id": "K", "amount": "9"}],
    )
    assert cores(sqlite_bank) == {}


@pytest.mark.parametrize(
    ("kind", "is_core"), [("person", False), ("government", True), ("other", True)]
)
def test_a_person_is_never_a_core_and_any_organisation_may_be(
    sqlite_bank: ServedBank, kind: str, is_core: bool
) -> None:
    customers = [*companies(*"ABC"), {"customer_id": "K", "kind": kind, "name": "K"}]
    records = depends("K<A receipts .5", "K<B receipts .5", "K<C receipts .5")
    load(sqlite_bank, customers, dependencies=records)
    assert set(cores(sqlite_bank)) == ({"K"} if is_core else set())


def test_those_who_are_paid_wages_are_no_suppliers_but_recorded_persons_are(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        [*people(*"ABCDEF"), *companies("K", "L")],
        **accounts_of(*"ABCK"),
        dependencies=depends(*(f"L<{each} output_sold .8" for each in "DEF")),
        transactions=[payment for each in "ABC" for payment in paid(f"K>{each}", 12)],
    )
    assert set(cores(sqlite_bank)) == {"L"}


def test_tier_1_capital_does_not_narrow_the_search_of_payments(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000000")
    load(
        sqlite_bank,
        companies(*"ABCK", annual_receipts="120"),
        **accounts_of(*"ABCK"),
        transactions=[payment for each in "ABC" for payment in paid(f"K>{each}", 12)],
    )
    assert set(cores(sqlite_bank)) == {"K"}


def test_how_many_make_a_chain_and_how_much_is_listed_are_settings(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_SUPPLY_CHAIN_MEMBERS", "5")
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    four = [f"L<{each} receipts .5" for each in "ABCD"]
    twelve = [f"K<M{i} receipts .{50 + i}" for i in range(12)]
    members = companies(*(f"M{i}" for i in range(12)))
    load(
        sqlite_bank,
        [*companies(*"ABCDKL"), *members],
        dependencies=depends(*four, *twelve),
    )
    assert set(cores(sqlite_bank)) == {"K"}
    held = sqlite_bank.holding("K", TAG)
    assert (held["grade"], held["score"]) == ("large", 12.0)
    assert [edge["from"] for edge in held["evidence"]["edges"]] == ["M11", "M10"]
    assert held["evidence"]["facts"]["edges_hidden"] == 10
    # Two names of twelve would look like all there is to say.
    assert "上游12户向其供货" in held["sentence"]["zh"]


def test_of_a_company_without_any_record_or_payment_it_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, companies(*"AKX"), dependencies=depends("K<A receipts .5"))
    for customer_id, told in (("K", "not-held"), ("X", "unknown")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)

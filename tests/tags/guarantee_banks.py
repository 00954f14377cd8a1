"""Banks with guarantees in them, for the tests of the guarantee tags."""

from collections.abc import Sequence
from typing import Any

from tests.banks import ServedBank
from tests.building import Row, companies


def guaranteed(*arcs: str) -> list[dict[str, Any]]:
    """Guarantees from `a>b 70 USD`: a guarantees b for 70 USD; 100 CNY unsaid, `?` is unknown.

    They are numbered from g0 on.
    """
    rows = []
    for number, arc in enumerate(arcs):
        pair, *said = arc.split()
        amount, currency = [*said, *("100", "CNY")[len(said) :]]
        guarantor, borrower = pair.split(">")
        rows.append(
            {
                "guarantee_id": f"g{number}",
                "guarantor_id": guarantor,
                "borrower_id": borrower,
                "amount": "" if amount == "?" else amount,
                "currency": currency,
            }
        )
    return rows


def lent(*loans: str) -> list[dict[str, Any]]:
    """Loans from `a 70 USD`: the bank has lent a 70 USD; CNY unsaid."""
    rows = []
    for number, loan in enumerate(loans):
        customer_id, amount, *currency = loan.split()
        rows.append(
            {
                "exposure_id": f"E{number}",
                "customer_id": customer_id,
                "amount": amount,
                "currency": (*currency, "CNY")[0],
            }
        )
    return rows


def load(
    bank: ServedBank,
    *arcs: str,
    tag: str,
    loans: Sequence[str] = (),
    customers: Sequence[Row] = (),
) -> None:
    """Load guarantees, and whoever they name as a company unless it is among `customers`."""
    named = {row["customer_id"] for row in customers}
    ends = {end for arc in arcs for end in arc.split()[0].split(">")} - named
    records: dict[str, Sequence[Row]] = {
        "customers": [*customers, *companies(*sorted(ends))],
        "guarantees": guaranteed(*arcs),
    }
    if loans:
        records["exposures"] = lent(*loans)
    bank.keep(**records)
    bank.derive("--tags", tag, "--as-of", "2025-12-31")


def holders(bank: ServedBank, tag: str) -> set[str]:
    """Who holds a tag."""
    return {holder["customer_id"] for holder in bank.holders(tag)}


def ends_of(holding: dict[str, Any]) -> list[str]:
    """The edges of a holding's evidence as `a>b`, in order."""
    return [f"{edge['from']}>{edge['to']}" for edge in holding["evidence"]["edges"]]

"""Rows of canonical files, made from short words: what every test builds its bank of."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Records = dict[str, Sequence[Row]]


def people(*ids: str, **same: Any) -> list[dict[str, Any]]:
    """Persons as rows of customers, called by their ids."""
    return [{"customer_id": each, "kind": "person", "name": each, **same} for each in ids]


def companies(*ids: str, **same: Any) -> list[dict[str, Any]]:
    """Companies as rows of customers, called by their ids."""
    return [{"customer_id": each, "kind": "company", "name": each, **same} for each in ids]


def holdings_of(*holdings: str) -> list[dict[str, Any]]:
    """Ownerships from `P>A .8`: P owns share .8 of A, with as many votes."""
    rows = []
    for each in holdings:
        pair, share = each.split()
        owner, owned = pair.split(">")
        rows.append({"owner_id": owner, "owned_id": owned, "share": share})
    return rows


def guarantees_of(*arcs: str, amount: Any = "100") -> list[dict[str, Any]]:
    """Guarantees from `a>b`: a guarantees b."""
    return [
        {
            "guarantee_id": f"G-{arc}",
            "guarantor_id": arc.split(">")[0],
            "borrower_id": arc.split(">")[1],
            "amount": amount,
        }
        for arc in arcs
    ]

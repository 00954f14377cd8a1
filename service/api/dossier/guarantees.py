"""The guarantees of a customer both ways: for whom it stands in, and who stands in for it."""

from collections.abc import Sequence
from typing import Any

from cypher.serve.walks import EdgeRow
from service.api.graph.frontier import Frontier
from service.api.http.holding_text import names_of
from service.api.http.times import AskedRun
from service.money import stored_money

#: How many guarantees are listed each way, the largest first.
LISTED = 50

_SAID = ("currency", "from_on", "to_on", "from_number", "to_number")


def guarantees_of(customer_id: str, run: AskedRun) -> dict[str, Any]:
    """Guarantees that are valid on the day of a run, given and received, under all numbers.

    An amount of 0 is void and left out, an unknown one is null and comes last. `truncated` says
    that there were more than are looked at.
    """
    frontier = Frontier("GUARANTEES", run.run_id, ended=False)
    edges = frontier.ties([("Customer", customer_id)], derived=False)
    valid = [edge for edge in edges if edge.properties.get("amount") != 0]
    given = [edge for edge in valid if edge.from_id == customer_id]
    received = [edge for edge in valid if edge.to_id == customer_id]
    return {
        "given": _told(given),
        "received": _told(received),
        "truncated": frontier.truncated,
    }


def _told(edges: Sequence[EdgeRow]) -> dict[str, Any]:
    """The largest of some guarantees, and what all of them add up to in each currency."""
    shown = sorted(edges, key=_place)[:LISTED]
    names = names_of([end for edge in shown for end in (edge.from_id, edge.to_id)])
    amounts: dict[str | None, list[float | None]] = {}
    for edge in edges:
        currency = edge.properties.get("currency")
        amounts.setdefault(currency, []).append(edge.properties.get("amount"))
    return {
        "items": [_guarantee(edge, names) for edge in shown],
        "sums": [
            {
                "currency": currency,
                "amount": stored_money(sum(known for known in each if known is not None)),
                "unknown": each.count(None),
            }
            for currency, each in sorted(amounts.items(), key=lambda one: one[0] or "")
        ],
        "hidden": len(edges) - len(shown),
    }


def _place(edge: EdgeRow) -> tuple[bool, float, str]:
    amount = edge.properties.get("amount")
    return amount is None, -(amount or 0.0), edge.properties["guarantee_id"]


def _guarantee(edge: EdgeRow, names: dict[str, str]) -> dict[str, Any]:
    amount = edge.properties.get("amount")
    return {
        "guarantee_id": edge.properties["guarantee_id"],
        "guarantor_id": edge.from_id,
        "guarantor_name": names[edge.from_id],
        "borrower_id": edge.to_id,
        "borrower_name": names[edge.to_id],
        "amount": None if amount is None else stored_money(amount),
        **{name: edge.properties.get(name) for name in _SAID},
        "source": None if edge.load_no is None else f"L{edge.load_no}",
    }

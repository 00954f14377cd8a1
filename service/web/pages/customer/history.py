"""A customer over time: the days that runs look at, and what was gained and lost between two."""

from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, request

from service.web.kit.asking import ask, ask_if
from service.web.kit.page import asked, here


def history(customer: Mapping[str, Any]) -> dict[str, Any]:
    """The customer's changes up to the day looked at, since the run before or the day `since`."""
    runs = (ask_if("GET /runs", limit=100) or {"items": []})["items"]
    days = sorted({run["as_of"] for run in runs if run["as_of"]})
    _lead_to(days)
    at = customer["as_of"]
    earlier = [day for day in days if at and day < at]
    since = request.args.get("since") or (earlier[-1] if earlier else None)
    dossier = ask(
        "GET /customers/{customer_id}/dossier",
        customer_id=customer["customer_id"],
        since=since,
        **asked(),
    )
    return {
        "days": days,
        "at": at,
        "earlier": earlier,
        "since": since,
        "changes": dossier["changes"],
        "not_told": dossier["not_told"].get("changes"),
    }


def _lead_to(days: list[str]) -> None:
    """Lead from a place of the slider to the address of its day."""
    place = request.args.get("place", "")
    if place.isdecimal() and days:
        day = days[min(int(place), len(days) - 1)]
        abort(redirect(here(place=None, since=None, run=None, known_at=None, as_of=day), 303))

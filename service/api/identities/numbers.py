"""The numbers of a customer in a run, and the one that another number is known by."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, request
from pydantic import ValidationError

from cypher.identity import KnownNow, NumberRow, NumbersOf
from cypher.serve.customers import CustomersById
from cypher.serve.runs import RunTimes
from service.api.around.segments import with_segment
from service.api.http.answers import store
from service.api.http.times import OfRun, asked_run, take_as_current, zone
from service.errors import ServiceError

_CUSTOMERS = "/api/v1/customers/"
#: Which segment of such an address names the customer.
_CUSTOMER = 4


def numbers_of(customer_id: str, run_id: int) -> list[NumberRow]:
    """All numbers of a customer, given any of them, in order; none where it has one alone."""
    return store().rows(NumbersOf(customer_ids=[customer_id], run_id=run_id))


def known_ids(customer_ids: Iterable[str], run_id: int) -> dict[str, str]:
    """What each of some numbers is known by in a run. Cost: one query, or none for none."""
    asked = dict.fromkeys(customer_ids)
    rows = store().rows(NumbersOf(customer_ids=[*asked], run_id=run_id)) if asked else []
    known = {row.customer_id: row.known_id for row in rows}
    return {customer_id: known.get(customer_id, customer_id) for customer_id in asked}


def known_id(customer_id: str, run_id: int) -> str:
    """What a number is known by in a run."""
    return known_ids([customer_id], run_id)[customer_id]


def shown_numbers(customer_id: str, source: str, rows: list[NumberRow]) -> list[dict[str, Any]]:
    """The numbers of a customer as they are served; its only one where it has no others."""
    if not rows:
        return [{"customer_id": customer_id, "source": source, "basis": None, "since": None}]
    return [
        {
            "customer_id": row.customer_id,
            "source": row.source,
            "basis": row.basis or None,
            "since": zone().told(row.since_at),
        }
        for row in rows
    ]


def lead_to_known(app: Flask) -> None:
    """Answer 308 to whoever asks below /customers for a number that is known by another one.

    The address is the same but for the number, its query kept. A number out of scope is as one
    that is not there. Cost: one look-up a request.
    """

    @app.before_request
    def lead() -> Response | None:
        asked = (request.view_args or {}).get("customer_id")
        if asked is None or not request.path.startswith(_CUSTOMERS):
            return None
        known = _known_in_run_asked(asked)
        if known == asked or not store().rows(CustomersById([asked])):
            return None
        query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
        target = f"{with_segment(_CUSTOMER, known)}{query}"
        return Response(status=308, headers={"Location": target})


def _known_in_run_asked(customer_id: str) -> str:
    """What a number is known by in the run asked; in the current one where it is named wrongly.

    The address itself then says what is wrong. Most requests name none: both are asked at once.
    """
    sent = request.args
    named = {name: sent[name] for name in OfRun.model_fields if name in sent}
    if named:
        try:
            return known_id(customer_id, asked_run(OfRun.model_validate(named)).run_id)
        except (ValidationError, ServiceError):
            pass
    for now in store().rows(KnownNow(customer_id)):
        take_as_current(RunTimes(now.run_id, now.as_of, now.published_at))
        return now.known_id
    return customer_id

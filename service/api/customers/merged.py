"""One customer of several numbers: what its numbers' rows say of it together."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from cypher.identity import NumberRow, NumbersOf
from cypher.serve.customers import CustomerRow, CustomersById
from service.api.http.answers import store, whole_store
from service.api.http.times import AskedRun, zone
from service.run.identities import source_order


def rows_of(known: CustomerRow, numbers: Sequence[NumberRow]) -> list[CustomerRow]:
    """The rows of a customer's numbers, each with the consent that holds today.

    Cost: a look-up for each number.
    """
    today = zone().today().isoformat()
    asked = CustomersById([row.customer_id for row in numbers])
    return [consenting(row, today) for row in (store().rows(asked) if numbers else [known])]


def customers_of(customer_ids: Sequence[str], run: AskedRun) -> dict[str, CustomerRow]:
    """Customers by id, each as `merged` makes it in a run; a fixed number of queries.

    Those that are not there are left out.
    """
    if not customer_ids:
        return {}
    numbers: dict[str, list[str]] = {}
    for number in store().rows(NumbersOf(customer_ids=[*customer_ids], run_id=run.run_id)):
        numbers.setdefault(number.known_id, []).append(number.customer_id)
    every = {*customer_ids, *(one for own in numbers.values() for one in own)}
    today = zone().today().isoformat()
    rows = {
        row.customer_id: consenting(row, today)
        for row in store().rows(CustomersById(sorted(every)))
    }
    order = source_order(whole_store()) if numbers else []
    return {
        one: merged(rows[one], [rows[number] for number in numbers[one]], order)
        if one in numbers
        else rows[one]
        for one in customer_ids
        if one in rows
    }


def consenting(row: CustomerRow, on: str) -> CustomerRow:
    """The row with the consent to marketing that holds on a day, also where it is for a time."""
    holds = row.consent_until is not None and row.consent_until >= on
    return replace(row, marketing_consent=True) if holds else row


def merged(known: CustomerRow, rows: Sequence[CustomerRow], sources: Sequence[str]) -> CustomerRow:
    """What the rows of a customer's open numbers say of it, the one that it is `known` by first.

    Each column is that of the first of the `sources` that knows it, within one that of the number
    it is known by, then of the smallest; what is kept under each number (assets) adds up. It is
    blocked or a client where any number says so, and refuses marketing where any does. `load_no`
    and `closed_on` are those of the number that it is known by.
    """
    if len(rows) == 1:
        return rows[0]
    place = {source: i for i, source in enumerate(sources)}
    ranked = sorted(
        (row for row in rows if row.closed_on is None),
        key=lambda row: (
            place.get(row.source, len(place)),
            row.customer_id != known.customer_id,
            row.customer_id,
        ),
    )
    if not ranked:
        return known
    own = {"customer_id", "closed_on", "source", "load_no", "attributes"}
    told: dict[str, Any] = {
        field.name: _first_known([getattr(row, field.name) for row in ranked])
        for field in fields(CustomerRow)
        if field.name not in own
    }
    assets = [row.assets for row in ranked if row.assets is not None]
    attributes: dict[str, str] = {}
    for row in ranked:
        for name, value in row.attributes:
            attributes.setdefault(name, value)
    return replace(
        known,
        **{
            **told,
            "assets": round(sum(assets), 4) if assets else None,
            "is_client": any(row.is_client for row in ranked),
            "blocked": any(row.blocked for row in ranked),
            "marketing_consent": (
                False
                if any(row.marketing_consent is False for row in ranked)
                else told["marketing_consent"]
            ),
            "attributes": [[name, attributes[name]] for name in sorted(attributes)],
        },
    )


def _first_known(values: Sequence[Any]) -> Any:
    return next((value for value in values if value is not None), None)

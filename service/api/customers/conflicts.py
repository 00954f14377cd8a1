"""What sources say of a customer otherwise than it is told: facts, not judged."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from cypher.serve.customers import CustomerRow, SaidOfCustomers
from service.api.http.answers import store
from service.api.http.rows import served_value

#: What is the row's own, and what follows from other records; and what each number has of its own,
#: so that it adds up.
_NOT_SAID = {"customer_id", "closed_on", "source", "load_no", "attributes", "consent_until"}
_ADDS_UP = {"assets"}


def conflicts(customer: CustomerRow, rows: Sequence[CustomerRow]) -> list[dict[str, Any]]:
    """Each value of a source that differs from the customer's, by column, source and number.

    `rows` are those of the customer's numbers. `number` is told where it is another than the one
    that the customer is known by. Cost: a look-up for each number.
    """
    told = {name: value for name, value in vars(customer).items() if name not in _NOT_SAID}
    told |= dict(customer.attributes)
    order = {column: place for place, column in enumerate(told)}
    found = [
        (order[column], source, row.customer_id, column, value)
        for row, source, column, value in _said(customer, rows)
        if column in told and value != (vars(row) if column in _ADDS_UP else told)[column]
    ]
    return [
        {"column": column, "value": served_value(CustomerRow, column, value), "source": source}
        | ({} if number == customer.customer_id else {"number": number})
        for _, source, number, column, value in sorted(found, key=lambda each: each[:3])
    ]


def _said(
    customer: CustomerRow, rows: Sequence[CustomerRow]
) -> Iterator[tuple[CustomerRow, str, str, Any]]:
    """Which source says what of the open numbers, by column: (row of the number, ...)."""
    there = {
        row.customer_id: row
        for row in rows
        if row.closed_on is None or row.customer_id == customer.customer_id
    }
    apart = store().rows(SaidOfCustomers(sorted(there)))
    for each in apart:
        for column, value in columns_said(each.said):
            yield there[each.customer_id], each.source, column, value
    # One source alone speaks of these, which need not have said what is false.
    for number in there.keys() - {each.customer_id for each in apart}:
        row = there[number]
        for column, value in [*vars(row).items(), *row.attributes]:
            if value is not None and (column, value) != ("blocked", False):
                yield row, row.source, column, value


def columns_said(said_in_json: str) -> list[tuple[str, Any]]:
    """What a source says of a customer, column by column, its own columns among them."""
    said = orjson.loads(said_in_json)
    own = orjson.loads(said.pop("attributes", "{}"))
    return [*said.items(), *own.items()]

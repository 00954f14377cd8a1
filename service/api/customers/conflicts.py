"""What sources say of a customer otherwise than it is told: facts, not judged."""

from collections.abc import Sequence
from typing import Any

import orjson

from cypher.serve.customers import CustomerRow, SaidRow
from service.api.http.rows import served_value


def conflicts(customer: CustomerRow, said: Sequence[SaidRow]) -> list[dict[str, Any]]:
    """Each value of a source that differs from the customer's, by column and source."""
    told = {**vars(customer), **dict(customer.attributes)}
    found = [
        {"column": column, "value": served_value(CustomerRow, column, value), "source": row.source}
        for row in said
        for column, value in _columns(row)
        if column in told and told[column] != value
    ]
    order = {column: place for place, column in enumerate(told)}
    return sorted(found, key=lambda each: (order[each["column"]], each["source"]))


def _columns(row: SaidRow) -> list[tuple[str, Any]]:
    said = orjson.loads(row.said)
    own = orjson.loads(said.pop("attributes", "{}"))
    return [*said.items(), *own.items()]

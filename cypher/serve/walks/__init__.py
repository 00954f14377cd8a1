"""The edges of a frontier, for walks through the graph."""

from dataclasses import dataclass
from typing import Any

from cypher.query import Query


@dataclass(frozen=True)
class EdgeRow:
    """One edge of the graph; payments between two customers come as one edge."""

    type: str
    from_label: str
    from_id: str
    to_label: str
    to_id: str
    load_no: int | None
    properties: dict[str, Any]


class EdgesOfCustomers(Query[EdgeRow]):
    """The edges that touch any of some customers, of some types, in a fixed order."""

    customer_ids: list[str]
    types: list[str]
    run_id: int
    limit: int


class EdgesOfThings(Query[EdgeRow]):
    """The edges from customers to some accounts, groups and identifiers (`kind:value`)."""

    account_ids: list[str]
    group_ids: list[str]
    identifiers: list[str]
    types: list[str]
    run_id: int
    limit: int


class PaymentsWithNamed(Query[EdgeRow]):
    """The payments of some customers with accounts of nobody known that payments name."""

    customer_ids: list[str]
    limit: int

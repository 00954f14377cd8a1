"""The edges of a frontier, for walks through the graph.

`run_id` is the run whose groups count, and with `derived` they do; `on` is the day on which records
must be valid. `with_ended` asks for those as well that are closed or valid on other days only: such
an edge is `ended`.
"""

from dataclasses import dataclass
from typing import Any

from cypher.query import Query

#: More payments than this from one customer to another are not counted by PaidAround.
COUNTED_PAYMENTS = 3


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
    ended: bool


class EdgesOfCustomers(Query[EdgeRow]):
    """The edges that touch any of some customers, of some types but PAID, in a fixed order."""

    customer_ids: list[str]
    types: list[str]
    run_id: int
    derived: bool
    on: str
    with_ended: bool
    limit: int


class EdgesOfThings(Query[EdgeRow]):
    """The edges from customers to some accounts, groups and identifiers (`kind:value`).

    None of these has a time of its own: only those that are closed have ended.
    """

    account_ids: list[str]
    group_ids: list[str]
    identifiers: list[str]
    types: list[str]
    run_id: int
    derived: bool
    with_ended: bool
    limit: int


@dataclass(frozen=True)
class PaidRow:
    """That a customer paid another so often, counted up to COUNTED_PAYMENTS.

    Where `to_id` is empty it says that `from_id` is a hub.
    """

    from_id: str
    to_id: str
    payments: int


class PaidAround(Query[PaidRow]):
    """Whom some customers paid and who paid them, unless more than `most` accounts are around."""

    customer_ids: list[str]
    most: int
    with_ended: bool
    limit: int


class CounterpartiesOf(Query[PaidRow]):
    """Whom one customer paid and who paid it, the first so many by the numbers of accounts."""

    customer_ids: list[str]
    most: int
    with_ended: bool


class PaidBetween(Query[EdgeRow]):
    """What was paid from the first to the second of each pair, by currency."""

    pairs: list[list[str]]
    with_ended: bool


@dataclass(frozen=True)
class HubRow:
    """A node around which there are more than a walk goes through."""

    label: str
    id: str


class HubsAmongCustomers(Query[HubRow]):
    """Which of some customers deal with more than `most` accounts."""

    customer_ids: list[str]
    most: int
    with_ended: bool


class HubsAmongThings(Query[HubRow]):
    """Which of some accounts and identifiers more than `most` customers have."""

    account_ids: list[str]
    identifiers: list[str]
    most: int
    with_ended: bool


@dataclass(frozen=True)
class GroupNameRow:
    """What a group is called by: its name where the bank declared it, else its head."""

    group_id: str
    kind: str
    name: str | None
    head_id: str | None
    head_name: str | None
    head_kind: str | None
    head_in_scope: bool


class NamesOfGroups(Query[GroupNameRow]):
    """What some groups are called by, also those that are closed or have ended."""

    group_ids: list[str]
    run_id: int


class PaymentsWithNamed(Query[EdgeRow]):
    """The payments of some customers with accounts of nobody known that payments name."""

    customer_ids: list[str]
    limit: int

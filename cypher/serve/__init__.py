"""What the service asks: a few rows about one thing, each by an index.

`run_id` is the run to look at: a holding or group counts in it when since_run <= run_id and
(until_run is empty or run_id < until_run). Lists go on after a key: `after_id` is '' at the start.
Days and instants come as ISO 8601 text, amounts as numbers.
"""

from dataclasses import dataclass
from typing import Any

from cypher.query import Money, Query


@dataclass(frozen=True)
class RunRow:
    """A published run; `report` is JSON."""

    run_id: int
    as_of: str
    started_at: str
    published_at: str
    fingerprint: str
    report: str


@dataclass(frozen=True)
class RunNumber:
    """The number of a published run."""

    run_id: int


class CurrentRun(Query[RunNumber]):
    """The current run: the highest that has been published; no row before the first."""


class RunById(Query[RunRow]):
    """One published run."""

    run_id: int


class RunAt(Query[RunNumber]):
    """The run that was current at an instant (milliseconds since 1970)."""

    at: int


class Runs(Query[RunRow]):
    """Published runs, the latest first; `before` is a run id to go on from."""

    before: int
    limit: int


@dataclass(frozen=True)
class CustomerRow:
    """A customer as it was loaded; `attributes` are pairs of an x_ column and its text."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    id_type: str | None
    id_number: str | None
    birth_on: str | None
    gender: str | None
    registered_on: str | None
    industry: str | None
    region: str | None
    branch: str | None
    relationship_manager: str | None
    assets: Money | None
    net_assets: Money | None
    annual_receipts: Money | None
    annual_expenditures: Money | None
    blocked: bool
    marketing_consent: bool | None
    former_name: str | None
    legal_form: str | None
    ownership_type: str | None
    registered_address: str | None
    employees: int | None
    closed_on: str | None
    load_no: int
    attributes: list[list[str]]


class CustomerById(Query[CustomerRow]):
    """One customer, closed or not."""

    customer_id: str


@dataclass(frozen=True)
class CustomerBrief:
    """A customer in a list; `place` orders the list before the id does."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None
    place: int


class CustomersInOrder(Query[CustomerBrief]):
    """Open customers by id."""

    kind: str
    after_id: str
    limit: int


class CustomersMatching(Query[CustomerBrief]):
    """Open customers whose name or id contains a text; first those where either begins with it."""

    text: str
    kind: str
    tag_id: str
    grade: str
    for_marketing: bool
    run_id: int
    after_place: int
    after_id: str
    limit: int


class CustomersHolding(Query[CustomerBrief]):
    """Open customers who hold a tag, by id; each once, however often they hold it."""

    tag_id: str
    grade: str
    kind: str
    for_marketing: bool
    run_id: int
    after_id: str
    limit: int


@dataclass(frozen=True)
class HolderRow:
    """A customer in the list of a tag's holders."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None
    subject: str
    grade: str
    score: float


class HoldersOfTag(Query[HolderRow]):
    """Who holds a tag, the highest scores first."""

    tag_id: str
    grade: str
    kind: str
    for_marketing: bool
    run_id: int
    after_score: float
    after_id: str
    after_subject: str
    limit: int


@dataclass(frozen=True)
class HoldingRow:
    """A holding; `value` and `evidence` are JSON."""

    tag_id: str
    subject: str
    version: str
    grade: str
    score: float
    value: str
    evidence: str
    since_run: int


class HoldingsOfCustomer(Query[HoldingRow]):
    """What a customer holds in a run; of one tag, or of all where it is ''."""

    customer_id: str
    tag_id: str
    run_id: int


@dataclass(frozen=True)
class AccountRow:
    """An account that a customer holds."""

    account_id: str
    kind: str | None
    currency: str | None
    opened_on: str | None
    status: str | None
    balance: Money | None
    blocked: bool
    external: bool
    role: str


class AccountsOfCustomer(Query[AccountRow]):
    """A customer's open accounts by id."""

    customer_id: str
    limit: int


@dataclass(frozen=True)
class NameRow:
    """What a customer is called, and its kind."""

    customer_id: str
    name: str
    kind: str


class NamesOf(Query[NameRow]):
    """The names and kinds of some customers."""

    customer_ids: list[str]


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


@dataclass(frozen=True)
class ChangeRow:
    """A holding that differs between two runs: `change` is gained, lost or changed."""

    customer_id: str
    tag_id: str
    subject: str
    change: str
    grade_before: str | None
    grade_after: str | None
    score_before: float | None
    score_after: float | None


class ChangesBetween(Query[ChangeRow]):
    """What differs between two runs, by customer, tag and subject."""

    earlier: int
    later: int
    tag_id: str
    for_marketing: bool
    after_id: str
    after_tag: str
    after_subject: str
    limit: int

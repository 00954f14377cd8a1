"""Customers in lists and one by one, their names and accounts.

All but `NamesOf` tell of those alone who are in the scope in which is asked.
"""

from dataclasses import dataclass

from cypher.query import Money, Query
from cypher.serve.filtered import Filtered


@dataclass(frozen=True)
class CustomerRow:
    """A customer as it was loaded; `attributes` are pairs of an x_ column and its text.

    A consent to marketing for a time holds up to `consent_until`, whatever `marketing_consent`
    says.
    """

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
    consent_until: str | None
    former_name: str | None
    legal_form: str | None
    ownership_type: str | None
    registered_address: str | None
    employees: int | None
    closed_on: str | None
    source: str
    load_no: int
    attributes: list[list[str]]


class CustomersById(Query[CustomerRow]):
    """Those of some customers, closed or not, that are in scope, in the order of their ids."""

    customer_ids: list[str]


@dataclass(frozen=True)
class SaidRow:
    """What a source says of a customer: JSON by column, without what it does not say."""

    customer_id: str
    source: str
    said: str


class SaidOfCustomers(Query[SaidRow]):
    """What each source says of some customers, where several speak of one or it gave consents."""

    customer_ids: list[str]


@dataclass(frozen=True)
class CustomerBrief:
    """A customer in a list, with all by which it may have been found.

    `earlier_names` has a line for each; `amount` is what a list is sorted by, negative where the
    highest come first.
    """

    customer_no: int
    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None
    relationship_manager: str | None
    former_name: str | None
    earlier_names: str | None
    id_number: str | None
    search_text: str
    amount: float | None


@dataclass(frozen=True)
class IdentifierRow:
    """An identifier as it was typed, and as it is compared, '' where it says nothing."""

    kind: str
    value: str
    compared: str


class IdentifiersOf(Query[IdentifierRow]):
    """The identifiers of some customers in scope, each once."""

    customer_ids: list[str]


@dataclass(frozen=True)
class ConsentRow:
    """What a customer said of being approached; `at` is ISO 8601 text, `until` the last day.

    `attributes` are pairs of an x_ column and its text, such as where the proof lies.
    """

    customer_id: str
    purpose: str
    status: str
    channel: str
    at: str
    until: str | None
    source: str
    load_no: int
    ended: bool
    attributes: list[list[str]]


class ConsentsOf(Query[ConsentRow]):
    """Every consent of some customers in scope, closed or not, the latest first."""

    customer_ids: list[str]


class CustomersInOrder(Filtered, Query[CustomerBrief]):
    """Open customers by id, each under the number that it is known by."""

    consent: str
    today: str
    run_id: int
    after_id: str
    limit: int


class CustomersMatching(Filtered, Query[CustomerBrief]):
    """Open customers in whose search texts words are found, by their numbers.

    `looked_up` are the words as the index is asked for them: see `cypher.search.asked`.
    """

    words: list[list[str]]
    looked_up: list[list[str]]
    passed: list[str]
    left_out: list[int]
    tag_id: str
    grade: str
    consent: str
    today: str
    run_id: int
    after_no: int
    limit: int


class CustomersNumbered(Filtered, Query[CustomerBrief]):
    """Open ones among the customers of some numbers, by their numbers."""

    numbers: list[int]
    tag_id: str
    grade: str
    consent: str
    today: str
    run_id: int
    after_no: int
    limit: int


class CustomersHolding(Filtered, Query[CustomerBrief]):
    """Open customers who hold a tag, by id; each once, however often they hold it."""

    tag_id: str
    grade: str
    consent: str
    today: str
    run_id: int
    after_id: str
    limit: int


class CustomersSorted(Filtered, Query[CustomerBrief]):
    """Open customers by name or by an amount: all, or those in whose texts words are found."""

    words: list[list[str]]
    numbers: list[int]
    everybody: bool
    tag_id: str
    grade: str
    consent: str
    today: str
    run_id: int
    sort: str
    descending: bool
    currency: str
    factors: dict[str, float]
    after_rank: int
    after_amount: float
    after_name: str
    after_id: str
    limit: int


@dataclass(frozen=True)
class NumberedRow:
    """A customer who has the number that was asked for, whole or as its last four."""

    customer_no: int
    field: str
    value: str
    search_text: str


class CustomersOfNumbers(Query[NumberedRow]):
    """Open customers who hold an account, use a phone or have a certificate of some numbers."""

    wholes: list[str]
    tails: list[str]
    limit: int


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
    """A customer's open accounts by id, each once, as what it holds them under any number."""

    customer_ids: list[str]
    limit: int


@dataclass(frozen=True)
class NameRow:
    """What a customer is called, its kind, and whether it is in the scope in which is asked."""

    customer_id: str
    name: str
    kind: str
    in_scope: bool


class NamesOf(Query[NameRow]):
    """The names and kinds of some customers, in scope or not."""

    customer_ids: list[str]


@dataclass(frozen=True)
class ScopedRow:
    """A customer in scope, by its number."""

    customer_no: int


class CustomersInScope(Query[ScopedRow]):
    """Those of some customers who are in scope, by their numbers."""

    numbers: list[int]

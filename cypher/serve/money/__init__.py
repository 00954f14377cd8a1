"""What the service asks about payments: out of some accounts, into them, and with whom in all.

Instants are milliseconds since 1970 in UTC, from `since` up to, not including, `until`. The outside
is the account ''.
"""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class PaymentRow:
    """A payment from account to account."""

    transaction_id: str
    from_account: str
    to_account: str
    amount: float
    currency: str
    at: int
    channel: str | None
    purpose: str | None
    load_no: int


class PaymentsOutOf(Query[PaymentRow]):
    """Payments out of any of some accounts, the largest first, of `least` or more."""

    account_ids: list[str]
    since: int
    until: int
    least: float
    limit: int


class PaymentsInto(Query[PaymentRow]):
    """Payments into any of some accounts, the largest first, of `least` or more."""

    account_ids: list[str]
    since: int
    until: int
    least: float
    limit: int


@dataclass(frozen=True)
class OwnershipOfAccount:
    """Whose money an account holds; a joint account has several owners."""

    account_id: str
    customer_id: str


class AccountsOwnedBy(Query[OwnershipOfAccount]):
    """The accounts of which any of some customers is an owner or a joint holder."""

    customer_ids: list[str]


class OwnersOfAccounts(Query[OwnershipOfAccount]):
    """The owners and joint holders of some accounts."""

    account_ids: list[str]


@dataclass(frozen=True)
class AccountName:
    """What an account is called."""

    account_id: str
    name: str


class NamesOfAccounts(Query[AccountName]):
    """The names of those accounts that have one: payments name what the bank does not know."""

    account_ids: list[str]


@dataclass(frozen=True)
class CounterpartyRow:
    """What an account received or paid in all, by currency; `payments` is their number."""

    account_id: str
    currency: str
    payments: int
    amount: float


class PaidTo(Query[CounterpartyRow]):
    """What some accounts paid to each other account."""

    account_ids: list[str]
    since: int
    until: int
    least: float


class PaidBy(Query[CounterpartyRow]):
    """What some accounts were paid by each other account."""

    account_ids: list[str]
    since: int
    until: int
    least: float

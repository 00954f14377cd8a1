"""What a derivation reads of accounts and payments; see `cypher.view` for what all views share."""

from dataclasses import dataclass

from cypher.engine.arrays import Amounts, Ints, Texts
from cypher.query import View


@dataclass(frozen=True)
class AccountColumns:
    """Accounts; `kind` is '' where unknown (loan, current, ...), `blocked` 0 or 1."""

    account_no: Ints
    account_id: Texts
    kind: Texts
    blocked: Ints
    load_no: Ints


class Accounts(View[AccountColumns]):
    """Every account, whoever holds it."""


@dataclass(frozen=True)
class PaymentColumns:
    """Payments from account to account, with the instant in milliseconds since 1970.

    The account 0 is the outside: cash, or an account nobody named. `channel` is '' where unknown.
    """

    from_no: Ints
    to_no: Ints
    amount: Amounts
    currency: Texts
    at: Ints
    channel: Texts
    load_no: Ints


class Payments(View[PaymentColumns]):
    """Payments before an instant (milliseconds since 1970): for a Bank the end of its day."""

    until: int


@dataclass(frozen=True)
class AccountOwnerColumns:
    """Whose money an account holds; a joint account has several owners."""

    account_no: Ints
    customer_no: Ints


class AccountOwners(View[AccountOwnerColumns]):
    """Owners and joint holders, not those who are merely authorised."""


@dataclass(frozen=True)
class AccountHolderColumns:
    """Who holds which account, and as what: owner, joint or authorised."""

    account_no: Ints
    account_id: Texts
    customer_no: Ints
    role: Texts
    load_no: Ints


class AccountHolders(View[AccountHolderColumns]):
    """Everybody who may use an account."""


@dataclass(frozen=True)
class MonthlyPaymentColumns:
    """Payments from account to account, added up by month (12 x year + month - 1) and currency.

    `payments` is their number, `amount` their sum, added up by the store in whole ten-thousandths.
    The account 0 is the outside.
    """

    from_no: Ints
    to_no: Ints
    currency: Texts
    month: Ints
    payments: Ints
    amount: Ints
    load_no: Ints


class MonthlyPayments(View[MonthlyPaymentColumns]):
    """Payments between two instants, by month; a Bank asks for the year to the end of its day.

    The first of the months is `month`; `months` says when each of those after it begins.
    """

    since: int
    until: int
    month: int
    months: list[int]

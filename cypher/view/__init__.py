"""What a derivation reads: the graph as columns, one view a kind of tie.

A view's rows come in no particular order; numbers refer to customers (`customer_no`) and accounts
(`account_no`). Closed records are left out, and records with days count when they are valid on
`on` (from_on <= on < to_on). `load_no` is the load that a row came from.
"""

from dataclasses import dataclass

from cypher.arrays import Floats, Ints, Texts
from cypher.query import Query, View


@dataclass(frozen=True)
class CustomerColumns:
    """Every customer."""

    customer_no: Ints
    customer_id: Texts
    kind: Texts


class Customers(View[CustomerColumns]):
    """The customers: they are what all other views refer to."""


@dataclass(frozen=True)
class OwnershipColumns:
    """Who owns what share of whom, and with how many of the votes (both 0 to 1)."""

    owner_no: Ints
    owned_no: Ints
    share: Floats
    votes: Floats
    load_no: Ints


class Ownerships(View[OwnershipColumns]):
    """Holdings valid on a day."""

    on: str


@dataclass(frozen=True)
class ControlColumns:
    """Who controls whom, and on what basis."""

    controller_no: Ints
    controlled_no: Ints
    basis: Texts
    load_no: Ints


class Controls(View[ControlColumns]):
    """Declared control valid on a day."""

    on: str


@dataclass(frozen=True)
class KinshipColumns:
    """Who is kin of whom: a is b's `relation`."""

    a_no: Ints
    b_no: Ints
    relation: Texts
    load_no: Ints


class Kinships(View[KinshipColumns]):
    """Kinship as recorded, one way or both."""


@dataclass(frozen=True)
class GuaranteeColumns:
    """Who guarantees whom, for how much (NaN where unknown)."""

    guarantor_no: Ints
    borrower_no: Ints
    guarantee_id: Texts
    amount: Floats
    currency: Texts
    load_no: Ints


class Guarantees(View[GuaranteeColumns]):
    """Guarantees valid on a day; void ones (of amount 0) are left out."""

    on: str


@dataclass(frozen=True)
class ReferralColumns:
    """Who brought whom in, and when (milliseconds since 1970)."""

    referrer_no: Ints
    referred_no: Ints
    at: Ints
    load_no: Ints


class Referrals(View[ReferralColumns]):
    """Referrals as recorded; somebody may have been referred more than once."""


@dataclass(frozen=True)
class PaymentColumns:
    """Payments from account to account, with the instant in milliseconds since 1970."""

    from_no: Ints
    to_no: Ints
    amount: Floats
    at: Ints
    load_no: Ints


class Payments(View[PaymentColumns]):
    """Payments that have an account at both ends."""


@dataclass(frozen=True)
class AccountOwnerColumns:
    """Whose money an account holds; a joint account has several owners."""

    account_no: Ints
    customer_no: Ints


class AccountOwners(View[AccountOwnerColumns]):
    """Owners and joint holders, not those who are merely authorised."""


@dataclass(frozen=True)
class RecordSum:
    """How many open rows a record has, and the sum of their digests modulo a prime."""

    record: str
    rows: int
    checksum: int


class RecordSums(Query[RecordSum]):
    """What the fingerprint of the graph is made of, whatever the order of rows."""


@dataclass(frozen=True)
class FinishedLoad:
    """A load that ran to its end."""

    load_no: int
    source: str


class FinishedLoads(Query[FinishedLoad]):
    """The loads that a run stands on, in order."""

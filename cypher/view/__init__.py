"""What a derivation reads: the graph as columns, one view a kind of tie.

A view's rows come in no particular order; numbers refer to customers (`customer_no`) and accounts
(`account_no`). Closed records are left out, and records with days count when they are valid on
`on` (from_on <= on < to_on). `load_no` is the load that a row came from. Amounts of money are whole
ten-thousandths, UNKNOWN where nobody knows them (see `cypher.engine.arrays`).
"""

from dataclasses import dataclass

from cypher.engine.arrays import Amounts, Floats, Ints, Texts
from cypher.query import View


@dataclass(frozen=True)
class CustomerColumns:
    """Every customer; `is_client` is 0 or 1, net assets may be UNKNOWN."""

    customer_no: Ints
    customer_id: Texts
    kind: Texts
    is_client: Ints
    net_assets: Amounts


class Customers(View[CustomerColumns]):
    """The customers: they are what all other views refer to."""


@dataclass(frozen=True)
class IdentityColumns:
    """What customers are called, and the number of their licence or identity card ('': unknown).

    `id_normalised` is the text that is the same where the number is, '' where it says nothing.
    """

    customer_no: Ints
    name: Texts
    id_number: Texts
    id_normalised: Texts
    load_no: Ints


class Identities(View[IdentityColumns]):
    """Names and numbers that the bank itself keeps of customers."""


@dataclass(frozen=True)
class BirthdayColumns:
    """On which day customers were born, as ISO 8601 text."""

    customer_no: Ints
    birth_on: Texts


class Birthdays(View[BirthdayColumns]):
    """The customers whose day of birth is known."""


@dataclass(frozen=True)
class FinanceColumns:
    """What customers keep at the bank, and what they take in a year; either may be UNKNOWN."""

    customer_no: Ints
    assets: Amounts
    annual_receipts: Amounts
    load_no: Ints


class Finances(View[FinanceColumns]):
    """Customers of whom either is known."""


@dataclass(frozen=True)
class ProfileColumns:
    """Where customers belong ('': unknown)."""

    customer_no: Ints
    region: Texts
    branch: Texts
    industry: Texts
    relationship_manager: Texts


class Profiles(View[ProfileColumns]):
    """What a marketer sorts customers by."""


@dataclass(frozen=True)
class MarketingConsentColumns:
    """What customers say of being approached: 1 (yes) or 0 (refused)."""

    customer_no: Ints
    consents: Ints


class MarketingConsents(View[MarketingConsentColumns]):
    """Customers of whom it is known on a day whether they may be approached for marketing."""

    today: str


@dataclass(frozen=True)
class BlockedCustomerColumns:
    """Customers who are blocked."""

    customer_no: Ints
    load_no: Ints


class BlockedCustomers(View[BlockedCustomerColumns]):
    """Customers whom the bank has blocked."""


@dataclass(frozen=True)
class EmployeeColumns:
    """Customers who work for the bank."""

    customer_no: Ints
    load_no: Ints


class Employees(View[EmployeeColumns]):
    """Customers whose attribute x_employee says yes."""


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
class PositionColumns:
    """Which person holds which office (legal_representative, executive, ...) in which company."""

    person_no: Ints
    company_no: Ints
    role: Texts
    load_no: Ints


class Positions(View[PositionColumns]):
    """Offices held on a day."""

    on: str


@dataclass(frozen=True)
class DependencyColumns:
    """Who depends on whom, for what (receipts, funding_source, ...) and for which share of it."""

    provider_no: Ints
    dependent_no: Ints
    basis: Texts
    share: Floats
    load_no: Ints


class Dependencies(View[DependencyColumns]):
    """Economic dependency as recorded; the share is NaN where unknown."""


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
    """Who guarantees whom, for how much (which may be UNKNOWN)."""

    guarantor_no: Ints
    borrower_no: Ints
    guarantee_id: Texts
    amount: Amounts
    currency: Texts
    load_no: Ints


class Guarantees(View[GuaranteeColumns]):
    """Guarantees valid on a day; void ones (of amount 0) are left out."""

    on: str


@dataclass(frozen=True)
class ObligationColumns:
    """Who owes whom how much."""

    debtor_no: Ints
    creditor_no: Ints
    amount: Amounts
    currency: Texts
    load_no: Ints


class Obligations(View[ObligationColumns]):
    """What customers owe each other; one row a pair and currency."""


@dataclass(frozen=True)
class ExposureColumns:
    """What a customer has drawn, may still draw, and what eligible mitigation covers of it."""

    customer_no: Ints
    kind: Texts
    currency: Texts
    drawn: Amounts
    undrawn: Amounts
    covered: Amounts


class Exposures(View[ExposureColumns]):
    """Every exposure of the bank that is not settled."""


@dataclass(frozen=True)
class IdentifierColumns:
    """Which customer uses which phone, address, device and the like.

    `value` is what was typed, `normalised` the text that is the same where the thing is. `blocked`
    is 0 or 1.
    """

    customer_no: Ints
    kind: Texts
    value: Texts
    normalised: Texts
    blocked: Ints
    load_no: Ints


class Identifiers(View[IdentifierColumns]):
    """Identifiers that say something; several customers may use one."""


@dataclass(frozen=True)
class DeclaredMemberColumns:
    """Who is in which group that the bank declared, and as what ('': unknown)."""

    group_id: Texts
    group_name: Texts
    customer_no: Ints
    role: Texts
    load_no: Ints


class DeclaredMembers(View[DeclaredMemberColumns]):
    """Members of the bank's own groups."""


@dataclass(frozen=True)
class SameCustomerColumns:
    """Two records of one customer, as the bank believes, and on what basis ('': unknown)."""

    customer_no: Ints
    other_no: Ints
    basis: Texts
    load_no: Ints


class SameCustomers(View[SameCustomerColumns]):
    """Customers who are believed to be one."""


@dataclass(frozen=True)
class ReferralColumns:
    """Who brought whom in, when (milliseconds since 1970), and where ('': unknown)."""

    referrer_no: Ints
    referred_no: Ints
    at: Ints
    channel: Texts
    load_no: Ints


class Referrals(View[ReferralColumns]):
    """Referrals before an instant, for a Bank the end of its day; one may be referred repeatedly.

    `until` is in milliseconds since 1970.
    """

    until: int

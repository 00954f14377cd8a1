"""What a load writes: one batch a record of the canonical files, and what surrounds a load.

    customers, accounts, groups, exposures, identifiers     nodes
    everything else                                         relationships between them

Each batch keeps rows by their own key, so that a row written twice is one row. A row carries both
the id (`owner_id`) and the number (`owner_no`) of what it refers to: the graph is matched by id,
the tables hold numbers.
"""

from dataclasses import dataclass

from cypher.engine.arrays import Ints, Texts
from cypher.query import Batch, Command, Query, View

_ORIGIN = ("attributes", "source", "load_no", "digest")


class MergeCustomers(Batch):
    """Keeps customers."""

    columns = (
        *("customer_no", "customer_id", "kind", "name", "search_text", "is_client", "id_type"),
        *("id_number", "birth_on", "gender", "registered_on", "industry", "region", "branch"),
        *("relationship_manager", "assets", "net_assets", "annual_receipts"),
        *("annual_expenditures", "blocked", "marketing_consent"),
        *_ORIGIN,
    )


class MergeGroups(Batch):
    """Keeps the groups that the bank itself declares."""

    columns = ("group_id", "name", "kind", "parent_id", *_ORIGIN)


class MergeGroupMembers(Batch):
    """Keeps who is in which declared group."""

    columns = ("group_id", "customer_id", "customer_no", "role", *_ORIGIN)


class MergeAccounts(Batch):
    """Keeps accounts."""

    columns = (
        *("account_no", "account_id", "kind", "currency", "opened_on", "status", "balance"),
        *("blocked", "external"),
        *_ORIGIN,
    )


class MergeAccountHolders(Batch):
    """Keeps who holds which account."""

    columns = ("account_id", "account_no", "customer_id", "customer_no", "role", *_ORIGIN)


class MergeTransactions(Batch):
    """Keeps payments; the account '' with the number 0 is the outside."""

    columns = (
        *("transaction_id", "from_account", "from_no", "to_account", "to_no", "amount"),
        *("currency", "at", "channel", "purpose"),
        *_ORIGIN,
    )


class MergeOwnerships(Batch):
    """Keeps who owns which share of whom."""

    columns = (
        *("owner_id", "owner_no", "owned_id", "owned_no", "share", "votes", "from_on", "to_on"),
        *_ORIGIN,
    )


class MergeControls(Batch):
    """Keeps control that rests on something other than votes."""

    columns = (
        *("controller_id", "controller_no", "controlled_id", "controlled_no", "basis"),
        *("from_on", "to_on"),
        *_ORIGIN,
    )


class MergePositions(Batch):
    """Keeps who holds which office."""

    columns = (
        *("person_id", "person_no", "company_id", "company_no", "role", "from_on", "to_on"),
        *_ORIGIN,
    )


class MergeKinships(Batch):
    """Keeps who is kin of whom."""

    columns = ("a_id", "a_no", "b_id", "b_no", "relation", *_ORIGIN)


class MergeGuarantees(Batch):
    """Keeps guarantees."""

    columns = (
        *("guarantee_id", "guarantor_id", "guarantor_no", "borrower_id", "borrower_no", "amount"),
        *("currency", "from_on", "to_on"),
        *_ORIGIN,
    )


class MergeReferrals(Batch):
    """Keeps who brought whom in."""

    columns = (
        *("referrer_id", "referrer_no", "referred_id", "referred_no", "at", "campaign", "channel"),
        *_ORIGIN,
    )


class MergeDependencies(Batch):
    """Keeps who depends on whom."""

    columns = (
        *("provider_id", "provider_no", "dependent_id", "dependent_no", "basis", "share"),
        *_ORIGIN,
    )


class MergeExposures(Batch):
    """Keeps what the bank has lent to whom."""

    columns = (
        *("exposure_id", "customer_id", "customer_no", "kind", "amount", "currency", "due_on"),
        "status",
        *_ORIGIN,
    )


class MergeObligations(Batch):
    """Keeps what customers owe each other."""

    columns = (
        *("debtor_id", "debtor_no", "creditor_id", "creditor_no", "amount", "currency"),
        *_ORIGIN,
    )


class MergeIdentifiers(Batch):
    """Keeps phones, addresses, devices and the like."""

    columns = ("customer_id", "customer_no", "kind", "value", "blocked", *_ORIGIN)


class MergeSameAs(Batch):
    """Keeps which customers the bank believes to be one."""

    columns = ("customer_id", "customer_no", "other_customer_id", "other_no", "basis", *_ORIGIN)


@dataclass(frozen=True)
class CustomerNumberColumns:
    """Every customer's id and number."""

    customer_id: Texts
    customer_no: Ints


class CustomerNumbers(View[CustomerNumberColumns]):
    """The customers that rows may refer to."""


@dataclass(frozen=True)
class AccountNumberColumns:
    """Every account's id and number."""

    account_id: Texts
    account_no: Ints


class AccountNumbers(View[AccountNumberColumns]):
    """The accounts that rows may refer to."""


@dataclass(frozen=True)
class GroupIdColumns:
    """Every declared group's id."""

    group_id: Texts


class GroupIds(View[GroupIdColumns]):
    """The declared groups that members may refer to."""


@dataclass(frozen=True)
class DigestColumns:
    """What a record's open rows say, each as one number."""

    digest: Ints


class Digests(View[DigestColumns]):
    """The digests of the open rows of one record; of one source, or of all where it is ''."""

    record: str
    source: str


class CloseRecords(Command):
    """Closes the rows of one record whose digests are named: they are gone from their source."""

    record: str
    digests: list[int]
    closed_on: str


@dataclass(frozen=True)
class LoadNumber:
    """The number of one load, and whether it ran to its end."""

    load_no: int
    finished: bool


class LoadsOfFingerprint(Query[LoadNumber]):
    """The load of exactly these files, if they were ever begun."""

    fingerprint: str


class BeginLoad(Command):
    """Notes that a load has begun, or begun again, under the next number."""

    source: str
    fingerprint: str
    now: int
    counts: str


class FinishLoad(Command):
    """Notes what a load did."""

    load_no: int
    now: int
    counts: str


class TakeWriter(Command):
    """Takes the writer's lease where nobody has it, or whoever had it let it run out."""

    token: str
    work: str
    host: str
    pid: int
    now: int
    expires_at: int


class KeepWriter(Command):
    """Makes the lease of this writer last longer."""

    token: str
    expires_at: int


class ReleaseWriter(Command):
    """Gives the lease back, if this writer still has it."""

    token: str


@dataclass(frozen=True)
class WriterLease:
    """Who may write."""

    token: str
    work: str
    host: str
    pid: int
    expires_at: int


class Writer(Query[WriterLease]):
    """The lease as it stands."""

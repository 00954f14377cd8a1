"""Identities: which customer numbers are one customer, and what that rests on.

What runs resolved is kept as holdings are: in run r counts what has since_run <= r and (until_run
is empty or r < until_run). Every number of an identity has a row, the one that it is known by too;
a customer of one number has none.
"""

from dataclasses import dataclass

from cypher.engine.arrays import Ints, Texts
from cypher.query import Batch, Command, Query, View


@dataclass(frozen=True)
class SameAsColumns:
    """What records say of two numbers: same, different or unsure; and the load that first did."""

    customer_no: Ints
    other_no: Ints
    verdict: Texts
    basis: Texts
    first_load_no: Ints


class SameAsRecords(View[SameAsColumns]):
    """Every open record about two numbers, whatever it says of them."""


@dataclass(frozen=True)
class NamedNumberColumns:
    """Customer numbers that a record or a decision names beside another one."""

    customer_no: Ints
    customer_id: Texts
    source: Texts
    is_client: Ints


class NamedNumbers(View[NamedNumberColumns]):
    """The open customers of whom anything is said beside another."""


@dataclass(frozen=True)
class IdentityDecisionColumns:
    """What people decided of two numbers, and when (milliseconds since 1970)."""

    customer_no: Ints
    other_no: Ints
    verdict: Texts
    at: Ints
    decision_no: Ints


class IdentityDecisions(View[IdentityDecisionColumns]):
    """Every decision about two numbers that is in force, later ones about the same two included."""


@dataclass(frozen=True)
class KnownAsColumns:
    """The numbers of identities, and the numbers that these are known by.

    `source` delivers the number's own row; `basis` and `since_at` (milliseconds since 1970) are
    those of the edge by which it first joined.
    """

    customer_no: Ints
    customer_id: Texts
    known_no: Ints
    source: Texts
    basis: Texts
    since_at: Ints


class KnownAs(View[KnownAsColumns]):
    """The identities of one run."""

    run_id: int


class AddKnownAs(Batch):
    """Adds numbers of identities that count from a run on, and until one where it is named."""

    columns = (
        "customer_id",
        "known_id",
        "customer_no",
        "known_no",
        "basis",
        "since_at",
        "since_run",
        "until_run",
    )


class EndKnownAs(Command):
    """Ends what currently counts of some numbers: it counts until a run."""

    numbers: list[int]
    run_id: int


@dataclass(frozen=True)
class NumberRow:
    """A number of an identity: what it is known by, who delivers it, why and since when it is."""

    known_id: str
    customer_id: str
    source: str
    basis: str
    since_at: str


class NumbersOf(Query[NumberRow]):
    """All numbers of the identities that some numbers are of, in one run."""

    customer_ids: list[str]
    run_id: int


@dataclass(frozen=True)
class KnownNowRow:
    """The current run with its two times, and what a number is known by in it."""

    run_id: int
    as_of: str
    published_at: str
    known_id: str


class KnownNow(Query[KnownNowRow]):
    """What a number is known by in the current run; no row before the first."""

    customer_id: str


@dataclass(frozen=True)
class IdentityRow:
    """An identity: the number that it is known by, the name under that, how many numbers it has."""

    customer_id: str
    name: str
    size: int


class IdentitiesInOrder(Query[IdentityRow]):
    """The identities of a run in the order of the numbers that they are known by."""

    run_id: int
    after_id: str
    limit: int


@dataclass(frozen=True)
class SameAsRow:
    """A record about two numbers, and the load that first brought it."""

    customer_id: str
    other_id: str
    verdict: str
    basis: str
    first_load_no: int
    since_at: int


class SameAsRecordsOf(Query[SameAsRow]):
    """The open records about any of some numbers."""

    customer_ids: list[str]

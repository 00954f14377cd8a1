"""Erasures: a person's row stays under an id that says nothing, and nothing else names the person.

What is known of the person goes; what others did with the person stays and points to that row, so
that groups, sums and paths are what they were. Loads look at `suppressed`, keyed hashes of what
must not come back.
"""

from dataclasses import dataclass
from typing import Any

from cypher.decision import NewDecision
from cypher.query import Batch, Command, Query


@dataclass(frozen=True)
class StandingRow:
    """What forbids an erasure: an exposure, a guarantee or an account, and its id."""

    kind: str
    standing_id: str


class StandingOf(Query[StandingRow]):
    """What stands on a day between the bank and some numbers of a customer, by kind and id.

    Exposures that are not settled, guarantees in force or still to come on either side, and open
    accounts at this bank that are not empty.
    """

    from_leader = True

    customer_ids: list[str]
    on: str


@dataclass(frozen=True)
class DealingRow:
    """The last day on which the bank dealt with a customer; None where it never did."""

    last_on: str | None


class LastDealing(Query[DealingRow]):
    """When the bank last dealt with some numbers of a customer.

    The last payment of their accounts, the day on which an account was closed or an exposure was
    due, and the last day of a guarantee.
    """

    from_leader = True

    customer_ids: list[str]


@dataclass(frozen=True)
class ErasedRow:
    """What a number of a customer is found by, and what is kept of its consents."""

    customer_id: str
    name: str
    former_name: str | None
    earlier_names: str | None
    id_type: str | None
    id_number: str | None
    id_normalised: str | None
    consents: list[str]


class NumbersToErase(Query[ErasedRow]):
    """Some numbers of a customer, in the order of their ids; each consent is one text."""

    from_leader = True

    customer_ids: list[str]


@dataclass(frozen=True)
class PartRow:
    """How many rows of one sort an erasure changes or takes away."""

    part: str
    rows: int


class RowsToErase(Query[PartRow]):
    """How many rows tell of some numbers of a customer, by sort."""

    from_leader = True

    customer_ids: list[str]
    quoted: list[str]


@dataclass(frozen=True)
class TextRow:
    """The reason of a decision, and whether the decision is about one of the tokens."""

    decision_no: int
    reason: str
    is_about: bool


class TextsToErase(Query[TextRow]):
    """The reasons of decisions that are about some tokens, or hold some words."""

    from_leader = True

    tokens: list[str]
    words: list[str]


@dataclass(frozen=True)
class KeptCase:
    """A case as it is kept: `answer` is JSON, compressed by zlib; `customers` is JSON."""

    case_no: int
    title: str
    customers: str
    answer: bytes


class CasesAfter(Query[KeptCase]):
    """The cases after one, in the order of their numbers."""

    from_leader = True

    after: int
    limit: int


@dataclass(frozen=True)
class StateRow:
    """The last run, load and case, and whether somebody holds the writer's lease now."""

    last_run: int
    last_load: int
    last_case: int
    is_written: bool


class StateToErase(Query[StateRow]):
    """What an erasure was prepared on: it is not made where any of it has changed meanwhile."""

    from_leader = True


@dataclass(frozen=True)
class CountRow:
    """A count."""

    count: int


class ErasuresMade(Query[CountRow]):
    """How many numbers of customers were erased: what is kept in memory is of one such count."""

    from_leader = True


@dataclass(frozen=True)
class HashRow:
    """A keyed hash."""

    hash: str


class Suppressed(Query[HashRow]):
    """The keyed hashes of what no load may bring again."""

    from_leader = True


class EraseCustomers(NewDecision, Command):
    """Writes a decision under the next number together with the erasure that it brings about.

    Nothing where another decision has the number, somebody holds the writer's lease, or a run, load
    or case came since. `erased` maps the numbers (customer_id) to their new ids (erased_id).
    `quoted` are pairs of a text within JSON, with its quotation marks, and what takes its place:
    ids, then names. `ids_quoted` are those of the ids alone, `names_quoted` those of the names.
    """

    last_run: int
    last_load: int
    last_case: int
    erased: list[dict[str, str]]
    quoted: list[list[str]]
    ids_quoted: list[str]
    names_quoted: list[str]
    names: list[str]
    texts: list[int]
    suppressed: list[str]
    certificate: str


class RewriteCases(Batch):
    """Puts cases in the place of kept ones, where the erasure of a decision was made."""

    columns = ("case_no", "title", "customers", "answer", "decision_id")


def parts(rows: list[PartRow]) -> dict[str, Any]:
    """The counts by their sorts."""
    return {row.part: row.rows for row in rows}

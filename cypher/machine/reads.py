"""The chain of reads of one machine: what is noted, chained, told, and cut when it is old.

An entry's hash is made of the one before and of what it says, as in `cypher.decision.chain`.
"""

from dataclasses import dataclass
from typing import Any

from cypher.machine import OfMachine
from cypher.query import Command, Query


class NoteReads(OfMachine, Command):
    """Notes reads, which are chained later: each names customers by their ids."""

    reads: list[dict[str, Any]]


@dataclass(frozen=True)
class NotedRead:
    """A read that is not chained yet."""

    noted_no: int
    said: dict[str, Any]


class NotedReads(OfMachine, Query[NotedRead]):
    """The reads that are not chained yet, the first noted first."""

    limit: int


@dataclass(frozen=True)
class ReadsHead:
    """The number of the last entry, and its hash."""

    entry_no: int
    hash: str


class LastRead(OfMachine, Query[ReadsHead]):
    """The head of the chain; no row where nothing was read yet."""


class ChainReads(OfMachine, Command):
    """Adds entries after the head of the chain and forgets what they were noted as.

    Does nothing where another process has added some: `head` is the last entry that this one saw.
    """

    head: int
    noted: int
    entries: list[dict[str, Any]]
    last_hash: str


@dataclass(frozen=True)
class ReadRow:
    """An entry as it is chained: `said` is the JSON that was hashed."""

    entry_no: int
    said: str
    hash: str


class ReadsAfter(OfMachine, Query[ReadRow]):
    """Entries after one, in the order of their numbers."""

    after: int
    limit: int


class ReadsTold(OfMachine, Query[ReadRow]):
    """Entries of some instants before one, the latest first; each filter may be empty.

    `tokens` are a customer's; of several customers each entry comes once.
    """

    tokens: list[str]
    everybody: bool
    user_id: str
    since: int
    until: int
    before_at: int
    before_no: int
    limit: int


@dataclass(frozen=True)
class CutRow:
    """A head up to which entries were taken away, when, and the signature under it."""

    entry_no: int
    hash: str
    at: int
    signature: str


class LastCut(OfMachine, Query[CutRow]):
    """The last cut; no row where nothing was cut yet."""


class CutReads(OfMachine, Command):
    """Takes away the entries up to one and keeps their head."""

    entry_no: int
    hash: str
    at: int
    signature: str


@dataclass(frozen=True)
class VerifiedRow:
    """When all chains were verified last, how many entries were read, which is broken ('')."""

    at: int
    entries: int
    broken: str


class LastVerified(OfMachine, Query[VerifiedRow]):
    """What the last verification found; no row where there was none."""


class KeepVerified(OfMachine, Command):
    """Keeps what a verification found."""

    at: int
    entries: int
    broken: str


@dataclass(frozen=True)
class WaitingRow:
    """How many reads are noted and not chained yet, and since when; None where there are none."""

    waiting: int
    since: int | None


class ReadsWaiting(OfMachine, Query[WaitingRow]):
    """The reads that are not chained yet, counted."""

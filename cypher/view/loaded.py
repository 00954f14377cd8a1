"""What a run stands on: the loads, and the data as they left it."""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class RecordSum:
    """How many open rows a record has, and the sum of their digests modulo a prime."""

    record: str
    rows: int
    checksum: int


class RecordSums(Query[RecordSum]):
    """What the fingerprint of the graph is made of, whatever the order of rows."""


@dataclass(frozen=True)
class ValueCount:
    """How many values of a kind of identifier say nothing."""

    kind: str
    rows: int


class ValuesOfNothing(Query[ValueCount]):
    """How many values say nothing, by kind; a customer's own number is an id number."""


@dataclass(frozen=True)
class LoadRow:
    """A load: when it began and ended, in milliseconds since 1970, and the records it has.

    `finished_at` is None where it broke off or is still under way; `counts` is JSON by record.
    """

    load_no: int
    source: str
    started_at: int
    finished_at: int | None
    counts: str


class Loads(Query[LoadRow]):
    """Every load that has begun, in the order of their numbers."""


@dataclass(frozen=True)
class LoadNumber:
    """The number of a load."""

    load_no: int


class FinishedLoads(Query[LoadNumber]):
    """The loads that ran to their end, in order: asked at each question, so without counts."""

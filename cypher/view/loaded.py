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
    """A load: when it began, began to write and ended, in milliseconds since 1970, and what it has.

    `state` is running, done, refused or failed; one that was killed is said to run until the next
    load begins. `sources` (in the order in which they were merged), `files` (record, file, columns)
    and `counts` (by record) are JSON.
    """

    load_no: int
    source: str
    state: str
    in_full: bool
    started_at: int
    writing_at: int | None
    finished_at: int | None
    sources: str
    files: str
    counts: str
    reason: str


class Loads(Query[LoadRow]):
    """Every load that has begun, in the order of their numbers."""


@dataclass(frozen=True)
class LoadNumber:
    """The number of a load."""

    load_no: int


class FinishedLoads(Query[LoadNumber]):
    """The loads that ran to their end, in order: asked at each question, so without counts."""


@dataclass(frozen=True)
class LoadedSource:
    """A source, and all of them in the order in which the last load that was done merged them.

    `merged` is JSON, the same in each row.
    """

    source: str
    merged: str


class LoadedSources(Query[LoadedSource]):
    """The sources that ever began a load, in the order of their first: without counts and files."""

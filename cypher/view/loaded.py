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
class FinishedLoad:
    """A load that ran to its end."""

    load_no: int
    source: str


class FinishedLoads(Query[FinishedLoad]):
    """The loads that a run stands on, in order."""

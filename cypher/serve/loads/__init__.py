"""The history of loads."""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class LoadTold:
    """A load: `files` (record, file, columns) and `counts` (by record) are JSON.

    `state` is running, done, refused or failed; one that was killed is said to run until the next
    load begins. `seconds` is how long it took.
    """

    load_no: int
    source: str
    state: str
    in_full: bool
    started_at: str
    finished_at: str | None
    seconds: float | None
    files: str
    counts: str
    reason: str


class LoadsBefore(Query[LoadTold]):
    """Loads below a number, the latest first."""

    before: int
    limit: int


class LoadByNo(Query[LoadTold]):
    """One load."""

    load_no: int

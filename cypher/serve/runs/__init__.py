"""Runs, which is current on a day, and what changed between two."""

from dataclasses import dataclass

from cypher.query import Query


@dataclass(frozen=True)
class RunRow:
    """A published run; `report` is JSON."""

    run_id: int
    as_of: str
    started_at: str
    published_at: str
    fingerprint: str
    report: str


@dataclass(frozen=True)
class RunNumber:
    """The number of a run."""

    run_id: int


class CurrentRun(Query[RunNumber]):
    """The current run: the highest that has been published; no row before the first."""


class RunById(Query[RunRow]):
    """One published run."""

    run_id: int


class RunAt(Query[RunNumber]):
    """The run that was current at an instant (milliseconds since 1970)."""

    at: int


class Runs(Query[RunRow]):
    """Published runs, the latest first; `before` is a run id to go on from."""

    before: int
    limit: int


@dataclass(frozen=True)
class LastInstantsRow:
    """Two instants, in milliseconds since 1970; None for what has not happened yet."""

    published_at: int | None
    finished_at: int | None


class LastInstants(Query[LastInstantsRow]):
    """When the last run was published and when the last load ended; always one row."""


@dataclass(frozen=True)
class ChangeRow:
    """A holding that differs between two runs: `change` is gained, lost or changed."""

    customer_id: str
    tag_id: str
    subject: str
    change: str
    grade_before: str | None
    grade_after: str | None
    score_before: float | None
    score_after: float | None


class ChangesBetween(Query[ChangeRow]):
    """What differs between two runs, by customer, tag and subject."""

    earlier: int
    later: int
    tag_id: str
    for_marketing: bool
    after_id: str
    after_tag: str
    after_subject: str
    limit: int

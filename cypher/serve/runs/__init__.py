"""Runs, which of them answers for a day as it was known at an instant, and what changed."""

from dataclasses import dataclass

from cypher.query import Query
from cypher.serve.filtered import Filtered


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


@dataclass(frozen=True)
class RunTimes:
    """A published run's two times: the day it looks at, and the instant it was published."""

    run_id: int
    as_of: str
    published_at: str


class CurrentRun(Query[RunTimes]):
    """The current run: the highest above 0 that has been published; no row before the first."""


class TimesOfRun(Query[RunTimes]):
    """The two times of one published run."""

    run_id: int


class RunAnswering(Query[RunTimes]):
    """The run that answers for a day, as it was known at an instant (milliseconds since 1970).

    Of the runs published by then the one with the greatest day on or before that day, of several
    the one published last. A run that had been withdrawn by then does not answer.
    """

    as_of: str
    known_at: int


class NearestRuns(Query[RunTimes]):
    """Runs to ask for where none answers for a day and an instant.

    The first of a later day, if possible one that was known by then; and the first that was
    published later, if possible one of that day or before.
    """

    as_of: str
    known_at: int


class LineUpTo(Query[RunNumber]):
    """The last run of the current line that looks at a day or before it, or 0; one row."""

    as_of: str


class LowestRun(Query[RunNumber]):
    """The lowest number of a run, published or not, or 0 where there is none below; one row."""


class RunsOfLine(Query[RunRow]):
    """The published runs of the current line, those above 0, the latest first."""

    limit: int


class RunById(Query[RunRow]):
    """One published run."""

    run_id: int


class Runs(Query[RunRow]):
    """Published runs, those published last first.

    `before_at` (milliseconds since 1970) and `before_run` are those of a run to go on from.
    """

    before_at: int
    before_run: int
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
    name: str
    relationship_manager: str | None
    tag_id: str
    subject: str
    change: str
    grade_before: str | None
    grade_after: str | None
    score_before: float | None
    score_after: float | None
    moved: float


class ChangesBetween(Filtered, Query[ChangeRow]):
    """What differs between two runs, by customer, tag and subject, but for what only slid.

    Or by `sort`: 'name', or 'score', how far it moved, where what is not held has 0; `moved` says
    so, negative where `descending`.
    `low` and `high` are the two in the order of their numbers; `run_id` is the one by whose
    identities it depends on who may be approached. Changes of the tags in `complete` name all;
    without `every_tag` those of `told_tags` alone are told.
    """

    earlier: int
    later: int
    low: int
    high: int
    run_id: int
    tag_id: str
    every_tag: bool
    told_tags: list[str]
    complete: list[str]
    consent: str
    today: str
    sort: str
    descending: bool
    after_moved: float
    after_name: str
    after_id: str
    after_tag: str
    after_subject: str
    limit: int


@dataclass(frozen=True)
class LeftOutChanges:
    """How many changes a list leaves out for a reason."""

    left_out: str
    holdings: int


class LeftOutOfChanges(Filtered, Query[LeftOutChanges]):
    """What a list of changes leaves out; the parameters are those of `ChangesBetween`."""

    earlier: int
    later: int
    low: int
    high: int
    run_id: int
    tag_id: str
    every_tag: bool
    told_tags: list[str]
    complete: list[str]
    consent: str
    today: str


@dataclass(frozen=True)
class SlidRow:
    """A number of holdings."""

    holdings: int


class SlidBetween(Filtered, Query[SlidRow]):
    """How many holdings only slid between two runs: others moved them. One row.

    The score is the same, and the value but for a rank, the edges and the rule; the grade, the rank
    or other facts are not. The parameters are those of `ChangesBetween`.
    """

    earlier: int
    later: int
    low: int
    high: int
    run_id: int
    tag_id: str
    every_tag: bool
    told_tags: list[str]
    complete: list[str]
    consent: str
    today: str

"""What a run writes: holdings and groups beside the current ones, then one switch.

A holding or group counts in run r when since_run <= r and (until_run is empty or r < until_run).
So what a run adds and ends is invisible until `PublishRun` makes it current, and what a run that
broke off left behind is undone by `DiscardRun` before the next begins.

A run may be built and wait for a yes: `KeepWaiting` gives it its fingerprint and report, by which
it is told from one that broke off. It is published as it is, or discarded by the next run of the
line.

A run that looks at a day before the current run's stands beside the current line: it is numbered
downwards from -1, and all that it adds counts in it alone, from -k until -k + 1. It ends nothing,
and the runs above 0 do not see it.

On Neo4j TAGGED, the derived groups and their members stand for "now", for those who look at the
graph. `TagRun` brings them to a run once it is the current one; a run without `tagged_at` waits for
that, and whatever writes next does it first: see `cypher.publish.finish`.
"""

from dataclasses import dataclass

from cypher.decision import NewDecision
from cypher.engine.arrays import Ints, Texts
from cypher.query import Batch, Command, Query, View
from cypher.serve.runs import RunNumber


class UnpublishedRuns(Query[RunNumber]):
    """Runs that were begun and never built to their end."""


@dataclass(frozen=True)
class WaitingRun:
    """A run that is built and waits for a yes; `report` is JSON."""

    run_id: int
    as_of: str
    fingerprint: str
    report: str


class WaitingRuns(Query[WaitingRun]):
    """Runs that are built and wait for a yes, which is at most one."""


class KeepWaiting(Command):
    """Keeps a run that is built until it is published or superseded."""

    run_id: int
    fingerprint: str
    report: str


class UntaggedRuns(Query[RunNumber]):
    """Published runs to which what stands for "now" in the graph was not brought yet."""


class DiscardRun(Command):
    """Undoes what a run that broke off has written."""

    run_id: int


class WithdrawRun(Command):
    """Makes what counted before a run count again from another run on."""

    run_id: int
    by: int


class BeginRun(Command):
    """Notes a run that is being built."""

    run_id: int
    as_of: str
    now: int


class KeepTags(Batch):
    """Keeps the catalogue's tags beside the graph, for those who look at it there."""

    columns = ("tag_id", "version", "title_zh", "title_en")


class KeepTagVersions(Batch):
    """Keeps what the versions of tags that a run uses say of themselves; `grades` is JSON."""

    columns = (
        "tag_id",
        "version",
        "title_zh",
        "title_en",
        "meaning_zh",
        "meaning_en",
        "source",
        "grades",
        "run_id",
    )


@dataclass(frozen=True)
class HoldingDigestColumns:
    """What the holdings of a tag say, each as one number."""

    digest: Ints


class HoldingDigests(View[HoldingDigestColumns]):
    """The digests of the current holdings of one tag."""

    tag_id: str


@dataclass(frozen=True)
class HeldTag:
    """A tag that somebody holds."""

    tag_id: str


class HeldTags(Query[HeldTag]):
    """Tags with current holdings, catalogued or not."""


class AddHoldings(Batch):
    """Adds holdings that count from a run on, and until another where that is known."""

    columns = (
        "customer_id",
        "customer_no",
        "tag_id",
        "subject",
        "version",
        "grade",
        "score",
        "value",
        "evidence",
        "group_id",
        "role",
        "digest",
        "since_run",
        "until_run",
    )


class EndHoldings(Command):
    """Ends the current holdings of one tag whose digests are named: they count until a run."""

    tag_id: str
    digests: list[int]
    run_id: int


@dataclass(frozen=True)
class DerivedGroupColumns:
    """Derived groups with their heads; what each says as one number."""

    group_id: Texts
    head_no: Ints
    digest: Ints


class DerivedGroups(View[DerivedGroupColumns]):
    """The derived groups of one kind in a run."""

    kind: str
    run_id: int


@dataclass(frozen=True)
class DerivedMemberColumns:
    """Who is in which derived group."""

    group_id: Texts
    customer_no: Ints


class DerivedMembers(View[DerivedMemberColumns]):
    """The members of the groups that one tag makes, in a run."""

    tag_id: str
    run_id: int


class AddGroups(Batch):
    """Adds derived groups that count from a run on, and until another where that is known."""

    columns = ("group_id", "kind", "head_id", "head_no", "size", "digest", "since_run", "until_run")


class EndGroups(Command):
    """Ends the current derived groups of one kind whose digests are named."""

    kind: str
    digests: list[int]
    run_id: int


class AddGroupEvents(Batch):
    """Adds what a run did to groups: see `service.run.group_ids.GroupEvent`."""

    columns = ("group_id", "kind", "run_id", "event", "other_id", "members")


class PublishRun(Command):
    """Makes a run the current one, in one atomic switch."""

    run_id: int
    now: int
    fingerprint: str
    report: str


class PublishDecided(NewDecision, Command):
    """Makes a run the current one, with the decision of somebody to do so, or neither.

    Nothing is written where another decision has the number.
    """

    salt: str
    reason: str
    run_id: int
    fingerprint: str
    report: str


class TagRun(Command):
    """Brings what stands for "now" in the graph to a run; nothing where there is no graph.

    `titles` says what each kind of group is called, for the names of the derived groups.
    """

    run_id: int
    now: int
    titles: dict[str, str]

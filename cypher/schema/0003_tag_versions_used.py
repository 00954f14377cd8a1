"""Which versions of tags the runs so far used, read off their reports, which are JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from cypher.engine.store import Store
from cypher.query import Batch, Query

RUNS = 100


@dataclass(frozen=True)
class ReportRow:
    """A published run; `report` is JSON."""

    run_id: int
    report: str


class ReportsOfRuns(Query[ReportRow]):
    """The next published runs after one, with their reports."""

    after: int
    limit: int


class KeepTagVersionsUsed(Batch):
    """Keeps that a run used a version of a tag, under the title that the tag had last."""

    columns = ("tag_id", "version", "run_id")


def step(store: Store) -> Iterator[None]:
    """Keep the versions that runs used, some runs a batch; doing it again changes nothing."""
    after = 0
    while runs := store.rows(ReportsOfRuns(after=after, limit=RUNS)):
        first: dict[tuple[str, str], int] = {}
        for run in runs:
            for tag_id, report in orjson.loads(run.report)["tags"].items():
                first.setdefault((tag_id, report["version"]), run.run_id)
        rows = [(tag_id, version, run_id) for (tag_id, version), run_id in sorted(first.items())]
        store.run_batch(KeepTagVersionsUsed, rows)
        after = runs[-1].run_id
        yield

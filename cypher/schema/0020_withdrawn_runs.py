"""Which runs withdrew another one, read off their reports, which are JSON."""

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


class ReportsOfLine(Query[ReportRow]):
    """The next published runs after one, with their reports."""

    after: int
    limit: int


class KeepWithdrawals(Batch):
    """Keeps which run a run withdrew."""

    columns = ("run_id", "withdrew")


def step(store: Store) -> Iterator[None]:
    """Keep what runs withdrew, some runs a batch; doing it again changes nothing."""
    after = 0
    while runs := store.rows(ReportsOfLine(after=after, limit=RUNS)):
        reports = [(run.run_id, orjson.loads(run.report).get("withdrew")) for run in runs]
        store.run_batch(
            KeepWithdrawals, [(run_id, told["run_id"]) for run_id, told in reports if told]
        )
        after = runs[-1].run_id
        yield

"""WITHDRAW: what the run before the current one said counts again, as a run of its own."""

from typing import Any

import orjson

from cypher import Store
from cypher.decision.deciding import Act
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.publish import BeginRun, WaitingRuns, WithdrawRun
from cypher.publish.finish import discard_unpublished, discard_waiting, finish_publishing
from cypher.serve.runs import RunRow, Runs, RunsOfLine
from cypher.time_zone import TimeZone
from cypher.vocabulary import Text
from service.errors import Conflict
from service.run.waiting import publish_decided

#: No run was published then.
AFTER_ALL = 2**53


def withdraw(store: Store, reason: str, *, author: str) -> dict[str, Any]:
    """Withdraw the current run; returns the report of the run that says again what was said before.

    Nothing is erased: what was served in the meantime stays as history under the withdrawn run's
    number. Withdrawing twice brings back what was withdrawn first. A derivation compares with what
    counts again. A run that waits for a yes is superseded. It is a decision of the author. Cost:
    linear in what the withdrawn run changed.

    Raises Conflict where there is no reason, or no run before the current one; StoreBusy while
    another writes.
    """
    if not reason.strip():
        raise Conflict(
            Text(
                "撤回批次须说明理由，后续批次会列明：请给出--reason",
                "a run is withdrawn for a reason, which its successor tells: give --reason",
            )
        )
    with only_writer(store, "withdrawal"):
        finish_publishing(store)
        discard_unpublished(store)
        runs = store.rows(RunsOfLine(limit=2))
        if len(runs) < 2:
            raise Conflict(
                Text(
                    "当前批次之前没有批次：无可退回",
                    "there is no run before the current one: there is nothing to go back to",
                )
            )
        current, before = runs
        waiting = [run.run_id for run in store.rows(WaitingRuns())]
        run_id = 1 + max([current.run_id, *waiting])
        report = _report(before, current, reason.strip(), waiting)
        store.run(BeginRun(run_id=run_id, as_of=before.as_of, now=now_ms()))
        # It was held against the run that is withdrawn.
        discard_waiting(store)
        store.run(WithdrawRun(run_id=current.run_id, by=run_id))
        act = Act("run", str(current.run_id), "withdraw", reason.strip(), author, signed=True)
        said = orjson.dumps(report).decode()
        publish_decided(store, act, run_id, before.fingerprint, said)
        finish_publishing(store)
    return {"run_id": run_id, "as_of": before.as_of, **report}


def listed(store: Store, limit: int, zone: TimeZone) -> list[dict[str, Any]]:
    """The run that waits for a yes, and those published last, the last first.

    Each with its number, day, state, when it was published, holders, what moved too far, what was
    withdrawn.
    """
    found = [
        _told(run.run_id, run.as_of, None, orjson.loads(run.report))
        for run in store.rows(WaitingRuns())
    ]
    for run in store.rows(Runs(before_at=AFTER_ALL, before_run=0, limit=limit)):
        at = zone.told(run.published_at)
        found.append(_told(run.run_id, run.as_of, at, orjson.loads(run.report)))
    return found


def _told(
    run_id: int, as_of: str, published_at: str | None, report: dict[str, Any]
) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "as_of": as_of,
        "state": "published" if published_at else "waiting",
        "published_at": published_at,
        "customers": report["customers"],
        "tags": len(report["tags"]),
        "holdings": sum(tag["holdings"] for tag in report["tags"].values()),
        "moved": report.get("moved", []),
        "withdrew": report.get("withdrew"),
    }


def _report(
    before: RunRow, withdrawn: RunRow, reason: str, superseded: list[int]
) -> dict[str, Any]:
    report: dict[str, Any] = orjson.loads(before.report)
    said = {"run_id": withdrawn.run_id, "says_again": before.run_id, "reason": reason}
    return {**report, "superseded": superseded, "moved": [], "withdrew": said}

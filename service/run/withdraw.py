"""WITHDRAW: what the run before the current one said counts again, as a run of its own."""

import json
from typing import Any

import orjson

from cypher import Store
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.publish import BeginRun, PublishRun, WithdrawRun
from cypher.publish.finish import discard_unpublished, finish_publishing
from cypher.serve.runs import RunRow, Runs, RunsOfLine
from cypher.time_zone import TimeZone
from cypher.vocabulary import Text
from service.errors import Conflict

#: No run was published then.
AFTER_ALL = 2**53


def withdraw(store: Store, reason: str) -> dict[str, Any]:
    """Withdraw the current run; returns the report of the run that says again what was said before.

    Nothing is erased: what was served in the meantime stays as history under the withdrawn run's
    number. Withdrawing twice brings back what was withdrawn first. A derivation compares with what
    counts again. Cost: linear in what the withdrawn run changed.

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
        run_id = current.run_id + 1
        report = _report(before, current, reason.strip())
        store.run(BeginRun(run_id=run_id, as_of=before.as_of, now=now_ms()))
        store.run(WithdrawRun(run_id=current.run_id, by=run_id))
        store.run(
            PublishRun(
                run_id=run_id,
                now=now_ms(),
                fingerprint=before.fingerprint,
                report=orjson.dumps(report).decode(),
            )
        )
        finish_publishing(store)
    return {"run_id": run_id, "as_of": before.as_of, **report}


def listed(store: Store, limit: int, zone: TimeZone) -> list[dict[str, Any]]:
    """The runs published last, the last first: number, day, when, holders, what was withdrawn."""
    found = []
    for run in store.rows(Runs(before_at=AFTER_ALL, before_run=0, limit=limit)):
        report = json.loads(run.report)
        found.append(
            {
                "run_id": run.run_id,
                "as_of": run.as_of,
                "published_at": zone.told(run.published_at),
                "customers": report["customers"],
                "tags": len(report["tags"]),
                "holdings": sum(tag["holdings"] for tag in report["tags"].values()),
                "withdrew": report.get("withdrew"),
            }
        )
    return found


def _report(before: RunRow, withdrawn: RunRow, reason: str) -> dict[str, Any]:
    report: dict[str, Any] = orjson.loads(before.report)
    said = {"run_id": withdrawn.run_id, "says_again": before.run_id, "reason": reason}
    return {**report, "withdrew": said}

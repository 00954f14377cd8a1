"""WAITING: a run that is built, and that somebody looks at before it is published."""

from typing import Any

import orjson

from cypher import Store
from cypher.commands import called
from cypher.decision import AddDecision
from cypher.decision.deciding import Act, decide
from cypher.engine.lease import only_writer
from cypher.publish import PublishDecided, WaitingRuns
from cypher.publish.finish import discard_unpublished, finish_publishing
from cypher.vocabulary import Text
from service.errors import Conflict


def publish_waiting(store: Store, run_id: int, *, author: str) -> dict[str, Any]:
    """Publish the run that waits for a yes, in one switch; returns its report.

    It says what it found when it was built: what was loaded since comes with the next run. That is
    a decision of the author. Cost: that of the switch, and on Neo4j of bringing what stands for
    "now" to it.

    Raises Conflict where no run of this number waits; StoreBusy while another writes.
    """
    with only_writer(store, "publish"):
        finish_publishing(store)
        discard_unpublished(store)
        waiting = {run.run_id: run for run in store.rows(WaitingRuns())}
        if run_id not in waiting:
            which = ", ".join(map(str, waiting))
            instead = (
                Text(f"等待确认的是批次{which}", f"run {which} does")
                if waiting
                else Text("目前没有批次等待确认", "no run does")
            )
            raise Conflict(
                Text(
                    f"批次{run_id}不在等待确认：{instead.zh}（`{called('runs')}`可列出全部）",
                    f"run {run_id} does not wait for a yes: {instead.en} (`{called('runs')}` "
                    "lists them)",
                )
            )
        run = waiting[run_id]
        act = Act("run", str(run_id), "publish", "", author, signed=True)
        publish_decided(store, act, run_id, run.fingerprint, run.report)
        finish_publishing(store)
    report: dict[str, Any] = orjson.loads(run.report)
    return {"run_id": run_id, "as_of": run.as_of, "state": "published", **report}


def publish_decided(store: Store, act: Act, run_id: int, fingerprint: str, report: str) -> None:
    """Make a run the current one, with the decision to do so; StoreBusy as of `decide`."""

    def keep(added: AddDecision) -> None:
        publish = PublishDecided(
            **added.columns(),
            salt=added.salt,
            reason=added.reason,
            run_id=run_id,
            fingerprint=fingerprint,
            report=report,
        )
        store.run(publish)

    decide(store, lambda: act, keep=keep)

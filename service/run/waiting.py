"""WAITING: a run that is built, and that somebody looks at before it is published."""

from typing import Any

import orjson

from cypher import Store
from cypher.commands import called
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.publish import PublishRun, WaitingRuns
from cypher.publish.finish import discard_unpublished, finish_publishing
from cypher.vocabulary import Text
from service.errors import Conflict


def publish_waiting(store: Store, run_id: int) -> dict[str, Any]:
    """Publish the run that waits for a yes, in one switch; returns its report.

    It says what it found when it was built: what was loaded since comes with the next run. Cost:
    that of the switch, and on Neo4j of bringing what stands for "now" to it.

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
        store.run(
            PublishRun(run_id=run_id, now=now_ms(), fingerprint=run.fingerprint, report=run.report)
        )
        finish_publishing(store)
    report: dict[str, Any] = orjson.loads(run.report)
    return {"run_id": run_id, "as_of": run.as_of, "state": "published", **report}

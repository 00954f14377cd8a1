"""/loads: what was loaded, when, and how it ended."""

from collections import Counter
from typing import Any

import orjson
from flask import Response

from cypher.engine.lease import writing
from cypher.serve.loads import LoadByNo, LoadsBefore, LoadTold
from cypher.vocabulary import Text
from service.api.http.answers import answer, store, whole_store
from service.api.http.cursors import page, resumed
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NoQuery, Page
from service.api.loads.schemas import Load, LoadPath, Loads, RecordCounts
from service.errors import NotFound

blueprint = noun("loads", __name__)

COUNTS = tuple(RecordCounts.model_fields)


@blueprint.get("/loads", responses=documented(Loads))
def list_loads(query: Page) -> Response:
    """List every load that ran, the last first: also those that were refused or failed."""
    (before,) = resumed(query.cursor, [2**53])
    rows = store().rows(LoadsBefore(before=before, limit=query.limit + 1))
    shown = page([vars(row) for row in rows], query.limit, ["load_no"])
    running = _load_runs()
    shown["items"] = [_shown(LoadTold(**item), running) for item in shown["items"]]
    return answer(shown)


@blueprint.get("/loads/<load_id>", responses=documented(Load, 404))
def get_load(path: LoadPath, query: NoQuery) -> Response:
    """Tell one load: its source and files, how it ended, what it did to each record."""
    for row in store().rows(LoadByNo(load_no=int(path.load_id[1:]))):
        return answer(_shown(row, _load_runs()))
    raise NotFound(Text(f"没有加载批次{path.load_id}", f"there is no load {path.load_id}"))


def _load_runs() -> bool:
    lease = writing(whole_store())
    return lease is not None and lease.work == "load"


def _shown(row: LoadTold, running: bool) -> dict[str, Any]:
    noted = orjson.loads(row.counts)
    records = {
        name: {count: counts.get(count, 0) for count in COUNTS} for name, counts in noted.items()
    }
    rejected_by: Counter[str] = Counter()
    for counts in noted.values():
        rejected_by.update(counts.get("rejected_by", {}))
    killed = row.state == "running" and not running
    return {
        "load_id": f"L{row.load_no}",
        "source": row.source,
        "state": "failed" if killed else row.state,
        "full": row.in_full,
        "reason": "killed" if killed else row.reason or None,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "seconds": row.seconds,
        "files": [file["file"] for file in orjson.loads(row.files)],
        **{count: sum(each[count] for each in records.values()) for count in COUNTS},
        "rejected_by": dict(rejected_by.most_common()),
        "records": records,
    }

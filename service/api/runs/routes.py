"""/runs: when tags were derived, on what, and what changed."""

from typing import Any

import orjson
from flask import Response

from cypher.serve.runs import ChangesBetween, RunRow, SlidBetween
from cypher.serve.runs import Runs as RunsQuery
from service.api.http.answers import answer, page, resumed, store
from service.api.http.consent import asked_consent
from service.api.http.lookups import run_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NoQuery, Page
from service.api.http.times import LAST_INSTANT, milliseconds
from service.api.runs.schemas import Changes, ChangesQuery, Run, RunPath, Runs, TwoRunsPath
from service.errors import BadRequest
from service.tags import catalogue

blueprint = noun("runs", __name__)


@blueprint.get("/runs", responses=documented(Runs))
def list_runs(query: Page) -> Response:
    """List the published runs, those published last first; below 0 are those beside the line."""
    before_at, before_run = resumed(query.cursor, ["", 0])
    before_at = milliseconds(before_at, "cursor") if before_at else LAST_INSTANT
    rows = store().rows(
        RunsQuery(before_at=before_at, before_run=before_run, limit=query.limit + 1)
    )
    return answer(page([_shown(row) for row in rows], query.limit, ["published_at", "run_id"]))


@blueprint.get("/runs/<int(signed=True):run_id>", responses=documented(Run, 404))
def get_run(path: RunPath, query: NoQuery) -> Response:
    """Tell one run: the loads and rules it stands on, its fingerprint, counts and durations."""
    return answer(_shown(run_named(path.run_id)))


@blueprint.get(
    "/runs/<int(signed=True):earlier>/changes/<int(signed=True):later>",
    responses=documented(Changes, 404),
)
def list_changes(path: TwoRunsPath, query: ChangesQuery) -> Response:
    """List the holdings gained, lost or changed between two runs, by customer.

    What others moved is counted as `slid` and left out: the grade, the rank or a number in the
    facts is another, while the score, the value but for a rank, and the edges are the same. Of a
    tag that serves marketing, those of customers who may not be approached are left out.
    """
    low, high = sorted((path.earlier, path.later))
    if low > 0 and path.earlier > path.later:
        raise BadRequest(
            "the first run must not be later than the second: swap them", "earlier", "later"
        )
    run_named(path.earlier), run_named(path.later)
    after_id, after_tag, after_subject = resumed(query.cursor, ["", "", ""])
    asked: dict[str, Any] = {
        "earlier": path.earlier,
        "later": path.later,
        "low": low,
        "high": high,
        "run_id": path.later,
        "tag_id": query.tag or "",
        **asked_consent(marketing=query.tag in catalogue() and catalogue()[query.tag].marketing),
    }
    [slid] = store().rows(SlidBetween(**asked))
    rows = store().rows(
        ChangesBetween(
            **asked,
            after_id=after_id,
            after_tag=after_tag,
            after_subject=after_subject,
            limit=query.limit + 1,
        )
    )
    items = [vars(row) for row in rows]
    shown = page(items, query.limit, ["customer_id", "tag_id", "subject"])
    shown["items"] = [{**item, "subject": item["subject"] or None} for item in shown["items"]]
    return answer({"earlier": path.earlier, "later": path.later, "slid": slid.holdings, **shown})


def _shown(row: RunRow) -> dict[str, Any]:
    return {**vars(row), "report": orjson.Fragment(row.report)}

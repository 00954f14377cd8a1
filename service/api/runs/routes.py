"""/runs: when tags were derived, on what, and what changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from flask import Response
from flask_openapi.blueprint import APIBlueprint

from cypher.serve import ChangesBetween, CurrentRun, RunAt, RunById, RunRow
from cypher.serve import Runs as RunsQuery
from service.api.http.answers import answer, page, resumed, store
from service.api.http.instants import instant_of, is_day
from service.api.http.openapi_responses import documented, operation_id
from service.api.http.parameters import ChangesQuery, NoQuery, Page, RunPath, TwoRunsPath
from service.api.http.schemas import Changes, Run, Runs
from service.errors import BadRequest, NotFound
from service.tags import catalogue

blueprint = APIBlueprint(
    "runs",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[{"name": "runs"}],
    operation_id_callback=operation_id,
)


def run_as_of(as_of: str | None) -> int:
    """The id of the run that a request looks at: the current one, or the one that `as_of` names.

    `as_of` is a run id, a day (the run current at its end) or an instant. 0 where there was no run
    yet: nothing is held in it. Raises BadRequest for what is none of these, NotFound for a run
    that is not there.
    """
    if as_of is None:
        return next((run.run_id for run in store().rows(CurrentRun())), 0)
    if as_of.isdecimal() and len(as_of) < 16:
        return _run(int(as_of)).run_id
    try:
        instant = instant_of(as_of.replace(" ", "+"))
        if is_day(as_of):
            instant += timedelta(days=1, milliseconds=-1)
        at = int(instant.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise BadRequest(
            f"as_of={as_of!r} is no day (2025-12-31), instant (2025-12-31T08:00:00Z) or run id",
            "as_of",
        ) from None
    return next((run.run_id for run in store().rows(RunAt(at=at))), 0)


def day_of(run_id: int) -> str:
    """The day that a run looks at, as ISO 8601 text; today in UTC where there is no such run."""
    for run in store().rows(RunById(run_id=run_id)):
        return run.as_of
    return datetime.now(UTC).date().isoformat()


@blueprint.get("/runs", responses=documented(Runs))
def list_runs(query: Page) -> Response:
    """List the published runs, the latest first."""
    (before,) = resumed(query.cursor, [2**53])
    rows = store().rows(RunsQuery(before=before, limit=query.limit + 1))
    return answer(page([_shown(row) for row in rows], query.limit, ["run_id"]))


@blueprint.get("/runs/<int:run_id>", responses=documented(Run, 404))
def get_run(path: RunPath, query: NoQuery) -> Response:
    """Tell one run: the loads and rules it stands on, its fingerprint, counts and durations."""
    return answer(_shown(_run(path.run_id)))


@blueprint.get("/runs/<int:earlier>/changes/<int:later>", responses=documented(Changes, 404))
def list_changes(path: TwoRunsPath, query: ChangesQuery) -> Response:
    """List the holdings gained, lost or changed between two runs, by customer.

    Of a tag that serves marketing, those of customers who refused to be approached are left out.
    """
    if path.earlier > path.later:
        raise BadRequest(
            "the first run must not be later than the second: swap them", "earlier", "later"
        )
    _run(path.earlier), _run(path.later)
    after_id, after_tag, after_subject = resumed(query.cursor, ["", "", ""])
    rows = store().rows(
        ChangesBetween(
            earlier=path.earlier,
            later=path.later,
            tag_id=query.tag or "",
            for_marketing=query.tag in catalogue() and catalogue()[query.tag].marketing,
            after_id=after_id,
            after_tag=after_tag,
            after_subject=after_subject,
            limit=query.limit + 1,
        )
    )
    items = [vars(row) for row in rows]
    shown = page(items, query.limit, ["customer_id", "tag_id", "subject"])
    shown["items"] = [{**item, "subject": item["subject"] or None} for item in shown["items"]]
    return answer({"earlier": path.earlier, "later": path.later, **shown})


def _run(run_id: int) -> RunRow:
    for row in store().rows(RunById(run_id=run_id)):
        return row
    raise NotFound(f"there is no run {run_id}: GET /api/v1/runs lists them")


def _shown(row: RunRow) -> dict[str, Any]:
    return {**vars(row), "report": orjson.Fragment(row.report)}

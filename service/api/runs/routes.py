"""/runs: when tags were derived, on what, and what changed."""

from collections.abc import Collection
from typing import Any, get_args

import orjson
from flask import Response

from cypher.serve.runs import ChangesBetween, LeftOutOfChanges, RunRow, SlidBetween
from cypher.serve.runs import Runs as RunsQuery
from cypher.vocabulary import Text
from service.api.access.viewers import asked_purposes, asked_scope
from service.api.http.answers import answer, store
from service.api.http.consent import UNNAMED, asked_consent, left_out, names_for, with_consent
from service.api.http.cursors import page, resumed
from service.api.http.group_names import subjects_named
from service.api.http.lookups import filters_of, run_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NARROWED, NoQuery, Page
from service.api.http.purposes import (
    ListPurpose,
    must_see,
    purpose_for,
    purpose_of_list,
    seen_tags,
    sees_every_tag,
    tags_for,
)
from service.api.http.times import LAST_INSTANT, milliseconds
from service.api.http.worker_cache import kept_counts
from service.api.runs.schemas import Changes, ChangesQuery, Run, RunPath, Runs, TwoRunsPath
from service.errors import BadRequest
from service.tagging.declaration import Purpose
from service.tags import catalogue

#: What changes are ordered by, and where a list of them goes on.
_KEY = ("moved", "name", "customer_id", "tag_id", "subject")
_AFTER = ("after_moved", "after_name", "after_id", "after_tag", "after_subject")

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
    """List the holdings gained, lost or changed between two runs, by customer or as `sort` says.

    For marketing the holdings of tags that are for it are left out, and counted, where the customer
    may not be approached; service tells all, as is told of every other tag.

    What others moved is counted as `slid` and left out: the grade, the rank or a number in the
    facts is another, while the score, the value but for a rank, and the edges are the same.
    """
    low, high = sorted((path.earlier, path.later))
    if low > 0 and path.earlier > path.later:
        raise BadRequest(
            Text(
                "前一批次不能晚于后一批次：请交换",
                "the first run must not be later than the second: swap them",
            ),
            "earlier",
            "later",
        )
    run_named(path.earlier), run_named(path.later)
    after = resumed(query.cursor, [0.0, "", "", "", ""])
    purpose = _purpose_of(query)
    for_marketing = {*tags_for("marketing")}
    asked: dict[str, Any] = {
        "earlier": path.earlier,
        "later": path.later,
        "low": low,
        "high": high,
        "run_id": path.later,
        "tag_id": query.tag or "",
        "every_tag": sees_every_tag(),
        "told_tags": [] if sees_every_tag() else sorted(seen_tags()),
        **filters_of(query, *NARROWED),
        # A tag that has left the catalogue may have been for marketing.
        "complete": sorted({*catalogue()} - for_marketing),
        **asked_consent(purpose),
    }
    place = dict(zip(_AFTER, after, strict=True))
    sort, descending = query.sort.lstrip("-"), query.sort.startswith("-")
    rows = store().rows(
        ChangesBetween(**asked, **place, sort=sort, descending=descending, limit=query.limit + 1)
    )
    [slid] = store().rows(SlidBetween(**asked))
    counted = kept_counts(LeftOutOfChanges(**asked))
    shown = page([vars(row) for row in rows], query.limit, _KEY)
    shown["items"] = _changes(shown["items"], path.later, for_marketing, purpose)
    told = {
        "earlier": path.earlier,
        "later": path.later,
        "purpose": purpose,
        "slid": slid.holdings,
        **shown,
    }
    return answer({**told, "left_out": left_out((row.left_out, row.holdings) for row in counted)})


def _purpose_of(query: ChangesQuery) -> Purpose:
    """What changes are asked for, as of a list; to who is for neither the first of his purposes.

    Raises NotAllowed for a tag or a purpose that is not the viewer's.
    """
    if query.tag in catalogue():
        must_see(catalogue()[query.tag])
        if query.purpose:
            return purpose_for(catalogue()[query.tag], query.purpose)
    may = asked_purposes()
    if query.purpose or not {*get_args(ListPurpose)}.isdisjoint(may):
        return purpose_of_list(query.purpose)
    return may[0]


def _changes(
    items: list[dict[str, Any]], run_id: int, for_marketing: Collection[str], purpose: str
) -> list[dict[str, Any]]:
    """Changes as they are listed; those of tags for marketing say consent, and name no refuser."""
    marketed = [item for item in items if item["tag_id"] in for_marketing]
    others = [item for item in items if item["tag_id"] not in for_marketing]
    consents = {item["customer_id"]: item["consent"] for item in with_consent(marketed, run_id)}
    names = names_for(purpose, run_id)
    to_marketers = subjects_named((item["subject"] for item in marketed), run_id, names)
    to_others = subjects_named((item["subject"] for item in others), run_id)
    told = []
    for item in items:
        is_marketed = item["tag_id"] in for_marketing
        name = (to_marketers if is_marketed else to_others)(item["subject"])
        told.append(
            {
                **{key: value for key, value in item.items() if key != "moved"},
                "subject": UNNAMED if name == UNNAMED else item["subject"] or None,
                "subject_name": name,
                "consent": consents[item["customer_id"]] if is_marketed else None,
            }
        )
    return told


def _shown(row: RunRow) -> dict[str, Any]:
    """A run; of tags that are not the viewer's, and of customers out of scope, it says nothing."""
    if sees_every_tag() and asked_scope().everyone:
        return {**vars(row), "report": orjson.Fragment(row.report)}
    report, seen = orjson.loads(row.report), seen_tags()
    for name in ("tags", "attention", "moved"):
        report[name] = _of_tags(report.get(name), seen)
    if not asked_scope().everyone and "identities" in report:
        report["identities"]["not_joined"] = []
    return {**vars(row), "report": report}


def _of_tags(told: Any, seen: Collection[str]) -> Any:
    """What a report tells by tags, of those that are seen."""
    if isinstance(told, dict):
        return {tag_id: told[tag_id] for tag_id in told if tag_id in seen}
    return told and [each for each in told if each["tag_id"] in seen]

"""/tags: the catalogue, and who holds each tag."""

from typing import Any

import orjson
from flask import Response

from cypher.serve.holdings import HoldersOfTag
from cypher.serve.runs import RunById, RunRow
from cypher.serve.tags import TagVersionRow, VersionsOfTag
from service.api.http.answers import answer, page, resumed, store
from service.api.http.consent import asked_consent
from service.api.http.lookups import grade_named, tag_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import Page
from service.api.http.times import AskedRun, OfRun, PageOfRun, asked_run, begun, current_run
from service.api.tags.schemas import (
    Catalogue,
    CatalogueTag,
    Holders,
    HoldersQuery,
    TagPath,
    TagVersions,
)
from service.tagging.declaration import Tag, Text
from service.tagging.grades import grades_as_json
from service.tags import catalogue

blueprint = noun("tags", __name__)


@blueprint.get("/tags", responses=documented(Catalogue, 404))
def list_tags(query: PageOfRun) -> Response:
    """List the catalogue by id: each tag's rule, grades with their reasons, and coverage."""
    asked, [after] = begun(query, [""])
    run = _run(asked)
    tags = [tag for tag in catalogue().values() if tag.tag_id > after][: query.limit + 1]
    return answer(page([_shown(tag, run) for tag in tags], query.limit, ["tag_id"], asked.run_id))


@blueprint.get("/tags/<tag_id>", responses=documented(CatalogueTag, 404))
def get_tag(path: TagPath, query: OfRun) -> Response:
    """Tell one tag of the catalogue."""
    return answer(_shown(tag_named(path.tag_id), _run(asked_run(query))))


@blueprint.get("/tags/<tag_id>/customers", responses=documented(Holders, 404))
def list_holders(path: TagPath, query: HoldersQuery) -> Response:
    """List who holds a tag, the highest scores first; once for each subject.

    A marketing tag's list leaves out customers who may not be approached.
    """
    tag = tag_named(path.tag_id)
    run, (score, after_id, after_subject) = begun(query, [1e308, "", ""])
    rows = store().rows(
        HoldersOfTag(
            tag_id=tag.tag_id,
            grade=grade_named(tag, query.grade) if query.grade else "",
            kind=query.kind or "",
            **asked_consent(marketing=tag.marketing),
            run_id=run.run_id,
            after_score=score,
            after_id=after_id,
            after_subject=after_subject,
            limit=query.limit + 1,
        )
    )
    items = [vars(row) for row in rows]
    shown = page(items, query.limit, ["score", "customer_id", "subject"], run.run_id)
    shown["items"] = [{**item, "subject": item["subject"] or None} for item in shown["items"]]
    return answer({"tag_id": tag.tag_id, **run.told, **shown})


@blueprint.get("/tags/<tag_id>/versions", responses=documented(TagVersions, 404))
def list_versions(path: TagPath, query: Page) -> Response:
    """List the versions of a tag's rule that runs used, the latest first, with their grades.

    Meaning and source are null, and there are no grades, where a version was used before these were
    kept.
    """
    tag = tag_named(path.tag_id)
    before_run, before_version = resumed(query.cursor, [2**53, ""])
    rows = store().rows(
        VersionsOfTag(
            tag_id=tag.tag_id,
            run_id=current_run().run_id,
            before_run=before_run,
            before_version=before_version,
            limit=query.limit + 1,
        )
    )
    shown = page([_version_shown(tag, row) for row in rows], query.limit, ["first_run", "version"])
    return answer({"tag_id": tag.tag_id, **shown})


def _version_shown(tag: Tag, row: TagVersionRow) -> dict[str, Any]:
    known = bool(row.source)
    return {
        "version": row.version,
        "current": row.version == tag.version,
        "first_run": row.first_run,
        "title": Text(row.title_zh, row.title_en),
        "meaning": Text(row.meaning_zh, row.meaning_en) if known else None,
        "source": row.source if known else None,
        "grades": orjson.Fragment(row.grades),
    }


def _run(asked: AskedRun) -> RunRow | None:
    return next(iter(store().rows(RunById(run_id=asked.run_id))), None)


def _shown(tag: Tag, run: RunRow | None) -> dict[str, Any]:
    found = orjson.loads(run.report)["tags"].get(tag.tag_id, {}) if run else {}
    return {
        "tag_id": tag.tag_id,
        "version": tag.version,
        "title": tag.title,
        "meaning": tag.meaning,
        "audience": tag.audience,
        "source": tag.source,
        "group_kind": tag.group_kind or None,
        "by_distribution": tag.by_distribution,
        "grades": grades_as_json(tag.grades),
        "coverage": {
            "run_id": run.run_id if run else None,
            "holders": found.get("holders", 0),
            "holdings": found.get("holdings", 0),
            "groups": found.get("groups", 0),
            "grades": found.get("grades", {}),
            "cutoffs": found.get("notes", {}).get("cutoffs", {}),
        },
    }

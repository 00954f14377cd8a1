"""/tags: the catalogue, and who holds each tag."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from flask import Response

from cypher.serve.holdings import HolderRow, HoldersOfTag, HoldersSorted, LeftOutOfHolders
from cypher.serve.runs import RunById, RunRow
from cypher.serve.tags import TagVersionRow, VersionsOfTag
from service.api.http.answers import answer, settings, store
from service.api.http.consent import (
    UNNAMED,
    asked_consent,
    left_out,
    names_for,
    texts_in,
    with_consent,
    without,
)
from service.api.http.cursors import page, resumed
from service.api.http.group_names import names_of_groups
from service.api.http.holding_text import seen_holdings, sentences_of
from service.api.http.lookups import filters_of, grade_named, tag_named
from service.api.http.openapi_responses import documented, noun
from service.api.http.parameters import NARROWED, Page
from service.api.http.purposes import may_see, purpose_for
from service.api.http.times import AskedRun, OfRun, PageOfRun, asked_run, begun, current_run
from service.api.http.worker_cache import kept_counts
from service.api.tags.schemas import (
    Catalogue,
    CatalogueTag,
    Holders,
    HoldersQuery,
    TagPath,
    TagVersions,
)
from service.run.coverage import share_of
from service.run.find import purposes_of
from service.tagging.declaration import Tag, Text
from service.tagging.grades import grades_as_json
from service.tags import catalogue

blueprint = noun("tags", __name__)

#: What a list of holders is ordered by.
_KEY = ("score", "customer_id", "subject")
_SORTED_KEY = ("score", "name", "customer_id", "subject")
_SHOWN = (
    *("customer_id", "kind", "name", "is_client", "region", "branch", "relationship_manager"),
    *("grade", "score", "since_run"),
)


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
    """List who holds a tag, the highest scores first unless `sort` says so; once for each subject.

    For marketing, which a tag's list is for where the tag is, it leaves out customers who may not
    be approached, and counts the holdings left out.
    """
    tag = tag_named(path.tag_id)
    purpose = purpose_for(tag, query.purpose)
    highest = query.sort == "-score"
    key = _KEY if highest else _SORTED_KEY
    run, after = begun(query, [1e308, "", ""] if highest else [-1e308, "", "", ""])
    asked = {
        "tag_id": tag.tag_id,
        "grade": grade_named(tag, query.grade) if query.grade else "",
        **filters_of(query, "subject", *NARROWED),
        **asked_consent(purpose),
        "run_id": run.run_id,
    }
    place = {
        f"after_{name.removeprefix('customer_')}": at for name, at in zip(key, after, strict=True)
    }
    more: dict[str, Any] = {**asked, **place, "limit": query.limit + 1}
    rows = store().rows(
        HoldersOfTag(**more)
        if highest
        else HoldersSorted(
            **more, sort=query.sort.lstrip("-"), descending=query.sort.startswith("-")
        )
    )
    counted = kept_counts(LeftOutOfHolders(**asked, community_id=""))
    items = [{"row": row, **{name: getattr(row, name) for name in key}} for row in rows]
    shown = page(items, query.limit, key, run.run_id)
    holders = _holders([item["row"] for item in shown["items"]], purpose, run)
    told_consent = "marketing" in purposes_of(tag, settings())
    shown["items"] = (
        with_consent(holders, run.run_id)
        if told_consent
        else [{**holder, "consent": None} for holder in holders]
    )
    return answer(
        {
            "tag_id": tag.tag_id,
            "purpose": purpose,
            **run.told,
            **shown,
            "left_out": left_out((row.left_out, row.holdings) for row in counted),
        }
    )


def _holders(rows: Sequence[HolderRow], purpose: str, run: AskedRun) -> list[dict[str, Any]]:
    """Holders as they are listed, each with its sentence; a marketer reads nothing of a refuser."""
    named = names_for(purpose, run.run_id)
    seen = seen_holdings(rows)
    sentences = sentences_of([(row.customer_id, row) for row in rows], named, seen=seen)
    values = [orjson.loads(row.value) for row in seen]
    subjects = {row.subject for row in rows if row.subject}
    groups = names_of_groups(subjects, run.run_id, named)
    # Only what a marketer may not read need be looked for within values.
    mentioned = subjects | set(texts_in(values)) if purpose == "marketing" else subjects
    called: dict[str, str | Text] = {**named(mentioned), **groups}
    hidden = {one for one, name in called.items() if name == UNNAMED}
    return [
        {
            **{name: getattr(row, name) for name in _SHOWN},
            "subject": UNNAMED if row.subject in hidden else row.subject or None,
            "subject_name": _name(row.subject, called),
            "value": without(value, hidden),
            "sentence": sentence,
        }
        for row, value, sentence in zip(rows, values, sentences, strict=True)
    ]


def _name(subject: str, called: Mapping[str, str | Text]) -> str | Text | None:
    """What a subject is called; what has no name is called by its id, which is told already."""
    return None if called.get(subject) == subject else called.get(subject)


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
    return {
        "tag_id": tag.tag_id,
        "version": tag.version,
        "title": tag.title,
        "meaning": tag.meaning,
        "audience": tag.audience,
        "purposes": purposes_of(tag, settings()),
        "source": tag.source,
        "group_kind": tag.group_kind or None,
        "by_distribution": tag.by_distribution,
        "is_lead": tag.is_lead,
        "grades": grades_as_json(tag.grades),
        "coverage": _coverage(tag, run) if may_see(tag) else None,
    }


def _coverage(tag: Tag, run: RunRow | None) -> dict[str, Any]:
    """How many hold a tag in a run; nothing of it is told to who has no purpose of the tag."""
    report = orjson.loads(run.report) if run else {}
    found = report.get("tags", {}).get(tag.tag_id, {})
    holders = found.get("holders", 0)
    return {
        "run_id": run.run_id if run else None,
        "holders": holders,
        "share": share_of(holders, report.get("customers", 0)),
        "attention": any(each["tag_id"] == tag.tag_id for each in report.get("attention", ())),
        "holdings": found.get("holdings", 0),
        "groups": found.get("groups", 0),
        "grades": found.get("grades", {}),
        "cutoffs": found.get("notes", {}).get("cutoffs", {}),
        "tied": {grade: tie["holdings"] for grade, tie in found.get("tied", {}).items()},
    }

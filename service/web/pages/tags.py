"""/tags: what tags there are, and one of them: its rule, grades, holders and versions."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, request

from service.web.kit.asking import ask, found, may
from service.web.kit.page import asked, page, page_viewer, whole

blueprint = Blueprint("web_tags", __name__)

_HOLDERS = (
    *("purpose", "kind", "relationship_manager", "branch", "region", "industry", "is_client"),
    *("grade", "subject", "sort", "limit", "cursor"),
)
#: In which order the catalogue tells for whom tags are; whom it does not name comes last.
_ORDER = ("客户经理", "风险管理", "市场营销", "反洗钱合规")


@blueprint.get("/tags")
def tags() -> Response:
    """The catalogue by audience; `q` keeps what has all its words in either language."""
    page_viewer("GET /tags")
    listed = _catalogue()
    kept = [tag for tag in listed if _says(tag, request.args.get("q", ""))]
    wanted = request.args.get("audience")
    kept = [tag for tag in kept if not wanted or wanted in _audiences(tag)]
    return page(
        "tags.html", tree=_by_audience(kept), audiences=[*_by_audience(listed)], count=len(kept)
    )


@blueprint.get("/tags/<tag_id>")
def tag(tag_id: str) -> Response:
    """One tag; who holds it, for those who see customers by name."""
    page_viewer("GET /tags/{tag_id}")
    told = ask("GET /tags/{tag_id}", tag_id=tag_id, **asked())
    # Who has none of a tag's purposes is told no coverage, and no holders.
    sees = told["coverage"] is not None and may("GET /tags/{tag_id}/customers")
    asking = {"tag_id": tag_id, **asked(*_HOLDERS)}
    return page(
        "tags/tag.html",
        told=told,
        versions=ask("GET /tags/{tag_id}/versions", tag_id=tag_id)["items"],
        holders=found("GET /tags/{tag_id}/customers", **asking) if sees else None,
        of_files=whole(asked(*_HOLDERS)),
    )


def _catalogue() -> list[dict[str, Any]]:
    """Every tag there is: the catalogue is a few dozen, a page of the API has up to 500."""
    listed: list[dict[str, Any]] = ask("GET /tags", limit=500, **asked())["items"]
    return listed


def _says(tag: Mapping[str, Any], words: str) -> bool:
    """Whether a tag's id, titles or meanings have every word that was typed."""
    texts = (*tag["title"].values(), *tag["meaning"].values(), *tag["audience"].values())
    said = " ".join((tag["tag_id"], *texts)).casefold()
    return all(word in said for word in words.casefold().split())


def _audiences(tag: Mapping[str, Any]) -> list[str]:
    """Whom a tag is for, by their names in Chinese, the first of them first."""
    return str(tag["audience"]["zh"]).split("、")


def _by_audience(listed: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Tags under whom they are for before others; each branch has its name in both languages."""
    tree: dict[str, dict[str, Any]] = {}
    for one in listed:
        [zh, *_], [en, *_] = _audiences(one), one["audience"]["en"].split(", ")
        tree.setdefault(zh, {"zh": zh, "en": en, "tags": []})["tags"].append(one)
    return dict(sorted(tree.items(), key=lambda branch: (*_ORDER, branch[0]).index(branch[0])))

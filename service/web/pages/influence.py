"""/influence: who leads, whom to begin with, communities, and who is like whom."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.access.viewer import purposes_in
from service.web.kit.asking import answer_of, ask, found, may, worked_out
from service.web.kit.page import asked, page, page_viewer, typed, whole
from service.web.pictures.influence import followers, within_community
from service.web.pictures.picture import Picture
from service.web.pictures.reach import reach

blueprint = Blueprint("web_influence", __name__)

_LEADERS = (
    *("network", "region", "branch", "relationship_manager", "kind", "industry", "is_client"),
    *("community", "purpose", "sort", "limit", "cursor"),
)
#: Along which edges influence goes, as far as neighbours tell them.
_TIES = "REFERRED,KIN_OF,PAID"
_SEEDS, _SIMILAR, _LOOK_ALIKE = (
    "POST /influence/seeds",
    "GET /customers/{customer_id}/similar",
    "POST /look-alike",
)


@blueprint.get("/influence")
def leaders() -> Response:
    """Who leads in a network, the seeds that `k` asks for, and the ties around one `leader`."""
    page_viewer("GET /influencers")
    listed = ask("GET /influencers", **asked(*_LEADERS))
    seeds = worked_out(_SEEDS, _seeds_body()) if "k" in request.args and may(_SEEDS) else {}
    return _page(
        "influence.html",
        found=listed,
        of_files=whole(asked(*_LEADERS)),
        seeds=seeds,
        tags=_tags() if may(_SEEDS) else [],
        reach=reach([seed["gain"] for seed in seeds.get("seeds", [])]),
        around=_followers(request.args.get("leader")),
    )


@blueprint.get("/influence/seeds.<table_form>")
def seeds_file(table_form: str) -> Response:
    """The seeds as a file: the same question as on the page."""
    page_viewer(_SEEDS)
    return answer_of(
        "POST /influence/seeds.{table_form}",
        _seeds_body(),
        table_form=table_form,
        lang=request.args.get("lang"),
    )


@blueprint.get("/influence/communities")
def communities() -> Response:
    """The communities, the largest first, or the one that a customer is in."""
    page_viewer("GET /communities")
    sent = asked("purpose", "customer_id", "limit", "cursor")
    return _page(
        "influence/communities.html", found=found("GET /communities", **sent), of_files=whole(sent)
    )


@blueprint.get("/influence/communities/<community_id>")
def community(community_id: str) -> Response:
    """One community: what its members share, who they are, what became of it."""
    page_viewer("GET /communities/{community_id}")
    sent = {"community_id": community_id, **asked("purpose", "limit", "cursor")}
    told = ask("GET /communities/{community_id}", **({"limit": "100"} | sent))
    past = {"community_id": community_id, **asked("purpose")}
    return _page(
        "influence/community.html",
        told=told,
        events=ask("GET /communities/{community_id}/history", **past)["items"],
        picture=_within(told),
        of_files=whole(asked("purpose")),
    )


@blueprint.get("/influence/look-alikes")
def look_alikes() -> Response:
    """Who is like one `customer_id`, like some `seeds`, or like the holders of a `tag`."""
    page_viewer(_SIMILAR, _LOOK_ALIKE)
    return _page(
        "influence/look_alikes.html",
        found=_alike(),
        tags=_tags(),
        of_files=whole(typed("purpose")),
    )


@blueprint.get("/influence/look-alikes.<table_form>")
def look_alikes_file(table_form: str) -> Response:
    """Who is like the seeds, or the holders of a tag, as a file."""
    page_viewer(_LOOK_ALIKE)
    return answer_of(
        "POST /look-alike.{table_form}",
        _alike_body(),
        table_form=table_form,
        lang=request.args.get("lang"),
    )


def _page(template: str, **shown: Any) -> Response:
    both = {"marketing", "service"} <= {*purposes_in(g.viewer.roles)}
    return page(template, both_purposes=both, **shown)


def _tags() -> list[dict[str, Any]]:
    """The tags whose holders a list for marketing may begin with."""
    listed = ask("GET /tags", limit=500)["items"]
    return [tag for tag in listed if "marketing" in tag["purposes"]]


def _seeds_body() -> dict[str, Any]:
    """The question of the address; what it leaves out the API chooses."""
    exclude = _listed("exclude")
    sent = {name: request.args.get(name) for name in ("network", "within", "purpose")}
    told = {name: word for name, word in sent.items() if word}
    return {"k": _count(), **told, **({"exclude": exclude} if exclude else {})}


def _alike() -> dict[str, Any] | None:
    """What the API tells of whom the address names; None where it names nobody."""
    if request.args.get("customer_id"):
        return worked_out(_SIMILAR, **typed("customer_id", "purpose", "limit"))
    if may(_LOOK_ALIKE) and (request.args.get("seeds") or request.args.get("tag")):
        return worked_out(_LOOK_ALIKE, _alike_body())
    return None


def _alike_body() -> dict[str, Any]:
    purpose, seeds = request.args.get("purpose"), _listed("seeds")
    sought = {"seeds": seeds} if seeds else {"tag": request.args.get("tag")}
    return {"k": _count(), **sought, **({"purpose": purpose} if purpose else {})}


def _count() -> int | str:
    """How many are wanted; what is no number goes to the API, which says so."""
    text = request.args.get("k", "").strip() or "20"
    return int(text) if text.isdecimal() and len(text) < 10 else text


def _listed(name: str) -> list[str]:
    """Ids from the address, divided by commas, blanks or lines."""
    text = " ".join(request.args.getlist(name)).replace("，", " ").replace(",", " ")
    return text.split()


def _followers(leader: str | None) -> dict[str, Any] | None:
    """A leader's sentence, main followers and picture, for those who may see its tags."""
    if not leader or not may("GET /customers/{customer_id}/tags/{tag_id}"):
        return None
    told = found(
        "GET /customers/{customer_id}/tags/{tag_id}",
        customer_id=leader,
        tag_id="opinion_leader",
        **asked(),
    )
    if "holdings" not in told:
        return told
    [holding] = told["holdings"]
    # Evidence names ids alone; all who follow are around the leader.
    names = {node["id"]: node["name"] for node in _around(leader, hops=1).get("nodes", [])}
    drawn = followers(leader, holding["evidence"], names)
    return {**holding, "leader_id": leader, "names": names, "picture": drawn}


def _within(told: dict[str, Any]) -> Picture | None:
    """The ties within a community as far as they are around its leader, where it may be named."""
    if not told["leader_id"] or not may("GET /customers/{customer_id}/neighbours"):
        return None
    return within_community(told, _around(told["leader_id"], hops=2))


def _around(customer_id: str, hops: int) -> dict[str, Any]:
    return found(
        "GET /customers/{customer_id}/neighbours",
        customer_id=customer_id,
        types=_TIES,
        hops=hops,
        limit=500,
        **asked(),
    )

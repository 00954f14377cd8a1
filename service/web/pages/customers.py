"""/customers: who is found by what was typed, or by filters; and many looked up at once."""

import re
from typing import Any

from flask import Blueprint, Response, request

from cypher.vocabulary import LISTED_GROUP_KINDS
from service.access import masks
from service.access.viewer import Viewer, purposes_in
from service.api.http.cursors import cursor, resumed
from service.web.kit.asking import answer_of, ask, found, may
from service.web.kit.drafts import drafted
from service.web.kit.page import asked, page, page_viewer

blueprint = Blueprint("web_customers", __name__)
_FILTERS = (
    *("q", "kind", "region", "branch", "relationship_manager", "industry", "is_client", "tag"),
    *("grade", "purpose", "sort", "limit", "cursor"),
)
_LIST, _MATCH = "GET /customers", "POST /customers/match"
#: What a committee asks of each applicant, where the viewer may ask for it.
_TAGS = (
    *("near_blocked", "guarantee_overload", "insider_related", "suspected_affiliate"),
    *("contagion_source", "money_circle", "loan_round_trip"),
)
#: The number of a customer, of a certificate or a credit code: letters, digits, no blanks.
_NUMBER = re.compile(r"[0-9A-Za-z_-]{1,64}")
_CERTIFICATE = re.compile(r"\d{17}[\dXx]|[0-9A-HJ-NP-RT-UW-Y]{18}")


@blueprint.get("/customers")
def customers() -> Response:
    """The customers that the address asks for, as GET /customers tells them."""
    viewer = page_viewer(_LIST)
    filters = asked(*_FILTERS)
    if "tag" not in filters:
        # The form has a field for it still, of the tag that was chosen before.
        filters.pop("grade", None)
    tags = _tags_for(viewer, _LIST)
    return page(
        "customers.html",
        found=ask(_LIST, **filters),
        tags=tags,
        chosen=next((tag for tag in tags if tag["tag_id"] == filters.get("tag")), None),
        purposes=purposes_in(viewer.asking(_LIST)),
        may_match=may(_MATCH),
    )


@blueprint.get("/customers/match")
def match() -> Response:
    """The form for many names or numbers; what an address names (`names`) is looked up at once."""
    viewer = page_viewer(_MATCH)
    typed = drafted().get("names") or request.args.get("names", "")
    return _matched(viewer, typed) if typed else page("match.html", typed="")


@blueprint.post("/customers/match")
def match_typed() -> Response:
    """Each line with the customers whom it means, for certain or perhaps; or that as a file."""
    viewer = page_viewer(_MATCH)
    typed = _as_typed(request.form.get("names", ""), request.form.get("sealed"))
    form = request.form.get("form", "")
    if form in ("csv", "xlsx"):
        return answer_of(f"{_MATCH}.{form}", _body(viewer, typed))
    return _matched(viewer, typed)


def _matched(viewer: Viewer, typed: str) -> Response:
    """The answer to what was typed; a refusal stands beside the form, which stays filled in."""
    body = _body(viewer, typed)
    told = found(_MATCH, body) if body["items"] else None
    shown = masks.in_text(typed)
    return page(
        "match.html",
        (told or {}).get("status", 200),
        typed=shown,
        sealed=cursor([typed]) if shown != typed else "",
        masked=masks.in_text,
        told=told,
    )


def _as_typed(shown: str, sealed: str | None) -> str:
    """What was typed, of which the form shows identifying values masked and keeps them sealed."""
    lines = shown.replace("\r\n", "\n")
    typed = str(resumed(sealed or None, [""])[0]).replace("\r\n", "\n")
    return typed if typed and masks.in_text(typed) == lines else lines


def _body(viewer: Viewer, typed: str) -> dict[str, Any]:
    """What the API is asked: a line each, a number or a name, with the tags that he may see."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    seen = {tag["tag_id"] for tag in _tags_for(viewer, _MATCH)}
    return {
        "items": [_item(line) for line in lines],
        "tags": [tag_id for tag_id in _TAGS if tag_id in seen],
        "groups": [kind for kind in LISTED_GROUP_KINDS if kind != "household"],
    }


def _tags_for(viewer: Viewer, operation: str) -> list[dict[str, Any]]:
    """The tags of the catalogue that the viewer may ask for by an operation."""
    purposes = {*purposes_in(viewer.asking(operation))}
    catalogue: list[dict[str, Any]] = ask("GET /tags", limit=500)["items"]
    return [tag for tag in catalogue if not purposes.isdisjoint(tag["purposes"])]


def _item(line: str) -> dict[str, str]:
    """A line as an item: a certificate's number, a customer's number, or a name."""
    if _CERTIFICATE.fullmatch(line):
        return {"id_number": line}
    has_digits = any(sign.isdigit() for sign in line)
    return {"customer_id" if has_digits and _NUMBER.fullmatch(line) else "name": line}

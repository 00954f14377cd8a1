"""A customer's tags by category, and why it holds the one that the address names."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import request

from cypher.vocabulary import Text
from service.api.http.language import reader_language
from service.web.kit.asking import ask
from service.web.kit.page import asked, link
from service.web.pictures.drawn import Drawing
from service.web.pictures.evidence import evidence_picture

_GROUPS = Text("集团与控制", "Groups and control")
_CREDIT = Text("担保与授信风险", "Guarantees and credit risk")
_WATCHED = Text("反洗钱与合规", "Money laundering and compliance")
_SALES = Text("影响力与营销", "Influence and marketing")
_CARE = Text("客户关系", "The relationship")
_CATEGORIES = (_GROUPS, _CREDIT, _WATCHED, _SALES, _CARE)
#: So many edges of a holding's evidence stand in its table.
_EDGES = 100


def tags(customer: Mapping[str, Any]) -> dict[str, Any]:
    """The tags by category; of the one that is asked about (`why`, `subject`) the evidence."""
    customer_id = customer["customer_id"]
    told = ask("GET /customers/{customer_id}/tags", customer_id=customer_id, **asked())["tags"]
    catalogue = {tag["tag_id"]: tag for tag in ask("GET /tags", limit=500)["items"]}
    rows = [
        {**tag, "place": place, "meaning": catalogue.get(tag["tag_id"], {}).get("meaning")}
        for place, tag in enumerate(told)
    ]
    by_category: dict[Text, list[dict[str, Any]]] = {category: [] for category in _CATEGORIES}
    for row in rows:
        by_category[_category(catalogue.get(row["tag_id"], {}), row["value"])].append(row)
    return {
        "told": told,
        "categories": [(title, rows) for title, rows in by_category.items() if rows],
        "why": _why(customer_id, told),
    }


def _category(tag: Mapping[str, Any], value: Mapping[str, Any]) -> Text:
    """Under which head a holding stands: by what its tag may be asked for, and what it is of."""
    purposes: Collection[str] = tag.get("purposes", ())
    if "marketing" in purposes:
        return _SALES
    if "service" not in purposes and not {"aml", "compliance"}.isdisjoint(purposes):
        return _WATCHED
    of_group = "group_id" in value and tag.get("group_kind") != "guarantee_circle"
    if of_group or "aml" in purposes or tag.get("is_lead"):
        return _GROUPS
    return _CREDIT if "credit_risk" in purposes else _CARE


def _why(customer_id: str, told: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The holding that the address asks about, with its evidence and a picture; None without.

    Of a tag that is held more than once, and of which no subject is named, it is the first.
    """
    tag_id, subject = request.args.get("why"), request.args.get("subject")
    held = [tag["subject"] for tag in told if tag["tag_id"] == tag_id]
    if not held or (subject and subject not in held):
        return None
    answer = ask(
        "GET /customers/{customer_id}/tags/{tag_id}",
        customer_id=customer_id,
        tag_id=tag_id,
        **asked(),
    )
    wanted = subject or held[0]
    holding = next(row for row in answer["holdings"] if row["subject"] == wanted)
    edges = holding["evidence"]["edges"]
    title = holding["title"][reader_language()]
    drawing = Drawing(reader_language(), link)
    return {
        **holding,
        "edges": edges[:_EDGES],
        "hidden": max(0, len(edges) - _EDGES),
        "names": {node["id"]: node["name"] for node in answer["nodes"]},
        "picture": evidence_picture(title, customer_id, edges[:_EDGES], answer["nodes"], drawing),
    }

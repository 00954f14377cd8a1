"""The parts of a customer's page: what each asks the API for, and who may open it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from cypher.vocabulary import Text
from service.api.http.language import reader_language
from service.web.kit.asking import ask, ask_if, found, may
from service.web.kit.page import asked, link
from service.web.pages.customer.history import history
from service.web.pages.customer.neighbourhood import neighbourhood
from service.web.pages.customer.tags import tags
from service.web.pictures.drawn import Drawing
from service.web.pictures.evidence import evidence_picture
from service.web.pictures.flows import flow_chart
from service.web.pictures.ownership import ownership_picture
from service.web.pictures.referral_tree import referral_picture

_Customer = Mapping[str, Any]
_Shown = dict[str, Any]
#: So many groups are shown with their members; the others as a line.
_GROUPS = 4
_MOST = 500


@dataclass(frozen=True)
class Tab:
    """A part of the page: how the address names it, what it is called, and what it asks for.

    `asks` are operations of which the viewer may ask one; `has_chart` whether a script draws on it.
    """

    name: str
    title: Text
    asks: tuple[str, ...]
    shown: Callable[[_Customer], _Shown]
    has_chart: bool = False

    @property
    def template(self) -> str:
        """The template's name, which the first tab has as well."""
        return self.name or "tags"


def tab_asked(customer: _Customer) -> Tab:
    """The part that the address names, or the first."""
    named = {tab.name: tab for tab in shown_tabs(customer)}
    return named.get(request.args.get("tab", ""), named[""])


def shown_tabs(customer: _Customer) -> list[Tab]:
    """The parts that the viewer may open, of the first on."""
    return [tab for tab in TABS if any(map(may, tab.asks))]


def _groups(customer: _Customer) -> _Shown:
    groups = ask("GET /groups", customer_id=customer["customer_id"], **asked())["items"]
    full = [
        ask("GET /groups/{group_id}", group_id=group["group_id"], limit=50, **asked())
        for group in groups[:_GROUPS]
    ]
    return {"groups": groups, "full_groups": full, "gap": _gap(full)}


def _gap(groups: Sequence[_Customer]) -> _Customer | None:
    """How the declared and the derived groups differ: the first that says so."""
    gaps = (group["gap"] for group in groups)
    return next((gap for gap in gaps if gap and (gap["undeclared"] or gap["underived"])), None)


def _ownership(customer: _Customer) -> _Shown:
    whose = {"customer_id": customer["customer_id"], **asked()}
    ownership = ask("GET /customers/{customer_id}/ownership", **whose, limit=200)
    around = ask(
        "GET /customers/{customer_id}/neighbours",
        **whose,
        types="OWNS,CONTROLS",
        hops=3,
        limit=_MOST,
    )
    of_company = customer["kind"] != "person"
    return {
        "ownership": ownership,
        "picture": ownership_picture(ownership, around, customer, _drawing()),
        "beneficial_owners": found("GET /customers/{customer_id}/beneficial-owners", **whose)
        if of_company
        else None,
        "decision_makers": found("GET /customers/{customer_id}/decision-makers", **whose)
        if of_company
        else None,
    }


def _guarantees(customer: _Customer) -> _Shown:
    around = _around(customer, "GUARANTEES")
    customer_id = customer["customer_id"]
    edges = around["edges"]
    title = Text("担保关系", "Guarantees").told(reader_language())
    return {
        "given": [edge for edge in edges if edge["from"] == customer_id],
        "received": [edge for edge in edges if edge["to"] == customer_id],
        "further": [edge for edge in edges if customer_id not in (edge["from"], edge["to"])],
        "names": names_in(around),
        "hidden": around["hidden"],
        "said": _sentences(customer, "guarantee_"),
        "picture": evidence_picture(title, customer_id, edges, around["nodes"], _drawing()),
    }


def _exposures(customer: _Customer) -> _Shown:
    whose = {"customer_id": customer["customer_id"], **asked("cursor", "limit")}
    return {"listed": ask("GET /customers/{customer_id}/exposures", **whose)}


def _money(customer: _Customer) -> _Shown:
    whose = {"customer_id": customer["customer_id"], "hops": 1}
    received, paid = (
        ask("GET /customers/{customer_id}/money", **whose, direction=direction)
        for direction in ("in", "out")
    )
    held = {tag["tag_id"] for tag in customer["tags"]}
    staff = (
        ask_if(
            "GET /tags/{tag_id}/customers",
            tag_id="payroll_employee",
            subject=customer["customer_id"],
            purpose="service",
            **asked(),
        )
        if "payroll_employer" in held
        else None
    )
    return {
        "received": received,
        "paid": paid,
        "staff": staff,
        "chart": flow_chart(customer, received, paid, reader_language()),
    }


def _referrals(customer: _Customer) -> _Shown:
    whose = {"customer_id": customer["customer_id"], **asked()}
    referrals = ask("GET /customers/{customer_id}/referrals", **whose, limit=199)
    alike = "GET /customers/{customer_id}/similar"
    said = ("opinion_leader", "bridge", "community_", "referr", "high_potential", "behaviour_twin")
    return {
        "referrals": referrals,
        "picture": referral_picture(referrals, _drawing()) if len(referrals["names"]) > 1 else None,
        "said": _sentences(customer, *said),
        "similar": found(alike, customer_id=customer["customer_id"], purpose="service")
        if may(alike)
        else None,
    }


def _held(customer: _Customer) -> _Shown:
    whose = {"customer_id": customer["customer_id"], **asked()}
    return {"account": ask("GET /customers/{customer_id}/account-of-data", **whose)}


def _around(customer: _Customer, types: str) -> dict[str, Any]:
    """Who is tied to the customer by some types, and to those in turn."""
    return ask(
        "GET /customers/{customer_id}/neighbours",
        customer_id=customer["customer_id"],
        types=types,
        hops=2,
        limit=200,
        **asked(),
    )


def _sentences(customer: _Customer, *beginnings: str) -> list[dict[str, Any]]:
    """The tags of the customer whose ids begin so, each with its sentence."""
    if not any(tag["tag_id"].startswith(beginnings) for tag in customer["tags"]):
        return []
    whose = {"customer_id": customer["customer_id"], **asked()}
    told = ask("GET /customers/{customer_id}/tags", **whose)["tags"]
    return [tag for tag in told if tag["tag_id"].startswith(beginnings)]


def names_in(around: Mapping[str, Any]) -> dict[str, str]:
    """What the nodes of an answer are called, by id."""
    drawing = _drawing()
    return {node["id"]: drawing.name(node) for node in around["nodes"]}


def _drawing() -> Drawing:
    return Drawing(reader_language(), link)


_OF_ONE = "GET /customers/{customer_id}"
TABS = (
    Tab("", Text("标签", "Tags"), (f"{_OF_ONE}/tags",), tags),
    Tab("group", Text("集团", "Groups"), ("GET /groups",), _groups),
    Tab("ownership", Text("股权与决策", "Ownership"), (f"{_OF_ONE}/ownership",), _ownership),
    Tab("guarantees", Text("担保", "Guarantees"), (f"{_OF_ONE}/neighbours",), _guarantees),
    Tab("exposures", Text("授信", "Exposures"), (f"{_OF_ONE}/exposures",), _exposures),
    Tab("money", Text("资金", "Money"), (f"{_OF_ONE}/money",), _money, has_chart=True),
    Tab("referrals", Text("推荐与影响力", "Influence"), (f"{_OF_ONE}/referrals",), _referrals),
    Tab("around", Text("周边关系", "Neighbourhood"), (f"{_OF_ONE}/neighbours",), neighbourhood),
    Tab("history", Text("历史", "History"), (f"{_OF_ONE}/dossier",), history),
    Tab("held", Text("所存数据", "What is held"), (f"{_OF_ONE}/account-of-data",), _held),
)

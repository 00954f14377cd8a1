"""/groups: groups in a list, one group with its members, and what people decide about them."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cypher.vocabulary import LISTED_GROUP_KINDS
from service.access.viewer import Viewer
from service.api.http.answers import settings
from service.api.http.language import reader_language
from service.decisions.kinds import refused
from service.web.kit.asking import ask, ask_if, found, may
from service.web.kit.choosing import chosen
from service.web.kit.drafts import drafted
from service.web.kit.page import asked, link, page, page_viewer
from service.web.kit.scenario import value_of
from service.web.kit.words import WORDS
from service.web.pictures.groups import group_picture
from service.web.pictures.picture import MOST_NODES
from service.web.pictures.ties import tie_told

blueprint = Blueprint("web_groups", __name__)
_FILTERS = (
    *("kind", "customer_id", "over_limit", "relationship_manager", "branch", "region"),
    *("industry", "is_client"),
)
#: The largest first, unless another order is asked for.
_SORT = "-exposure"
_SORTS = ("-exposure", "-exposure_decided", "-tier1_share", "-overdue", "-size", "-size_decided")
_DECIDE = "POST /decisions/{decision_no}/decisions"
_PROPOSE = "POST /groups/{group_id}/overrides"
_ACTS = ("approve", "reject", "withdraw")


@blueprint.get("/groups")
def groups() -> Response:
    """The groups that the address asks for, the largest exposure first."""
    page_viewer("GET /groups")
    filters = {"sort": _SORT, **asked(*_FILTERS, "sort")}
    return page(
        "groups.html",
        found=ask("GET /groups", **(filters | asked("limit", "cursor"))),
        filters=filters,
        kinds=LISTED_GROUP_KINDS,
        sorts=_SORTS,
        limit=settings().group_limit,
        tier1=settings().tier1_capital,
        large=may("GET /large-exposures"),
    )


@blueprint.get("/large-exposures")
def large_exposures() -> Response:
    """The report of large exposures: groups, their members, single clients, and the totals."""
    page_viewer("GET /large-exposures")
    known = settings()
    return page(
        "large_exposures.html",
        found=ask("GET /large-exposures", **asked("limit", "cursor")),
        group_limit=known.group_limit,
        single_limit=known.single_exposure_limit,
    )


@blueprint.get("/groups/<group_id>")
def group(group_id: str) -> Response:
    """One group: what it comes to, who is in it and why, what people decided, what runs did."""
    return _group_page(group_id, page_viewer("GET /groups/{group_id}"))


@blueprint.post("/groups/<group_id>")
def decide(group_id: str) -> AnyResponse:
    """Propose that a customer is in the group or out of it, or act on what somebody proposed.

    What the API refuses is told on the group's page, beside the form with what was typed.
    """
    viewer = page_viewer(_PROPOSE, _DECIDE)
    form = request.form.to_dict()
    told = _acted(form) if "decision_no" in form else _proposed(group_id, form)
    if "detail" in told:
        return _group_page(group_id, viewer, refusal=told, typed=form)
    return redirect(f"{link('/groups', group_id, decided=told['decision_no'])}#decisions", 303)


def _proposed(group_id: str, form: dict[str, str]) -> dict[str, Any]:
    """What the API answers to the proposal of a form, which may name the customer."""
    body = {name: form.get(name, "") for name in ("customer_id", "decision", "reason")}
    told = found(_PROPOSE, body, group_id=group_id)
    if told.get("status") not in (404, 422) or not body["customer_id"].strip():
        return told
    meant = chosen([body["customer_id"].strip()])
    if meant.unclear:
        return told | {"unclear": meant.unclear}
    (customer_id,) = meant.customer_ids
    if customer_id == body["customer_id"]:
        return told
    return found(_PROPOSE, body | {"customer_id": customer_id}, group_id=group_id)


def _acted(form: dict[str, str]) -> dict[str, Any]:
    """What the API answers to an act on a decision, which keeps the number of what it is about."""
    body = {name: form.get(name, "") for name in ("action", "reason")}
    decision_no = form["decision_no"]
    told = found(_DECIDE, body, decision_no=decision_no)
    return told if "detail" in told else told | {"decision_no": decision_no}


def _group_page(
    group_id: str,
    viewer: Viewer,
    refusal: dict[str, Any] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    """The page of a group; with why the API refused what a form sent, and what was typed."""
    told = found("GET /groups/{group_id}", group_id=group_id, limit=MOST_NODES, **asked("cursor"))
    if "detail" in told:
        return _gone(group_id, told)
    counterpart = _counterpart(told)
    gap = _gap(told, counterpart)
    decided = ask("GET /groups/{group_id}/overrides", group_id=group_id, withdrawn=True, limit=500)
    names = {row["customer_id"]: row["name"] for row in told["members"]}
    names |= {row["customer_id"]: row["name"] for row in (counterpart or {}).get("members", ())}
    language = reader_language()
    return page(
        "group.html",
        refusal["status"] if refusal else 200,
        group=told,
        gap=gap,
        rules=[row for row in ask("GET /tags")["items"] if row["group_kind"] == told["kind"]],
        beside=_beside(told, gap, counterpart),
        outside=any(row["exposure"] is None for row in told["members"]),
        picture=group_picture(
            told,
            counterpart,
            told["name"][language],
            say=lambda said: WORDS["say"](language, said),
            href=lambda customer_id: link("/customers", customer_id),
        ),
        decisions=[{**row, "acts": _acts(row, viewer)} for row in reversed(decided["items"])],
        history=ask_if("GET /groups/{group_id}/history", group_id=group_id, **asked()),
        why=_why(group_id),
        may_propose=may(_PROPOSE),
        may_fail=may("POST /contagion"),
        may_suppose=may("POST /what-if"),
        value_of=value_of,
        limit=settings().group_limit,
        tie=lambda edge, known=names: tie_told(edge, known),
        refusal=refusal,
        typed=typed or drafted(),
    )


def _gone(group_id: str, told: dict[str, Any]) -> Response:
    """The page of a group that is not there: what became of it, where runs know."""
    if told["status"] != 404:
        return page("problem.html", told["status"], told=told)
    history = found("GET /groups/{group_id}/history", group_id=group_id, **asked())
    known = history if "detail" not in history else None
    return page("groups/gone.html", 404, group_id=group_id, history=known, tie=tie_told)


def _counterpart(told: dict[str, Any]) -> dict[str, Any] | None:
    """The control group that a declared one is compared with; None for all others."""
    if told["kind"] != "declared" or not told["gap"] or not told["gap"]["control_groups"]:
        return None
    closest = told["gap"]["control_groups"][0]["group_id"]
    return ask("GET /groups/{group_id}", group_id=closest, limit=MOST_NODES, **asked())


def _gap(told: dict[str, Any], counterpart: dict[str, Any] | None) -> dict[str, Any] | None:
    """How declared and derived differ: all who are on one side alone, and who of them is outside.

    Of those outside the viewer's scope no more than the name is told, and no page of theirs opens.
    """
    gap: dict[str, Any] | None = told["gap"]
    if gap is None:
        return None
    rows = [*told["members"], *(counterpart or {}).get("members", ())]
    outside = {row["customer_id"] for row in rows if row["exposure"] is None}
    return {**gap, "differ": [*gap["undeclared"], *gap["underived"]], "outside": outside}


def _beside(
    told: dict[str, Any], gap: dict[str, Any] | None, known: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """Who is told beside the members: those on the other side alone, those decided in.

    Of those in the control group `known` with their exposure and reasons.
    """
    of_known = {row["customer_id"]: row for row in (known or {}).get("members", ())}
    decided = {row["customer_id"]: row for row in told["overrides"] if row["decision"] == "in"}
    members = {row["customer_id"] for row in told["members"]}
    names = (gap or {}).get("names", {})
    return [
        {
            "name": names.get(customer_id) or decided[customer_id]["name"],
            **of_known.get(customer_id, {"exposure": None, "sentence": None}),
            "customer_id": customer_id,
            "decided": decided.get(customer_id),
        }
        for customer_id in dict.fromkeys([*(gap or {}).get("differ", ()), *decided])
        if customer_id not in members
    ]


def _why(group_id: str) -> dict[str, Any] | None:
    """Why a customer whom the address names is in the group or not; None where it names none."""
    word = request.args.get("customer_id", "").strip()
    if not word:
        return None
    operation = "GET /groups/{group_id}/why"
    told = found(operation, group_id=group_id, customer_id=word, **asked())
    if told.get("status") != 404:
        return told
    meant = chosen([word])
    if meant.customer_ids:
        return found(operation, group_id=group_id, customer_id=meant.customer_ids[0], **asked())
    return told | {"unclear": meant.unclear}


def _acts(row: dict[str, Any], viewer: Viewer) -> list[str]:
    """What the viewer may do about a decision as it stands."""
    if not may(_DECIDE) or row["state"] not in ("proposed", "in_force"):
        return []
    proposed = row["state"] == "proposed"
    return [
        act
        for act in (_ACTS if proposed else ("withdraw",))
        if refused(
            act,  # type: ignore[arg-type]
            kind="group",
            is_own=row["author"] == viewer.user_id,
            proposed=proposed,
            roles=viewer.roles,
        )
        is None
    ]

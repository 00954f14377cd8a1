"""/inbox: what waits for the viewer, and what he decides about it."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from service.web.kit.asking import ask
from service.web.kit.drafts import DRAFT, drafted
from service.web.kit.page import asked, link, own_address, page, page_viewer

blueprint = Blueprint("web_inbox", __name__)
_LEAD = "/inbox/leads/<lead_id>"
_DECISION = "/inbox/decisions/<int:decision_no>"


@blueprint.get("/inbox")
def inbox() -> Response:
    """What others proposed and the viewer may sign, then his open leads."""
    page_viewer("GET /inbox")
    told = ask("GET /inbox", **asked("limit", "cursor"))
    return page("inbox.html", found=told, typed=drafted())


@blueprint.post(_LEAD)
def decide_lead(lead_id: str) -> AnyResponse:
    """Follow a lead up, accept or reject it, as its form says; then back to where the form was."""
    return _decided("POST /leads/{lead_id}/decisions", lead_id=lead_id)


@blueprint.post(_DECISION)
def decide_decision(decision_no: int) -> AnyResponse:
    """Approve, reject or withdraw what was proposed; then back to where the form was."""
    return _decided("POST /decisions/{decision_no}/decisions", decision_no=decision_no)


@blueprint.get(_LEAD)
def lead(lead_id: str) -> AnyResponse:
    """The inbox with the form of one lead open."""
    return _opened(lead=lead_id)


@blueprint.get(_DECISION)
def decision(decision_no: int) -> AnyResponse:
    """The inbox with the form of one proposal open."""
    return _opened(decision=decision_no)


def _decided(operation: str, **named: object) -> AnyResponse:
    page_viewer(operation)
    said = {name: request.form.get(name, "") for name in ("action", "reason")}
    told = ask(operation, said, **named)
    back = own_address(request.form.get("next"), "/inbox")
    path, _, query = back.partition("?")
    done = f"done={told['decision_no']}"
    return redirect(f"{path}?{query}&{done}" if query else f"{path}?{done}", 303)


def _opened(**named: object) -> AnyResponse:
    page_viewer("GET /inbox")
    return redirect(link("/inbox", **named, **{DRAFT: request.args.get(DRAFT)}), 303)

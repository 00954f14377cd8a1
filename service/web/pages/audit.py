"""/audit: who saw and decided what about whom, and whether that is as it was written."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, request

from cypher.vocabulary import Text
from service.access.roles import ROLES
from service.web.kit.asking import ask, found
from service.web.kit.page import page, page_viewer, typed

blueprint = Blueprint("web_audit", __name__)


@blueprint.get("/audit")
def audit() -> Response:
    """The entries that the address asks for; with `verify=1` whether the chains are whole."""
    page_viewer("GET /audit")
    sent = typed("customer_id", "user", "from", "to", "limit", "cursor")
    # A verification comes first: the list tells when the last one was.
    verified = _verified()
    entries = found("GET /audit", **sent)
    return page("audit.html", found=entries, verified=verified, roles_of=_titles)


@blueprint.get("/audit/decisions")
def decisions() -> Response:
    """What people decided, the latest first: one's own, and what is in one's scope."""
    page_viewer("GET /decisions")
    sent = typed("subject", "author", "action", "state", "since", "limit", "cursor")
    return page("audit/decisions.html", found=found("GET /decisions", **sent))


def _titles(roles: Iterable[str]) -> list[Text]:
    """What roles are called; one that there is no more is called by its id."""
    return [ROLES[role].title if role in ROLES else Text(role, role) for role in roles]


def _verified() -> dict[str, Any] | None:
    """What a verification finds, where one is asked for: it reads all that there is."""
    return ask("GET /audit/verify") if request.args.get("verify") else None

"""/audit: who saw and decided what about whom, and whether that is as it was written."""

from collections.abc import Iterable

from flask import Blueprint, Response, request

from cypher.vocabulary import Text
from service.access.roles import ROLES
from service.web.kit.asking import ask, found
from service.web.kit.page import page, page_viewer, typed, whole

blueprint = Blueprint("web_audit", __name__)


@blueprint.get("/audit")
def audit() -> Response:
    """The entries that the address asks for, or with `verify=1` whether the chains are whole."""
    page_viewer("GET /audit")
    if request.args.get("verify"):
        # It reads all that there is: a page of its own, which no link to a next one repeats.
        return page("audit.html", verified=ask("GET /audit/verify"))
    sent = typed("customer_id", "user", "from", "to", "limit", "cursor")
    return page(
        "audit.html", found=found("GET /audit", **sent), roles_of=_titles, of_files=whole(sent)
    )


@blueprint.get("/audit/decisions")
def decisions() -> Response:
    """What people decided, the latest first: one's own, and what is in one's scope."""
    page_viewer("GET /decisions")
    sent = typed("subject", "author", "action", "state", "since", "limit", "cursor")
    return page("audit/decisions.html", found=found("GET /decisions", **sent), of_files=whole(sent))


def _titles(roles: Iterable[str]) -> list[Text]:
    """What roles are called; one that there is no more is called by its id."""
    return [ROLES[role].title if role in ROLES else Text(role, role) for role in roles]

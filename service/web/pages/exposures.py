"""/exposures: what the bank has lent and promised, and what of it is overdue."""

from flask import Blueprint, Response

from cypher.vocabulary import EXPOSURE_STATUSES, FIVE_CLASSES
from service.web.kit.asking import ask
from service.web.kit.page import asked, page, page_viewer, whole

blueprint = Blueprint("web_exposures", __name__)
_FILTERS = ("status", "overdue", "five_class", "group_id", "relationship_manager", "branch")


@blueprint.get("/exposures")
def exposures() -> Response:
    """The exposures that the address asks for, as GET /exposures tells them."""
    page_viewer("GET /exposures")
    sent = asked(*_FILTERS, "limit", "cursor")
    return page(
        "exposures.html",
        found=ask("GET /exposures", **sent),
        statuses=[*EXPOSURE_STATUSES],
        classes=[*FIVE_CLASSES],
        sent=whole(sent),
    )

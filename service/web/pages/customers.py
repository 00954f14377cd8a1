"""/customers: who is found by what was typed, or by filters."""

from flask import Blueprint, Response

from service.web.kit.asking import ask
from service.web.kit.page import asked, page, page_viewer

blueprint = Blueprint("web_customers", __name__)
_FILTERS = (
    *("q", "kind", "region", "branch", "relationship_manager", "industry", "is_client", "tag"),
    *("grade", "purpose", "sort", "limit", "cursor"),
)


@blueprint.get("/customers")
def customers() -> Response:
    """The customers that the address asks for, as GET /customers tells them."""
    page_viewer("GET /customers")
    return page("customers.html", found=ask("GET /customers", **asked(*_FILTERS)))

"""/loads: what was loaded, from which files, and what was refused."""

from flask import Blueprint, Response

from service.web.kit.asking import ask
from service.web.kit.page import page, page_viewer, typed, whole

blueprint = Blueprint("web_loads", __name__)


@blueprint.get("/loads")
def loads() -> Response:
    """Every load that ran, the last first."""
    page_viewer("GET /loads")
    return page(
        "loads.html", found=ask("GET /loads", **typed("limit", "cursor")), of_files=whole({})
    )


@blueprint.get("/loads/<load_id>")
def load(load_id: str) -> Response:
    """One load: how it ended, and what it did to each record."""
    page_viewer("GET /loads/{load_id}")
    return page("loads/load.html", told=ask("GET /loads/{load_id}", load_id=load_id))

"""/: the first page, which shows each role what it begins a day with."""

from flask import Blueprint, Response

from service.web.kit.page import page, page_viewer

blueprint = Blueprint("web_home", __name__)


@blueprint.get("/")
def home() -> Response:
    """What the viewer begins with."""
    page_viewer()
    return page("home.html")

"""What a page says where the API would answer with a problem document: the same, in words."""

from contextlib import suppress
from http import HTTPStatus

import orjson
from flask import Flask, Response, g, request

from cypher import StoreError
from service.api.around.who import viewer_of_request
from service.errors import ServiceError
from service.web.kit.drafts import with_draft
from service.web.kit.page import here, page

#: What programs ask: they get the problem document itself.
_OF_PROGRAMS = ("/api/", "/health/", "/metrics", "/openapi.json", "/docs")
_PROBLEM = "application/problem+json"


def show_problems(app: Flask) -> None:
    """Have each problem of a page, or of what a browser asks, be a page: what happened, what to do.

    Programs get the problem document itself, and so does who asks under another's name.
    """

    @app.after_request
    def shown(response: Response) -> Response:
        if response.mimetype != _PROBLEM or not _is_for_people(response):
            return response
        # What was refused before anybody looked at who asks is told to whoever it is.
        if "viewer" not in g and response.status_code != HTTPStatus.MISDIRECTED_REQUEST:
            with suppress(ServiceError, StoreError):
                g.viewer = viewer_of_request()
        told = orjson.loads(response.get_data())
        made = page("problem.html", response.status_code, told=told, again=_again())
        for name in ("Retry-After", "Allow"):
            if name in response.headers:
                made.headers[name] = response.headers[name]
        return made


def _again() -> str:
    """The page anew: what was typed into its form stands there filled in."""
    return with_draft() if request.method == "POST" else here()


def _is_for_people(response: Response) -> bool:
    if request.path.startswith(_OF_PROGRAMS):
        return False
    if "text/html" in request.headers.get("Accept", ""):
        return True
    of_page = (request.endpoint or "").startswith("web")
    return of_page and response.status_code != HTTPStatus.MISDIRECTED_REQUEST

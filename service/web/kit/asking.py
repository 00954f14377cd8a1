"""Asking the API in a page's place: what a page says is what the API answers to its viewer.

A page asks through the whole of the API: its gate, its scope, its masks, its places and deadlines,
and the note of who saw whom. See ADR 0077.
"""

import re
from collections.abc import Container, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote, urlencode

import orjson
from flask import Response, abort, current_app, g, redirect, request, url_for

from service.access.viewer import Viewer
from service.api.around.gate import GUARDED
from service.api.around.segments import as_matched
from service.api.around.who import VOUCHED
from service.api.http.language import reader_language

_PLACE = re.compile(r"\{(\w+)\}")
#: What a browser sends of a page, and means nothing to what the page asks.
_OF_THE_PAGE = (
    *("HTTP_ACCEPT", "HTTP_AUTHORIZATION", "HTTP_COOKIE", "HTTP_IF_NONE_MATCH"),
    *("RAW_URI", "REQUEST_URI", "werkzeug.request", "HTTP_TRANSFER_ENCODING"),
)
#: Where a customer's number stands that another one is known by: the segment after `customers`.
_KNOWN_AS = re.compile(rf"{GUARDED}/customers/([^/?]+)")


def may(operation: str) -> bool:
    """Whether the viewer may ask an operation, called as in `service.access.permits`."""
    viewer: Viewer = g.viewer
    return bool(viewer.asking(operation))


def ask(operation: str, body: Any = None, /, **asked: Any) -> dict[str, Any]:
    """What the API answers to an operation, called as in `service.access.permits`.

    `asked` gives the parts of its address and its query; what is None or empty is not sent, and a
    list is sent by commas. Anything but a success ends the page: with the problem that the API
    tells, or by leading to the number that a customer is known by.
    """
    return _found(answer_of(operation, body, **asked), ())


def ask_if(operation: str, /, **asked: Any) -> dict[str, Any] | None:
    """As `ask`, for a part that the page can do without: None where the viewer may not ask it."""
    return ask(operation, **asked) if may(operation) else None


def found(operation: str, body: Any = None, /, **asked: Any) -> dict[str, Any]:
    """As `ask`, for a part of which the page tells a refusal itself.

    The problem document, which has a `status` and a `detail`, where the API refuses (4xx).
    """
    return _found(answer_of(operation, body, **asked), range(400, 500))


def worked_out(operation: str, body: Any = None, /, **asked: Any) -> dict[str, Any]:
    """As `found`, for what takes long: the problem document also where it cannot be had now (503).

    The rest of the page is there all the same.
    """
    return _found(answer_of(operation, body, **asked), (*range(400, 500), 503))


def _found(response: Response, told: Container[int]) -> dict[str, Any]:
    """What a response holds; one that is no success ends the page, unless its status is `told`."""
    if response.status_code >= 300 and response.status_code not in told:
        _end_with(response)
    content: dict[str, Any] = orjson.loads(response.get_data())
    return content


def answer_of(operation: str, body: Any = None, /, **asked: Any) -> Response:
    """The API's answer to an operation, whatever it is."""
    method, _, rule = operation.partition(" ")
    sent = {name: _sent(value) for name, value in asked.items() if value not in (None, "", [], ())}
    # An id that nobody gave is one that is not there; an empty segment would be another address.
    path = GUARDED + _PLACE.sub(lambda place: quote(sent.pop(place[1], "-"), safe=""), rule)
    # Only what asks has a place: a page that waits for one while it holds another could wait long.
    if "place" in g:
        g.pop("place")()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    # Its own `g` beside its own request: what the page has asked so far is not of this question.
    environ = _environ(method, path, sent, body)
    with app.app_context(), app.request_context(environ):
        response: Response = app.full_dispatch_request()
        # Those who stream need the request; nothing that a page asks is long.
        response.get_data()
        return response


def _environ(method: str, path: str, sent: Mapping[str, str], body: Any) -> dict[str, Any]:
    viewer: Viewer = g.viewer
    content = b"" if body is None else orjson.dumps(body)
    return {
        **{name: text for name, text in request.environ.items() if name not in _OF_THE_PAGE},
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": as_matched(path),
        "RAW_URI": path,
        "QUERY_STRING": urlencode(sent),
        "CONTENT_TYPE": "application/json" if content else "",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": BytesIO(content),
        "HTTP_ACCEPT": "application/json",
        "HTTP_ACCEPT_LANGUAGE": reader_language(),
        "HTTP_X_REQUEST_ID": g.get("request_id", ""),
        VOUCHED: viewer,
    }


def _sent(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _end_with(response: Response) -> None:
    """End the page as the API's answer says: with its problem, or under the number known."""
    known = _KNOWN_AS.match(response.headers.get("Location", ""))
    if known and request.endpoint:
        named: dict[str, Any] = {**(request.view_args or {}), "customer_id": unquote(known[1])}
        abort(redirect(url_for(request.endpoint, **(request.args.to_dict() | named)), 308))
    abort(response)

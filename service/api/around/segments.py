"""Addresses by their segments: a slash within an id is written %2F, and stays within its segment.

Servers decode the whole path before it is matched, so that `a%2Ftags` would be the tags of `a`.
"""

import re
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from flask import Flask, request
from werkzeug.routing import UnicodeConverter

#: What stays encoded while a path is matched: a slash, and the sign that encodes.
_KEPT = re.compile("%(2f|25)", re.IGNORECASE)


class Segment(UnicodeConverter):
    """One segment of a path, whatever signs it holds."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The text that the segment stands for."""
        return value.replace("%2F", "/").replace("%25", "%")

    def to_url(self, value: Any) -> str:
        """The text as a segment."""
        return quote(str(value), safe="")


def keep_segments(app: Flask) -> None:
    """Match paths segment by segment: what is named between two slashes is one id."""
    app.url_map.converters.update(default=Segment, string=Segment)
    serve = app.wsgi_app

    def kept(environ: dict[str, Any], start_response: Any) -> Any:
        path = raw_path(environ)
        if "%" in path:
            environ["PATH_INFO"] = as_matched(path)
        return serve(environ, start_response)

    app.wsgi_app = kept  # type: ignore[method-assign]


def as_matched(path: str) -> str:
    """A path as rules are matched: decoded, as an environ has it, but for slashes within an id."""
    written = _KEPT.sub(lambda match: f"%25{match[1].upper()}", path)
    return unquote_to_bytes(written).decode("latin-1")


def raw_path(environ: dict[str, Any]) -> str:
    """The path as it was sent, still encoded; '' where the server does not tell it."""
    sent: str = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    # A request to a proxy names the whole address.
    return re.sub("^https?://[^/]*", "", sent).partition("?")[0]


def with_segment(place: int, text: str) -> str:
    """The path of the present request with another text as its n-th segment, encoded."""
    segments = (raw_path(request.environ) or quote(request.path)).split("/")
    segments[place] = quote(text, safe="")
    return "/".join(segments)

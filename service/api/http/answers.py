"""How every endpoint answers: JSON with a strong ETag, RFC 9457 problems."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

import orjson
from flask import Response, current_app, g, request

from cypher import Command, Query, Store
from cypher.scope import Scope
from cypher.time_zone import time_zone
from service.api.access.masking import masked_body
from service.api.access.named import is_written_down, note_named
from service.api.access.viewers import asked_scope
from service.instants import told_in
from service.settings import Settings

Made = TypeVar("Made")
Row = TypeVar("Row")


def whole_store() -> Store:
    """The store that this application serves, asked about everybody."""
    found: Store = current_app.extensions["guanxi.store"]
    return found


def machine() -> Store:
    """The machine's own file, in which this application notes who asks."""
    found: Store = current_app.extensions["guanxi.machine"]
    return found


def store() -> "ScopedStore":
    """The store, whose rows keep to the scope of who asks."""
    return ScopedStore(whole_store(), asked_scope())


@dataclass(frozen=True)
class ScopedStore:
    """A store that is asked in one scope."""

    whole: Store
    scope: Scope

    def rows(self, query: Query[Row]) -> list[Row]:
        """The answer to a question, as a list of its row type; it keeps to the scope."""
        return self.whole.rows(query, self.scope)

    def run(self, command: Command) -> None:
        """Make one change."""
        self.whole.run(command)


def settings() -> Settings:
    """The settings that this application was made with."""
    found: Settings = current_app.extensions["guanxi.settings"]
    return found


def once_a_request(name: str, make: Callable[[], Made]) -> Made:
    """What is made once for all pages that one request asks for, as a table does, by its name."""
    if name not in g:
        setattr(g, name, make())
    made: Made = g.get(name)
    return made


def answer(content: Any, status: int = 200) -> Response:
    """The content as JSON, identifying values masked, or 304 where the client has it already."""
    body = told_in(time_zone(settings().time_zone), masked_body(orjson.dumps(content)))
    return answer_as_kept(body, status)


def answer_as_kept(body: bytes, status: int) -> Response:
    """JSON that was kept as it was once answered, or 304 where the client already has it."""
    if is_written_down():
        note_named(orjson.loads(body))
    return _tagged(body, status, "application/json")


def answer_file(body: bytes, media_type: str, name: str) -> Response:
    """The body as a file to save by a name, or 304 where the client already has it."""
    response = _tagged(body, 200, media_type)
    # A header holds ASCII; programs that read no `filename*` do without the other letters.
    names = {"filename": name.encode("ascii", "ignore").decode()}
    if not name.isascii():
        names["filename*"] = f"UTF-8''{quote(name)}"
    response.headers.set("Content-Disposition", "attachment", **names)
    return response


def _tagged(body: bytes, status: int, media_type: str) -> Response:
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    response = Response(body, status, mimetype=media_type, headers=headers)
    if "If-None-Match" in request.headers:
        response.make_conditional(request)
    return response

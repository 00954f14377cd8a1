"""Who saw what of whom: each answer that names customers, and each export, is written down.

What changes something is a decision and written down as one; the question is not told again.
"""

import re

from flask import Flask, Response, g, request

from cypher.engine.clock import now_ms
from service.api.access.named import is_written_down, named, read_log
from service.api.access.viewers import asked_purposes, asking_roles, viewer
from service.api.around.gate import GUARDED
from service.api.http.openapi_responses import openapi_path
from service.audit.entries import Read

#: What is told once more to who has it already.
_TOLD = frozenset({200, 304})
#: Looking at values unmasked is a decision.
_DECIDES = "POST /customers/{customer_id}/reveal"
_PLACE = re.compile(r"\{(\w+)\}")


def write_down_reads(app: Flask) -> None:
    """Note every answer that names customers, unless nobody signs in; exports in any case.

    Overloaded is raised where too much waits to be written.
    """

    @app.before_request
    def need_room() -> None:
        # Who looks after the service sees why nothing is told.
        if request.path.startswith(GUARDED):
            read_log().need_room()

    @app.after_request
    def note(response: Response) -> Response:
        operation = g.get("operation")
        told = response.status_code in _TOLD and operation not in (None, _DECIDES)
        if told and is_written_down():
            read_log().note(_read(operation))
        return response


def _read(operation: str) -> Read:
    places = request.view_args or {}
    return Read(
        at=now_ms(),
        user_id=viewer().user_id,
        signed=viewer().is_signed,
        roles=asking_roles() if viewer().is_signed else (),
        purpose=asked_purposes()[0] if asked_purposes() else "",
        action=_action(operation, places),
        path=_path(str(request.url_rule), places),
        fields=tuple(sorted(g.get("found_by", ()))),
        about=str(places.get("customer_id", "")),
        customer_ids=[*named()],
    )


def _action(operation: str, places: dict[str, object]) -> str:
    """Export, search, read (of what one address names) or list."""
    if "exporting" in g:
        return "export"
    if request.args.get("q") or operation == "POST /customers/match":
        return "search"
    return "read" if places else "list"


def _path(rule: str, places: dict[str, object]) -> str:
    """The address as it was asked, without a customer's id: the entry names him by his token."""
    told = {name: str(value) for name, value in places.items() if name != "customer_id"}
    path = _PLACE.sub(lambda place: told.get(place[1], place[0]), openapi_path(rule))
    return path.removeprefix(GUARDED)

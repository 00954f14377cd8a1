"""Every failure as a problem document: those of the service, of the request, and surprises."""

import logging
from http import HTTPStatus

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from cypher import StoreError
from service.api.http.answers import problem
from service.errors import RETRY_AFTER, STATUS, BadRequest, NoRun

_log = logging.getLogger("guanxi")


def answer_problems(app: Flask) -> None:
    """Answer every error with a problem document; a surprise is logged and never shown."""
    for kind in STATUS:
        app.register_error_handler(kind, _foreseen)
    app.register_error_handler(HTTPException, _of_the_request)
    app.register_error_handler(Exception, _surprise)
    app.before_request(_refuse_repeated)


def invalid_input(error: ValidationError) -> Response:
    """The answer to a request that fails validation: 422, with each field and its reason."""
    fields = [
        {
            "field": ".".join(str(part) for part in fault["loc"]) or "body",
            "reason": fault["msg"].removeprefix("Value error, "),
        }
        for fault in error.errors(include_url=False, include_input=False)
    ]
    named = "; ".join(f"{field['field']}: {field['reason']}" for field in fields)
    return problem(422, "invalid-input", named, fields)


def _refuse_repeated() -> None:
    """Refuse a parameter that is given twice: nobody could say which of the two was meant."""
    if not request.path.startswith("/api/"):
        return
    for name, values in request.args.lists():
        if len(values) > 1:
            raise BadRequest(f"{name} is given {len(values)} times: give it once", name)


def _foreseen(error: Exception) -> Response:
    status, kind = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    reason = str(error)
    if isinstance(error, StoreError):
        # What operators must know, a client must not: where the store lies, and what it said.
        _log.error("request %s: %s", g.get("request_id"), " ".join(reason.split()))
        reason = error.plain
    fields = error.fields if isinstance(error, BadRequest) else ()
    faults = [{"field": name, "reason": reason} for name in fields]
    says = {"nearest": error.nearest} if isinstance(error, NoRun) else {}
    response = problem(status, kind, reason, faults, **says)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _of_the_request(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    kind = (error.name or "error").lower().replace(" ", "-")
    response = problem(code, kind, error.description or error.name)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers["Allow"] = value
    return response


def _surprise(error: Exception) -> Response:
    _log.error("request %s failed", g.get("request_id"), exc_info=error)
    return problem(
        500,
        "internal",
        f"something went wrong here; its trace is in the log under {g.get('request_id')}",
    )

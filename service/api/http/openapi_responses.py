"""What every endpoint documents alike: its noun, and the answers besides its own."""

import functools
import re
from typing import Any

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models import OPENAPI3_REF_PREFIX
from pydantic import BaseModel

_PROBLEM = {"application/problem+json": {"schema": {"$ref": f"{OPENAPI3_REF_PREFIX}/Problem"}}}

_REASONS = {
    308: "The customer is known by another number: the same address under that one",
    401: "Nobody vouches for who asks",
    403: "The roles of who asks do not permit it, or this service may only read the store",
    404: "There is nothing by this id, the tag is not held, or no run answers",
    405: "What lies under this address takes no such method",
    409: "It contradicts what is there",
    413: "The body is larger than it may be",
    421: "The service is not asked under this name",
    422: "An input is at fault; `fields` says which",
    429: "You have as many heavy questions under way as one user may: ask again after Retry-After",
    503: "The store does not answer, too much is asked at once, or this took too long",
}

#: A parameter in a rule of werkzeug's.
_PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")


@functools.cache
def openapi_path(rule: str) -> str:
    """A rule of werkzeug's as OpenAPI writes paths: its parameters as {name}."""
    return _PARAMETER.sub(r"{\1}", rule)


def noun(name: str, module: str, *, tag: str = "", prefix: str | None = "/api/v1") -> APIBlueprint:
    """The blueprint of a noun's endpoints, for the module that they stand in.

    The document lists them under `tag`, the noun itself where it is left out, and calls each as its
    function is called.
    """
    return APIBlueprint(
        name,
        module,
        url_prefix=prefix,
        abp_tags=[{"name": tag or name}],
        operation_id_callback=_operation_id,
    )


def _operation_id(*, name: str, path: str, method: str) -> str:
    return name


def documented(model: type[BaseModel], *problems: int) -> dict[Any, Any]:
    """The responses of an endpoint: its model, and problem documents for what can go wrong."""
    return {
        200: model,
        304: {"description": "What the client has (If-None-Match) is what there is"},
        **problem_responses(*problems, 422, 503),
    }


def written(status: int, model: type[BaseModel], *problems: int) -> dict[Any, Any]:
    """The responses of an endpoint that writes: what is there now, and what can go wrong."""
    return {status: model, **problem_responses(*problems, 422, 503)}


def problem_responses(*statuses: int) -> dict[Any, Any]:
    """Problem documents for some statuses; a redirection has none."""
    return {
        status: {"description": _REASONS[status], **({} if status < 400 else {"content": _PROBLEM})}
        for status in statuses
    }

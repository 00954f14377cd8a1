"""The answers that every endpoint documents besides its own."""

from typing import Any

from flask_openapi.models import OPENAPI3_REF_PREFIX
from pydantic import BaseModel

_PROBLEM = {"application/problem+json": {"schema": {"$ref": f"{OPENAPI3_REF_PREFIX}/Problem"}}}

_REASONS = {
    404: "There is nothing by this id, or the tag is not held",
    422: "An input is at fault; `fields` says which",
    503: "The store does not answer",
}


def documented(model: type[BaseModel], *problems: int) -> dict[Any, Any]:
    """The responses of an endpoint: its model, and problem documents for what can go wrong."""
    return {
        200: model,
        **{
            status: {"description": _REASONS[status], "content": _PROBLEM}
            for status in (*problems, 422, 503)
        },
    }

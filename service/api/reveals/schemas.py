"""What is asked and answered where masked values are revealed."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from cypher.errors import BadValue
from service.access.identifying import MASKS
from service.api.decisions.schemas import LOCAL, Author, ReasonText
from service.api.http.parameters import OneOf, Request

#: What may be revealed, in the order in which it is told.
FIELDS = (*MASKS, "account")


def _once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise BadValue("同一项只需列出一次", "name each field once")
    return names


class RevealBody(Request):
    """Which values are wanted, and why."""

    fields: Annotated[
        list[Annotated[str, OneOf(FIELDS)]],
        Field(min_length=1, max_length=len(FIELDS)),
        AfterValidator(_once),
    ]
    reason: ReasonText
    author: Author = LOCAL


class Revealed(BaseModel):
    """The values of a customer under all its numbers, as they are stored."""

    customer_id: str
    values: dict[str, list[str]] = Field(description="by field; an empty list where none is known")
    decision_no: int = Field(
        description="the decision under which the look and its reason are kept"
    )


def told_fields(names: list[str]) -> dict[str, Any]:
    """The body of the decision."""
    return {"fields": [name for name in FIELDS if name in names]}

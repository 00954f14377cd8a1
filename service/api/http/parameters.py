"""What requests may say: the types behind the OpenAPI document's parameters."""

import functools
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cypher.errors import BadValue
from cypher.vocabulary import CUSTOMER_KINDS, EDGE_TYPES, Text
from service.errors import BadRequest

_NO_CONTROLS = r"^[^\x00-\x1f\x7f-\x9f]*$"

#: Texts that people wrote, over several lines perhaps.
_PRINTED = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=_NO_CONTROLS)]
ShortText = Annotated[str, StringConstraints(max_length=200, pattern=_NO_CONTROLS)]


@dataclass(frozen=True)
class OneOf:
    """Annotates a text that must be one of some words, as a Literal of them would."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: object, handler: object
    ) -> core_schema.CoreSchema:
        """The schema of the words, in their order."""
        return core_schema.literal_schema([*self.words])


def _edge_types(text: str) -> str:
    unknown = sorted(set(text.split(",")) - set(EDGE_TYPES))
    if unknown:
        raise BadValue(
            f"没有关系类型{unknown[0]!r}：现有{'、'.join(EDGE_TYPES)}",
            f"no such edge type: {unknown[0]!r}; there are {', '.join(EDGE_TYPES)}",
        )
    return text


EdgeTypes = Annotated[
    str,
    AfterValidator(_edge_types),
    Field(
        description="edge types, separated by commas; all where it is left out",
        json_schema_extra={"pattern": f"^({'|'.join(EDGE_TYPES)})(,({'|'.join(EDGE_TYPES)}))*$"},
    ),
]


class _ParameterSchema(GenerateJsonSchema):
    """A parameter is left out or has a value: unlike a JSON property it can never be null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        if described.get("default", ...) is None:
            del described["default"]
        return described


#: Of more faults than this only those of the first items of lists and objects are looked at.
FAULTS, BEGINNING = 1_000, 100


def _beginning(sent: Any, levels: int = 4) -> Any:
    """What was sent, with the first items of each list and of each large object alone."""
    if not levels:
        return sent
    if isinstance(sent, list):
        return [_beginning(item, levels - 1) for item in sent[:BEGINNING]]
    if isinstance(sent, dict):
        kept = list(sent)[: BEGINNING if len(sent) > FAULTS else None]
        return {name: _beginning(sent[name], levels - 1) for name in kept}
    return sent


class Request(BaseModel):
    """What a request says; a parameter that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """The request that was sent; raises ValidationError with no more than some hundred faults.

        To tell a fault takes far longer than to find it. Where there are very many, those of the
        beginning of each list are told.
        """
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            if error.error_count() <= FAULTS:
                raise
            count = error.error_count()
        super().model_validate(_beginning(obj), **options)
        raise BadRequest(
            Text(f"请求体中有{count}处错误", f"there are {count} faults in the body"), "body"
        )

    @classmethod
    @functools.cache
    def model_json_schema(cls, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        """The JSON schema; cached, since flask-openapi asks for it at every request."""
        return super().model_json_schema(schema_generator=_ParameterSchema, **options)


class Page(Request):
    """Where a list begins and how much of it is wanted."""

    limit: int = Field(50, ge=1, le=500, description="at most so many items")
    cursor: str | None = Field(
        None, max_length=2000, description="where the list goes on: the `next` of the page before"
    )


class NoQuery(Request):
    """No query parameters."""


class CustomerPath(Request):
    """Names a customer."""

    customer_id: Id


class HoldingPath(Request):
    """Names a customer and a tag."""

    customer_id: Id
    tag_id: Id


class GroupPath(Request):
    """Names a group."""

    group_id: Id


Kind = Annotated[str, OneOf(tuple(CUSTOMER_KINDS))]


class Narrowed(Request):
    """What customers a list is narrowed to."""

    kind: Kind | None = Field(None, description="only customers of this kind")
    relationship_manager: ShortText | None = Field(
        None, description="only customers of this manager, by the code"
    )
    branch: ShortText | None = Field(None, description="only customers of this branch")
    region: ShortText | None = Field(None, description="only customers of this region")
    industry: ShortText | None = Field(None, description="only customers of this industry")
    is_client: bool | None = Field(None, description="only clients, or only those who are not")


#: By what such lists are narrowed.
NARROWED = tuple(Narrowed.model_fields)

"""What requests may say: the types behind the OpenAPI document's parameters."""

import functools
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cypher.vocabulary import CUSTOMER_KINDS, EDGE_TYPES, LISTED_GROUP_KINDS

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
        raise ValueError(f"no such edge type: {unknown[0]!r}; there are {', '.join(EDGE_TYPES)}")
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


class Request(BaseModel):
    """What a request says; a parameter that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

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


class TagPath(Request):
    """Names a tag."""

    tag_id: Id


class GroupPath(Request):
    """Names a group."""

    group_id: Id


class RunPath(Request):
    """Names a run."""

    run_id: int = Field(ge=1, le=2**53)


class TwoRunsPath(Request):
    """Names two runs."""

    earlier: int = Field(ge=1, le=2**53)
    later: int = Field(ge=1, le=2**53)


Kind = Annotated[str, OneOf(tuple(CUSTOMER_KINDS))]


class CustomersQuery(Page):
    """Which customers are listed."""

    q: ShortText | None = Field(None, description="part of the name or id, Chinese or Latin")
    kind: Kind | None = Field(None, description="only customers of this kind")
    tag: Id | None = Field(None, description="only holders of this tag")
    grade: ShortText | None = Field(
        None, description="with `tag`: only this grade, by id or title (high, 高)"
    )


class TagsQuery(Request):
    """Which run's tags are told, and how fully."""

    as_of: str | None = Field(
        None,
        max_length=40,
        description="a day, an instant or a run id: the run that was current then",
    )
    include: Literal["evidence"] | None = Field(None, description="`evidence`: with each edge")


class AsOfQuery(Request):
    """Which run's holding is told."""

    as_of: str | None = Field(None, max_length=40, description="a day, an instant or a run id")


class HoldersQuery(Page):
    """Which holders of a tag are listed."""

    grade: ShortText | None = Field(None, description="only this grade, by id or title")
    kind: Kind | None = Field(None, description="only customers of this kind")


class NeighboursQuery(Request):
    """How far around a customer to look."""

    types: EdgeTypes | None = None
    hops: int = Field(1, ge=1, le=3, description="how many edges away")
    limit: int = Field(50, ge=1, le=500, description="at most so many nodes, the customer included")


class OwnershipQuery(Request):
    """How much of a customer's ownership is wanted."""

    limit: int = Field(50, ge=1, le=500, description="at most so many owners, and so many owned")


class ReferralsQuery(Request):
    """How much of a customer's referrals is wanted."""

    limit: int = Field(
        50, ge=1, le=500, description="at most so many of those below, the nearest first"
    )


Instant = Annotated[str, StringConstraints(max_length=40, pattern=_NO_CONTROLS)]
Amount = Annotated[float, Field(gt=0, lt=1e15, allow_inf_nan=False)]


class MoneyQuery(Request):
    """Which trails of money are wanted."""

    direction: Literal["in", "out"] = Field(
        "out", description="where the money went (out), or where it came from (in)"
    )
    hops: int = Field(2, ge=1, le=4, description="at most so many payments in a trail")
    from_at: Instant | None = Field(
        None, alias="from", description="no payments before this day or instant"
    )
    to_at: Instant | None = Field(
        None, alias="to", description="no payments after this day or instant"
    )
    min_amount: Amount | None = Field(None, description="only payments of so much or more")
    limit: int = Field(50, ge=1, le=500, description="at most so many trails, the largest")


class PathsQuery(Request):
    """Between whom a path is wanted."""

    from_id: Id = Field(alias="from", description="the customer at one end")
    to_id: Id = Field(alias="to", description="the customer at the other end")
    types: EdgeTypes | None = None
    max_hops: int = Field(4, ge=1, le=8, description="at most so many edges")
    order: Literal["time"] | None = Field(
        None,
        description="`time`: the way of money from one to the other, payments only, each later "
        "than the one before",
    )
    since: Instant | None = Field(
        None, description="with `order`: no payments before this day or instant"
    )
    until: Instant | None = Field(
        None, description="with `order`: no payments after this day or instant"
    )
    min_amount: Amount | None = Field(
        None, description="with `order`: only payments of so much or more"
    )


GroupKind = Annotated[str, OneOf(LISTED_GROUP_KINDS)]


class GroupsQuery(Page):
    """Which groups are listed."""

    kind: GroupKind | None = Field(None, description="only groups of this kind")
    customer_id: Id | None = Field(None, description="only groups that this customer is in")


class WhyQuery(Request):
    """Whose membership is asked about."""

    customer_id: Id = Field(description="the customer who is in the group or not")


class ReportQuery(Request):
    """Which groups are reported."""

    kind: GroupKind = Field(description="all groups of this kind")


class OverridePath(Request):
    """Names an override."""

    override_id: Id


class OverridesQuery(Page):
    """Which overrides are listed."""

    withdrawn: bool = Field(False, description="whether those that were withdrawn come too")


Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=_PRINTED)
]


class OverrideBody(Request):
    """A decision about a customer in a group, whatever was derived."""

    customer_id: Id
    decision: Literal["in", "out"]
    reason: Reason
    author: Reason = Field(max_length=200)


class WithdrawalBody(Request):
    """Why an override no longer stands, and who says so."""

    reason: Reason
    author: Reason = Field(max_length=200)


class ChangesQuery(Page):
    """Which changes between two runs are listed."""

    tag: Id | None = Field(None, description="only changes of this tag")

"""What is asked and answered about many customers at once."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from cypher.errors import BadValue
from cypher.vocabulary import LISTED_GROUP_KINDS
from service.api.http.parameters import Id, Kind, OneOf, Request, ShortText
from service.api.http.schemas import Holding, RunOfAnswer, Text
from service.api.http.times import OfRun

#: So many are asked about at once; `guanxi match` takes a file of any length in such parts.
MOST_ITEMS = 1_000
MOST_TAGS = 50

#: What names somebody: one of these must be said.
NAMING = ("name", "customer_id", "id_number")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadValue("须为日期，如1985-03-01", "this is no day, such as 1985-03-01") from None


class MatchItem(Request):
    """Who is looked for; what is empty is not said."""

    name: ShortText | None = Field(None, description="the name, as somebody wrote it")
    customer_id: ShortText | None = Field(None, description="the bank's number of the customer")
    id_number: ShortText | None = Field(
        None, description="a certificate's number or a unified social credit code"
    )
    id_type: ShortText | None = Field(
        None, description="what certificate that is: a number without check digit needs it"
    )
    kind: Kind | None = None
    birth_on: Annotated[str, AfterValidator(_day)] | None = Field(None, max_length=40)
    phone: ShortText | None = None
    region: ShortText | None = None
    branch: ShortText | None = None
    relationship_manager: ShortText | None = None

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_empty(cls, said: Any) -> Any:
        if not isinstance(said, dict):
            return said
        return {
            name: value
            for name, value in said.items()
            if not (isinstance(value, str) and not value.strip() and name in cls.model_fields)
        }

    @model_validator(mode="after")
    def _names_somebody(self) -> "MatchItem":
        if not any(getattr(self, name) for name in NAMING):
            raise BadValue(
                f"没有指明客户：请给出{'、'.join(NAMING[:-1])}或{NAMING[-1]}",
                f"nobody is named: give {', '.join(NAMING[:-1])} or {NAMING[-1]}",
            )
        return self


class MatchBody(OfRun):
    """Who is looked for, and what is told of customers that are found."""

    items: list[MatchItem] = Field(max_length=MOST_ITEMS)
    tags: list[Id] = Field([], max_length=MOST_TAGS, description="tags that are told, by id")
    groups: list[Annotated[str, OneOf(tuple(LISTED_GROUP_KINDS))]] = Field(
        [], max_length=len(LISTED_GROUP_KINDS), description="groups that are told, by kind"
    )


class MatchReason(Text):
    """One thing that speaks for a customer or against it.

    `agrees` is null where the bank knows nothing to compare with. `basis` says how: same,
    other_number, untyped, former, place_or_form, letters, sound, pinyin, order, place, form,
    differs, unknown, closed.
    """

    field: str
    basis: str
    agrees: bool | None


class GroupOfMatch(BaseModel):
    """A group that a customer is in; `head_name` where it was derived, `name` where declared."""

    group_id: str
    kind: str
    name: str | None
    called: Text = Field(description="its own name, or one made of its head")
    head_id: str | None
    head_name: str | None
    size: int


class MatchedCustomer(BaseModel):
    """A customer who may be meant."""

    customer_id: str
    name: str
    kind: str
    is_client: bool
    score: float = Field(description="0 to 1; 1 where it is exact")
    because: Text
    reasons: list[MatchReason]
    conflicts: list[str] = Field(description="fields that were asked and say otherwise")
    tags: list[Holding] | None = Field(None, description="where tags were asked for")
    groups: list[GroupOfMatch] | None = Field(None, description="where groups were asked for")


class Matched(BaseModel):
    """What was asked, and who it is: one customer if exact, at most five to look at if likely."""

    input: dict[str, Any]
    match: Literal["exact", "likely", "none"]
    because: Text
    customers: list[MatchedCustomer]
    more: int = Field(description="so many more are as likely, or at least so many")


class Matches(RunOfAnswer):
    """An answer to each item, in their order."""

    items: list[Matched]
    not_derived: list[str] = Field(description="tags asked for that this run did not derive")

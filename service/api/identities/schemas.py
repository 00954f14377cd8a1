"""What is asked and answered about identities."""

from typing import Annotated

from pydantic import BaseModel, Field, model_validator

from cypher.errors import BadValue
from cypher.vocabulary import VERDICTS
from service.api.decisions.schemas import LOCAL, Author, ReasonText
from service.api.http.parameters import Id, OneOf, Request
from service.api.http.schemas import RunOfAnswer
from service.relations.affiliation.look_alikes import LOOKS

Verdict = Annotated[str, OneOf(tuple(VERDICTS))]


class DecisionBody(Request):
    """What somebody decides of two customer numbers."""

    a: Id
    b: Id
    verdict: Verdict
    reason: ReasonText
    author: Author = LOCAL

    @model_validator(mode="after")
    def _two(self) -> "DecisionBody":
        if self.a == self.b:
            raise BadValue(
                "一个客户号与自身总是相同：请指定两个客户号",
                "a number is always the same as itself: name two numbers",
            )
        return self


class Decided(BaseModel):
    """A decision that was written."""

    decision_no: int
    state: str
    signed: bool = Field(description="false: whoever decided it did not sign in")


class Decision(BaseModel):
    """What somebody decided of two customer numbers."""

    decision_no: int
    a: str
    b: str
    verdict: str
    state: str
    reason: str
    author: str
    signed: bool = Field(description="false: whoever decided it did not sign in")
    at: str
    overruled_by: int | None = Field(description="the later decision about the same two, if any")


class Number(BaseModel):
    """One number of a customer; `basis` and `since` are null where nothing joined it to another."""

    customer_id: str
    source: str = Field(description="the source that delivers the number's own row")
    basis: str | None = Field(description="what joined it first to another number")
    since: str | None = Field(description="since when that is said")


class SaidEdge(BaseModel):
    """That two numbers are one, and who says so."""

    a: str
    b: str
    basis: str
    since: str
    decision_no: int | None


class ConflictingEdge(SaidEdge):
    """An edge that does not join, and the two numbers that it would join and are different."""

    different: list[str]


class Identity(RunOfAnswer):
    """A customer and its numbers in a run; what is said of them as it now stands."""

    customer_id: str
    name: str
    numbers: list[Number]
    joined_by: list[SaidEdge]
    conflicts: list[ConflictingEdge]
    decisions: list[Decision]


class IdentityItem(BaseModel):
    """A customer of several numbers, in a list."""

    customer_id: str
    name: str
    size: int


class Identities(RunOfAnswer):
    """A page of customers of several numbers."""

    items: list[IdentityItem]
    next: str | None


class Reason(BaseModel):
    """Why two customers look like one."""

    basis: Annotated[str, OneOf(tuple(LOOKS))]
    zh: str
    en: str


class Suggestion(BaseModel):
    """Two customers that look like one."""

    a: str
    b: str
    reasons: list[Reason]


class Suggestions(BaseModel):
    """A page of pairs of customers that look like one."""

    items: list[Suggestion]
    next: str | None

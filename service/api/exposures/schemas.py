"""What is asked and answered about exposures."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from cypher.vocabulary import EXPOSURE_STATUSES, FIVE_CLASSES
from service.api.http.parameters import Id, OneOf, ShortText
from service.api.http.schemas import RunOfAnswer
from service.api.http.times import PageOfRun

Status = Annotated[str, OneOf(tuple(word for word in EXPOSURE_STATUSES if word != "normal"))]
FiveClass = Annotated[str, OneOf(tuple(FIVE_CLASSES))]


class ExposuresQuery(PageOfRun):
    """Which exposures are listed."""

    status: Status | None = Field(None, description="only those that stand so")
    overdue: Literal["true", "false"] | None = Field(None, description="only overdue ones, or not")
    five_class: FiveClass | None = Field(None, description="only those of this class")
    group_id: Id | None = Field(None, description="only those to members of this group")
    relationship_manager: ShortText | None = Field(None, description="only of this one's customers")
    branch: ShortText | None = Field(None, description="only of this branch's customers")


class Exposure(BaseModel):
    """One exposure."""

    exposure_id: str
    customer_id: str
    name: str
    number: str = Field(description="the customer number that it is on")
    kind: str
    currency: str
    drawn: str
    undrawn: str = Field(description="a credit line that says nothing of it is undrawn as a whole")
    covered: str | None
    counted: str = Field(
        description="what counts for limits: what is drawn, a part of what is not, less its cover"
    )
    due_on: str | None
    status: str
    five_class: str | None
    overdue: bool = Field(description="it stands so, or its day is past and it is not settled")
    relationship_manager: str | None
    branch: str | None
    source: str


class Exposures(RunOfAnswer):
    """A page of exposures."""

    items: list[Exposure]
    next: str | None


class Elsewhere(BaseModel):
    """What counts in one currency."""

    exposure: str
    currency: str


class ExposureTotals(BaseModel):
    """What exposures add up to, and what that is of the bank's capital; settled ones left out."""

    exposure: str = Field(description="what counts for limits")
    currency: str
    exposure_elsewhere: list[Elsewhere] = Field(description="sums in other currencies")
    drawn: str
    undrawn: str
    counted: str
    overdue: str = Field(description="what is drawn of overdue ones")
    tier1_share: float | None = Field(
        description="what counts as a share of tier-1 capital; null where that is not given"
    )
    large: bool | None = Field(description="whether that share counts as a large exposure")
    over_limit: bool | None = Field(description="whether that share is more than is allowed")
    loan_share: float | None = Field(
        description="what is drawn of loans as a share of capital; null where that is not given"
    )
    over_loan_limit: bool | None = Field(
        description="whether that is more than may be lent to one client"
    )


class ExposuresOfOne(ExposureTotals, Exposures):
    """A page of a customer's exposures, and what all of them add up to."""

    customer_id: str
    name: str

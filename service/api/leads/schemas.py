"""What is asked and answered about leads, and about what waits for a viewer."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from service.api.decisions.schemas import LOCAL, Author, DecisionMade, ReasonText
from service.api.http.parameters import Id, OneOf, Page, Request, ShortText
from service.api.http.schemas import RunOfAnswer, Text
from service.decisions.leads import ACTIONS, STATES

LeadState = Annotated[str, OneOf(STATES)]


class LeadPath(Request):
    """Names a lead."""

    lead_id: Annotated[
        str, StringConstraints(min_length=1, max_length=1200, pattern="^[A-Za-z0-9_-]+$")
    ]


class LeadsQuery(Page):
    """Which leads are listed."""

    state: LeadState | None = Field(
        None, description="only those in this state; all but rejected ones where it is left out"
    )
    tag: Id | None = Field(None, description="only leads of this tag")
    relationship_manager: ShortText | None = Field(
        None, description="only customers of this manager, by the code"
    )


class LeadBody(Request):
    """What is decided of a lead, and why."""

    action: Annotated[str, OneOf(ACTIONS)]
    reason: ReasonText
    author: Author = LOCAL


class LeadDecided(BaseModel):
    """What was decided of a lead."""

    decision_no: int
    state: LeadState
    lead_id: str
    signed: bool = Field(description="false: whoever decided it did not sign in")


class Lead(BaseModel):
    """A lead: a holding that waits for the customer's relationship manager to look at it."""

    lead_id: str = Field(description="the same in every run")
    tag_id: str
    customer_id: str
    name: str
    subject: str | None = Field(description="what it is held about, such as a group or a partner")
    subject_name: str | Text | None
    grade: str
    score: float
    state: LeadState = Field(description="a rejected one is new again once its evidence changed")
    owner: str | None = Field(description="the customer's relationship manager, by the code")
    since_run: int
    evidence_digest: str
    decision_no: int | None = Field(description="the last decision of it")
    sentence: Text


class Leads(RunOfAnswer):
    """A page of leads."""

    items: list[Lead]
    next: str | None


class Waiting(BaseModel):
    """Something that waits for the viewer: a decision to sign, or a lead of his."""

    kind: Literal["approval", "lead"]
    decision: DecisionMade | None
    lead: Lead | None


class Inbox(RunOfAnswer):
    """A page of what waits for the viewer: what he may sign, the oldest first, then his leads."""

    items: list[Waiting]
    next: str | None

"""What is asked and answered about decisions."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from service.api.http.parameters import _PRINTED, Id, OneOf, Page, Request, ShortText
from service.decisions.kinds import KINDS
from service.decisions.states import ACTIONS, STATES

ReasonText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=_PRINTED)
]
Author = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_PRINTED),
    Field(description="who decides, where nobody signs in; else the viewer does"),
]
DecisionState = Annotated[str, OneOf(STATES)]
#: Whom a request is by where nobody signs in and it names nobody.
LOCAL = "local"


class DecisionPath(Request):
    """Names a decision."""

    decision_no: int = Field(ge=1, le=2**53)


class DecisionsQuery(Page):
    """Which decisions are listed."""

    subject: Id | None = Field(
        None, description="only those about this group or customer, an identity by either number"
    )
    author: ShortText | None = Field(None, description="only by this one")
    action: ShortText | None = Field(None, description="only this action, such as approve")
    state: DecisionState | None = Field(None, description="only those in this state")
    since: ShortText | None = Field(
        None, description="only from this instant on, or from the beginning of this day"
    )


class ActBody(Request):
    """What is decided about a decision, and why."""

    action: Annotated[str, OneOf(ACTIONS)]
    reason: ReasonText
    author: Author = LOCAL


class Certificate(BaseModel):
    """What was done in an erasure: the decision that brought it about says the same."""

    erased_id: str = Field(description="the id under which the person's row stays")
    erased_ids: list[str] = Field(description="those of all numbers of the person")
    counts: dict[str, int] = Field(
        description="rows that were emptied, rewritten or taken away, by the sort of row"
    )
    hash: str = Field(description="SHA-256 of what was done, which the chain of decisions keeps")
    at: str


class Acted(BaseModel):
    """A decision about another one."""

    decision_no: int
    state: DecisionState = Field(description="that of the decision which was decided on")
    about_no: int
    signed: bool = Field(description="false: whoever decided it did not sign in")
    certificate: Certificate | None = Field(None, description="of an erasure that was approved")


class DecisionMade(BaseModel):
    """What somebody decided.

    The chain's own names of a customer and a reason lie beside it; of what was erased the reason is
    empty, and the customer is the random number that stood for it.
    """

    decision_no: int
    subject_kind: Annotated[str, OneOf(tuple(KINDS))]
    subject: str
    other: str | None = Field(
        description="the second subject: of a group the customer, of an identity the other number, "
        "of a user's key its id"
    )
    action: str
    state: DecisionState
    author: str
    signed: bool = Field(description="false: whoever decided it did not sign in")
    at: str
    reason: str
    body: dict[str, Any] = Field(description="what else it says")
    about_no: int | None = Field(description="the decision that it decides on")
    previous_hash: str
    hash: str


class DecisionsMade(BaseModel):
    """A page of decisions, the latest first."""

    items: list[DecisionMade]
    next: str | None

"""What is asked and answered about overrides."""

from typing import Literal

from pydantic import BaseModel, Field, model_validator

from cypher.errors import BadValue
from service.api.decisions.schemas import LOCAL, Author, DecisionState, ReasonText
from service.api.http.parameters import Id, Page, Request
from service.api.http.schemas import Text

Decision = Literal["in", "out"]


class Override(BaseModel):
    """What somebody decided about a customer in a group, beside what was derived."""

    override_id: str
    decision_no: int
    state: DecisionState = Field(description="proposed: it does not count before another signs it")
    signed: bool = Field(description="false: whoever decided it did not sign in")
    group_id: str
    group_name: Text | None
    group_current: bool = Field(description="whether the group is there in the current run")
    customer_id: str
    name: str
    decision: Decision
    reason: str
    author: str
    made_at: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    withdrawn_reason: str | None


class Overrides(BaseModel):
    """A page of overrides."""

    items: list[Override]
    next: str | None


class OverridePath(Request):
    """Names an override."""

    override_id: Id


class OverridesQuery(Page):
    """Which overrides are listed."""

    withdrawn: bool = Field(
        False, description="whether those that were withdrawn or rejected come too"
    )


class OverrideBody(Request):
    """A decision about a customer in a group, whatever was derived: `member`, or `decision`."""

    customer_id: Id
    member: bool | None = Field(None, description="whether the customer is a member")
    decision: Literal["in", "out"] | None = Field(None, description="the same in a word")
    reason: ReasonText
    author: Author = LOCAL

    @property
    def decided(self) -> Decision:
        """What is decided, in a word."""
        return self.decision or ("in" if self.member else "out")

    @model_validator(mode="after")
    def _says_which(self) -> "OverrideBody":
        if self.member is None and self.decision is None:
            raise BadValue(
                "请以member（true或false）说明客户是否属于该群组",
                "say with member (true or false) whether the customer is in the group",
            )
        if self.member is not None and self.decision not in (None, "in" if self.member else "out"):
            raise BadValue("member与decision相互矛盾", "member and decision contradict each other")
        return self


class WithdrawalBody(Request):
    """Why an override no longer stands, and who says so."""

    reason: ReasonText
    author: Author = LOCAL

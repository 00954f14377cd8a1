"""What questions about contagion may say, and what their answers look like."""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from service.api.http.parameters import Id, OneOf, Request
from service.api.http.schemas import Edge
from service.relations.contagion.loss_edges import REMOVABLE, TYPES

#: How many customers a scenario may name, and how many edges it may take away.
NAMED, REMOVED = 100_000, 1000
#: How many customers may be protected at once.
PROTECTED = 1000

LossType = Annotated[str, OneOf(TYPES)]
Portion = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Weight = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]


class RemovedEdge(Request):
    """A stored edge that a scenario does without; every record of this type between the two.

    An edge may be given as an answer told it: what else it says is not looked at.
    """

    model_config = ConfigDict(strict=True, extra="ignore")

    type: LossType
    from_id: Id = Field(alias="from", description="the guarantor, debtor or dependent")
    to_id: Id = Field(alias="to", description="the borrower, creditor or provider")


class ContagionBody(Request):
    """Who fails or is hit, and how it spreads."""

    model_config = ConfigDict(strict=True)

    model: Literal["threshold", "debtrank", "debtrank_differential", "clearing"] = Field(
        description="threshold: a customer fails once its losses reach its net assets; debtrank: "
        "distress in proportion to net assets, passed on once by each; debtrank_differential: each "
        "growth of distress passed on; clearing: who can still pay what of its obligations"
    )
    defaulted: list[Id] = Field(
        [], max_length=NAMED, description="who has failed: the same as a shock of 1"
    )
    shocks: dict[Id, Portion] = Field(
        {},
        max_length=NAMED,
        description="how hard customers are hit, from 0 to 1, by id; under clearing, which share "
        "of what they keep at the bank is gone",
    )
    loss_given_default: Portion = Field(
        1.0,
        description="which part of an amount is lost when the debtor fails; clearing works that "
        "out by itself and takes 1 only",
    )
    remove: list[RemovedEdge] = Field(
        [],
        max_length=REMOVED,
        description="edges to do without; what is stored stays, and the answer says what changed",
    )
    max_rounds: int = Field(
        1000,
        ge=1,
        le=10_000,
        description="at most so many rounds after the first; clearing always comes to its end",
    )
    value: Literal["exposure", "equal"] | dict[Id, Weight] = Field(
        "exposure",
        description="what each customer weighs in the impact: what the bank has lent to it (equal "
        "where nobody has any), the same for all, or a number by id and 0 for the others",
    )
    limit: int = Field(
        50, ge=1, le=500, description="at most so many customers a round, the hardest hit first"
    )

    @field_validator("value", mode="wrap")
    @classmethod
    def _one_reason(cls, value: Any, check: ValidatorFunctionWrapHandler) -> Any:
        """Refuse a value for one reason, and not for one a form that it could have had."""
        try:
            return check(value)
        except ValidationError:
            raise ValueError(
                "must be exposure, equal, or an object with a number of 0 or more by customer id"
            ) from None


class CutBody(Request):
    """Who fails, and who must not fail with them."""

    model_config = ConfigDict(strict=True)

    defaulted: list[Id] = Field(min_length=1, max_length=NAMED, description="who has failed")
    protect: list[Id] = Field(min_length=1, max_length=PROTECTED, description="who must not fail")
    by: Literal["count", "amount"] = Field(
        "count", description="whether as few edges as can be, or the least amount, is taken away"
    )
    loss_given_default: Portion = Field(
        1.0, description="which part of an amount is lost when the debtor fails"
    )


class Because(Edge):
    """A stored edge that carried something to a customer."""

    share: float = Field(
        description="the part of the customer's loss, of its distress in this round, or of what "
        "stayed unpaid to it, that came along this edge"
    )


class Hit(BaseModel):
    """How hard a customer is hit: of the four what the model computes."""

    loss: str | None = Field(None, description="threshold: what it has lost")
    distress: float | None = Field(None, description="debtrank: from 0, unhurt, to 1, failed")
    payment: str | None = Field(None, description="clearing: what it pays in the end")
    shortfall: str | None = Field(None, description="clearing: what of its debts stays unpaid")


class Struck(Hit):
    """A customer after a round, and why."""

    customer_id: str
    name: str
    because: list[Because] = Field(description="the edges, the largest share first")
    because_hidden: int = Field(description="how many further edges carried something")


class End(Hit):
    """How a customer ends."""

    defaulted: bool = Field(description="whether it has failed, or cannot pay all it owes")


class StruckInTheEnd(End):
    """A customer as it ends."""

    customer_id: str
    name: str
    net_assets: str | None


class ContagionRound(BaseModel):
    """Those whose state changed in a round; round 0 holds those who were hit to begin with."""

    round: int
    customers: list[Struck]
    hidden: int = Field(description="how many customers are left out")


class ContagionTotals(BaseModel):
    """The scenario in three numbers."""

    defaulted: int = Field(description="how many have failed, those named included")
    impact: float = Field(
        description="the share of the total value that was hit, without the shock itself"
    )
    loss: str = Field(
        description="what all customers lose, without the shock itself; under clearing what stays "
        "unpaid"
    )


class Changed(BaseModel):
    """A customer for whom the removal of edges makes a difference."""

    customer_id: str
    name: str
    with_removal: End = Field(alias="with", description="with the edges removed")
    without_removal: End = Field(alias="without", description="with all edges that are stored")


class WithoutRemoval(BaseModel):
    """The same scenario on all edges that are stored."""

    totals: ContagionTotals
    changed: list[Changed] = Field(description="the greatest differences first")
    hidden: int = Field(description="how many more there are")


class Contagion(BaseModel):
    """What became of a scenario."""

    model: str
    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    currency: str = Field(description="of all amounts")
    value: Literal["exposure", "equal", "given"] = Field(description="what the impact weighs by")
    complete: bool = Field(
        description="whether it came to its end within max_rounds; under clearing, whether the "
        "payments of very many in default settled: they are at most what is told"
    )
    rounds: list[ContagionRound]
    customers: list[StruckInTheEnd] = Field(description="how all of them end, hardest hit first")
    hidden: int = Field(description="how many of them are left out")
    totals: ContagionTotals
    unknown: dict[str, int] = Field(
        description="how many records or customers of the bank lack what a loss follows from"
    )
    without_removal: WithoutRemoval | None = None


class CutEdge(BaseModel):
    """An edge to take away: all records of its type between the two."""

    type: Annotated[str, OneOf(REMOVABLE)]
    from_id: str = Field(alias="from")
    to_id: str = Field(alias="to")
    amount: str = Field(description="what these records come to")
    records: int


class ContagionCut(BaseModel):
    """What to take away so that nobody who is to be protected fails."""

    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    currency: str
    by: Literal["count", "amount"]
    remove: list[CutEdge] = Field(description="as `remove` of POST /contagion takes them")
    hidden: int = Field(description="how many further edges are to be taken away")
    cost: int | str = Field(description="how many edges, or what they come to")
    bound: int | str = Field(description="nothing that costs less than this would do")
    exact: bool = Field(
        description="whether nothing cheaper would do; false where the search was cut short"
    )
    totals: ContagionTotals = Field(description="the cascade without these edges")
    without_removal: ContagionTotals = Field(description="the cascade with them")
    unknown: dict[str, int] = Field(
        description="how many records or customers of the bank lack what a loss follows from"
    )

"""What questions about contagion may say, and what their answers look like."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from cypher.errors import BadValue
from service.api.http.parameters import Id, OneOf, Request
from service.api.http.schemas import Edge, Text
from service.relations.contagion.loss_edges import TYPES
from service.relations.contagion.questions import described
from service.relations.contagion.scenarios import Model

#: How many customers a scenario may name, and how many edges it may take away.
NAMED, REMOVED = 100_000, 1000
#: How many shocks by industry, region, branch, tag or group a scenario may name.
SHOCKS = 100

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


Word = Annotated[str, Field(min_length=1, max_length=200)]


class Shock(Request):
    """A shock to all customers that everything named here takes in."""

    model_config = ConfigDict(strict=True)

    industry: Word | None = Field(None, description="as the customers have it")
    region: Word | None = Field(None, description="as the customers have it")
    branch: Word | None = Field(None, description="as the customers have it")
    tag: Id | None = Field(None, description="the holders of this tag in the current run")
    group_id: Id | None = Field(None, description="the members of this group in the current run")
    loss: Portion = Field(1.0, description="how hard they are hit, from 0 to 1, as in `shocks`")

    def named(self) -> dict[str, str]:
        """What it names, by field."""
        said = self.model_dump(exclude_none=True)
        del said["loss"]
        return said

    @model_validator(mode="after")
    def _names_some(self) -> Self:
        """Refuse a shock to everybody: that is rather left out by mistake."""
        if not self.named():
            raise BadValue(
                "请指定industry、region、branch、tag或group_id",
                "name an industry, a region, a branch, a tag or a group_id",
            )
        return self


class ContagionBody(Request):
    """Who fails or is hit, and how it spreads."""

    model_config = ConfigDict(strict=True)

    model: Model | None = Field(None, description=described())
    defaulted: list[Id] = Field(
        [], max_length=NAMED, description="who has failed: the same as a shock of 1"
    )
    shocks: dict[Id, Portion] = Field(
        {},
        max_length=NAMED,
        description="how hard customers are hit, from 0 to 1, by id; under clearing, which share "
        "of what they keep at the bank is gone; threshold takes 1 alone",
    )
    shock: list[Shock] = Field(
        [],
        max_length=SHOCKS,
        description="shocks to an industry, a region, a branch, the holders of a tag or the "
        'members of a group, such as {"industry": "房地产业", "loss": 0.3}: one object or a list. '
        "A customer that is named more than once takes the largest",
    )
    loss_given_default: Portion = Field(
        1.0,
        description="which part of an amount is lost when the debtor fails; clearing works out by "
        "itself what customers lose of each other, so that there it counts for the bank's own "
        "loss alone",
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

    @field_validator("shock", mode="before")
    @classmethod
    def _listed(cls, shock: Any) -> Any:
        """Take one shock for a list of it."""
        return [shock] if isinstance(shock, dict) else shock

    @field_validator("value", mode="wrap")
    @classmethod
    def _one_reason(cls, value: Any, check: ValidatorFunctionWrapHandler) -> Any:
        """Refuse a value for one reason, and not for one a form that it could have had."""
        try:
            return check(value)
        except ValidationError:
            raise BadValue(
                "须为exposure、equal，或按客户号给出非负数值的对象",
                "must be exposure, equal, or an object with a number of 0 or more by customer id",
            ) from None


class Carried(Edge):
    """A stored edge that carried something to a customer."""

    share: float = Field(
        description="the part of the customer's loss, of its distress in this round, or of what "
        "stayed unpaid to it, that came along this edge"
    )


class Hit(BaseModel):
    """How hard a customer is hit: of the four what the model computes."""

    loss: str | None = Field(
        None,
        description="threshold: what it has lost; a customer that had failed at the start loses "
        "nothing more",
    )
    further_loss: str | None = Field(
        None,
        description="threshold: what a customer that had failed at the start loses by the failures "
        "that follow, which is in no total",
    )
    distress: float | None = Field(None, description="debtrank: from 0, unhurt, to 1, failed")
    payment: str | None = Field(None, description="clearing: what it pays in the end")
    shortfall: str | None = Field(None, description="clearing: what of its debts stays unpaid")


class Struck(Hit):
    """A customer after a round, and why."""

    customer_id: str
    name: str
    failed: float = Field(
        description="how far it failed: 1 of a default by threshold, its distress, or by clearing "
        "the part of what it owes that stays unpaid"
    )
    bank_loss: str = Field(description="what the bank itself loses by it so far")
    sentence: Text = Field(description="what happened to it, with the main edge")
    because: list[Carried] = Field(description="the edges, the largest share first")
    because_hidden: int = Field(description="how many further edges carried something")


class End(Hit):
    """How a customer ends."""

    defaulted: bool = Field(description="whether it has failed, or cannot pay all it owes")


class StruckInTheEnd(End):
    """A customer as it ends."""

    customer_id: str
    name: str
    bank_loss: str = Field(description="what the bank itself loses by it")
    net_assets: str | None


class ContagionRound(BaseModel):
    """Those whose state changed in a round; round 0 holds those who were hit to begin with."""

    round: int
    customers: list[Struck]
    hidden: int = Field(description="how many customers are left out")


class ContagionTotals(BaseModel):
    """The scenario in a few numbers: the network's, then the bank's own."""

    defaulted: int = Field(description="how many have failed, those named included")
    impact: float = Field(
        description="the share of the total value that was hit, without the shock itself"
    )
    loss: str = Field(
        description="what all customers lose, without the shock itself, and without what those "
        "lose further that had failed at the start; under clearing what stays unpaid"
    )
    bank_loss: str = Field(
        description="what the bank loses: of its own exposures to each customer, settled ones left "
        "out, what is drawn and not covered, times the loss given default and how far it failed"
    )
    initial_bank_loss: str = Field(
        description="what of that it loses by the customers that failed or were hit at the start"
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

    model: Model
    question: Text = Field(description="what the model answers")
    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    currency: str = Field(description="of all amounts")
    loss_given_default: float
    value: Literal["exposure", "equal", "given"] = Field(description="what the impact weighs by")
    complete: bool = Field(
        description="whether it came to its end within max_rounds; under clearing, whether the "
        "payments of very many in default settled: they are at most what is told"
    )
    rounds: list[ContagionRound]
    customers: list[StruckInTheEnd] = Field(description="how all of them end, hardest hit first")
    hidden: int = Field(description="how many of them are left out")
    names: dict[str, str] = Field(description="what the customers are called that are told, by id")
    totals: ContagionTotals
    baseline: ContagionTotals | None = Field(
        None, description="clearing: the totals without any shock"
    )
    difference: ContagionTotals | None = Field(
        None, description="clearing: by how much the shock raises each"
    )
    unknown: dict[str, int] = Field(
        description="how many records or customers of the bank lack what a loss follows from"
    )
    without_removal: WithoutRemoval | None = None

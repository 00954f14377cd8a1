"""What questions about what to give up may say, and what their answers look like."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.contagion.schemas import NAMED, ContagionTotals, Portion
from service.api.http.parameters import Id, OneOf, Request
from service.relations.contagion.loss_edges import REMOVABLE

#: How many customers may be protected at once.
PROTECTED = 1000


class CutBody(Request):
    """Who fails, and who must not fail with them."""

    model_config = ConfigDict(strict=True)

    defaulted: list[Id] = Field(min_length=1, max_length=NAMED, description="who has failed")
    protect: list[Id] | None = Field(
        None,
        min_length=1,
        max_length=PROTECTED,
        description="who must not fail; left out: what may be given up is ranked by what it spares "
        "the bank",
    )
    of: list[Literal["guarantees", "obligations"]] = Field(
        ["guarantees"],
        min_length=1,
        max_length=2,
        description="what may be given up; debts between customers only where they are named",
    )
    own_cover: bool = Field(
        False,
        description="whether a guarantee for a borrower that has drawn at this bank, which is the "
        "bank's own cover, may be given up as well",
    )
    by: Literal["count", "amount"] = Field(
        "count", description="whether as few edges as can be, or the least amount, is taken away"
    )
    loss_given_default: Portion = Field(
        1.0, description="which part of an amount is lost when the debtor fails"
    )


class CutEdge(BaseModel):
    """An edge to take away: all records of its type between the two."""

    type: Annotated[str, OneOf(REMOVABLE)]
    from_id: str = Field(alias="from")
    from_name: str
    to_id: str = Field(alias="to")
    to_name: str
    amount: str = Field(description="what these records come to")
    records: int
    cover_given_up: str = Field(
        description="what the bank loses of its cover: the amount of a guarantee for a borrower "
        "that has drawn here, at most what is drawn; 0 of any other"
    )
    undrawn: str = Field(
        description="what the borrower of a guarantee may still draw at this bank: once it does, "
        "the guarantee is the bank's own cover"
    )
    bank_loss_avoided: str | None = Field(
        description="what the bank loses less if this alone is given up; null where `protect` asks "
        "for what must go together"
    )
    spared: int | None = Field(description="how many customers then do not fail; null likewise")


class BeforeAndAfter(BaseModel):
    """What the bank loses by a cascade."""

    before: str = Field(description="with all edges that are stored")
    after: str = Field(description="without those in `remove`, all of them together")


class LeftUncut(BaseModel):
    """What this cascade goes along and what may not be given up."""

    own_cover: int = Field(description="guarantees that are the bank's own cover")


class NotProtected(BaseModel):
    """A customer that fails whatever may be given up."""

    customer_id: str
    name: str


class ContagionCut(BaseModel):
    """What to give up so that nobody who is to be protected fails, or that the bank loses less."""

    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    currency: str
    by: Literal["count", "amount"]
    of: list[str]
    own_cover: bool
    protected: bool = Field(
        description="whether nobody in `protect` fails without what is in `remove`; without "
        "`protect` whether anything there spares anybody"
    )
    fails: list[NotProtected] = Field(
        description="those in `protect` that fail whatever may be given up: `remove` is empty then"
    )
    remove: list[CutEdge] = Field(
        description="as `remove` of POST /contagion takes them; without `protect` the best first"
    )
    hidden: int = Field(description="how many further edges there are to give up")
    cost: int | str = Field(description="how many edges, or what they come to")
    bound: int | str | None = Field(
        description="nothing that costs less than this would do; null without `protect`"
    )
    exact: bool | None = Field(
        description="whether nothing cheaper would do, or without `protect` whether all that this "
        "cascade goes along was tried; false where the search was cut short"
    )
    bank_loss: BeforeAndAfter
    left_out: LeftUncut
    totals: ContagionTotals = Field(description="the cascade without these edges")
    without_removal: ContagionTotals = Field(description="the cascade with them")
    unknown: dict[str, int] = Field(
        description="how many records or customers of the bank lack what a loss follows from"
    )

"""What is asked and answered about money."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from service.api.http.parameters import _NO_CONTROLS, Request
from service.api.http.schemas import Edge

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


class Trail(BaseModel):
    """Payments that follow each other in time, from customer to customer."""

    amount: str = Field(description="the smallest payment: so much can have gone all the way")
    currency: str
    hops: int
    from_at: str
    to_at: str
    customers: list[str] = Field(description="in the order of the money; accounts are left out")
    returns: bool = Field(description="whether it ends where it began")
    edges: list[Edge] = Field(
        description="one a payment, in order, between customers; an account stands where no owner "
        "is known, and '' for cash"
    )


class DealingsOfAccount(BaseModel):
    """What passed through one account of a counterparty."""

    account_id: str = Field(description="'' for cash")
    amount: str
    payments: int


class Counterparty(BaseModel):
    """Whom a customer paid, or was paid by, directly; all payments of the time added up."""

    customer_id: str | None = Field(description="null where the account has no known owner")
    kind: str | None = Field(description="person, company, government or other")
    name: str | None = Field(
        description="of an account without a known owner what payments call it; null where nothing"
    )
    amount: str
    currency: str
    payments: int
    accounts: list[DealingsOfAccount] = Field(description="the most first")
    accounts_hidden: int


class MoneyTrails(BaseModel):
    """Where a customer's money went, or came from."""

    customer_id: str
    direction: str
    trails: list[Trail] = Field(description="those that carry most first")
    hidden: int = Field(description="how many more were found")
    limit: int = Field(description="at most so many are told")
    truncated: bool = Field(
        description="whether there were more payments, or trails, than are looked at: trails that "
        "carry less may then be missing, or go on"
    )
    payments_looked_at_most: int = Field(description="at each step, the largest")
    counterparties: list[Counterparty] = Field(
        description="the most first; all payments count, however many"
    )
    counterparties_hidden: int
    names: dict[str, str] = Field(
        description="what the customers above are called, and the accounts of nobody known that "
        "payments name"
    )

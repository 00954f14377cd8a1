"""What answers about the graph look like: what is around a customer, between two, in a group."""

from pydantic import BaseModel, Field

from service.api.http.schemas import Edge


class Node(BaseModel):
    """A node of the graph: a customer, account, group or identifier."""

    id: str
    label: str
    name: str | None = None


class Neighbours(BaseModel):
    """What is around a customer."""

    nodes: list[Node]
    edges: list[Edge]
    hidden: int = Field(description="how many nodes were found and left out")
    truncated: bool = Field(
        description="whether there were more edges than are looked at: `hidden` is the least number"
    )


class Path(BaseModel):
    """The shortest path between two customers; both lists are empty where there is none."""

    nodes: list[Node]
    edges: list[Edge]
    hops: int | None


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
    names: dict[str, str] = Field(description="what the customers above are called")


class Stake(BaseModel):
    """One who owns or controls the customer, or is owned or controlled by it, through whomever."""

    customer_id: str
    name: str
    kind: str
    share: float | None = Field(description="what is held directly; null where nothing is")
    votes: float | None = Field(description="the votes held directly; null where no share is")
    integrated: float | None = Field(
        description="the share through all paths; null where a closed loop hides it"
    )
    controls: bool = Field(description="whether the upper one controls the lower")
    depth: int = Field(description="how many stakes away")


class Ownership(BaseModel):
    """Everybody who owns or controls a customer, and everything it owns or controls."""

    customer_id: str
    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    owners: list[Stake]
    owned: list[Stake]
    hidden: int = Field(description="how many were found on either side and left out")
    truncated: bool = Field(
        description="whether there were more stakes than are looked at: what is told follows from "
        "the largest of them"
    )
    closed_loops: list[list[str]] = Field(
        description="those that own each other as a whole, so that no share can be told through "
        "them, nor beyond"
    )

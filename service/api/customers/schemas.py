"""What is asked and answered about customers."""

from typing import Literal

from pydantic import BaseModel, Field, create_model

from cypher.serve.customers import CustomerRow
from service.api.http.parameters import Id, Kind, ShortText
from service.api.http.rows import served_fields
from service.api.http.schemas import Customer, Holding, RunOfAnswer, Text
from service.api.http.times import OfRun, PageOfRun


class CustomersQuery(PageOfRun):
    """Which customers are listed."""

    q: ShortText | None = Field(None, description="part of the name or id, Chinese or Latin")
    kind: Kind | None = Field(None, description="only customers of this kind")
    tag: Id | None = Field(None, description="only holders of this tag")
    grade: ShortText | None = Field(
        None, description="with `tag`: only this grade, by id or title (high, 高)"
    )


class TagsQuery(OfRun):
    """Which run's tags are told, and how fully."""

    include: Literal["evidence"] | None = Field(None, description="`evidence`: with each edge")


class OwnershipQuery(OfRun):
    """How much of a customer's ownership is wanted."""

    limit: int = Field(50, ge=1, le=500, description="at most so many owners, and so many owned")


class TagsOfCustomer(RunOfAnswer):
    """What a customer holds."""

    customer_id: str
    tags: list[Holding]


class HoldingsOfTag(RunOfAnswer):
    """A customer's holdings of one tag."""

    customer_id: str
    tag_id: str
    holdings: list[Holding]


class Customers(RunOfAnswer):
    """A page of customers."""

    items: list[Customer]
    next: str | None


class Account(BaseModel):
    """An account of a customer."""

    account_id: str
    kind: str | None
    currency: str | None
    opened_on: str | None
    status: str | None
    balance: str | None
    blocked: bool
    external: bool
    role: str


class TagSummary(BaseModel):
    """A tag that a customer holds, in brief."""

    tag_id: str
    title: Text
    grade: str
    count: int = Field(description="how many holdings: one a subject")


class _FullCustomer(Customer, RunOfAnswer):
    """A customer, with accounts and tags in brief."""

    currency: str
    source: str
    attributes: dict[str, str]
    accounts: list[Account]
    accounts_hidden: bool = Field(description="whether there are more accounts than are listed")
    tags: list[TagSummary]


#: Besides: every column that the bank knows of it.
FullCustomer = create_model(
    "FullCustomer",
    __base__=_FullCustomer,
    __doc__=_FullCustomer.__doc__,
    **served_fields(CustomerRow, "load_no", "attributes"),
)

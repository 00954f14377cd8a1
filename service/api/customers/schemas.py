"""What is asked and answered about customers."""

from typing import Literal

from pydantic import BaseModel, Field, create_model

from cypher.serve.customers import CustomerRow
from service.api.graph.schemas import Node
from service.api.http.consent import LeftOut
from service.api.http.parameters import Id, Narrowed, ShortText
from service.api.http.purposes import ForPurposeOfTag
from service.api.http.rows import served_fields
from service.api.http.schemas import Consent, Customer, Holding, RunOfAnswer, Text
from service.api.http.times import OfRun, PageOfRun
from service.api.identities.schemas import Number
from service.tagging.declaration import Purpose

Sort = Literal["name", "-name", "assets", "-assets", "exposure", "-exposure"]


class CustomersQuery(PageOfRun, Narrowed, ForPurposeOfTag):
    """Which customers are listed."""

    q: ShortText | None = Field(
        None,
        description="words in any order: of a name or former name, in Chinese, pinyin or initials; "
        "of the id; a phone, account, certificate number or credit code, whole or its last four",
    )
    sort: Sort | None = Field(
        None, description="by name, assets or exposure; with - from the highest down"
    )
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
    nodes: list[Node] = Field(description="the customers whom the edges of the evidence tie")


class Match(BaseModel):
    """By what a customer was found: the value as it may be seen, a name whole."""

    field: Literal[
        "name",
        "former_name",
        "customer_id",
        "phone",
        "account",
        "id_number",
        "credit_code",
        "pinyin",
    ]
    masked: str


class ListedCustomer(Customer):
    """A customer in a list, with its manager; `matched` is empty where nothing was searched for."""

    relationship_manager: str | None
    consent: Consent | None = Field(description="null but in the list of a tag for marketing")
    matched: list[Match]


class Customers(RunOfAnswer):
    """A page of customers."""

    purpose: Purpose | None = Field(description="null without a tag, as left_out is")
    items: list[ListedCustomer]
    next: str | None
    left_out: LeftOut | None = Field(
        description="of the tag's holders who pass the filters, whatever `q` finds"
    )


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
    grade_title: Text
    count: int = Field(description="how many holdings: one a subject")


class Conflict(BaseModel):
    """What a source says of a customer otherwise than it is told."""

    column: str
    value: str | bool | int | float | None
    source: str
    number: str | None = Field(
        None, description="of which number it says so, where the customer is known by another"
    )


class _FullCustomer(Customer, RunOfAnswer):
    """A customer, with its numbers, and accounts and tags in brief."""

    numbers: list[Number]

    currency: str
    source: str
    attributes: dict[str, str]
    conflicts: list[Conflict] = Field(
        description="what a source says otherwise: the first that says something counts"
    )
    accounts: list[Account]
    accounts_hidden: bool = Field(description="whether there are more accounts than are listed")
    tags: list[TagSummary]


#: Besides: every column that the bank knows of it.
FullCustomer = create_model(
    "FullCustomer",
    __base__=_FullCustomer,
    __doc__=_FullCustomer.__doc__,
    **served_fields(CustomerRow, "source", "load_no", "attributes"),
)

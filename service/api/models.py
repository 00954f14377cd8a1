"""What answers look like: the types behind the OpenAPI document's responses."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Text(BaseModel):
    """The same text for people in Chinese and in English."""

    zh: str
    en: str


class FieldProblem(BaseModel):
    """One input that is at fault, and why."""

    field: str
    reason: str


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    fields: list[FieldProblem] | None = None


class Edge(BaseModel):
    """One edge; what else it says depends on its type."""

    model_config = ConfigDict(extra="allow")

    type: str
    from_id: str = Field(alias="from")
    to_id: str = Field(alias="to")
    source: str | None = Field(description="the load it came from; null where it was derived")


class Evidence(BaseModel):
    """The edges and facts that earned a tag."""

    edges: list[Edge]
    facts: dict[str, Any]


class Holding(BaseModel):
    """One customer having one tag, and why."""

    subject: str | None
    tag_id: str
    version: str
    title: Text
    grade: str
    grade_title: Text
    grade_reason: Text
    score: float
    value: dict[str, Any]
    since_run: int
    run_id: int
    sentence: Text
    evidence: Evidence | None = None


class TagsOfCustomer(BaseModel):
    """What a customer holds."""

    customer_id: str
    run_id: int | None
    tags: list[Holding]


class HoldingsOfTag(BaseModel):
    """A customer's holdings of one tag."""

    customer_id: str
    tag_id: str
    run_id: int
    holdings: list[Holding]


class Customer(BaseModel):
    """A customer in a list."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None


class Customers(BaseModel):
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


class FullCustomer(Customer):
    """A customer, with accounts and tags in brief."""

    id_type: str | None
    id_number: str | None
    birth_on: str | None
    gender: str | None
    registered_on: str | None
    industry: str | None
    relationship_manager: str | None
    assets: str | None
    net_assets: str | None
    annual_receipts: str | None
    annual_expenditures: str | None
    currency: str
    blocked: bool
    marketing_consent: bool | None
    closed_on: str | None
    source: str
    attributes: dict[str, str]
    accounts: list[Account]
    accounts_hidden: bool = Field(description="whether there are more accounts than are listed")
    tags: list[TagSummary]
    run_id: int | None


class GradeModel(BaseModel):
    """A grade of a tag."""

    grade: str
    title: Text
    floor: float | None
    reason: Text


class Coverage(BaseModel):
    """Who holds a tag in the current run."""

    run_id: int | None
    holders: int
    holdings: int
    groups: int
    grades: dict[str, int]
    cutoffs: dict[str, float] = Field(description="grades by distribution: the lowest score")


class CatalogueTag(BaseModel):
    """A tag of the catalogue."""

    tag_id: str
    version: str
    title: Text
    meaning: Text
    audience: Text
    source: str
    group_kind: str | None
    by_distribution: bool
    grades: list[GradeModel]
    coverage: Coverage


class Catalogue(BaseModel):
    """The tags there are."""

    items: list[CatalogueTag]
    next: str | None


class Holder(Customer):
    """A holder of a tag."""

    subject: str | None
    grade: str
    score: float


class Holders(BaseModel):
    """A page of a tag's holders."""

    tag_id: str
    run_id: int | None
    items: list[Holder]
    next: str | None


class Run(BaseModel):
    """A run: when, on what, with which rules, and what it found."""

    run_id: int
    as_of: str
    started_at: str
    published_at: str
    fingerprint: str
    report: dict[str, Any]


class Runs(BaseModel):
    """A page of runs, the latest first."""

    items: list[Run]
    next: str | None


class Change(BaseModel):
    """A holding that differs between two runs."""

    customer_id: str
    tag_id: str
    subject: str | None
    change: Literal["gained", "lost", "changed"]
    grade_before: str | None
    grade_after: str | None
    score_before: float | None
    score_after: float | None


class Changes(BaseModel):
    """A page of what differs between two runs."""

    earlier: int
    later: int
    items: list[Change]
    next: str | None


class Health(BaseModel):
    """Whether the service lives, or is ready."""

    status: Literal["live", "ready"]

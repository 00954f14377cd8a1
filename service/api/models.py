"""What requests may say and answers look like: the types behind the OpenAPI document."""

import functools
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

EDGE_TYPES = (
    *("OWNS", "CONTROLS", "HOLDS_POSITION", "KIN_OF", "GUARANTEES", "REFERRED", "DEPENDS_ON"),
    *("HOLDS", "PAID", "MEMBER_OF", "SHARES", "OWES", "SAME_AS"),
)
GROUP_KINDS = ("control", "guarantee_circle", "declared")

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
ShortText = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


def _edge_types(text: str) -> str:
    unknown = sorted(set(text.split(",")) - set(EDGE_TYPES))
    if unknown:
        raise ValueError(f"no such edge type: {unknown[0]!r}; there are {', '.join(EDGE_TYPES)}")
    return text


EdgeTypes = Annotated[
    str,
    AfterValidator(_edge_types),
    Field(
        description="edge types, separated by commas; all where it is left out",
        json_schema_extra={"pattern": f"^({'|'.join(EDGE_TYPES)})(,({'|'.join(EDGE_TYPES)}))*$"},
    ),
]


class Request(BaseModel):
    """What a request says; a parameter that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    @functools.cache
    def model_json_schema(  # type: ignore[override]
        cls, *arguments: Any, **options: Any
    ) -> dict[str, Any]:
        """The JSON schema; cached, since flask-openapi asks for it at every request."""
        return super().model_json_schema(*arguments, **options)


class Page(Request):
    """Where a list begins and how much of it is wanted."""

    limit: int = Field(50, ge=1, le=500, description="at most so many items")
    cursor: str | None = Field(
        None, max_length=2000, description="where the list goes on: the `next` of the page before"
    )


class NoQuery(Request):
    """No query parameters."""


class CustomerPath(Request):
    """Names a customer."""

    customer_id: Id


class HoldingPath(Request):
    """Names a customer and a tag."""

    customer_id: Id
    tag_id: Id


class TagPath(Request):
    """Names a tag."""

    tag_id: Id


class GroupPath(Request):
    """Names a group."""

    group_id: Id


class RunPath(Request):
    """Names a run."""

    run_id: int = Field(ge=1, le=2**53)


class TwoRunsPath(Request):
    """Names two runs."""

    earlier: int = Field(ge=1, le=2**53)
    later: int = Field(ge=1, le=2**53)


Kind = Literal["person", "company", "government", "other"]


class CustomersQuery(Page):
    """Which customers are listed."""

    q: ShortText | None = Field(None, description="part of the name or id, Chinese or Latin")
    kind: Kind | None = Field(None, description="only customers of this kind")
    tag: Id | None = Field(None, description="only holders of this tag")
    grade: ShortText | None = Field(
        None, description="with `tag`: only this grade, by id or title (high, 高)"
    )


class TagsQuery(Request):
    """Which run's tags are told, and how fully."""

    as_of: str | None = Field(
        None,
        max_length=40,
        description="a day, an instant or a run id: the run that was current then",
    )
    include: Literal["evidence"] | None = Field(None, description="`evidence`: with each edge")


class AsOfQuery(Request):
    """Which run's holding is told."""

    as_of: str | None = Field(None, max_length=40, description="a day, an instant or a run id")


class HoldersQuery(Page):
    """Which holders of a tag are listed."""

    grade: ShortText | None = Field(None, description="only this grade, by id or title")
    kind: Kind | None = Field(None, description="only customers of this kind")


class NeighboursQuery(Request):
    """How far around a customer to look."""

    types: EdgeTypes | None = None
    hops: int = Field(1, ge=1, le=3, description="how many edges away")
    limit: int = Field(50, ge=1, le=500, description="at most so many nodes, the customer included")


class PathsQuery(Request):
    """Between whom a path is wanted."""

    from_id: Id = Field(alias="from", description="the customer at one end")
    to_id: Id = Field(alias="to", description="the customer at the other end")
    types: EdgeTypes | None = None
    max_hops: int = Field(4, ge=1, le=8, description="at most so many edges")


class GroupsQuery(Page):
    """Which groups are listed."""

    kind: Literal["control", "guarantee_circle", "declared"] | None = Field(
        None, description="only groups of this kind"
    )
    customer_id: Id | None = Field(None, description="only groups that this customer is in")


class ChangesQuery(Page):
    """Which changes between two runs are listed."""

    tag: Id | None = Field(None, description="only changes of this tag")


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


class Path(BaseModel):
    """The shortest path between two customers; both lists are empty where there is none."""

    nodes: list[Node]
    edges: list[Edge]
    hops: int | None


class Member(BaseModel):
    """A member of a group, and why."""

    customer_id: str
    name: str
    kind: str
    is_client: bool
    role: str | None
    reasons: list[dict[str, Any]]


class Group(BaseModel):
    """A group in a list."""

    group_id: str
    kind: str
    name: str | None
    head_id: str | None
    size: int
    exposure: str
    currency: str
    exposure_elsewhere: list[dict[str, str]] = Field(description="sums in other currencies")


class Groups(BaseModel):
    """A page of groups."""

    items: list[Group]
    next: str | None


class FullGroup(Group):
    """A group with a page of its members."""

    run_id: int | None
    members: list[Member]
    next: str | None


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

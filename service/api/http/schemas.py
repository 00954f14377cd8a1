"""What answers look like: the types behind the OpenAPI document's responses."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Text(BaseModel):
    """The same text for people in Chinese and in English."""

    zh: str
    en: str


#: What a customer says of being approached for marketing, under any of its numbers.
Consent = Literal["given", "refused", "unknown"]


class FieldProblem(BaseModel):
    """One input that is at fault, and why."""

    field: str
    reason: str


class RunOfAnswer(BaseModel):
    """The run that an answer tells; null before the first."""

    run_id: int | None
    as_of: str | None = Field(description="the day that the run looks at")
    known_at: str | None = Field(description="when it was published")


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    fields: list[FieldProblem] | None = None
    nearest: list[RunOfAnswer] | None = Field(
        None, description="with type `no-run`: the runs to ask for instead"
    )


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


class Customer(BaseModel):
    """A customer in a list."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None


class Health(BaseModel):
    """Whether the service lives."""

    status: Literal["live"]


class Ready(BaseModel):
    """That the service can answer, and from which run: null before the first."""

    status: Literal["ready"]
    run_id: int | None

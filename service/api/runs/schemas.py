"""What is asked and answered about runs."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from service.api.http.consent import LeftOut
from service.api.http.parameters import Id, Narrowed, Page, Request
from service.api.http.purposes import ListPurpose
from service.api.http.schemas import Consent, Text
from service.tagging.declaration import Purpose


class RunPath(Request):
    """Names a run."""

    run_id: int = Field(ge=-(2**53), le=2**53)


class TwoRunsPath(Request):
    """Names two runs."""

    earlier: int = Field(ge=-(2**53), le=2**53)
    later: int = Field(ge=-(2**53), le=2**53)


class ChangesQuery(Page, Narrowed):
    """Which changes between two runs are listed."""

    tag: Id | None = Field(None, description="only changes of this tag")
    sort: Literal["customer_id", "name", "-name", "score", "-score"] = Field(
        "customer_id",
        description="by customer id, by name, or by how far the score moved, 0 being the score of "
        "what is not held; with - from the highest down",
    )
    purpose: ListPurpose | None = Field(
        None,
        description="marketing, also where it is left out, unless the viewer has none: of tags for "
        "marketing without customers who may not be approached; service: complete",
    )


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
    name: str
    relationship_manager: str | None
    tag_id: str
    subject: str | None = Field(
        description="***: for marketing, a customer who may not be approached"
    )
    subject_name: str | Text | None = Field(
        description="what the subject is called, where it has a name; a group in both languages"
    )
    change: Literal["gained", "lost", "changed"]
    grade_before: str | None
    grade_after: str | None
    score_before: float | None
    score_after: float | None
    consent: Consent | None = Field(description="null for a tag that is not for marketing")


class Changes(BaseModel):
    """A page of what differs between two runs."""

    earlier: int
    later: int
    purpose: Purpose
    slid: int = Field(
        description="how many holdings are left out that others moved: another grade or rank with "
        "the same score, value and edges"
    )
    items: list[Change]
    next: str | None
    left_out: LeftOut = Field(description="changes of holdings of tags for marketing")

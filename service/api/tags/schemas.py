"""What is asked and answered about tags."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from service.api.http.consent import LeftOut
from service.api.http.parameters import Id, Narrowed, Request, ShortText
from service.api.http.purposes import ForPurposeOfTag
from service.api.http.schemas import Consent, Customer, RunOfAnswer, Text
from service.api.http.times import PageOfRun
from service.tagging.declaration import Purpose


class TagPath(Request):
    """Names a tag."""

    tag_id: Id


class HoldersQuery(PageOfRun, Narrowed, ForPurposeOfTag):
    """Which holders of a tag are listed."""

    grade: ShortText | None = Field(None, description="only this grade, by id or title")
    subject: Id | None = Field(None, description="only holdings about this customer or group")
    sort: Literal["score", "-score", "name", "-name"] = Field(
        "-score", description="by score or name; with - from the highest down"
    )


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
    share: float = Field(description="the holders as a share of the bank's customers")
    attention: bool = Field(
        description="whether the run found that this share asks for attention: see "
        "GUANXI_COVERAGE_ATTENTION"
    )
    holdings: int
    groups: int
    grades: dict[str, int]
    cutoffs: dict[str, float] = Field(description="grades by distribution: the lowest score")
    tied: dict[str, int] = Field(
        description="grades by distribution: how many tie at the lowest score, all with this grade"
    )


class CatalogueTag(BaseModel):
    """A tag of the catalogue."""

    tag_id: str
    version: str
    title: Text
    meaning: Text
    audience: Text
    purposes: list[Purpose] = Field(
        description="what it may be asked for, less what a tag that it stands on is not for"
    )
    source: str
    group_kind: str | None
    by_distribution: bool
    is_lead: bool = Field(description="whether who holds it is listed by GET /leads")
    grades: list[GradeModel]
    coverage: Coverage | None = Field(description="null where the viewer has none of its purposes")


class Catalogue(BaseModel):
    """The tags there are."""

    items: list[CatalogueTag]
    next: str | None


class Holder(Customer):
    """A holder of a tag, once for each subject."""

    relationship_manager: str | None
    subject: str | None
    subject_name: str | Text | None = Field(
        description="what the subject is called, where it has a name; a group in both languages"
    )
    grade: str
    score: float
    value: dict[str, Any]
    since_run: int
    consent: Consent | None = Field(description="null for a tag that is not for marketing")
    sentence: Text = Field(
        description="in lists for marketing whoever may not be approached is called *** in it"
    )


class Holders(RunOfAnswer):
    """A page of a tag's holders."""

    tag_id: str
    purpose: Purpose
    items: list[Holder]
    next: str | None
    left_out: LeftOut = Field(description="holdings: a customer may have several")


class TagVersion(BaseModel):
    """A version of a tag's rule that runs used."""

    version: str
    current: bool = Field(description="whether it is the catalogue's: that of the next run")
    first_run: int = Field(description="the first run that used it")
    title: Text
    meaning: Text | None = Field(description="null: used before meanings were kept, as are sources")
    source: str | None
    grades: list[GradeModel]


class TagVersions(BaseModel):
    """A page of a tag's versions, the latest first."""

    tag_id: str
    items: list[TagVersion]
    next: str | None

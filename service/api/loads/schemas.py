"""What is asked and answered about loads."""

from typing import Literal

from pydantic import BaseModel, Field

from service.api.http.parameters import Request


class LoadPath(Request):
    """Names a load."""

    load_id: str = Field(max_length=20, pattern=r"^L[1-9][0-9]{0,15}$")


class RecordCounts(BaseModel):
    """What a load did to one record."""

    read: int
    accepted: int
    rejected: int
    kept: int = Field(description="stored rows that stay, since their new row was rejected")
    warnings: int
    written: int
    closed: int


class Load(RecordCounts):
    """A load: of which source, from which files, how it ended and what it did."""

    load_id: str
    source: str
    state: Literal["running", "done", "refused", "failed"]
    full: bool = Field(description="whether it closed what its files no longer had")
    reason: str | None = Field(description="why it was refused, or failed")
    started_at: str
    finished_at: str | None
    seconds: float | None
    files: list[str]
    rejected_by: dict[str, int] = Field(
        description="rows that were rejected by the code of the reason, which rejects.csv has too; "
        "empty for a load of an older version"
    )
    records: dict[str, RecordCounts]


class Loads(BaseModel):
    """A page of loads, the last first."""

    items: list[Load]
    next: str | None

"""What is asked and answered about the audit chains."""

from typing import Literal

from pydantic import BaseModel, Field

from service.api.http.parameters import Id, Page, ShortText

Chain = Literal["decisions", "reads"]


class AuditQuery(Page):
    """Which entries are told."""

    customer_id: Id | None = Field(
        None, description="only those that name this customer, by any of its numbers"
    )
    user: ShortText | None = Field(None, description="only of this user")
    begins: ShortText | None = Field(
        None, alias="from", description="only from this instant on, or this day of GUANXI_TIME_ZONE"
    )
    ends: ShortText | None = Field(
        None, alias="to", description="only before this instant, or the beginning of this day"
    )


class AuditEntry(BaseModel):
    """One entry: who saw or decided what about whom, and when."""

    chain: Chain
    entry_no: int
    at: str
    user: str
    signed: bool = Field(description="false: nobody signed in, so nobody vouches for the user")
    roles: list[str] | None = Field(description="in which he asked; null for a decision")
    purpose: str | None = Field(description="for which he asked; null for a decision")
    action: str = Field(description="read, list, search, export, or what was decided")
    customers: int = Field(description="how many customers it names")
    customer_ids: list[str] = Field(
        description="whom, at most 1,000; of one who was erased the number that stands for him; "
        "`all` where the whole store was copied"
    )
    path: str | None = Field(
        description="the address that was asked, or the command; null for a decision"
    )
    fields: list[str] = Field(description="by which kinds of fields was searched, never the words")
    reason: str | None
    decision_no: int | None


class LastVerification(BaseModel):
    """What the last verification on this machine found."""

    at: str
    intact: bool


class Audit(BaseModel):
    """A page of entries, the latest first."""

    machine: str = Field(description="whose reads these are: each machine tells its own")
    verified: LastVerification | None = Field(
        description="what GET /audit/verify or `guanxi audit verify` found last; null: neither "
        "was asked yet"
    )
    items: list[AuditEntry]
    next: str | None


class BrokenEntry(BaseModel):
    """The first entry that is not what was written."""

    chain: Chain
    entry_no: int
    decision_no: int | None


class ChainsVerified(BaseModel):
    """Whether every chain is what was written."""

    entries: int = Field(description="of all chains, up to the first broken one")
    intact: bool
    first_broken: BrokenEntry | None
    machine: str = Field(description="whose reads were verified")

"""What is answered about all that is held about a customer."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from service.api.customers.schemas import FullCustomer
from service.api.decisions.schemas import DecisionMade
from service.api.http.schemas import Holding, RunOfAnswer


class Said(BaseModel):
    """What one source says of one number."""

    customer_id: str
    source: str
    load_id: str | None = Field(description="null where several sources speak of the number")
    says: dict[str, Any] = Field(description="by column; what a source does not say is left out")


class HeldRecord(BaseModel):
    """A record of the bank, with all that it says."""

    model_config = ConfigDict(extra="allow")

    load_id: str
    source: str | None = Field(description="whose load it came by")
    loaded_at: str | None


class HeldTie(HeldRecord):
    """A record that ties the customer to somebody or something; `ended` where it is no more."""

    type: str
    purposes: list[str] = Field(description="for which tags read it, of those who ask may ask for")


class HeldConsent(BaseModel):
    """What the customer said of being approached; `attributes` say where the proof lies."""

    customer_id: str
    purpose: str
    status: str
    channel: str
    at: str
    until: str | None
    source: str
    load_id: str
    ended: bool
    attributes: dict[str, Any]


class HeldTag(Holding):
    """A tag that is held, and what it is for."""

    purposes: list[str]


class Look(BaseModel):
    """That somebody saw or exported something of the customer."""

    at: str
    user: str
    roles: list[str]
    purpose: str | None
    action: str
    path: str


class AccountOfData(RunOfAnswer):
    """All that is held about a customer; each part has at most 1,000 items."""

    customer: FullCustomer
    said: list[Said]
    identifiers: list[dict[str, str]]
    records: list[HeldTie]
    exposures: list[HeldRecord]
    payments: list[HeldRecord] = Field(description="from and to its own accounts, the latest first")
    consents: list[HeldConsent]
    tags: list[HeldTag]
    decisions: list[DecisionMade]
    reads: list[Look] = Field(description="the latest first, on the machine that answers")
    cut: list[str] = Field(description="the parts of which there is more than is told")

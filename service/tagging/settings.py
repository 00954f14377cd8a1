"""The settings that tags of more than one family read."""

from typing import Literal

from pydantic import BaseModel, Field


class TagSettings(BaseModel, frozen=True):
    """What every family of relations may read; each family adds its own in its `settings.py`."""

    currency: str = Field(
        "CNY",
        pattern="^[A-Z]{3}$",
        description="the bank's currency (ISO 4217): exposures, assets and losses are told in it",
    )
    hub_customers: int = Field(
        20,
        ge=2,
        description="an identifier, address, account or counterparty that more customers than this "
        "have in common is ignored: it ties nobody to anybody",
    )
    resolve: Literal["confirmed", "off"] = Field(
        "confirmed",
        description="which customer numbers are one customer: those that records (same_as) and "
        "decisions say, or none (off: each number is a customer)",
    )
    evidence_max_edges: int = Field(
        20,
        ge=1,
        le=500,
        description="how many edges of evidence one holding lists at most; the others are counted",
    )

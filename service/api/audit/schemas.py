"""What is answered about the audit chains."""

from typing import Literal

from pydantic import BaseModel, Field


class BrokenEntry(BaseModel):
    """The first entry that is not what was written."""

    chain: Literal["decisions"]
    entry_no: int
    decision_no: int


class ChainsVerified(BaseModel):
    """Whether every chain is what was written."""

    entries: int = Field(description="of all chains, up to the first broken one")
    intact: bool
    first_broken: BrokenEntry | None

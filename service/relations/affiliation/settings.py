"""The settings of suspected affiliates."""

from pydantic import Field

from service.tagging.settings import TagSettings


class AffiliationSettings(TagSettings):
    """How sure two customers must be affiliates."""

    affiliate_confidence: float = Field(
        0.5,
        gt=0,
        lt=1,
        description="confidence from which two customers are told as suspected affiliates "
        "(0 to 1; higher = fewer and surer)",
    )

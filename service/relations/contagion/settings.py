"""The settings of contagion."""

from pydantic import Field

from service.tagging.settings import TagSettings


class ContagionSettings(TagSettings):
    """How much work the failure of every single customer may be."""

    contagion_max_steps: int = Field(
        500_000_000,
        ge=1,
        description="work limit: how many loss edges are followed in all for the contagion tags, "
        "an equal part of them from each customer that is supposed to fail",
    )

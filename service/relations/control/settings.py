"""The settings of control and of beneficial ownership."""

from pydantic import Field

from service.tagging.settings import TagSettings


class ControlSettings(TagSettings):
    """When votes make control, and when a share makes a beneficial owner."""

    majority: float = Field(
        0.5,
        gt=0,
        lt=1,
        description="share of the votes above which a holder controls a company (0.5 = majority)",
    )
    kin_pooling: bool = Field(
        True,
        description="whether the votes of spouses, parents, children and siblings are added up, "
        "since they act in concert",
    )
    beneficial_threshold: float = Field(
        0.25,
        gt=0,
        le=1,
        description="share of a company, added up over all paths of ownership, from which a person "
        "is its beneficial owner",
    )
    beneficial_inclusive: bool = Field(
        True,
        description="whether a share of exactly GUANXI_BENEFICIAL_THRESHOLD makes a beneficial "
        "owner (false = only a larger one)",
    )

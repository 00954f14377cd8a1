"""The settings of control and of beneficial ownership."""

from typing import Literal

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
    state_owner: Literal["apart", "one_group", "alternative"] = Field(
        "apart",
        description="what a government body makes of the firms that it controls: apart = that does "
        "not relate them, and each heads a group of its own (公司法); one_group = one group "
        "with the body (Basel LEX10); alternative = control groups as with apart, and a group of "
        "connected clients for each firm directly under the body or dependent on it, with the body",
    )
    central_government_alternative: bool = Field(
        False,
        description="true is another word for GUANXI_STATE_OWNER=alternative (the alternative for "
        "central governments of Basel LEX10)",
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

    @property
    def state(self) -> Literal["apart", "one_group", "alternative"]:
        """What a government body makes of the firms that it controls, by either setting."""
        return "alternative" if self.central_government_alternative else self.state_owner

"""The settings of who may be approached."""

from typing import Literal

from pydantic import Field

from service.tagging.settings import TagSettings


class MarketingSettings(TagSettings):
    """Whom lists for marketing may name."""

    marketing_consent: Literal["opt_in", "opt_out"] = Field(
        "opt_in",
        description="whom lists for marketing name: persons who consented, for as long as they "
        "did (opt_in), or all who have not refused (opt_out); organisations unless they refused; "
        "none of either who is blocked, closed or no client",
    )

"""The settings of referrals."""

from pydantic import Field

from service.tagging.settings import TagSettings


class ReferralSettings(TagSettings):
    """What those who were referred further down count for a customer."""

    referral_decay: float = Field(
        0.5,
        gt=0,
        le=1,
        description="contribution to assets by referrals: factor by which a referred customer "
        "counts less for each level further down the chain (0.5 = half, 1 = all levels alike)",
    )

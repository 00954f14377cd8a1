"""The settings of referrals."""

from pydantic import Field

from service.tagging.settings import TagSettings


class ReferralSettings(TagSettings):
    """What a customer is credited with for those who were referred further down."""

    referral_decay: float = Field(
        0.5,
        gt=0,
        le=1,
        description="referral credit: factor by which a referred customer counts less for each "
        "level further down the chain (0.5 = half, 1 = all levels alike)",
    )

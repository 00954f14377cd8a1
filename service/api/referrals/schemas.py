"""What an answer about referrals looks like."""

from pydantic import BaseModel, Field

from service.api.http.schemas import RunOfAnswer
from service.api.http.times import OfRun


class Referral(BaseModel):
    """One customer having referred another."""

    referrer_id: str
    referred_id: str
    at: str
    channel: str | None = Field(None, description="left out where it is unknown")


class ReferredBelow(BaseModel):
    """Somebody whom the customer brought in, through whomever."""

    customer_id: str
    referrer_id: str
    level: int = Field(description="how many referrals away: 1 where the customer itself referred")
    at: str
    channel: str | None = Field(None, description="left out where it is unknown")


class ReferralRing(BaseModel):
    """A ring of first referrals: each customer referred the next one, and the last the first."""

    size: int
    customers: list[str] = Field(
        description="beginning after the referral that was cut; of a long ring, those from the "
        "customer on"
    )
    cut_referral: Referral = Field(description="the latest of the ring: it does not count")


class CustomerReferrals(RunOfAnswer):
    """The chain of referrals above a customer, and the tree below it."""

    customer_id: str
    as_of: str = Field(description="the day looked at: the run's, or today without one")
    referrer_id: str | None = Field(description="null where nobody referred the customer")
    referred_at: str | None
    root_id: str = Field(description="where the chain begins: the customer itself where depth is 0")
    depth: int = Field(description="how many referrals below the root")
    chain: list[str] = Field(
        description="from the root down to the customer, both included; of a very long chain the "
        "root and those nearest to the customer"
    )
    chain_hidden: int = Field(description="how many were left out of the chain, after the root")
    later_referrals: list[Referral] = Field(
        description="by others, or again, once the customer had been brought in: they do not count"
    )
    later_referrals_hidden: int
    self_referrals: list[Referral] = Field(
        description="by one of the customer's numbers of another of its own: they do not count"
    )
    ring: ReferralRing | None = Field(description="the ring that the customer is on, if any")
    direct: int = Field(description="how many the customer itself referred")
    total: int = Field(description="how many are below it in all")
    deepest: int = Field(description="on how many levels")
    credit: float = Field(
        description="the contribution to assets: what everybody below keeps at the bank, each "
        "level down counting half of the one above (the rate is a setting); unknown assets count 0"
    )
    currency: str = Field(description="of the contribution to assets")
    assets_unknown: int = Field(description="of how many below the assets are unknown")
    below: list[ReferredBelow] = Field(description="by level, then by id")
    hidden: int = Field(description="how many more there are below")
    names: dict[str, str] = Field(description="what the customers above are called")


class ReferralsQuery(OfRun):
    """How much of a customer's referrals is wanted."""

    limit: int = Field(
        50, ge=1, le=500, description="at most so many of those below, the nearest first"
    )

"""The settings of influence, communities and bridges."""

from pydantic import Field

from service.relations.marketing.settings import MarketingSettings
from service.relations.payments.settings import PaymentSettings


class InfluenceSettings(PaymentSettings, MarketingSettings):
    """How ties of influence fade and spread, and how communities and bridges are found."""

    pagerank_damping: float = Field(
        0.85,
        gt=0,
        lt=1,
        description="opinion leaders: damping of PageRank, how much of the influence on one "
        "customer is passed on to those whom that customer follows (higher = further)",
    )
    leaders_share: float = Field(
        0.2,
        gt=0,
        le=1,
        description="opinion leaders and influencers: share of those whom others follow that lead, "
        "from the most influential down (0.2 = the top fifth); who ties with the last of them "
        "leads too",
    )
    influence_half_life_days: int = Field(
        365,
        ge=1,
        le=36_500,
        description="influence and closeness: days after which a referral or payment counts half",
    )
    influence_rate: float = Field(
        0.5,
        gt=0,
        le=1,
        description="influence seeds: probability that a customer is won over once all whom the "
        "customer follows have been",
    )
    influence_epsilon: float = Field(
        0.1,
        ge=0.01,
        le=0.6,
        description="influence seeds: the guarantee, where a question names none: the seeds reach "
        "at least 1 - 1/e - epsilon of the best possible (smaller = slower)",
    )
    influence_delta: float = Field(
        0.001,
        gt=0,
        lt=1,
        description="influence seeds: probability that this guarantee does not hold",
    )
    influence_seed: int = Field(
        0,
        ge=0,
        lt=2**31,
        description="influence seeds: seed of the random numbers (the same seed gives the same "
        "answer)",
    )
    influence_max_nodes: int = Field(
        50_000_000,
        ge=10_000,
        le=2_000_000_000,
        description="influence seeds, memory limit: about how many customers the random sets hold "
        "in all, at 8 bytes each and 12 at the peak",
    )
    influence_max_steps: int = Field(
        200_000_000,
        ge=10_000,
        description="influence seeds, work limit: about how many ties are followed for these sets",
    )
    community_resolution: float = Field(
        1.0,
        gt=0,
        le=100,
        description="communities: resolution of modularity (higher = more and smaller communities; "
        "1 = plain modularity)",
    )
    community_seed: int = Field(
        0,
        ge=0,
        lt=2**31,
        description="communities: seed of the random numbers, recorded with the run (the same seed "
        "gives the same communities)",
    )
    community_least: int = Field(
        3, ge=2, description="communities: number of customers from which a community is told"
    )
    bridge_cut_off: int = Field(
        2,
        ge=1,
        description="bridges: number of customers that would be cut off from the rest without a "
        "customer, from which that customer is a bridge",
    )
    bridge_max_steps: int = Field(
        200_000_000,
        ge=1,
        description="bridges, work limit: how many ties are followed in all for the shortest paths "
        "(where it is too low for paths from every customer, evenly spaced ones are taken)",
    )

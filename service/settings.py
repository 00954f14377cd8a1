"""Every knob of the service: its name, type, default and what it does.

Read once from GUANXI_... variables where a command starts, and passed in from there.
"""

from pydantic import Field

from cypher import StoreSettings


class Settings(StoreSettings):
    """The store's settings and those of deriving and serving."""

    currency: str = Field(
        "CNY", pattern="^[A-Z]{3}$", description="the currency that group exposures are told in"
    )
    majority: float = Field(
        0.5, gt=0, lt=1, description="control is more than this share of the votes"
    )
    kin_pooling: bool = Field(
        True, description="whether spouses, parents, children and siblings vote as one"
    )
    pagerank_damping: float = Field(
        0.85, gt=0, lt=1, description="opinion leaders: how often a follower is followed on"
    )
    circle_max_length: int = Field(
        6, ge=3, le=12, description="guarantee circles: the longest circle listed as evidence"
    )
    circle_max_listed: int = Field(
        5, ge=1, le=50, description="guarantee circles: how many circles are listed as evidence"
    )
    circle_max_steps: int = Field(
        20_000,
        ge=1,
        description="guarantee circles: how many guarantees are looked at for the circles "
        "of one customer",
    )
    evidence_max_edges: int = Field(
        20,
        ge=1,
        le=500,
        description="how many edges a holding lists of a control group, or of one guarantee circle",
    )
    workers: int = Field(0, ge=0, description="gunicorn's workers; 0: one per core, and one more")
    threads: int = Field(4, ge=1, description="gunicorn's threads in each worker")
    access_log: bool = Field(True, description="whether each request is logged, as a JSON line")

"""What a question for influence seeds may say, and what its answer looks like."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from service.api.http.consent import LeftOut
from service.api.http.parameters import Id, Request
from service.api.http.purposes import ListPurpose
from service.api.http.schemas import Consent
from service.api.marketing.networks import network_named
from service.relations.influence.network import BY_EDGE_TYPE, NETWORKS

#: How many seeds may be wanted, how many ties given, and how many customers excluded.
SEEDS, GIVEN, EXCLUDED = 10_000, 100_000, 100_000

Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
NetworkName = Annotated[
    str,
    AfterValidator(network_named),
    Field(json_schema_extra={"enum": [*NETWORKS, *BY_EDGE_TYPE]}),
]


class InfluenceTie(Request):
    """Who influences whom, and how likely it is that the one wins over the other."""

    model_config = ConfigDict(strict=True)

    from_id: Id = Field(alias="from", description="the customer who influences")
    to_id: Id = Field(alias="to", description="the customer who is influenced")
    probability: Probability = Field(
        description="the chance to win it over; several of one pair are independent chances"
    )


class InfluenceSeedsBody(Request):
    """How many seeds are wanted, in which network, and among whom."""

    model_config = ConfigDict(strict=True)

    k: int = Field(ge=1, le=SEEDS, description="how many seeds")
    network: NetworkName | None = Field(
        None,
        description="which ties of the bank influence goes along: all (`influence`, where neither "
        "this nor `edges` is given), or those of one behaviour, also by its edge type",
    )
    edges: list[InfluenceTie] | None = Field(
        None, max_length=GIVEN, description="ties to go along instead of the bank's own"
    )
    within: Id | None = Field(
        None,
        description="a tag that is for the purpose, a group or a community: only its holders or "
        "members are chosen; influence spreads to everybody all the same",
    )
    exclude: list[Id] = Field(
        [],
        max_length=EXCLUDED,
        description="customers who are not chosen; they pass influence on all the same",
    )
    purpose: ListPurpose | None = Field(
        None, description="what the seeds are wanted for, where the address does not say it"
    )
    epsilon: float | None = Field(
        None,
        ge=0.01,
        le=0.6,
        description="with ris: by how much less than 1 - 1/e of the optimum the seeds may be "
        "proved to reach; the setting influence_epsilon where left out",
    )


class InfluenceSeed(BaseModel):
    """A customer to begin with."""

    customer_id: str
    name: str
    consent: Consent
    gain: float = Field(description="how many customers it adds to those the seeds before it reach")


class InfluenceSeedsFound(BaseModel):
    """The customers who together reach most."""

    run_id: int | None
    as_of: str = Field(description="the day looked at: the current run's, or today without one")
    network: str | None = Field(description="null where the ties were given")
    ties: int = Field(description="how many pairs may influence, one way each")
    purpose: ListPurpose
    candidates: int = Field(
        description="how many customers could be chosen: who has a tie, is within, and may be "
        "approached; less all with a tie who are excluded, whether they may be approached or not"
    )
    left_out: LeftOut = Field(description="of those who have a tie and are within")
    seeds: list[InfluenceSeed] = Field(description="the one who adds most first")
    spread: float = Field(description="how many customers are reached on average, seeds included")
    method: Literal["exact", "ris"] = Field(
        description="exact: nobody reaches more; ris: by reverse influence sampling, spread and "
        "gains are estimates"
    )
    bound: float = Field(
        description="which part of the largest spread there is the seeds surely reach: 1 with "
        "exact; with ris what could be proved, but for a chance of delta"
    )
    spread_at_least: float = Field(description="what the seeds surely reach")
    optimum_at_most: float = Field(description="what no other seeds exceed")
    epsilon: float | None = Field(description="ris: a bound of 1 - 1/e less this was asked for")
    delta: float | None = Field(description="ris: the chance that the bound does not hold")
    sets: int = Field(description="ris: how many sets chose the seeds")

"""What marketers may ask about leaders and communities, and what the answers look like."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from service.api.groups.schemas import GroupEvent
from service.api.http.parameters import Id, Request, ShortText
from service.api.http.schemas import RunOfAnswer, Text
from service.api.http.times import PageOfRun
from service.api.marketing.networks import network_named
from service.relations.influence.network import INFLUENCE, NETWORKS

Network = Annotated[
    str, AfterValidator(network_named), Field(json_schema_extra={"enum": [*NETWORKS]})
]


class InfluencersQuery(PageOfRun):
    """Which leaders are listed."""

    network: Network = Field(
        INFLUENCE, description="who leads in this network: the whole one, or one kind of tie alone"
    )
    region: ShortText | None = Field(None, description="only customers of this region")
    branch: ShortText | None = Field(None, description="only customers of this branch")
    community: Id | None = Field(None, description="only members of this community")


class CommunitiesQuery(PageOfRun):
    """Which communities are listed."""

    customer_id: Id | None = Field(None, description="only the community that this customer is in")


class CommunityPath(Request):
    """Names a community."""

    community_id: Id


class Influencer(BaseModel):
    """A customer whom others follow."""

    customer_id: str
    kind: str
    name: str
    region: str | None
    branch: str | None
    community_id: str | None
    score: float = Field(description="PageRank over who follows whom")
    rank: int | None = Field(
        description="the place in the whole network; equals share one; null, as followers may be, "
        "where an older version of the rule did not say"
    )
    grade: str = Field(description="by the distribution in the whole network")
    followers: int | None
    sentence: Text


class Influencers(RunOfAnswer):
    """A page of those whom others follow in a network, the most influential first."""

    network: str
    items: list[Influencer]
    next: str | None


class Community(BaseModel):
    """A community in a list."""

    community_id: str
    size: int = Field(description="all members, those included who may not be approached")
    leader_id: str | None
    leader_name: str | None
    leader_hidden: bool = Field(
        description="whether the leader is not named: it may not be approached, or has left"
    )


class Communities(RunOfAnswer):
    """A page of communities, the largest first."""

    items: list[Community]
    next: str | None


class CommunityMember(BaseModel):
    """A member of a community: its influence, null where it does not lead, and why it belongs."""

    customer_id: str
    name: str
    kind: str
    role: str
    score: float | None = Field(description="as of the tag opinion_leader, like rank and grade")
    rank: int | None
    grade: str | None
    sentence: Text = Field(description="whoever may not be approached is called *** in it")


class CommonTrait(BaseModel):
    """What more of the members have in common than of the bank's customers."""

    trait: Literal["region", "branch", "industry", "kind", "tag"]
    value: str
    members: int = Field(description="how many have it, those included who may not be approached")
    share: float = Field(description="of all members")
    base_share: float = Field(description="of all customers of the bank")
    lift: float = Field(description="share / base_share")
    sentence: Text


class FullCommunity(Community, RunOfAnswer):
    """A community with a page of its members, and what they have in common."""

    hidden: int = Field(
        description="members who are never listed: they may not be approached, or have left"
    )
    common: list[CommonTrait] = Field(
        description="of each trait at most five, those first that stand out most (share - "
        "base_share)"
    )
    members: list[CommunityMember] = Field(
        description="opinion leaders, the most influential first, then the others by id"
    )
    next: str | None


class CommunityHistory(RunOfAnswer):
    """A page of what happened to a community, the latest first."""

    community_id: str
    items: list[GroupEvent]
    next: str | None

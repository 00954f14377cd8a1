"""What marketers may ask about leaders and communities, and what the answers look like."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from service.api.groups.schemas import GroupEvent, NamedEvent
from service.api.http.consent import LeftOut
from service.api.http.parameters import Id, Narrowed, OneOf, Request
from service.api.http.purposes import ForPurpose, ListPurpose
from service.api.http.schemas import Consent, RunOfAnswer, Text
from service.api.http.times import PageOfRun
from service.api.marketing.networks import network_named
from service.relations.influence.network import INFLUENCE, NETWORKS

Network = Annotated[
    str, AfterValidator(network_named), Field(json_schema_extra={"enum": [*NETWORKS]})
]


#: What lists of leaders are sorted by.
_SORTED_BY = ("rank", "score", "name", "assets")
LeaderSort = Annotated[str, OneOf((*_SORTED_BY, *(f"-{name}" for name in _SORTED_BY)))]


class InfluencersQuery(PageOfRun, Narrowed, ForPurpose):
    """Which leaders are listed."""

    network: Network = Field(
        INFLUENCE, description="who leads in this network: the whole one, or one kind of tie alone"
    )
    community: Id | None = Field(None, description="only members of this community")
    sort: LeaderSort = Field(
        "rank",
        description="by rank in the network, which is the score from the highest down, by score, "
        "name or assets; with - from the highest down; unknown assets come last",
    )


class PageForPurpose(PageOfRun, ForPurpose):
    """Where a list begins, of which run, and what it is asked for."""


class CommunitiesQuery(PageForPurpose):
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
    is_client: bool
    region: str | None
    branch: str | None
    relationship_manager: str | None
    community_id: str | None
    score: float = Field(description="PageRank over who follows whom")
    rank: int | None = Field(
        description="the place in the whole network; equals share one; null, as followers may be, "
        "where an older version of the rule did not say"
    )
    grade: str = Field(description="by the distribution in the whole network")
    followers: int | None
    consent: Consent
    sentence: Text


class Influencers(RunOfAnswer):
    """A page of those whom others follow in a network."""

    network: str
    purpose: ListPurpose
    items: list[Influencer]
    next: str | None
    left_out: LeftOut


class Community(BaseModel):
    """A community in a list."""

    community_id: str
    size: int = Field(description="all members, those included who may not be approached")
    leader_id: str | None
    leader_name: str | None
    leader_hidden: bool = Field(
        description="whether the leader is not named: it may not be approached, or has left"
    )
    leader_consent: Consent | None = Field(description="null where the leader is not named")


class Communities(RunOfAnswer):
    """A page of communities, the largest first."""

    purpose: ListPurpose
    items: list[Community]
    next: str | None
    left_out: LeftOut = Field(description="leaders who are not named, of all communities")


class CommunityMember(BaseModel):
    """A member of a community: its influence, null where it does not lead, and why it belongs."""

    customer_id: str
    name: str
    kind: str
    role: str
    score: float | None = Field(description="as of the tag opinion_leader, like rank and grade")
    rank: int | None
    grade: str | None
    consent: Consent
    sentence: Text = Field(
        description="for marketing whoever may not be approached is called *** in it"
    )


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

    purpose: ListPurpose
    hidden: int = Field(description="members who are not listed: the sum of `left_out`")
    left_out: LeftOut
    common: list[CommonTrait] = Field(
        description="of each trait at most five, those first that stand out most (share - "
        "base_share); tags that are for the purpose asked"
    )
    members: list[CommunityMember] = Field(
        description="opinion leaders, the most influential first, then the others by id"
    )
    next: str | None


class CommunityHistory(RunOfAnswer):
    """A page of what happened to a community, the latest first; for marketing it names nobody."""

    community_id: str
    purpose: ListPurpose
    items: list[NamedEvent | GroupEvent]
    next: str | None
    left_out: LeftOut = Field(description="of the customers who ever were in it")

"""What answers about groups look like."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from cypher.vocabulary import LISTED_GROUP_KINDS
from service.api.exposures.schemas import ExposureTotals
from service.api.graph.graph_answer import FormPath, LayoutQuery
from service.api.groups.override_schemas import Decision, Override
from service.api.http.parameters import GroupPath, Id, OneOf, ShortText
from service.api.http.schemas import RunOfAnswer, Text
from service.api.http.times import OfRun, PageOfRun

#: How many members a graph file of a group holds at most.
MEMBERS_OF_A_GRAPH = 10_000


class Group(ExposureTotals):
    """A group in a list; its sums are of members that are organisations, a household's of all."""

    group_id: str
    kind: str
    name: Text = Field(
        description="what the bank calls it, where the bank declared it; else made of its head"
    )
    head_id: str | None = Field(
        description="of a declared group the member whose role says so, of several the first by id"
    )
    head_name: str | None
    size: int
    exposure_of_persons: str = Field(
        description="what counts of exposures to members who are persons"
    )
    size_decided: int = Field(description="the size with what people decided about members")
    exposure_decided: str = Field(description="the exposure with what people decided")
    tier1_share_decided: float | None = Field(description="that as a share of tier-1 capital")
    large_decided: bool | None
    over_limit_decided: bool | None


class ListedGroup(Group):
    """A group in a list, of one customer's or of all."""

    by_decision: bool | None = Field(
        description="whether the customer asked about belongs to it by a decision alone; null "
        "where none was asked about"
    )


class Groups(RunOfAnswer):
    """A page of groups."""

    items: list[ListedGroup]
    next: str | None


class Member(BaseModel):
    """A member of a group, and why; outside the viewer's scope no more than who it is."""

    customer_id: str
    name: str
    kind: str
    is_client: bool | None
    exposure: str | None
    currency: str | None
    role: str | None
    sentence: Text | None = Field(description="the reason in words; null where it was declared")
    reasons: list[dict[str, Any]] = Field(description="edges, and facts: the evidence")
    override: Override | None = Field(description="what somebody decided about it, in force")


class DeclaredCounterpart(BaseModel):
    """A declared group that shares members with a control group."""

    group_id: str
    name: Text
    shared: int
    size: int


class ControlCounterpart(BaseModel):
    """A control group that shares members with a declared group."""

    group_id: str
    name: Text
    head_id: str
    size: int
    shared: int
    declared_groups: list[DeclaredCounterpart] = Field(
        description="declared groups that share members with it, at most ten; the first is the one "
        "that it is compared with"
    )


class Gap(BaseModel):
    """How control groups and the declared group that shares most members with them differ."""

    declared_group_id: str | None = Field(
        description="null where the bank has declared no group for the control group at all"
    )
    name: Text | None = Field(description="what the bank calls the declared group")
    shared: int = Field(description="how many members it shares with the closest control group")
    undeclared: list[str] = Field(
        description="clients that the declared group lacks, or that none is declared for"
    )
    underived: list[str] = Field(
        description="declared members whom no control group that is compared with it has"
    )
    names: dict[str, str]
    control_groups: list[ControlCounterpart] = Field(
        description="those that share members with the declared group, most shared members first"
    )
    truncated: bool = Field(description="whether there are more than are listed")


class FullGroup(Group, RunOfAnswer):
    """A group with a page of its members."""

    gap: Gap | None = Field(
        description="the same for a declared group and its control group; null where there is "
        "nothing to compare"
    )
    overrides: list[Override] = Field(description="those in force, at most 500, kept beside it")
    members: list[Member]
    next: str | None


class Why(RunOfAnswer):
    """Why a customer is in a group, or what it lacks."""

    group_id: str
    group_name: Text
    customer_id: str
    member: bool
    role: str | None
    sentence: Text
    reasons: list[dict[str, Any]]
    missing: dict[str, Any] = Field(description="empty for a member")
    override: Override | None


class GroupEvent(BaseModel):
    """What a run did to a group; `other_id` is the other group of a split or merger."""

    run_id: int
    event: Literal[
        "formed",
        "ended",
        "joined",
        "left",
        "split_into",
        "split_from",
        "merged_into",
        "merged_from",
    ]
    other_id: str | None
    members: int = Field(description="how many members it concerns")


class NamedEvent(GroupEvent):
    """What a run did to a group: to whom, and because of what."""

    as_of: str | None = Field(description="the day that the run looks at")
    customer_ids: list[str] = Field(description="who came or went, at most a hundred")
    names: dict[str, str]
    customers_hidden: int
    other_group_id: str | None = Field(description="the other group of a split or merger")
    other_name: Text | None = Field(description="what that group is, or was last, called")
    because: list[dict[str, Any]] = Field(
        description="records (`change`: written, changed, closed by the load that `source` names, "
        "or ended on a day), decisions (decided), or that days passed (day)"
    )


class GroupHistory(RunOfAnswer):
    """A page of what happened to a group, the latest first."""

    group_id: str
    name: Text | None
    items: list[NamedEvent]
    next: str | None


GroupKind = Annotated[str, OneOf(LISTED_GROUP_KINDS)]


#: What lists of groups are sorted by.
_SORTED_BY = (
    "exposure",
    "exposure_decided",
    "tier1_share",
    "tier1_share_decided",
    "overdue",
    "size",
    "size_decided",
)
GroupSort = Annotated[str, OneOf((*_SORTED_BY, *(f"-{name}" for name in _SORTED_BY)))]


class GroupsQuery(PageOfRun):
    """Which groups are listed."""

    kind: GroupKind | None = Field(None, description="only groups of this kind")
    customer_id: Id | None = Field(None, description="only groups that this customer is in")
    over_limit: bool | None = Field(
        None, description="only groups over the limit to one group, or only others"
    )
    relationship_manager: ShortText | None = Field(
        None, description="only groups with a member of this manager, by the code"
    )
    branch: ShortText | None = Field(None, description="only with a member of this branch")
    region: ShortText | None = Field(None, description="only with a member of this region")
    industry: ShortText | None = Field(None, description="only with a member of this industry")
    is_client: bool | None = Field(None, description="only with a member who is a client, or not")
    sort: GroupSort | None = Field(
        None, description="by what groups come to; with - from the highest down"
    )


class ExposureParts(BaseModel):
    """What an exposure is made of, in the columns of the regulator's table."""

    exposure: str = Field(description="general + potential - mitigated")
    non_exempt: str = Field(description="without exposures to government bodies")
    general: str = Field(description="what is drawn on the balance sheet")
    specific: str = Field(description="in asset management products and securitisations: none here")
    trading_book: str = Field(description="none here")
    counterparty: str = Field(description="in derivatives and financing of securities: none here")
    potential: str = Field(description="the sum of the next four")
    acceptances: str
    letters_of_credit: str
    guarantees: str
    commitments: str = Field(description="the part of what is not drawn that counts")
    mitigated: str = Field(description="what eligible mitigation takes off")


class LargeExposure(ExposureParts):
    """A line of the report: a connected group, a member of the one above it, or a single client."""

    number: int = Field(description="the place of the group or single client, from 1 on")
    row: Literal["group", "member", "single"]
    group_id: str | None
    customer_id: str | None
    name: Text
    role: str | None
    tier1_share: float | None = Field(description="null where tier-1 capital is not given")
    over_limit: bool | None
    exposure_decided: str | None = Field(
        description="the exposure as people decided about members; null in a member's row"
    )
    tier1_share_decided: float | None
    over_limit_decided: bool | None
    override: Decision | None = Field(
        description="of a member whom people decided in, or out, and no run did"
    )


class LargeExposures(RunOfAnswer):
    """A page of the report of large exposures; `limit` counts groups and single clients."""

    currency: str
    tier1_capital: str | None
    totals: ExposureParts = Field(description="of all groups and single clients, not of the page")
    items: list[LargeExposure]
    next: str | None


class WhyQuery(OfRun):
    """Whose membership is asked about."""

    customer_id: Id = Field(description="the customer who is in the group or not")


class GroupGraphPath(GroupPath, FormPath):
    """Names a group and the form of a graph file."""


class GroupGraphQuery(LayoutQuery, OfRun):
    """How much of a group a graph file holds, and whether nodes get places."""

    limit: int = Field(
        MEMBERS_OF_A_GRAPH,
        ge=1,
        le=MEMBERS_OF_A_GRAPH,
        description="at most so many members, the first by id",
    )

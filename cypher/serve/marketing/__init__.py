"""What the service asks for marketers: who leads, which communities there are, who is in them.

Who is not named, and why, is said in one place, `cypher/fragment/left_out`: who refused, is
blocked, closed, no client, or under opt_in a person of unknown consent. `consent` is 'opt_in',
'opt_out', or '' where a list is not for marketing and names all who are open; `today` is the day on
which consents must hold. `run_id`, `after_...` and `limit` mean what they mean in `cypher.serve`.
"""

from dataclasses import dataclass

from cypher.engine.arrays import Ints, Texts
from cypher.query import Query, View
from cypher.serve.filtered import Filtered
from cypher.serve.holdings import HoldingRow


@dataclass(frozen=True)
class OpinionLeaderRow:
    """An opinion leader; `value` and `evidence` are JSON."""

    customer_id: str
    kind: str
    name: str
    is_client: bool
    region: str | None
    branch: str | None
    relationship_manager: str | None
    community_id: str | None
    version: str
    grade: str
    score: float
    value: str
    evidence: str


class OpinionLeaders(Filtered, Query[OpinionLeaderRow]):
    """Opinion leaders who may be approached, the highest scores first."""

    run_id: int
    consent: str
    today: str
    after_score: float
    after_id: str
    limit: int


class OpinionLeadersOfCommunity(Filtered, Query[OpinionLeaderRow]):
    """Opinion leaders of one community who may be approached, the highest scores first."""

    community_id: str
    run_id: int
    consent: str
    today: str
    after_score: float
    after_id: str
    limit: int


@dataclass(frozen=True)
class SortedOpinionLeaderRow(OpinionLeaderRow):
    """An opinion leader in a list by name or an amount; `amount` is that by which it stands."""

    amount: float | None


class OpinionLeadersSorted(Filtered, Query[SortedOpinionLeaderRow]):
    """Opinion leaders who may be approached, by `sort`: 'name', 'assets' or 'score'.

    Of all communities where `community_id` is ''. Who has no such amount comes last; `after_rank`
    and what follows are as in `CustomersSorted`.
    """

    community_id: str
    run_id: int
    consent: str
    today: str
    sort: str
    descending: bool
    after_rank: int
    after_amount: float
    after_name: str
    after_id: str
    limit: int


@dataclass(frozen=True)
class CommunityRow:
    """A community, its leader, and why a list does not name that one: '' where it does."""

    community_id: str
    size: int
    leader_id: str
    leader_name: str
    leader_kind: str
    leader_in_scope: bool
    leader_left_out: str


class CommunitiesInOrder(Query[CommunityRow]):
    """Communities, the largest first, then by id."""

    run_id: int
    consent: str
    today: str
    after_size: int
    after_id: str
    limit: int


class CommunityById(Query[CommunityRow]):
    """One community."""

    community_id: str
    run_id: int
    consent: str
    today: str


@dataclass(frozen=True)
class CommunityMemberRow(HoldingRow):
    """A member of a community: its holding of `community_member`, who it is, and its influence.

    `influence` is the score of its holding of `opinion_leader`, 0 where it is none, or next to
    nothing where it is the community's leader all the same; `influence_value` is JSON.
    """

    customer_id: str
    name: str
    kind: str
    role: str
    influence: float
    influence_grade: str | None
    influence_value: str | None


class MembersOfCommunity(Query[CommunityMemberRow]):
    """Members of a community who may be approached: opinion leaders, the most influential first.

    Then its leader, where that is none, and the others by id.
    """

    community_id: str
    run_id: int
    consent: str
    today: str
    after_influence: float
    after_id: str
    limit: int


@dataclass(frozen=True)
class TraitRow:
    """How many members have a trait: kind, region, branch, industry or tag, and which.

    The trait `left_out` counts the members who are not named, its value being the reason.
    """

    trait: str
    value: str
    members: int


class TraitsOfCommunity(Query[TraitRow]):
    """What the members of a community are and hold, those included who refused."""

    community_id: str
    run_id: int
    consent: str
    today: str


@dataclass(frozen=True)
class StandingRow:
    """What a customer says of being approached (given, refused, unknown), and why it is left out.

    `left_out` is '' where lists name it.
    """

    customer_id: str
    consent: str
    left_out: str


class StandingAmong(Query[StandingRow]):
    """How some customers stand with lists, whatever their numbers in a run."""

    customer_ids: list[str]
    run_id: int
    consent: str
    today: str


@dataclass(frozen=True)
class LeftOutRow:
    """How many customers a list leaves out for a reason."""

    left_out: str
    customers: int


class LeftOutOfCustomers(Query[LeftOutRow]):
    """How many customers a list leaves out, whatever they hold, by the reason."""

    kind: str
    relationship_manager: str
    branch: str
    region: str
    industry: str
    is_client: str
    consent: str
    today: str
    run_id: int


class LeftOutLeaders(Query[LeftOutRow]):
    """How many communities' leaders their list does not name, by the reason."""

    run_id: int
    consent: str
    today: str


class LeftOutOfHistory(Query[LeftOutRow]):
    """How many of the customers who ever were in a community are not named, by the reason."""

    community_id: str
    run_id: int
    consent: str
    today: str


@dataclass(frozen=True)
class CommunityMemberColumns:
    """Who is in which community; nobody is in two."""

    community_id: Texts
    customer_no: Ints


class CommunityMembers(View[CommunityMemberColumns]):
    """The members of all communities in a run."""

    run_id: int


@dataclass(frozen=True)
class CustomerNumber:
    """A customer's number."""

    customer_no: int


class MembersInRun(Query[CustomerNumber]):
    """Who is in a group, derived in a run or declared by the bank, by number."""

    group_id: str
    run_id: int


@dataclass(frozen=True)
class HolderNumberColumns:
    """Customers who hold something; somebody may stand there more than once."""

    customer_no: Ints


class HoldersInRun(View[HolderNumberColumns]):
    """Who holds a tag in a run, a row for each holding."""

    tag_id: str
    run_id: int

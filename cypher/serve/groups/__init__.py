"""What the service asks about groups: which there are, who is in them, what became of them.

`run_id`, `after_...` and `limit` mean what they mean in `cypher.serve`; only groups of the `kinds`
that are named come back, and of which a member is in the scope in which is asked. Sizes and
exposures are those of whole groups.
"""

from dataclasses import dataclass

from cypher.query import Query
from cypher.serve.filtered import Filtered


@dataclass(frozen=True)
class GroupRow:
    """A group; `name` only where the bank declared it, `head_id` only where it was derived."""

    group_id: str
    kind: str
    name: str | None
    head_id: str | None
    size: int


class GroupById(Query[GroupRow]):
    """One group, derived or declared."""

    group_id: str
    kinds: list[str]
    run_id: int


class GroupsOfKind(Query[GroupRow]):
    """Groups by kind and id."""

    kinds: list[str]
    run_id: int
    after_kind: str
    after_id: str
    limit: int


class GroupsOfCustomer(Query[GroupRow]):
    """The groups that a customer is in, by kind and id."""

    customer_id: str
    kinds: list[str]
    run_id: int
    after_kind: str
    after_id: str
    limit: int


@dataclass(frozen=True)
class CustomerGroupRow(GroupRow):
    """A group, and a customer who is in it."""

    customer_id: str


class GroupsOfCustomers(Query[CustomerGroupRow]):
    """The groups that some customers are in, by customer, kind and id."""

    customer_ids: list[str]
    kinds: list[str]
    run_id: int


@dataclass(frozen=True)
class GroupEventRow:
    """What a run did to a group: see `service.run.group_ids.GroupEvent`."""

    run_id: int
    event: str
    other_id: str
    members: int


class HistoryOfGroup(Query[GroupEventRow]):
    """What happened to a group up to a run, the latest first."""

    group_id: str
    kinds: list[str]
    run_id: int
    before_run: int
    before_event: str
    before_id: str
    limit: int


@dataclass(frozen=True)
class MemberRow:
    """A member of a group; what follows `number` is its holding, empty where it was declared.

    `load_no` and `number` are of the record that declares it: the first, where its numbers have
    several. Only of members in scope more may be told than id, kind, and what they are called.
    """

    customer_id: str
    name: str
    kind: str
    is_client: bool
    role: str | None
    load_no: int | None
    number: str | None
    tag_id: str | None
    subject: str | None
    version: str | None
    grade: str | None
    score: float | None
    value: str | None
    evidence: str | None
    since_run: int | None
    in_scope: bool


class MembersOfGroup(Query[MemberRow]):
    """A group's members by id."""

    group_id: str
    run_id: int
    after_id: str
    limit: int


class MemberOfGroup(Query[MemberRow]):
    """One member of a group; no row where it is none."""

    group_id: str
    customer_id: str
    run_id: int


@dataclass(frozen=True)
class MemberId:
    """A member's id."""

    customer_id: str


class MembersAmong(Query[MemberId]):
    """Which of some customers are in a group."""

    group_id: str
    customer_ids: list[str]
    run_id: int


@dataclass(frozen=True)
class GroupId:
    """A group's id."""

    group_id: str


class GroupsWithMember(Filtered, Query[GroupId]):
    """Those of some groups that have a member who passes the filters; '' narrows nothing."""

    group_ids: list[str]
    run_id: int


@dataclass(frozen=True)
class MemberOfKind(MemberId):
    """A member of a derived group, and its role there."""

    group_id: str
    role: str


class MembersOfKind(Query[MemberOfKind]):
    """The members of all derived groups of a kind, by group and id."""

    kind: str
    run_id: int


@dataclass(frozen=True)
class DeclaredHeadRow:
    """The head of a declared group."""

    group_id: str
    head_id: str


class HeadsOfDeclared(Query[DeclaredHeadRow]):
    """The heads of those of some declared groups that have one, by the roles of their members."""

    group_ids: list[str]
    roles: list[str]
    run_id: int


@dataclass(frozen=True)
class CounterpartRow:
    """A declared group that shares members with a derived one; both numbers count members.

    `in_scope` tells whether anybody in it is.
    """

    derived_id: str
    group_id: str
    name: str
    shared: int
    size: int
    in_scope: bool


class CounterpartsOfGroups(Query[CounterpartRow]):
    """The declared groups that share members with derived groups, most shared members first."""

    group_ids: list[str]
    run_id: int


@dataclass(frozen=True)
class SharingRow(GroupRow):
    """A group that shares so many members with another; `in_scope`: whether anybody in it is."""

    shared: int
    in_scope: bool


class ControlGroupsSharing(Query[SharingRow]):
    """The control groups that share members with a declared group, most shared members first."""

    declared_id: str
    run_id: int
    limit: int


@dataclass(frozen=True)
class GapRow:
    """A customer in one of two groups only, or in one of which none is declared: `gap` says which.

    It is a grade of the tag group_gap.
    """

    customer_id: str
    name: str
    kind: str
    gap: str
    in_scope: bool


class GapsOfGroup(Query[GapRow]):
    """Customers that differ between a declared group, if there is one, and some control groups."""

    subject: str
    group_ids: list[str]
    run_id: int
    limit: int


@dataclass(frozen=True)
class ExposureSums:
    """What exposures in one currency add up to; `counted` is what counts for limits."""

    currency: str
    drawn: float
    undrawn: float
    counted: float
    loans: float
    overdue: float


@dataclass(frozen=True)
class CustomerExposureRow(ExposureSums):
    """What the exposures to a customer add up to."""

    customer_id: str


class ExposureOfCustomers(Query[CustomerExposureRow]):
    """What the exposures to some customers add up to, by customer and currency."""

    customer_ids: list[str]
    run_id: int
    factors: dict[str, float]
    on: str


@dataclass(frozen=True)
class GroupExposureRow(ExposureSums):
    """What the exposures to members of a group add up to: to persons, or to the others."""

    group_id: str
    is_person: bool


class ExposureOfGroups(Query[GroupExposureRow]):
    """What the exposures to the members of some groups add up to, by group and currency."""

    group_ids: list[str]
    run_id: int
    factors: dict[str, float]
    on: str


@dataclass(frozen=True)
class MoveRow:
    """Somebody who came to a group in a run, or went; the evidence that made it a member, JSON."""

    customer_id: str
    name: str
    kind: str
    joined: bool
    version: str
    evidence: str
    in_scope: bool


class MovesOfGroup(Query[MoveRow]):
    """Who came to a derived group in a run, and who went."""

    group_id: str
    run_id: int
    limit: int

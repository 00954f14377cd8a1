"""What a tag is: the declaration that each tag's file makes, and what its functions give back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from cypher import View
from cypher.engine.arrays import Floats, Ints, Texts
from cypher.time_zone import TimeZone
from cypher.vocabulary import Text as Text
from service.graph.arrays import Flags
from service.tagging.figures import Counted

Columns = TypeVar("Columns")

#: What a question may be for; a purpose is a property of each tag, and of whoever asks.
Purpose = Literal["service", "credit_risk", "aml", "compliance", "marketing"]

#: The service's `Settings`. They stand above this room; each tag's own functions name their type.
AllSettings = Any


@dataclass(frozen=True)
class Grade:
    """A named band of scores: its floor, and why the floor lies there.

    `floor` is the lowest score of the grade, or with `Tag.by_distribution` the lowest share of
    holders below it (0.99: the top hundredth); None where the grade is not a matter of score.
    `purpose` is what is done with those who have it, where the reason says that too; `counted` is
    what they are counted as.
    """

    grade_id: str
    title: Text
    floor: float | None
    reason: Text
    purpose: Text | None = None
    counted: Counted = "customers"


class Edge(NamedTuple):
    """One edge of evidence: its type, its two ends, the load it came from, what else it says.

    A tuple, since a run makes millions of them.
    """

    type: str
    from_id: str
    to_id: str
    load_no: int
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Detail:
    """What one holding says: its value, and the edges and facts that earned it.

    `subject` is what the tag is about where somebody can hold it more than once (a group, a
    company); '' where there is only one way to hold it.
    """

    value: Mapping[str, Any]
    edges: list[Edge]
    facts: Mapping[str, Any]
    subject: str = ""


@dataclass(frozen=True)
class Groups:
    """Which groups the holdings of a tag make; the run gives them their ids.

    `of` int64[k] is the group of each holding, a position in the other two. `known_by` int64[g] is
    the customer that a new group's id is made of, another one for each group, which must follow
    from the group itself; `head` int64[g] its head. Both hold positions of customers.
    `members` are all memberships, int64[m] each (group, customer), where the holders are only some
    of the members: see `Tag.groups_of`.
    """

    of: Ints
    known_by: Ints
    head: Ints
    members: tuple[Ints, Ints] | None = None


@dataclass(frozen=True)
class Holdings:
    """Who holds a tag, as arrays of one length.

    `customer` holds positions, `grade` positions in the tag's grades; `detail(i)` makes the i-th
    holding's value and evidence when it is written, so that a million of them need no memory.
    `groups` is there where the tag has a `group_kind`: the run then adds group_id and head_id to
    each value and makes the group the subject.
    `notes` is recorded with the run: cut-offs, seeds, whatever the derivation decided.
    """

    customer: Ints
    score: Floats
    grade: Ints
    detail: Callable[[int], Detail]
    groups: Groups | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)


class Reading(Protocol):
    """What a tag's finder sees of the bank: its customers, and the views that the tag declared."""

    @property
    def customer_ids(self) -> Texts:
        """The customers' ids, in order; positions refer to them."""

    @property
    def kind(self) -> Texts:
        """What each customer is: person, company, government or other."""

    @property
    def is_person(self) -> Flags:
        """Whether each customer is a natural person."""

    @property
    def is_client(self) -> Flags:
        """Whether each customer banks here."""

    @property
    def net_assets(self) -> Ints:
        """Each customer's net assets in ten-thousandths; UNKNOWN where nobody knows them."""

    @property
    def on(self) -> date:
        """The day that the run looks at."""

    @property
    def zone(self) -> TimeZone:
        """Whose days and months are meant, and how instants are told."""

    @property
    def made(self) -> dict[Any, Any]:
        """What several tags need and has been worked out already; see `once`."""

    def __len__(self) -> int:
        """How many customers there are."""

    def __getitem__(self, view: type[View[Columns]]) -> Columns:
        """A view; raises UndeclaredView where the tag has not declared it."""

    def within(self, view: type[View[Columns]]) -> Columns | None:
        """The ties of a view between two numbers of one customer, which are none in the view.

        None where the view has no customer of several numbers.
        """


@dataclass(frozen=True)
class Told:
    """A holding as its teller sees it: value, facts, edges as they are served, and names.

    `read_edges` makes the edges ready to be told; most sentences tell facts alone.
    """

    customer_id: str
    value: Mapping[str, Any]
    facts: Mapping[str, Any]
    name: Callable[[str], str]
    read_edges: Callable[[], list[dict[str, Any]]]

    @cached_property
    def edges(self) -> list[dict[str, Any]]:
        """The edges of the evidence, in its order."""
        return self.read_edges()


@dataclass(frozen=True)
class Tag:
    """A tag's declaration; see CONTRIBUTING.md for how to add one."""

    tag_id: str
    version: str
    title: Text
    meaning: Text
    audience: Text
    #: What it may be asked for, the first where nothing else is said; see `purposes_of`. Lists for
    #: marketing leave out customers who may not be approached.
    purposes: tuple[Purpose, ...]
    source: str
    views: tuple[type[View[Any]], ...]
    grades: tuple[Grade, ...]
    find: Callable[[Reading, AllSettings], Holdings]
    tell: Callable[[Told], Text]
    #: Where value and facts name the customers that `tell` asks the names of: keys joined by dots,
    #: which lists are looked through for ("facts.paths.customers"); "edges": customers at the ends
    #: of edges.
    names: tuple[str, ...] = ()
    by_distribution: bool = False
    #: Whether a holding is a lead: something presumed that waits for the customer's relationship
    #: manager to follow it up, take it or turn it down.
    is_lead: bool = False
    #: The kind of the groups that the tag makes, and the letters that their ids begin with.
    group_kind: str = ""
    group_letters: str = ""
    #: The tag that makes these groups, where this one only says something about them. The group is
    #: then the subject of holdings whose details name none.
    groups_of: str = ""
    #: What the subject of its holdings is where that is no customer and no group.
    about: Literal["", "account"] = ""
    #: Without any edge of these types nobody can tell whether a customer (of these kinds) holds it.
    rests_on: tuple[str, ...] = ()
    rests_on_kinds: tuple[str, ...] = ()
    #: Columns of the customer itself without any one of which nobody can tell either.
    rests_on_columns: tuple[str, ...] = ()
    #: The tags whose holders this one reads, under some settings; see `holdings_of`.
    stands_on: Callable[[AllSettings], tuple[str, ...]] = lambda settings: ()

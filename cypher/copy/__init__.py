"""A whole store into an empty one: what is read of each sort of row, and what keeps it.

    records                              read by texts made from their declarations, kept as a load
                                         keeps them
    what was derived, and by which run   only what published runs did
    loads, decisions, cases, erasures    as they are, and the store's secrets
    users and their keys                 as they are, hashed

An extract is called `Stored` and then as the table it reads. `PARTS` lists them in the order in
which they are copied: what a row refers to comes before it, and the runs come last, so that what is
not whole yet has no current run. Who adds a table adds its extract there.

On Neo4j what stands for "now" (TAGGED, the derived groups and their members) comes with the
holdings and groups that are current.
"""

from dataclasses import dataclass
from types import new_class

from cypher.decision import KeepTokens
from cypher.identity import AddKnownAs
from cypher.load import MERGES, KeepSourceRows
from cypher.publish import KeepTags, KeepTagVersions
from cypher.query import Batch, Command, Extract, Query
from cypher.secret import StoredSecrets


def _stored(record: str) -> type[Extract]:
    """The extract of a record, bound to the texts stored_<record>."""
    name = "Stored" + "".join(word.title() for word in record.split("_"))
    body = {"__module__": __name__, "batch": MERGES[record]}
    return new_class(name, (Extract,), exec_body=lambda names: names.update(body))


class KeepDerivedGroups(Batch):
    """Keeps derived groups, current and ended."""


class StoredDerivedGroups(Extract):
    """Derived groups as the runs up to one left them."""

    batch = KeepDerivedGroups
    run_id: int


class KeepHoldings(Batch):
    """Keeps holdings, current and ended."""


class StoredHoldings(Extract):
    """Holdings as the runs up to one left them."""

    batch = KeepHoldings
    run_id: int


class KeepGroupEvents(Batch):
    """Keeps what runs did to groups."""


class StoredGroupEvents(Extract):
    """What the runs up to one did to groups."""

    batch = KeepGroupEvents
    run_id: int


class StoredTags(Extract):
    """The tags as the catalogue last had them."""

    batch = KeepTags


class StoredTagVersions(Extract):
    """The versions of tags that the runs up to one used."""

    batch = KeepTagVersions
    run_id: int


class KeepLoads(Batch):
    """Keeps loads, also those that broke off."""


class StoredLoads(Extract):
    """Every load."""

    batch = KeepLoads


class StoredSourceRows(Extract):
    """What sources say of rows that others speak of too."""

    batch = KeepSourceRows


class StoredKnownAs(Extract):
    """The numbers of identities as the runs up to one left them."""

    batch = AddKnownAs
    run_id: int


class KeepDecisions(Batch):
    """Keeps decisions under their numbers."""


class StoredDecisions(Extract):
    """Every decision."""

    batch = KeepDecisions


class KeepDecisionTexts(Batch):
    """Keeps the reasons of decisions."""


class StoredDecisionTexts(Extract):
    """The reasons of decisions, of those that were not erased."""

    batch = KeepDecisionTexts


class StoredCustomerTokens(Extract):
    """The numbers that stand for customers in the chains."""

    batch = KeepTokens


class KeepCases(Batch):
    """Keeps cases under their numbers."""


class StoredCases(Extract):
    """Every case."""

    batch = KeepCases


class KeepErasures(Batch):
    """Keeps erasures with their certificates."""


class StoredErasures(Extract):
    """Every erasure."""

    batch = KeepErasures


class KeepSuppressed(Batch):
    """Keeps keyed hashes of what no load may bring again."""


class StoredSuppressed(Extract):
    """Every keyed hash of what no load may bring again."""

    batch = KeepSuppressed


class KeepUsers(Batch):
    """Keeps users, with the hashes of their passwords."""


class StoredUsers(Extract):
    """Every user."""

    batch = KeepUsers


class KeepKeys(Batch):
    """Keeps the keys of users, as hashes."""


class StoredKeys(Extract):
    """Every key of a user."""

    batch = KeepKeys


class KeepRuns(Batch):
    """Keeps published runs."""


class StoredRuns(Extract):
    """The published runs up to one."""

    batch = KeepRuns
    run_id: int


#: The records that others refer to.
_FIRST = ("customers", "groups", "accounts")
#: Everything that a copy takes along, in this order.
PARTS: tuple[type[Extract], ...] = (
    *(_stored(record) for record in _FIRST),
    *(_stored(record) for record in MERGES if record not in _FIRST),
    StoredSourceRows,
    StoredLoads,
    StoredTags,
    StoredTagVersions,
    StoredDerivedGroups,
    StoredHoldings,
    StoredGroupEvents,
    StoredDecisions,
    StoredDecisionTexts,
    StoredCustomerTokens,
    StoredCases,
    StoredSecrets,
    StoredErasures,
    StoredSuppressed,
    StoredUsers,
    StoredKeys,
    StoredKnownAs,
    StoredRuns,
)
#: What a store that nobody has used holds already: migrations make it.
MADE_WITH_SCHEMA = {"secrets"}
#: What a copy leaves out, and why: tables of SQLite, labels and types of Neo4j.
LEFT_OUT = {
    "writer": "who writes to one store says nothing of another",
    "Writer": "who writes to one store says nothing of another",
    "copies": "how far a copy is says nothing of what is copied",
    "Copy": "how far a copy is says nothing of what is copied",
    "customer_search": "SQLite makes it of the customers as they are written",
    "DecisionsMade": "migrations make it",
    "CasesKept": "migrations make it",
    "Override": "migrations have made decisions of all there were",
    "Schema": "migrations make it",
    "Outside": "migrations make it",
    "TAGGED": "comes with the current holdings",
    "Person": "comes with the customers, by their kind",
    "Company": "comes with the customers, by their kind",
    "Derived": "comes with the derived groups",
}


def part_name(part: type[Extract]) -> str:
    """The table that a part is read from."""
    return part.path.name.removeprefix("stored_")


@dataclass(frozen=True)
class StateRow:
    """A load, a run, or how much else was kept: every writer changes one."""

    kind: str
    number: int
    says: str
    began_at: int | None
    ended_at: int | None


class StateOfStore(Query[StateRow]):
    """By what two states differ: loads, published runs, and how much else was kept."""


@dataclass(frozen=True)
class HeldRow:
    """Whether anything was ever loaded or derived here: a version of any age can say."""

    held: bool


class AnythingHeld(Query[HeldRow]):
    """Whether a store has a load or a run."""


@dataclass(frozen=True)
class UnfinishedCopy:
    """A copy that has not run to its end: of what and which state, at which part and place."""

    origin: str
    state: str
    part: str
    place: int


class UnfinishedCopies(Query[UnfinishedCopy]):
    """The copy that this store is to become, where it is not whole yet."""


class NoteCopy(Command):
    """Notes how far a copy is; from the first note on the store is not whole."""

    origin: str
    state: str
    part: str
    place: int


class EndCopy(Command):
    """Notes that a copy is whole."""

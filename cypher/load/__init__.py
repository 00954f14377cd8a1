"""What a load writes: one batch a record of the canonical files, and what surrounds a load.

Customers, accounts, groups, exposures and identifiers are nodes, everything else relationships.
Each batch in `MERGES` keeps rows by their own key, so that a row written twice is one row. A row
carries both the id (`owner_id`) and the number (`owner_no`) of what it refers to: the graph is
matched by id, the tables hold numbers.
"""

from dataclasses import dataclass
from pathlib import Path
from types import new_class
from typing import Any

from cypher.engine.arrays import Ints, Texts
from cypher.query import Batch, Command, Query, View


def _merge(text: str) -> type[Batch]:
    """The batch of a text called merge_<record>: `MergeCustomers` for customers."""
    name = "".join(word.title() for word in text.split("_"))
    return new_class(name, (Batch,), exec_body=lambda body: body.update(__module__=__name__))


#: The batch that keeps the rows of each record, by the record's name: one for each pair of texts
#: merge_<record> in this folder, which are made from the record's declaration.
MERGES: dict[str, type[Batch]] = {
    path.stem.removeprefix("merge_"): _merge(path.stem)
    for path in sorted(Path(__file__).parent.glob("merge_*.sql"))
}


@dataclass(frozen=True)
class CustomerNumberColumns:
    """Every customer's id and number."""

    customer_id: Texts
    customer_no: Ints


class CustomerNumbers(View[CustomerNumberColumns]):
    """The customers that rows may refer to."""


@dataclass(frozen=True)
class AccountNumberColumns:
    """Every account's id and number."""

    account_id: Texts
    account_no: Ints


class AccountNumbers(View[AccountNumberColumns]):
    """The accounts that rows may refer to."""


@dataclass(frozen=True)
class GroupIdColumns:
    """Every declared group's id."""

    group_id: Texts


class GroupIds(View[GroupIdColumns]):
    """The declared groups that members may refer to."""


@dataclass(frozen=True)
class DigestColumns:
    """What a record's open rows say, each as one number."""

    digest: Ints


class Digests(View[DigestColumns]):
    """The digests of the open rows of one record; of one source, or of all where it is ''."""

    record: str
    source: str


@dataclass(frozen=True)
class OpenRow:
    """An open row: its key as one text, its source, and what it says by column, as it is kept.

    Numbers stand beside ids; attributes are JSON, or pairs of a column and its text.
    """

    key: str
    source: str
    digest: int
    load_no: int
    said: dict[str, Any]


class RowsOfKeys(Query[OpenRow]):
    """The open rows of one record that have one of the keys.

    A key is a map of the columns of the record's key, with their numbers beside the ids.
    """

    record: str
    keys: list[dict[str, Any]]
    from_leader = True


@dataclass(frozen=True)
class KeyColumns:
    """The keys of rows, each as one text, whose they are, and what they say as one number."""

    key: Texts
    source: Texts
    digest: Ints


class OpenKeys(View[KeyColumns]):
    """The open rows of one record: those of some digests, or every one."""

    record: str
    source: str
    digests: list[int]
    every: bool
    from_leader = True


class SourceKeys(View[KeyColumns]):
    """Of one record what sources say of rows that others speak of too."""

    record: str
    from_leader = True


@dataclass(frozen=True)
class SourceRow:
    """What one source says of a row; `said` is JSON by column, without what it does not say."""

    key: str
    source: str
    said: str
    digest: int
    load_no: int


class SourceRowsOf(Query[SourceRow]):
    """What sources say of the rows with some keys, of one record."""

    record: str
    keys: list[str]
    from_leader = True


class SourceRowsAfter(Query[SourceRow]):
    """What sources say of the rows of one record after a key, in the order of keys and sources."""

    record: str
    after: str
    limit: int
    from_leader = True


class KeepSourceRows(Batch):
    """Keeps what sources say of rows that others speak of too."""


class DropSourceRows(Batch):
    """Lets go of what sources no longer say."""


@dataclass(frozen=True)
class ConsentRow:
    """What a customer said of being approached for a purpose: `at` in milliseconds since 1970."""

    customer_id: str
    status: str
    at: int
    until: str | None


class LatestConsents(Query[ConsentRow]):
    """The latest consent of some customers for one purpose, by whatever channel: one each."""

    customer_ids: list[str]
    purpose: str
    from_leader = True


@dataclass(frozen=True)
class KnownId:
    """An id that the store has, and its number; 0 for a group, which has none."""

    id: str
    no: int


class KnownIds(Query[KnownId]):
    """Those of the ids that customers, accounts or declared groups have, closed ones too."""

    target: str
    ids: list[str]
    from_leader = True


@dataclass(frozen=True)
class KnownAccount:
    """An account that the store has; what is not known of it is None."""

    account_id: str
    kind: str | None
    name: str | None
    bank: str | None


class KnownAccounts(Query[KnownAccount]):
    """Those of the accounts that the store has, closed ones too."""

    ids: list[str]
    from_leader = True


@dataclass(frozen=True)
class HighestNumber:
    """The highest numbers that customers and accounts have; 0 where there are none."""

    customers: int
    accounts: int


class HighestNumbers(Query[HighestNumber]):
    """Where new customers and accounts are numbered on from."""

    from_leader = True


@dataclass(frozen=True)
class StoredName:
    """A customer's name, and those that earlier loads gave it, a line each."""

    customer_id: str
    name: str
    earlier_names: str


class StoredNames(Query[StoredName]):
    """What some customers are called: a name that a load changes is kept as an earlier one."""

    customer_ids: list[str]
    from_leader = True


class CloseRecords(Command):
    """Closes the rows of one record whose digests are named: they are gone from their source."""

    record: str
    digests: list[int]
    closed_on: str
    load_no: int


class BeginLoad(Command):
    """Notes that a load has begun, which has written nothing yet."""

    load_no: int
    source: str
    fingerprint: str
    in_full: bool
    now: int
    sources: str
    files: str
    counts: str


class BeginWriting(Command):
    """Notes that a load begins to write: from here on the bank is not whole until it is done."""

    load_no: int
    now: int


class FinishLoad(Command):
    """Notes how a load ended (done, refused, failed), why, and what it did."""

    load_no: int
    state: str
    reason: str
    now: int
    counts: str


class GiveUpLoads(Command):
    """Notes that loads which are said to run do not: who holds the lease knows."""


class TakeWriter(Command):
    """Takes the writer's lease where nobody has it, or whoever had it let it run out."""

    token: str
    work: str
    host: str
    pid: int
    lasts: int


class KeepWriter(Command):
    """Makes the lease of this writer last longer."""

    token: str
    lasts: int


class ReleaseWriter(Command):
    """Gives the lease back, if this writer still has it."""

    token: str


@dataclass(frozen=True)
class WriterLease:
    """Who may write, since when and until when: milliseconds since 1970 by the store's clock."""

    token: str
    work: str
    host: str
    pid: int
    taken_at: int
    expires_at: int


class Writer(Query[WriterLease]):
    """The lease as it stands."""

    from_leader = True

"""What a load writes: one batch a record of the canonical files, and what surrounds a load.

    customers, accounts, groups, exposures, identifiers     nodes
    everything else                                         relationships between them

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
    """What one open row says, as one number."""

    digest: int


class DigestsOfKeys(Query[OpenRow]):
    """The digests of the open rows of one record that have one of the keys.

    A key is a map of the columns of the record's key, with their numbers beside the ids.
    """

    record: str
    keys: list[dict[str, Any]]
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


class CloseRecords(Command):
    """Closes the rows of one record whose digests are named: they are gone from their source."""

    record: str
    digests: list[int]
    closed_on: str


@dataclass(frozen=True)
class LoadNumber:
    """The number of one load, and whether it ran to its end."""

    load_no: int
    finished: bool


class LoadsOfFingerprint(Query[LoadNumber]):
    """The load of exactly these files, if they were ever begun."""

    fingerprint: str


class BeginLoad(Command):
    """Notes that a load has begun, or begun again, under the next number."""

    source: str
    fingerprint: str
    now: int
    counts: str


class FinishLoad(Command):
    """Notes what a load did."""

    load_no: int
    now: int
    counts: str


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

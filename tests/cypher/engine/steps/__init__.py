"""A migration's step for tests: groups without a kind get one, two of them a batch."""

from collections.abc import Iterator
from dataclasses import dataclass

from cypher.engine.store import Store
from cypher.query import Batch, Query

BATCH = 2


@dataclass(frozen=True)
class Unsorted:
    """A group without a kind."""

    group_id: str


class UnsortedGroups(Query[Unsorted]):
    """The next groups without a kind."""

    limit: int


class KeepOldGroups(Batch):
    """Keeps groups as the first version of the store did."""

    columns = ("group_id", "name", "source", "load_no", "digest")


class SortGroups(Batch):
    """Gives groups their kind."""

    columns = ("group_id", "kind")


def step(store: Store, kind: str = "sorted") -> Iterator[None]:
    """Give all groups a kind."""
    while rows := store.rows(UnsortedGroups(limit=BATCH)):
        store.run_batch(SortGroups, [(row.group_id, kind) for row in rows])
        yield

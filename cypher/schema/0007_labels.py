"""What an older store lacks in Neo4j: labels by kind, and labels and names on derived groups.

SQLite knows no labels: there the questions of this step find nothing, and nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cypher.engine.store import Store
from cypher.query import Batch, Command, Query
from cypher.vocabulary import GROUP_KINDS

CUSTOMERS = 5_000
GROUPS = 1_000


@dataclass(frozen=True)
class NumberRow:
    """The number of a customer."""

    customer_no: int


class HighestCustomerNumber(Query[NumberRow]):
    """The highest number that a customer has; none where there is no customer or no label."""


class LabelCustomers(Command):
    """Gives the customers of some numbers the label of their kind."""

    above: int
    up_to: int


@dataclass(frozen=True)
class KindRow:
    """A derived group and its kind."""

    group_id: str
    kind: str


class KindsOfDerivedGroups(Query[KindRow]):
    """The next derived groups after one, as they stand in the graph."""

    after: str
    limit: int


class LabelDerivedGroups(Batch):
    """Gives derived groups their label, the number of their head, and a name: title and head."""

    columns = ("group_id", "title")


def step(store: Store) -> Iterator[None]:
    """Label customers and derived groups, some a batch; doing it again changes nothing."""
    for highest in store.rows(HighestCustomerNumber()):
        for above in range(0, highest.customer_no, CUSTOMERS):
            store.run(LabelCustomers(above=above, up_to=above + CUSTOMERS))
            yield
    after = ""
    while groups := store.rows(KindsOfDerivedGroups(after=after, limit=GROUPS)):
        rows = [(group.group_id, GROUP_KINDS.title(group.kind).zh) for group in groups]
        store.run_batch(LabelDerivedGroups, rows)
        after = groups[-1].group_id
        yield

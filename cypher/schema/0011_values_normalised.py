"""The normalised forms of what an older store holds: of identifiers, and of customers' numbers.

In the graph an identifier was a node for each way in which it was typed: customers are moved to the
node of its normalised form, and a node that nobody uses any more is gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cypher.engine.store import Store
from cypher.normalisation import normalised, own_id_number
from cypher.query import Batch, Query

CUSTOMERS = 2_000


@dataclass(frozen=True)
class NumberRow:
    """A customer and the number of its licence or identity card, None where there is none."""

    customer_no: int
    id_type: str | None
    id_number: str | None


class NumbersOfNextCustomers(Query[NumberRow]):
    """The next customers after one, in the order of their numbers."""

    after: int
    limit: int


class NormaliseNumbers(Batch):
    """Keeps the normalised form of a customer's own number."""

    columns = ("customer_no", "id_normalised")


@dataclass(frozen=True)
class TypedRow:
    """An identifier of a customer as it was typed."""

    customer_no: int
    kind: str
    value: str


class IdentifiersAsTyped(Query[TypedRow]):
    """The identifiers of the customers of some numbers, those that were moved already left out."""

    above: int
    up_to: int


class NormaliseIdentifiers(Batch):
    """Keeps the normalised form of an identifier; in the graph moves its customer to it."""

    columns = ("customer_no", "kind", "value", "normalised")


def step(store: Store) -> Iterator[None]:
    """Normalise what is stored, some customers a batch; doing it again changes nothing."""
    after = 0
    while customers := store.rows(NumbersOfNextCustomers(after=after, limit=CUSTOMERS)):
        numbers = [
            (row.customer_no, own_id_number(row.id_number, row.id_type))
            for row in customers
            if row.id_number is not None
        ]
        if numbers:
            store.run_batch(NormaliseNumbers, numbers)
        last = customers[-1].customer_no
        identifiers = [
            (row.customer_no, row.kind, row.value, normalised(row.kind, row.value))
            for row in store.rows(IdentifiersAsTyped(above=after, up_to=last))
        ]
        if identifiers:
            store.run_batch(NormaliseIdentifiers, identifiers)
        after = last
        yield

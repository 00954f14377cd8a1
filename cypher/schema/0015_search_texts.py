"""The search texts of an older store's customers, which were names and ids alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from cypher.engine.store import Store
from cypher.query import Batch, Query
from cypher.search.terms import search_text

CUSTOMERS = 5_000


@dataclass(frozen=True)
class SearchedRow:
    """By what a customer is found."""

    customer_no: int
    customer_id: str
    name: str
    former_name: str | None
    id_number: str | None


class NextCustomersToSearch(Query[SearchedRow]):
    """The next customers after a number, in the order of numbers."""

    after: int
    limit: int


class KeepSearchTexts(Batch):
    """Keeps the search texts of customers."""

    columns = ("customer_no", "search_text")


def step(store: Store) -> Iterator[None]:
    """Write search texts, some a batch; doing it again changes nothing."""
    after = 0
    while customers := store.rows(NextCustomersToSearch(after=after, limit=CUSTOMERS)):
        rows = []
        for customer in customers:
            names = filter(None, (customer.name, customer.former_name))
            text = search_text(customer.customer_id, names, customer.id_number)
            rows.append((customer.customer_no, text))
        store.run_batch(KeepSearchTexts, rows)
        after = customers[-1].customer_no
        yield

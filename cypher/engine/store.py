"""What both engines can do: the one door that everything else goes through."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from cypher.query import Batch, Command, Extract, Query, View
from cypher.scope import EVERYBODY, Scope

Row = TypeVar("Row")
Columns = TypeVar("Columns")


@dataclass(frozen=True)
class Migration:
    """One numbered change of the schema: a text for each engine, or a step; see `cypher.schema`."""

    number: int
    name: str
    cypher: str = ""
    sql: str = ""
    step: "Callable[[Store], Iterator[None]] | None" = None


@dataclass(frozen=True)
class Page:
    """Some rows of an extract; read on from `place`, all that no earlier page had comes."""

    rows: list[tuple[Any, ...]]
    place: int


class Fenced:
    """What both engines do of `Store.fenced`: they know whose lease their transactions look at."""

    _token = ""

    @contextmanager
    def fenced(self, token: str) -> Iterator[None]:
        """See `Store.fenced`."""
        self._token = token
        try:
            yield
        finally:
            self._token = ""


class Store(Protocol):
    """A graph of customers, kept by one engine.

    Every method raises StoreUnavailable where the engine does not answer and StoreUnusable where
    it cannot do its work; nothing else of the engine's own errors comes through.
    """

    #: How many rows of a batch the engine likes in one transaction.
    batch_rows: int

    def check(self) -> None:
        """Return when the engine answers and is of a version that can serve."""

    def schema_version(self) -> int:
        """The number of the last migration that was applied; 0 where the store is empty.

        Raises StoreUnusable where there is something else than a store.
        """

    def apply(self, migration: Migration) -> None:
        """Run a migration's text, and note its number; nothing where that was noted before."""

    def standing(self) -> object:
        """What tells one store from another that takes its place under the same address."""

    def rows(self, query: Query[Row], scope: Scope = EVERYBODY) -> list[Row]:
        """The answer to a question, as a list of its row type; it keeps to the scope."""

    def columns(self, view: View[Columns]) -> Columns:
        """The whole view as arrays: missing numbers are NaN or -1, missing texts are ''."""

    def pages(self, extract: Extract, place: int = 0) -> Iterator[Page]:
        """All rows of an extract, from a place on that a page has named; nothing is written.

        A row has the columns of the extract's batch. Memory is that of some hundred rows.
        """

    def run(self, command: Command) -> None:
        """Make one change; in one transaction, unless it grows with the bank: see `Command`."""

    def run_batch(self, batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make one change for each row, all in one transaction; a row has `batch.columns`."""

    def run_as_one(
        self, command: Command, batch: type[Batch], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Make one change, then one for each row, all in one transaction, however much it is."""

    def wipe_traces(self) -> None:
        """Let nothing that was deleted stand in the engine's own files, as far as it can say so.

        SQLite's log is written into the file and emptied, unless readers hold it: then the next
        one does. Of a Neo4j server's logs it says nothing: they are that server's.
        """

    def run_batches(
        self, batch: type[Batch], batches: Iterable[Sequence[tuple[Any, ...]]]
    ) -> Iterator[int]:
        """Run batches in their order, a transaction each; yields the rows of each once written.

        The next batch is made ready, in another thread, while the engine works on this one.
        """

    def fenced(self, token: str) -> AbstractContextManager[None]:
        """In the block, what is written lands only while the writer's lease is the token's.

        That is looked at within each transaction; StoreBusy is raised once another has it.
        """

    def close(self) -> None:
        """Let go of the engine."""

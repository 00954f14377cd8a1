"""The production engine: Neo4j 5.26 or later over Bolt, with the official driver.

Transient failures (a deadlock, a leader that moved, a connection lost) are retried here and only
here: the driver's managed transactions run the same unit of work again for up to RETRY_SECONDS,
which is safe because every text of ours is one transaction that can be repeated.
"""

import logging
import os
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
import neo4j.exceptions

from cypher.engine.arrays import as_array, as_column, column_types
from cypher.engine.errors import StoreError, StoreUnavailable, StoreUnusable
from cypher.engine.neo4j_values import batch_maps, plain, row_of
from cypher.engine.prefetch import prefetched
from cypher.engine.store import Migration, Page
from cypher.query import (
    AT_ONCE,
    WINDOW,
    Batch,
    Command,
    Extract,
    Query,
    View,
    cypher_parameters,
    cypher_statements,
    strip_comments,
)

Row = TypeVar("Row")
Columns = TypeVar("Columns")

OLDEST = (5, 26)
RETRY_SECONDS = 5.0
# What the driver would log is in the errors raised here, in words that say what to do.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
ALREADY_MADE = "EquivalentSchemaRuleAlreadyExists"
#: How a store's version is noted; a slower process never takes it back.
NOTING = (
    "CREATE CONSTRAINT schema_version IF NOT EXISTS FOR (s:Schema) REQUIRE s.only_one IS UNIQUE",
    "MERGE (s:Schema {only_one: 1}) WITH s WHERE coalesce(s.version, 0) < $version"
    " SET s.version = $version",
)
#: How many node numbers a view asks for at a time: some 50,000 rows come back in one record.
WINDOW_NODES = 10_000
#: How many records of an extract are taken at a time.
FETCH_RECORDS = 1_000
#: How many customers a command changes the holdings of in one transaction: some 2,500 holdings.
WINDOW_CHANGED = 500


class Neo4jStore:
    """A store on a Neo4j server; see `cypher.engine.store.Store` for what each method promises."""

    batch_rows = 2_500

    def __init__(
        self, address: str, user: str, password: str, database: str, *, read_only: bool = False
    ) -> None:
        """Name the server; the driver is opened at first use, and again after a fork.

        `read_only` asks the server for reading alone: it refuses every write.
        """
        self._address = address
        self._auth = (user, password) if user else None
        self._database = database
        self._routing = neo4j.RoutingControl.READ if read_only else neo4j.RoutingControl.WRITE
        self._opening = threading.Lock()
        self._driver: neo4j.Driver | None = None
        self._pid = 0

    def check(self) -> None:
        """Return when the server answers and is of version 5.26 or later."""
        with self._explained():
            agent = self._open().get_server_info().agent
        version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if version and (int(version[1]), int(version[2])) < OLDEST:
            raise StoreUnusable(
                f"{agent} is too old: Guanxi needs Neo4j {OLDEST[0]}.{OLDEST[1]} or later"
            )

    def schema_version(self) -> int:
        """The number of the last migration; 0 where there is not even the outside.

        Stores of version 1 noted no number: they are known by the outside, which is made last.
        """
        self.check()
        [found] = self._records(
            "RETURN COLLECT { MATCH (s:Schema) RETURN s.version }[0] AS version,"
            " EXISTS { MATCH (:Outside) } AS made",
            {},
        )
        return int(found["version"] or found["made"])

    def apply(self, migration: Migration) -> None:
        """Run a migration's statements one by one, then note its number."""
        for statement in (*cypher_statements(migration.cypher), *NOTING):
            try:
                self._records(statement, {"version": migration.number})
            except StoreError as error:
                # IF NOT EXISTS looks before it locks: another process was faster.
                if not str(getattr(error.__cause__, "code", "")).endswith(ALREADY_MADE):
                    raise

    def rows(self, query: Query[Row]) -> list[Row]:
        """The answer to a question, as a list of its row type."""
        row_type = query.row
        answer = self._answer(query.cypher, query.parameters())
        places = query.places(answer.keys)
        return [row_type(*(plain(record[place]) for place in places)) for record in answer.records]

    def columns(self, view: View[Columns]) -> Columns:
        """The whole view as arrays, read window by window as lists: one record a window."""
        types = column_types(view.columns)
        blocks: dict[str, list[Any]] = {name: [] for name in types}
        for window in self._windows(WINDOW_NODES):
            answer = self._answer(view.cypher, view.parameters() | window)
            view.places(answer.keys)
            for record in answer.records:
                for name, column_type in types.items():
                    blocks[name].append(as_array(record[name], column_type))
        return view.columns(  # type: ignore[no-any-return]
            **{name: as_column(arrays, types[name]) for name, arrays in blocks.items()}
        )

    def pages(self, extract: Extract, place: int = 0) -> Iterator[Page]:
        """All rows of an extract, from a place on, as they come from the server, window by window.

        Nothing is retried here: who reads on from the last page's place loses nothing.
        """
        windowed = cypher_parameters(extract.cypher) >= WINDOW
        for window in self._windows(WINDOW_NODES, place) if windowed else [{"low": 0}]:
            with self._explained(), self._reading() as session:
                answer = session.run(extract.cypher, extract.parameters() | window)
                in_row = row_of(extract, answer.keys())
                while records := answer.fetch(FETCH_RECORDS):
                    yield Page([in_row(record) for record in records], window["low"])

    def run(self, command: Command) -> None:
        """Make one change, in as many transactions as its text says: see `Command`."""
        parameters = command.parameters()
        for statement in cypher_statements(command.cypher):
            taken = cypher_parameters(statement)
            if taken >= WINDOW:
                for window in self._windows(WINDOW_CHANGED):
                    self._records(statement, parameters | window)
            elif AT_ONCE in taken:
                most = parameters | {AT_ONCE: self.batch_rows}
                while self._answer(statement, most).summary.counters.contains_updates:
                    pass
            else:
                self._records(statement, parameters)

    def run_batch(self, batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make one change for each row, in one transaction."""
        self._records(batch.cypher, {"rows": batch_maps(batch, rows)})

    def run_batches(
        self, batch: type[Batch], batches: Iterable[Sequence[tuple[Any, ...]]]
    ) -> Iterator[int]:
        """Run batches in their order, a transaction each; yields the rows of each once written.

        Nodes are written two transactions at a time: each has its own keys, so neither waits for
        what the other has locked, as they would at the ends of relationships.
        """
        at_once = 1 if "-[" in strip_comments(batch.cypher) else 2
        under_way: deque[tuple[int, Future[Any]]] = deque()

        def finished() -> int:
            count, done = under_way.popleft()
            done.result()
            return count

        with ThreadPoolExecutor(at_once) as writing:
            for maps in prefetched(batch_maps(batch, rows) for rows in batches):
                done = writing.submit(self._records, batch.cypher, {"rows": maps})
                under_way.append((len(maps), done))
                if len(under_way) == at_once:
                    yield finished()
            while under_way:
                yield finished()

    def close(self) -> None:
        """Close the driver and its connections."""
        if self._driver is not None and self._pid == os.getpid():
            self._driver.close()
        self._driver = None

    def _windows(self, size: int, begin: int = 0) -> Iterator[dict[str, int]]:
        """Windows of so many numbers over all customers and accounts, from a number on."""
        [highest] = self._records(
            "RETURN coalesce(COLLECT { MATCH (n:Customer) RETURN n.customer_no AS no"
            " ORDER BY no DESC LIMIT 1 }[0], 0) AS customer,"
            " coalesce(COLLECT { MATCH (n:Account) RETURN n.account_no AS no"
            " ORDER BY no DESC LIMIT 1 }[0], 0) AS account",
            {},
        )
        for low in range(begin, max(highest["customer"], highest["account"]) + 1, size):
            yield {"low": low, "high": low + size}

    def _records(self, text: str, parameters: dict[str, Any]) -> list[neo4j.Record]:
        return self._answer(text, parameters).records

    def _answer(self, text: str, parameters: dict[str, Any]) -> neo4j.EagerResult:
        with self._explained():
            return self._open().execute_query(
                text, parameters, database_=self._database, routing_=self._routing
            )

    def _reading(self) -> neo4j.Session:
        driver = self._open()
        return driver.session(
            database=self._database,
            default_access_mode=neo4j.READ_ACCESS,
            bookmark_manager=driver.execute_query_bookmark_manager,
        )

    def _open(self) -> neo4j.Driver:
        with self._opening:
            if self._driver is None or self._pid != os.getpid():
                self._driver = neo4j.GraphDatabase.driver(
                    self._address,
                    auth=self._auth,
                    connection_timeout=5.0,
                    max_transaction_retry_time=RETRY_SECONDS,
                    notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                )
                self._pid = os.getpid()
            return self._driver

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        if isinstance(error, neo4j.exceptions.AuthError):
            return StoreUnavailable(
                f"{self._address} refuses the user or the password: set them in GUANXI_STORE or "
                "in GUANXI_NEO4J_USER and GUANXI_NEO4J_PASSWORD"
            )
        if isinstance(
            error, neo4j.exceptions.ConfigurationError | neo4j.exceptions.ServiceUnavailable
        ):
            return StoreUnavailable(
                f"{self._address} does not answer: start Neo4j, or correct GUANXI_STORE"
            )
        code = getattr(error, "code", "") or ""
        if code.endswith("DatabaseNotFound"):
            return StoreUnusable(
                f"{self._address} has no database {self._database}: correct GUANXI_STORE"
            )
        if "DiskSpace" in code or "WriteOnReadOnly" in code or "ReadOnly" in code:
            return StoreUnusable(f"{self._address} does not take writes: {_first_line(error)}")
        return StoreUnavailable(f"{self._address}: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    return message.partition("\n")[0]

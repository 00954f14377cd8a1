"""The production engine: Neo4j 5.26 or later over Bolt, with the official driver.

Transient failures (a deadlock, a leader that moved, a connection lost) are retried here and only
here: the driver's managed transactions run the same unit of work again for as long as its patience
says, which is safe because every text of ours is one transaction that can be repeated.
"""

import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
import neo4j.exceptions

from cypher.engine.arrays import as_array, as_column, column_types
from cypher.engine.bolt import Bolt, Patience
from cypher.engine.errors import LEASE_LOST, StoreBusy, StoreError, StoreUnusable
from cypher.engine.neo4j_errors import explained
from cypher.engine.neo4j_errors.causes import OWN_DATABASE
from cypher.engine.neo4j_values import batch_maps, plain, row_of
from cypher.engine.prefetch import prefetched
from cypher.engine.store import Fenced, Migration, Page
from cypher.load import HighestNumbers
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
from cypher.scope import EVERYBODY, Scope
from cypher.text import Text

Row = TypeVar("Row")
Columns = TypeVar("Columns")

OLDEST = (5, 26)
# What the driver would log is in the errors raised here, in words that say what to do.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
ALREADY_MADE = "EquivalentSchemaRuleAlreadyExists"
VERSION = (
    "RETURN COLLECT { MATCH (s:Schema {only_one: 1}) RETURN s.version }[0] AS version,"
    " EXISTS { MATCH (:Outside {account_id: ''}) } AS made, EXISTS { MATCH () } AS used"
)
#: How a store's version is noted; a slower process never takes it back.
NOTING = (
    "CREATE CONSTRAINT schema_version IF NOT EXISTS FOR (s:Schema) REQUIRE s.only_one IS UNIQUE",
    "MERGE (s:Schema {only_one: 1}) WITH s WHERE coalesce(s.version, 0) < $version"
    " SET s.version = $version",
)
#: Locks the lease before it looks whose it is, so that nobody takes it over until the end.
FENCE = (
    "MATCH (w:Writer {only_one: 1}) SET w.asked = timestamp()"
    " WITH w WHERE w.token = $token RETURN w.token"
)
AGENT = "guanxi"
#: How many node numbers a view asks for at a time: some 50,000 rows come back in one record.
WINDOW_NODES = 10_000
#: How many records of an extract are taken at a time.
FETCH_RECORDS = 1_000
#: How many customers a command changes the holdings of in one transaction: some 2,500 holdings.
WINDOW_CHANGED = 500


class Neo4jStore(Fenced):
    """A store on a Neo4j server; see `cypher.engine.store.Store` for what each method promises."""

    batch_rows = 2_500

    def __init__(
        self,
        address: str,
        user: str,
        password: str,
        database: str,
        patience: Patience,
        *,
        authority: str = "",
        read_only: bool = False,
    ) -> None:
        """Name the server, and say how long to wait for it.

        `authority` is the file of a private certificate authority: with it, and an address whose
        scheme is a plain one, the connection is encrypted and the server's certificate checked.
        `read_only` asks the server for reading alone: it refuses every write.
        """
        self._address = address
        self._database = database
        self._auth = (user, password) if user else None
        trust: dict[str, Any] = (
            {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(authority)}
            if authority
            else {}
        )
        self._bolt = Bolt(address, database, patience, auth=self._auth, user_agent=AGENT, **trust)
        self._access = neo4j.READ_ACCESS if read_only else neo4j.WRITE_ACCESS

    def check(self) -> None:
        """Return when the server answers and is of version 5.26 or later."""
        with self._explained():
            agent = self._bolt.ask(_agent)
        version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if version and (int(version[1]), int(version[2])) < OLDEST:
            raise StoreUnusable(
                Text(
                    f"{agent}版本过低：Guanxi需要Neo4j {OLDEST[0]}.{OLDEST[1]}或更高版本",
                    f"{agent} is too old: Guanxi needs Neo4j {OLDEST[0]}.{OLDEST[1]} or later",
                )
            )

    def schema_version(self) -> int:
        """The number of the last migration; 0 where the database is empty.

        Stores of version 1 noted no number: they are known by the outside, which is made last.
        Raises StoreUnusable for a database with nodes and neither, which is of something else.
        """
        self.check()
        [found] = self._answer(VERSION, {}, "Version", neo4j.READ_ACCESS).records
        version = int(found["version"] or found["made"])
        if found["used"] and not version:
            raise StoreUnusable(
                Text(
                    f"{self._address}上的数据库{self._database}存放着其他内容：{OWN_DATABASE.zh}",
                    f"the database {self._database} at {self._address} is of something else: "
                    f"{OWN_DATABASE.en}",
                )
            )
        return version

    def apply(self, migration: Migration) -> None:
        """Run a migration's statements one by one, then note its number.

        IF NOT EXISTS is left out: it is silent as well where another product's constraint has the
        name. What was made before, here or by a faster process, tells itself by its code.
        """
        for statement in (*cypher_statements(migration.cypher), *NOTING):
            try:
                # A schema's statement shares no transaction with the look at the lease.
                made = statement.replace(" IF NOT EXISTS", "")
                parameters = {"version": migration.number}
                self._answer(made, parameters, migration.name, self._access)
            except StoreError as error:
                if not str(getattr(error.__cause__, "code", "")).endswith(ALREADY_MADE):
                    raise

    def standing(self) -> object:
        """Nothing: a database that is restored is the server's matter, and its clients are told."""
        return None

    def rows(self, query: Query[Row], scope: Scope = EVERYBODY) -> list[Row]:
        """The answer to a question, as a list of its row type; it keeps to the scope."""
        row_type = query.row
        answer = self._read(query, query.within(scope))
        places = query.places(answer.keys)
        return [row_type(*(plain(record[place]) for place in places)) for record in answer.records]

    def columns(self, view: View[Columns]) -> Columns:
        """The whole view as arrays, read window by window as lists: one record a window."""
        types = column_types(view.columns)
        blocks: dict[str, list[Any]] = {name: [] for name in types}
        for window in self._windows(WINDOW_NODES):
            answer = self._read(view, view.parameters() | window)
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
            parameters = extract.parameters() | window
            with self._explained():
                for records in self._bolt.stream(extract.cypher, parameters, FETCH_RECORDS):
                    in_row = row_of(extract, records[0].keys())
                    yield Page([in_row(record) for record in records], window["low"])

    def run(self, command: Command) -> None:
        """Make one change, in as many transactions as its text says: see `Command`."""
        name, parameters = type(command).__name__, command.parameters()
        windowed = cypher_parameters(command.cypher) >= WINDOW
        windows = list(self._windows(WINDOW_CHANGED)) if windowed else []
        for statement in cypher_statements(command.cypher):
            taken = cypher_parameters(statement)
            if taken >= WINDOW:
                for window in windows:
                    self._write(statement, parameters | window, name)
            elif AT_ONCE in taken:
                most = parameters | {AT_ONCE: self.batch_rows}
                while self._write(statement, most, name).summary.counters.contains_updates:
                    pass
            else:
                self._write(statement, parameters, name)

    def run_batch(self, batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make one change for each row, in one transaction."""
        self._write_maps(batch, batch_maps(batch, rows))

    def run_as_one(
        self, command: Command, batch: type[Batch], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Make one change, then one for each row, all in one transaction."""
        bound = command.parameters()
        texts = [(text, bound) for text in cypher_statements(command.cypher)]
        texts.append((batch.cypher, {"rows": batch_maps(batch, rows)}))
        self._answer_all(texts, type(command).__name__, self._access, self._token)

    def wipe_traces(self) -> None:
        """Nothing: the server's logs are its own."""

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
                done = writing.submit(self._write_maps, batch, maps)
                under_way.append((len(maps), done))
                if len(under_way) == at_once:
                    yield finished()
            while under_way:
                yield finished()

    def close(self) -> None:
        """Close the driver and its connections."""
        self._bolt.close()

    def _windows(self, size: int, begin: int = 0) -> Iterator[dict[str, int]]:
        """Windows of so many numbers over all customers and accounts, from a number on."""
        # Who numbers on from them asks the leader; a reader's windows end where its server does.
        text, name = HighestNumbers.cypher, HighestNumbers.__name__
        [highest] = self._answer(text, {}, name, neo4j.READ_ACCESS).records
        for low in range(begin, max(highest["customers"], highest["accounts"]) + 1, size):
            yield {"low": low, "high": low + size}

    def _read(self, query: Query[Any] | View[Any], parameters: dict[str, Any]) -> neo4j.EagerResult:
        """Ask a question: of a follower where there is one, unless it must be the leader's."""
        name = type(query).__name__
        access = self._access if query.from_leader else neo4j.READ_ACCESS
        return self._answer(query.cypher, parameters, name, access)

    def _write(self, text: str, parameters: dict[str, Any], name: str) -> neo4j.EagerResult:
        return self._answer(text, parameters, name, self._access, self._token)

    def _write_maps(self, batch: type[Batch], maps: list[dict[str, Any]]) -> None:
        self._write(batch.cypher, {"rows": maps}, batch.__name__)

    def _answer(
        self, text: str, parameters: dict[str, Any], name: str, access: str, token: str = ""
    ) -> neo4j.EagerResult:
        """One text's answer, in a transaction of its own; see `_answer_all`."""
        return self._answer_all([(text, parameters)], name, access, token)

    def _answer_all(
        self, texts: Sequence[tuple[str, dict[str, Any]]], name: str, access: str, token: str
    ) -> neo4j.EagerResult:
        """The answer of the last of some texts, each with its parameters, in one transaction.

        With a token it is undone, and StoreBusy raised, where the writer's lease is another's.
        """

        async def asked(driver: neo4j.AsyncDriver, seconds: float) -> neo4j.EagerResult:
            @neo4j.unit_of_work(timeout=seconds, metadata={"query": name})
            async def unit(transaction: neo4j.AsyncManagedTransaction) -> neo4j.EagerResult:
                for text, parameters in texts:
                    result = await transaction.run(text, parameters)
                    answer = await result.to_eager_result()
                if token:
                    held = await transaction.run(FENCE, {"token": token})
                    if await held.single() is None:
                        raise StoreBusy(LEASE_LOST)
                return answer

            async with driver.session(
                database=self._database,
                default_access_mode=access,
                bookmark_manager=driver.execute_query_bookmark_manager,
            ) as session:
                if access == neo4j.READ_ACCESS:
                    return await session.execute_read(unit)
                return await session.execute_write(unit)

        with self._explained():
            return self._bolt.ask(asked)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
            raise explained(error, self._address, self._database) from error


async def _agent(driver: neo4j.AsyncDriver, seconds: float) -> str:
    """What the server calls itself."""
    return (await driver.get_server_info()).agent

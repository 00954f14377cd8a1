"""The embedded engine: SQLite from the standard library, in WAL mode.

Many processes read while one writes. A connection belongs to one thread of one process: it is
opened at first use, so a store may be made before a fork and used after it.
"""

import math
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from cypher.engine.arrays import as_array, as_column, column_types
from cypher.engine.embedded.errors import explained, no_store, of_something_else, overwritten
from cypher.engine.embedded.file import (
    FileId,
    bounded,
    connected,
    file_at,
    interrupt_after,
    log_of,
    make_file,
    remove_log,
    statements,
    transaction,
)
from cypher.engine.embedded.marks import NEVER, Seen, is_overwritten, mark_in, mark_of, raise_mark
from cypher.engine.embedded.values import bound_in_sql, maker_of
from cypher.engine.errors import LEASE_LOST, StoreBusy, StoreUnavailable
from cypher.engine.prefetch import prefetched
from cypher.engine.store import Fenced, Migration, Page
from cypher.query import (
    PLACE,
    POSITION,
    Batch,
    Command,
    Extract,
    Query,
    View,
    sql_parameters,
    strip_comments,
)
from cypher.scope import EVERYBODY, Scope
from cypher.text import Text

Row = TypeVar("Row")
Columns = TypeVar("Columns")

# Few enough that the tuples of one block are freed while they are still in the cache: measured
# 1.6 times as fast as blocks of 50,000.
FETCH_ROWS = 500
FENCE = "SELECT 1 FROM writer WHERE only_one = 1 AND token = ?"


class SqliteStore(Fenced):
    """A store in one file; see `cypher.engine.store.Store` for what each method promises."""

    batch_rows = 50_000

    def __init__(
        self,
        path: Path,
        busy_seconds: float = 30,
        *,
        read_only: bool = False,
        answer_seconds: float = math.inf,
    ) -> None:
        """Name the file; it is opened at first use. A writer waits so long for another.

        `read_only` opens the file so that it cannot be written to, nor need be. `answer_seconds`
        is how long a query may take; a view is all of a bank, and takes as long as whoever asks
        waits.
        """
        self._path = path
        self._busy_seconds = busy_seconds
        self._read_only = read_only
        self._answer_seconds = answer_seconds
        self._connections = threading.local()
        self._opening = threading.Lock()
        # Which file any thread opened last, and its log.
        self._latest: tuple[FileId | None, FileId | None] | None = None
        # The mark that lay in the file when it was last looked at.
        self._seen: dict[FileId | None, Seen] = {}
        # How the rows of each query are read, known from its first answer on.
        self._rows: dict[type, Callable[[tuple[Any, ...]], Any]] = {}

    def check(self) -> None:
        """Return when the file is there, can be read as a database, and was not overwritten."""
        with self._connection() as connection:
            self._version(connection)
            self._need_own(connection)

    def schema_version(self) -> int:
        """The number of the last migration; 0 where there is no file, or nothing in it."""
        if not self._path.exists():
            return 0
        with self._connection() as connection:
            return self._version(connection)

    def apply(self, migration: Migration) -> None:
        """Run a migration and note its number, in one transaction.

        The file is made where there is none; its folder must exist and be writable.
        """
        with self._connection(create=True) as connection, transaction(connection):
            self._need_own(connection)
            if self._version(connection) >= migration.number:
                return
            for statement in statements(migration.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {migration.number}")
            raise_mark(connection)

    def rows(self, query: Query[Row], scope: Scope = EVERYBODY) -> list[Row]:
        """The answer to a question, as a list of its row type; it keeps to the scope."""
        # As `_connection` and `bounded`, whose generators would cost as much as a small query.
        try:
            connection = self._open()
            interrupt_after(connection, self._answer_seconds)
            try:
                cursor = connection.execute(query.sql, bound_in_sql(query.within(scope)))
                found = cursor.fetchall()
            finally:
                connection.set_progress_handler(None, 0)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error
        made = self._rows.get(type(query))
        if made is None:
            names = [column[0] for column in cursor.description]
            made = self._rows[type(query)] = maker_of(query.row, query.places(names))
        return [made(values) for values in found]

    def columns(self, view: View[Columns]) -> Columns:
        """The whole view as arrays; memory is that of the arrays plus one block of rows."""
        types = column_types(view.columns)
        blocks: dict[str, list[Any]] = {name: [] for name in types}
        with self._connection() as connection, bounded(connection, math.inf):
            cursor = connection.execute(view.sql, bound_in_sql(view.parameters()))
            places = view.places([column[0] for column in cursor.description])
            while rows := cursor.fetchmany(FETCH_ROWS):
                values = list(zip(*rows, strict=True))
                for (name, column_type), place in zip(types.items(), places, strict=True):
                    blocks[name].append(as_array(values[place], column_type))
        return view.columns(  # type: ignore[no-any-return]
            **{name: as_column(arrays, types[name]) for name, arrays in blocks.items()}
        )

    def pages(self, extract: Extract, place: int = 0) -> Iterator[Page]:
        """All rows of an extract, from a place on; a connection of its own reads them."""
        bound = bound_in_sql(extract.parameters())
        if PLACE in sql_parameters(extract.sql):
            bound[PLACE] = place
        try:
            # Pages may be made in one thread and given up in another.
            reading = connected(
                self._path, self._busy_seconds, read_only=self._read_only, one_thread=False
            )
            with closing(reading) as connection:
                # Each page of the file is wanted once: none need stay in memory.
                connection.execute("PRAGMA mmap_size = 0").fetchall()
                cursor = connection.execute(extract.sql, bound)
                names = [column[0] for column in cursor.description]
                row_of = itemgetter(*map(names.index, extract.batch.columns))
                extract.places(names)
                position = names.index(POSITION) if POSITION in names else None
                while found := cursor.fetchmany(FETCH_ROWS):
                    at = 0 if position is None else found[0][position]
                    yield Page([row_of(row) for row in found], at)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def run(self, command: Command) -> None:
        """Make one change; the statements of its text share one transaction."""
        with self._connection() as connection, self._writing(connection):
            _execute(connection, command)

    def run_batch(self, batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make one change for each row, in one transaction."""
        with self._connection() as connection, self._writing(connection):
            connection.executemany(batch.positional_sql, rows)

    def run_as_one(
        self, command: Command, batch: type[Batch], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Make one change, then one for each row, all in one transaction."""
        with self._connection() as connection, self._writing(connection):
            _execute(connection, command)
            connection.executemany(batch.positional_sql, rows)

    def wipe_traces(self) -> None:
        """Write the log into the file and empty it; what was deleted is overwritten there."""
        with self._connection() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def run_batches(
        self, batch: type[Batch], batches: Iterable[Sequence[tuple[Any, ...]]]
    ) -> Iterator[int]:
        """Run batches in their order, a transaction each; yields the rows of each once written."""
        for rows in prefetched(batches):
            self.run_batch(batch, rows)
            yield len(rows)

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._connections, "connection", None)
        if connection is not None:
            connection.close()
            self._connections.connection = None

    def standing(self) -> object:
        """Which file the store lies in now: another one where it was replaced."""
        return file_at(self._path)

    @contextmanager
    def _writing(self, connection: sqlite3.Connection) -> Iterator[None]:
        """A transaction that is undone where the writer's lease is another's.

        StoreUnusable is raised where the file was overwritten, StoreUnavailable where it was
        replaced meanwhile: then nothing was kept.
        """
        with transaction(connection):
            self._need_own(connection)
            yield
            raise_mark(connection)
            if self._token and not connection.execute(FENCE, (self._token,)).fetchone():
                raise StoreBusy(LEASE_LOST)
        self._need_same_file()

    def _need_same_file(self) -> None:
        """Return where the file is the one that this thread opened; raises StoreUnavailable."""
        if self._connections.file != file_at(self._path):
            raise StoreUnavailable(
                Text(
                    f"期间{self._path}被替换：请重试",
                    f"{self._path} was replaced meanwhile: do it again",
                )
            )

    def _need_own(self, connection: sqlite3.Connection) -> None:
        """Return where the file holds what was written to it; raises as `_writing` does."""
        # In this order: each may be raised by another process before the next is looked at.
        seen = self._seen.get(self._connections.file, NEVER)
        lies = mark_in(self._path)
        self._need_same_file()
        if is_overwritten(seen, lies, mark_of(connection)):
            raise overwritten(self._path)
        self._seen = {self._connections.file: Seen.now(lies)}

    @contextmanager
    def _connection(self, create: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            yield self._open(create)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def _open(self, create: bool = False) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._connections, "connection", None)
        if connection is not None and self._connections.pid == os.getpid():
            if (file := file_at(self._path)) == self._connections.file:
                return connection
            if file is not None:
                self._leave(connection)
        if not create and not self._path.exists():
            raise no_store(self._path)
        if create:
            make_file(self._path)
        with self._opening:
            file = file_at(self._path)
            # Another thread may have the old file open still, and its log would be taken for ours.
            if self._latest and self._latest[0] != file:
                remove_log(self._path, self._latest[1])
            connection = connected(self._path, self._busy_seconds, read_only=self._read_only)
            self._connections.connection = connection
            self._connections.pid = os.getpid()
            self._connections.file, self._connections.log = file, file_at(log_of(self._path))
            self._latest = file, self._connections.log
            if file not in self._seen:
                self._seen = {file: Seen.now(mark_in(self._path))}
        return connection

    def _leave(self, connection: sqlite3.Connection) -> None:
        """Let go of a file that another has taken the place of.

        What only its log holds is written into it first: it may have been moved, to be kept.
        """
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        remove_log(self._path, self._connections.log)
        self._connections.connection = None
        connection.close()

    def _version(self, connection: sqlite3.Connection) -> int:
        version: int
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and not version:
            raise of_something_else(self._path)
        return version


def _execute(connection: sqlite3.Connection, command: Command) -> None:
    bound = bound_in_sql(command.parameters())
    for statement in statements(strip_comments(command.sql)):
        connection.execute(statement, bound)

"""The embedded engine: SQLite from the standard library, in WAL mode.

Many processes read while one writes. A connection belongs to one thread of one process: it is
opened at first use, so a store may be made before a fork and used after it.
"""

import functools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

import numpy as np
import orjson

from cypher.engine.arrays import as_array, column_types
from cypher.engine.errors import StoreBusy, StoreError, StoreUnavailable, StoreUnusable
from cypher.engine.prefetch import prefetched
from cypher.query import Batch, Command, Query, Statement, View, strip_comments

Row = TypeVar("Row")
Columns = TypeVar("Columns")

SCHEMA = Path(__file__).parents[1] / "schema" / "schema.sql"
SCHEMA_VERSION = 1
# Few enough that the tuples of one block are freed while they are still in the cache: measured
# 1.6 times as fast as blocks of 50,000.
FETCH_ROWS = 500


class SqliteStore:
    """A store in one file; see `cypher.engine.store.Store` for what each method promises."""

    batch_rows = 50_000

    def __init__(self, path: Path, busy_seconds: float = 30) -> None:
        """Name the file; it is opened at first use. A writer waits so long for another."""
        self._path = path
        self._busy_seconds = busy_seconds
        self._connections = threading.local()

    def create_schema(self) -> None:
        """Make the tables and indexes; the file's folder must exist and be writable."""
        with self._connection(create=True) as connection:
            self._check_version(connection)
            # One transaction: a schema that broke off would be taken for somebody else's tables.
            connection.executescript(
                f"BEGIN IMMEDIATE; {SCHEMA.read_text('utf-8')}"
                f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )

    def check(self) -> None:
        """Return when the file can be read and holds this version's tables."""
        with self._connection() as connection:
            self._check_version(connection, fresh_is_fine=False)

    def rows(self, query: Query[Row]) -> list[Row]:
        """The answer to a question, as a list of its row type."""
        with self._connection() as connection:
            found = connection.execute(query.sql, _bound(query)).fetchall()
        row_type, decode = query.row, _decoders(query.row)
        if not decode:
            return [row_type(*values) for values in found]
        answer = []
        for values in found:
            cells = list(values)
            for position, decoder in decode:
                if cells[position] is not None:
                    cells[position] = decoder(cells[position])
            answer.append(row_type(*cells))
        return answer

    def columns(self, view: View[Columns]) -> Columns:
        """The whole view as arrays; memory is that of the arrays plus one block of rows."""
        types = column_types(view.columns)
        blocks: dict[str, list[Any]] = {name: [] for name in types}
        with self._connection() as connection:
            cursor = connection.execute(view.sql, _bound(view))
            while rows := cursor.fetchmany(FETCH_ROWS):
                for (name, column_type), values in zip(
                    types.items(), zip(*rows, strict=True), strict=True
                ):
                    blocks[name].append(as_array(values, column_type))
        return view.columns(  # type: ignore[no-any-return]
            **{
                name: np.concatenate(arrays) if arrays else as_array((), types[name])
                for name, arrays in blocks.items()
            }
        )

    def run(self, command: Command) -> None:
        """Make one change; the statements of its text share one transaction."""
        with self._connection() as connection, _transaction(connection):
            for statement in strip_comments(command.sql).split(";"):
                if statement.strip():
                    connection.execute(statement, _bound(command))

    def run_batch(self, batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make one change for each row, in one transaction."""
        with self._connection() as connection, _transaction(connection):
            connection.executemany(batch.positional_sql, rows)

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

    @contextmanager
    def _connection(self, create: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            yield self._open(create)
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def _open(self, create: bool) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._connections, "connection", None)
        if connection is not None and self._connections.pid == os.getpid():
            return connection
        if not create and not self._path.exists():
            raise StoreUnusable(
                f"there is no store at {self._path}: load one with `python -m loaders FOLDER`"
            )
        connection = sqlite3.connect(self._path, timeout=self._busy_seconds, isolation_level=None)
        try:
            for pragma in (
                "journal_mode = WAL",
                "synchronous = NORMAL",
                "cache_size = -65536",
                "mmap_size = 1073741824",
                "temp_store = MEMORY",
            ):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except sqlite3.Error:
            connection.close()
            raise
        self._connections.connection = connection
        self._connections.pid = os.getpid()
        return connection

    def _check_version(self, connection: sqlite3.Connection, fresh_is_fine: bool = True) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == SCHEMA_VERSION:
            return
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables:
            raise StoreUnusable(
                f"{self._path} is not a store of this version (its schema is {version}, "
                f"this is {SCHEMA_VERSION}): load into a new file"
            )
        if not fresh_is_fine:
            raise StoreUnusable(
                f"the store at {self._path} is empty: load it with `python -m loaders FOLDER`"
            )

    def _explain(self, error: sqlite3.Error) -> StoreError:
        reason = str(error)
        if "unable to open" in reason:
            return StoreUnusable(
                f"cannot open {self._path}: its folder must exist and be writable for this user"
            )
        if "readonly" in reason or "read-only" in reason:
            return StoreUnusable(
                f"{self._path} is read-only: make the file and its folder writable"
            )
        if "full" in reason or "disk I/O" in reason:
            return StoreUnusable(
                f"the disk that holds {self._path} is full or failing: free some space and run "
                "the same command again (what was written before stays whole)"
            )
        if "locked" in reason or "busy" in reason:
            return StoreBusy(f"another process is writing to {self._path}: try again when it ends")
        if "not a database" in reason or "malformed" in reason:
            return StoreUnusable(f"{self._path} is not an SQLite database: name another file")
        if "no such table" in reason:
            return StoreUnusable(
                f"the store at {self._path} is empty: load it with `python -m loaders FOLDER`"
            )
        return StoreUnavailable(f"{self._path}: {reason}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _bound(statement: Statement) -> dict[str, Any]:
    """The parameters as SQLite takes them: a list travels as JSON, for json_each."""
    return {
        name: orjson.dumps(value).decode() if isinstance(value, list) else value
        for name, value in statement.parameters().items()
    }


@functools.cache
def _decoders(row_type: type) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """What SQLite has no type for: truths come as 0 and 1, lists and maps as JSON."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for position, hint in enumerate(get_type_hints(row_type).values()):
        if hint in (bool, bool | None):
            found.append((position, bool))
        elif get_origin(hint) is list:
            found.append((position, orjson.loads))
        elif get_origin(hint) is dict:
            found.append((position, _known_entries))
    return tuple(found)


def _known_entries(text: str) -> dict[str, Any]:
    """A map without its empty entries: a graph's node or relationship has no nulls either."""
    return {key: value for key, value in orjson.loads(text).items() if value is not None}

"""The file of an SQLite store: which one it is, how it is opened, asked and written to."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cypher.engine.clock import is_late
from cypher.engine.errors import StoreUnavailable, nobody_waits

#: How every connection is set; the first is a mark in the file, and the only one that is kept.
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "cache_size = -65536",
    "mmap_size = 1073741824",
    "temp_store = MEMORY",
    # What is deleted is overwritten, so that an erasure leaves nothing in pages that are free.
    "secure_delete = ON",
)
OWNER_ALONE = 0o600
#: After so many of SQLite's steps, some milliseconds, a query is asked whether it is late.
STEPS = 100_000
#: Which file it is: its device and its inode.
FileId = tuple[int, int]


def connected(
    path: Path, busy_seconds: float, *, read_only: bool = False, one_thread: bool = True
) -> sqlite3.Connection:
    """Open the file; one thread alone may ask the connection, unless it is told otherwise."""
    connection = sqlite3.connect(
        _only_to_read(path) if read_only else path,
        uri=read_only,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=one_thread,
    )
    try:
        for pragma in PRAGMAS[1:] if read_only else PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def make_file(path: Path) -> None:
    """Make the file where there is none, for its owner alone; SQLite says where it cannot be.

    What SQLite writes beside it has its mode.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ALONE))


def file_at(path: Path) -> FileId | None:
    """Which file has this name now, by device and inode; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def log_of(path: Path) -> Path:
    """Where SQLite keeps what was written last to a file."""
    return path.with_name(f"{path.name}-wal")


def _only_to_read(path: Path) -> str:
    """The address of a file that is to be read, where nothing may be written beside it either.

    Readers of a file in WAL mode share a list of what was written last, in files beside it. Where
    those cannot be made and there are none, nobody writes, and the file stands as it is.
    """
    alone = not os.access(path.parent, os.W_OK) and not log_of(path).exists()
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"


def remove_log(path: Path, log: FileId | None) -> None:
    """Remove the log of a file that another has taken the place of, where it still lies there.

    SQLite would take it for the log of the new file.
    """
    if log is None or log != file_at(log_of(path)):
        return
    for left in (log_of(path), path.with_name(f"{path.name}-shm")):
        left.unlink(missing_ok=True)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that is undone where the block fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(text: str) -> Iterator[str]:
    """The statements of a text, each of which ends a line; a trigger's body holds `;` as well."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def bounded(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """What the connection is asked in the block is interrupted as `interrupt_after` says."""
    interrupt_after(connection, seconds)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def interrupt_after(connection: sqlite3.Connection, seconds: float) -> None:
    """Have whatever the connection is asked from here on interrupted after so many seconds.

    So it is where the caller's `within` says that it is late; StoreUnavailable is raised where that
    is so already.
    """
    if is_late():
        raise StoreUnavailable(nobody_waits("SQLite"))
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > until or is_late(), STEPS)

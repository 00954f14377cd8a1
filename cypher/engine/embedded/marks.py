"""Marks: whether the bytes of a file are those that were written to it.

Each write raises a mark in the header of the file, which begins at random in each store. Other
bytes that are written over the file, by `cp` or by a program that knows no locks, bring another
mark: one of another store, or an earlier one of a backup. SQLite does not notice that: what
connections know is in their memory, and in the log.
"""

import secrets
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

#: A mark begins below this.
MARKS_BEGIN = 2**30
#: So many writes at most lie in a log and not in the file yet, and so many are made in a second.
MOST_IN_LOG, MOST_A_SECOND = 2**20, 10_000
#: The first look allows for so many seconds.
SECONDS = 60


def mark_in(path: Path) -> int:
    """The mark in the header of a file, 0 where it has none: see `raise_mark`.

    It is that of the file's own bytes, whatever its log says, and what connections remember. The
    file is not opened by other means than SQLite's: to close it would drop the locks of all
    connections that this process has to it.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return mark_of(connection)


def mark_of(connection: sqlite3.Connection) -> int:
    """The mark of the last write that a connection knows of."""
    mark: int
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    return mark


def raise_mark(connection: sqlite3.Connection) -> None:
    """Mark a write: by a number that begins at random in each store, and is one higher each time.

    It lies in the header of the file, where SQLite leaves a number to applications.
    """
    mark = mark_of(connection) or secrets.randbelow(MARKS_BEGIN)
    connection.execute(f"PRAGMA application_id = {mark + 1}")


@dataclass(frozen=True)
class Seen:
    """A mark that lay in a file, and when that was looked at."""

    mark: int
    at: float

    @classmethod
    def now(cls, mark: int) -> "Seen":
        """A mark that lies there at this moment."""
        return cls(mark, time.monotonic())


#: What is known of a file that was never looked at.
NEVER = Seen(0, 0.0)


def is_overwritten(seen: Seen, lies: int, known: int) -> bool:
    """Whether the bytes of a file are not those that were written to it since they were seen.

    `lies` is the mark there now, `known` that of the last write, which is perhaps in the log alone.
    Neither falls, nor rises faster than anybody writes. Where the file had no mark little is known.
    """
    if not seen.mark:
        return bool(lies) and not known - MOST_IN_LOG <= lies <= known
    written = round(MOST_A_SECOND * (time.monotonic() - seen.at + SECONDS))
    least, most = max(seen.mark, known - MOST_IN_LOG), min(known, seen.mark + written)
    return not least <= lies <= most

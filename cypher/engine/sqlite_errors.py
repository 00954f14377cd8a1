"""What goes wrong with SQLite, in one line that says what to do."""

import sqlite3
from pathlib import Path

from cypher.commands import called
from cypher.engine.errors import (
    StoreBusy,
    StoreError,
    StoreReadOnly,
    StoreUnavailable,
    StoreUnusable,
)


def explained(error: sqlite3.Error, path: Path) -> StoreError:
    """The error of a store in this file."""
    reason = str(error)
    if "interrupted" in reason:
        return StoreUnavailable(f"{path} took longer to answer than a request may wait")
    if "unable to open" in reason:
        return StoreUnusable(
            f"cannot open {path}: its folder must exist and be writable for this user"
        )
    if "readonly" in reason or "read-only" in reason:
        return StoreReadOnly(f"{path} is read-only: make the file and its folder writable")
    if "full" in reason or "disk I/O" in reason:
        return StoreUnusable(
            f"the disk that holds {path} is full or failing: free some space and run "
            "the same command again (what was written before stays whole)"
        )
    if "locked" in reason or "busy" in reason:
        return StoreBusy(f"another process is writing to {path}: try again when it ends")
    if "not a database" in reason or "malformed" in reason:
        return StoreUnusable(f"{path} is not an SQLite database: name another file")
    if "no such" in reason:
        return StoreUnusable(
            f"the store at {path} is empty or of another version ({reason}): "
            f"renew it with `{called('migrate')}`"
        )
    return StoreUnavailable(f"{path}: {reason}")

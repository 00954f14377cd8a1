"""Stores with a synthetic bank in them, and what a load sends to its store."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cypher import Batch, Store
from cypher.engine.sqlite import SqliteStore
from loaders.load import load
from loaders.settings import LoaderSettings

Rows = list[tuple[Any, ...]]


class Unequal(Exception):
    """Two sides of a measurement did not do the same work: what they took means nothing."""


def load_all(store: Store, folder: Path, source: str = "canonical", encoding: str = "utf-8") -> int:
    """Load a folder of files; how many rows were written. Raises Unequal where any is rejected."""
    rejects = folder / "rejects"
    summary = load(
        store, LoaderSettings(), folder, source=source, rejects=rejects, encoding=encoding
    )
    if summary.total.rejected:
        raise Unequal(f"{folder} has {summary.total.rejected} rows that are rejected")
    return summary.total.written


class RecordingStore(SqliteStore):
    """An SQLite store that keeps the rows of every batch, in the order they were written."""

    def __init__(self, path: Path) -> None:
        """Name the file; `sent` is empty until something is loaded."""
        super().__init__(path)
        self.sent: dict[type[Batch], Rows] = {}

    def run_batch(self, batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> None:
        """Write the rows, and keep them."""
        super().run_batch(batch, rows)
        self.sent.setdefault(batch, []).extend(rows)


def rows_sent(path: Path, folder: Path) -> dict[type[Batch], Rows]:
    """What loading the folder into the store at `path` sends, batch by batch."""
    store = RecordingStore(path)
    load_all(store, folder)
    store.close()
    return store.sent


def must_equal(what: str, found: object, expected: object) -> None:
    """Raise Unequal where the two differ."""
    if found != expected:
        raise Unequal(f"{what}: {found!r} is not {expected!r}")

"""The loader with small batches, held in the middle of a record for tests that must catch it there.

`python -m tests.loaders.held_loader RECORD FOLDER ...` says "held" on stdout once it has written
six batches of the record, and goes on when its stdin ends.
"""

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cypher import Batch
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.sqlite import SqliteStore
from loaders.__main__ import run
from loaders.records.canonical import RECORDS

BATCHES, ROWS = 6, 40


def hold(store: type[SqliteStore] | type[Neo4jStore], at: type[Batch]) -> None:
    """Make the store take 40 rows at a time, and wait after some of this batch."""
    run_batches = store.run_batches

    def held(
        self: Any, batch: type[Batch], batches: Iterable[Sequence[tuple[Any, ...]]]
    ) -> Iterator[int]:
        for number, count in enumerate(run_batches(self, batch, batches), 1):
            if batch is at and number == BATCHES:
                print("held", flush=True)
                sys.stdin.read()
            yield count

    store.batch_rows = ROWS
    store.run_batches = held  # type: ignore[method-assign]


if __name__ == "__main__":
    # A shell that starts the tests in the background has Ctrl-C ignored, and its children with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    name = sys.argv.pop(1)
    [record] = [record for record in RECORDS if record.name == name]
    hold(SqliteStore, record.batch)
    hold(Neo4jStore, record.batch)
    sys.exit(run())

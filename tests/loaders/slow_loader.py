"""The loader with small, slow batches, for tests that must catch it in the middle of a load."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cypher import Batch
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.sqlite import SqliteStore
from loaders.__main__ import run


def slow_down(store: type[SqliteStore] | type[Neo4jStore]) -> None:
    """Make the store take 20 rows at a time and rest after them."""
    run_batches = store.run_batches

    def rested(
        self: Any, batch: type[Batch], batches: Iterable[Sequence[tuple[Any, ...]]]
    ) -> Iterator[int]:
        for count in run_batches(self, batch, batches):
            time.sleep(0.02)
            yield count

    store.batch_rows = 20
    store.run_batches = rested  # type: ignore[method-assign]


if __name__ == "__main__":
    slow_down(SqliteStore)
    slow_down(Neo4jStore)
    sys.exit(run())

"""The loads so far: which sources there are, in which order they count, what each last had."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cypher import Store
from cypher.view.loaded import LoadRow, Loads


@dataclass(frozen=True)
class History:
    """Every load that has begun, in order, and the order of sources that is wished for."""

    loads: tuple[LoadRow, ...]
    wished: tuple[str, ...]

    @cached_property
    def next_no(self) -> int:
        """The number of the next load."""
        return max((load.load_no for load in self.loads), default=0) + 1

    @cached_property
    def _written(self) -> list[LoadRow]:
        return [load for load in self.loads if load.writing_at is not None]

    @cached_property
    def broken(self) -> bool:
        """Whether the last load that wrote was not done: what it left may not be merged yet."""
        return bool(self._written) and self._written[-1].state != "done"

    def order(self, source: str) -> list[str]:
        """All sources, that of this load too: those wished for, then by their first loads."""
        known = list(dict.fromkeys([*(load.source for load in self._written), source]))
        return [*(name for name in self.wished if name in known)] + [
            name for name in known if name not in self.wished
        ]

    def reordered(self, order: Sequence[str]) -> bool:
        """Whether the last load merged the sources in another order."""
        done = [load for load in self._written if load.state == "done"]
        before = json.loads(done[-1].sources) if done else []
        return before != [name for name in order if name in before]

    def others(self, record: str, source: str) -> bool:
        """Whether another source ever delivered rows of a record."""
        return bool(self._sources.get(record, set()) - {source})

    def delivered(self, record: str) -> bool:
        """Whether any source ever delivered rows of a record."""
        return record in self._sources

    def delivers(self, record: str, source: str) -> bool:
        """Whether the source ever delivered rows of a record."""
        return source in self._sources.get(record, set())

    def had(self, record: str, source: str) -> tuple[int, int]:
        """How many rows of a record the source last had, and in which load; 0 for none.

        Loads that were not in full say nothing of records whose file they lack.
        """
        for load in reversed(self.loads):
            if load.source == source and load.state == "done":
                counts: dict[str, Any] = json.loads(load.counts)
                if record in counts:
                    return int(counts[record].get("read", 0)), load.load_no
                if load.in_full:
                    return 0, load.load_no
        return 0, 0

    def columns(self, record: str, load_no: int) -> list[str] | None:
        """The columns that a load's file of a record had; None where that was not noted."""
        return self._columns.get((record, load_no))

    def began(self, load_no: int) -> int:
        """When a load began, in milliseconds since 1970; 0 where it is not known."""
        load = self._by_no.get(load_no)
        return load.started_at if load else 0

    @cached_property
    def _sources(self) -> dict[str, set[str]]:
        """The sources that ever delivered rows of each record."""
        found: dict[str, set[str]] = {}
        for load in self._written:
            for record in json.loads(load.counts):
                found.setdefault(record, set()).add(load.source)
        return found

    @cached_property
    def _columns(self) -> dict[tuple[str, int], list[str]]:
        return {
            (file["record"], load.load_no): file["columns"]
            for load in self.loads
            for file in json.loads(load.files)
        }

    @cached_property
    def _by_no(self) -> dict[int, LoadRow]:
        return {load.load_no: load for load in self.loads}


def read_history(store: Store, wished: str) -> History:
    """The history of a store; `wished` names sources by commas."""
    names = tuple(name.strip() for name in wished.split(",") if name.strip())
    return History(tuple(store.rows(Loads())), names)

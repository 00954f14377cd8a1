"""What each worker keeps of the bank in memory, so that a question costs no reading of it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from flask import current_app

from cypher.query import Query
from cypher.view.loaded import FinishedLoads
from service.api.http.answers import settings, store, whole_store
from service.api.http.times import AskedRun, current_run, zone
from service.run.identities import numbers_of_run
from service.settings import Settings
from service.tagging.bank import Bank

Made = TypeVar("Made")
Row = TypeVar("Row")

#: How many counts of whole lists a worker keeps.
COUNTS = 1000


@dataclass(frozen=True)
class OfDay(Generic[Made]):
    """What was made of the bank as it is on the day of a run (0: no run)."""

    run_id: int
    on: str
    made: Made


class WorkerCache:
    """What one worker keeps for all of its threads, by the function that makes it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._locks: dict[object, threading.Lock] = {}
        self._made: dict[object, tuple[tuple[int, str, date, list[int]], OfDay[Any]]] = {}
        self._counts: dict[tuple[object, ...], list[Any]] = {}

    def counts(self, query: Query[Row]) -> list[Row]:
        """The rows of a query about one run and one day, which only a load changes after that.

        Of COUNTS that are kept the oldest goes first. Cost: a small query, or that of `query`.
        """
        loads = tuple(load.load_no for load in whole_store().rows(FinishedLoads()))
        asked = store()
        key = (loads, type(query), repr(query), repr(asked.scope))
        rows = self._counts.get(key)
        if rows is None:
            rows = asked.rows(query)
            with self._locks.setdefault(Query, threading.Lock()):
                while len(self._counts) >= COUNTS:
                    del self._counts[next(iter(self._counts))]
                self._counts[key] = rows
        return rows

    def of_run(self, make: Callable[..., Made], run: AskedRun | None, *rest: Any) -> OfDay[Made]:
        """What `make` makes of the bank on the day of a run, or today without one.

        `run` is the current one where it is None; `rest` is what `make` takes besides. It is made
        again once another run is current, a load has ended, or a day has passed, with which
        consents run out; of the other runs that are asked the last is kept beside it. One thread
        makes it, those who want the same wait. Cost: three small queries, or that of reading the
        bank plus that of `make`.
        """
        current = current_run()
        asked = run or current
        place = (make, asked.run_id == current.run_id)
        with self._locks.setdefault(place, threading.Lock()):
            on = asked.on
            loads = [load.load_no for load in whole_store().rows(FinishedLoads())]
            key = (asked.run_id, on, zone().today(), loads)
            if place not in self._made or self._made[place][0] != key:
                # The old one goes first: both at once would take twice the memory.
                self._made.pop(place, None)
                numbers = numbers_of_run(whole_store(), settings(), asked.run_id)
                bank = Bank(whole_store(), date.fromisoformat(on), settings().time_zone, numbers)
                made = make(bank, settings(), *rest)
                self._made[place] = key, OfDay(asked.run_id, on, made)
            return self._made[place][1]


def worker_cache(
    make: Callable[[Bank, Settings], Made], run: AskedRun | None = None
) -> OfDay[Made]:
    """What `make` makes of the bank, as this worker keeps it: see `WorkerCache.of_run`."""
    return _keeper().of_run(make, run)


def worker_cache_of_run(make: Callable[[Bank, Settings, int], Made], run: AskedRun) -> OfDay[Made]:
    """What `make` makes of the bank and of what a run said, whose number it gets."""
    return _keeper().of_run(make, run, run.run_id)


def kept_counts(query: Query[Row]) -> list[Row]:
    """What a query counts, as this worker keeps it: see `WorkerCache.counts`."""
    return _keeper().counts(query)


def _keeper() -> WorkerCache:
    keeper: WorkerCache = current_app.extensions["guanxi.kept"]
    return keeper

"""What each worker keeps of the bank in memory, so that a question costs no reading of it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from flask import current_app

from cypher.erasure import ErasuresMade
from cypher.query import Query
from cypher.view.loaded import FinishedLoads
from service.api.http.answers import settings, store, whole_store
from service.api.http.times import AskedRun, current_run, zone
from service.graph.looks import look
from service.run.identities import numbers_of_run
from service.settings import Settings
from service.tagging.bank import Bank

Made = TypeVar("Made")
Row = TypeVar("Row")

#: How often those who wait for what is being made look whether they still want it, in seconds.
LOOK_SECONDS = 0.5
#: How many counts of whole lists a worker keeps.
COUNTS = 1000


@dataclass(frozen=True)
class OfDay(Generic[Made]):
    """What was made of the bank as it is on the day of a run (0: no run)."""

    run_id: int
    on: str
    made: Made


#: Of what it was made: the run and its day, today, what has changed the records, the store itself.
Key = tuple[int, str, date, tuple[int, ...], object]


@dataclass(frozen=True)
class _Kept:
    """What is kept in one place, or is being made."""

    key: Key
    day: Future[OfDay[Any]]


class WorkerCache:
    """What one worker keeps for all of its threads, by the function that makes it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._locks: dict[object, threading.Lock] = {}
        self._changing = threading.Lock()
        self._made: dict[object, _Kept] = {}
        self._counts: dict[tuple[object, ...], list[Any]] = {}

    def counts(self, query: Query[Row]) -> list[Row]:
        """The rows of a query about one run and one day, which a load or erasure alone changes.

        Of COUNTS that are kept the oldest goes first. Cost: two small queries, or that of `query`.
        """
        asked = store()
        key = (_changes(), type(query), repr(query), repr(asked.scope), whole_store().standing())
        rows = self._counts.get(key)
        if rows is None:
            rows = asked.rows(query)
            with self._changing:
                while len(self._counts) >= COUNTS:
                    del self._counts[next(iter(self._counts))]
                self._counts[key] = rows
        return rows

    def of_run(self, make: Callable[..., Made], run: AskedRun | None, *rest: Any) -> OfDay[Made]:
        """What `make` makes of the bank on the day of a run, or today without one.

        `run` is the current one where it is None; `rest` is what `make` takes besides. It is made
        again once another run is current, a load has ended, a person was erased, or a day has
        passed, with which consents run out; of the other runs that are asked the last is kept
        beside it. A thread of its own makes it for all who want it, and goes on where one of them
        gives up: the next would only begin anew. Cost: four small queries, or that of reading the
        bank plus that of `make`.
        """
        current = current_run()
        asked = run or current
        place = (make, asked.run_id == current.run_id)
        key = (asked.run_id, asked.on, zone().today(), _changes(), whole_store().standing())
        with self._changing:
            if place not in self._made or self._made[place].key != key:
                # The old one goes first: both at once would take twice the memory.
                self._made.pop(place, None)
                self._made[place] = self._begun(place, key, lambda: _made(asked, make, *rest))
            making = self._made[place].day
        while not making.done():
            look()
            wait((making,), LOOK_SECONDS)
        found: OfDay[Made] = making.result()
        return found

    def _begun(self, place: object, key: Key, work: Callable[[], OfDay[Any]]) -> _Kept:
        """What a thread has begun to make; it is forgotten where it fails."""
        app, day = current_app._get_current_object(), Future[OfDay[Any]]()  # type: ignore[attr-defined]
        kept = _Kept(key, day)

        def making() -> None:
            # One at a time in each place.
            with self._locks.setdefault(place, threading.Lock()), app.app_context():
                try:
                    day.set_result(work())
                except BaseException as error:
                    with self._changing:
                        if self._made.get(place) is kept:
                            del self._made[place]
                    day.set_exception(error)

        threading.Thread(target=making, name="keeping", daemon=True).start()
        return kept


def _changes() -> tuple[int, ...]:
    """What differs once the records have changed: how many were erased, and the ended loads."""
    [erasures] = whole_store().rows(ErasuresMade())
    return erasures.count, *(load.load_no for load in whole_store().rows(FinishedLoads()))


def _made(asked: AskedRun, make: Callable[..., Made], *rest: Any) -> OfDay[Made]:
    """What `make` makes of the bank on the day of a run."""
    numbers = numbers_of_run(whole_store(), settings(), asked.run_id)
    bank = Bank(whole_store(), date.fromisoformat(asked.on), settings().time_zone, numbers)
    return OfDay(asked.run_id, asked.on, make(bank, settings(), *rest))


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

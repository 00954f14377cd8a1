"""What each worker keeps of the bank in memory, so that a question costs no reading of it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from flask import current_app

from cypher.view.loaded import FinishedLoads
from service.api.http.answers import settings, store
from service.api.http.lookups import day_of, run_as_of
from service.run.identities import numbers_of_run
from service.settings import Settings
from service.tagging.bank import Bank

Made = TypeVar("Made")


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
        self._made: dict[object, tuple[tuple[int, str, list[int]], OfDay[object]]] = {}

    def current(self, make: Callable[[Bank, Settings], Made]) -> OfDay[Made]:
        """What `make` makes of the bank on the day of the current run, or today without one.

        It is made again once another run is current, a load has ended, or, without a run, a day
        has passed. One thread makes it, those who want the same wait. Cost: three small queries, or
        that of reading the bank plus that of `make`.
        """
        with self._locks.setdefault(make, threading.Lock()):
            run_id = run_as_of(None)
            on = day_of(run_id)
            key = (run_id, on, [load.load_no for load in store().rows(FinishedLoads())])
            if make not in self._made or self._made[make][0] != key:
                # The old one goes first: both at once would take twice the memory.
                self._made.pop(make, None)
                numbers = numbers_of_run(store(), settings(), run_id)
                made = make(Bank(store(), date.fromisoformat(on), numbers), settings())
                self._made[make] = key, OfDay(run_id, on, made)
            return self._made[make][1]  # type: ignore[return-value]


def worker_cache(make: Callable[[Bank, Settings], Made]) -> OfDay[Made]:
    """What `make` makes of the bank, as this worker keeps it: see `WorkerCache.current`."""
    keeper: WorkerCache = current_app.extensions["guanxi.kept"]
    return keeper.current(make)

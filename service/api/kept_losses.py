"""The loss edges of the bank as each worker keeps them, so that a question costs no reading."""

import threading
from dataclasses import dataclass
from datetime import date

from flask import current_app

from cypher.view import FinishedLoads
from service.api.answers import settings, store
from service.api.runs import day_of, run_as_of
from service.tagging.bank import Bank
from service.tagging.contagion import Model, edges_counted
from service.tagging.loss_arcs import LossArcs, loss_arcs
from service.tagging.losses import Losses, losses


@dataclass(frozen=True)
class DayOfLosses:
    """The losses on the day of a run (0: no run), and the network of each model."""

    run_id: int
    on: str
    losses: Losses
    arcs: dict[Model, LossArcs]


class KeptLosses:
    """What one worker keeps for all of its threads."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._lock = threading.Lock()
        self._key: tuple[int, str, list[int]] | None = None
        self._kept: DayOfLosses | None = None

    def current(self) -> DayOfLosses:
        """The losses on the day of the current run, or today without one.

        They are read again once another run is current, a load has ended, or, without a run, a day
        has passed. One thread reads, the others wait for it. Cost: two small queries, or linear in
        the customers and loss edges.
        """
        with self._lock:
            run_id = run_as_of(None)
            on = day_of(run_id)
            key = (run_id, on, [load.load_no for load in store().rows(FinishedLoads())])
            if self._kept is None or self._key != key:
                # The old ones go first: both at once would take twice the memory.
                self._kept = None
                self._kept, self._key = _read(run_id, on), key
            return self._kept


def kept_losses() -> KeptLosses:
    """What this worker keeps."""
    kept: KeptLosses = current_app.extensions["guanxi.losses"]
    return kept


def _read(run_id: int, on: str) -> DayOfLosses:
    read = losses(Bank(store(), date.fromisoformat(on)), settings())
    every = loss_arcs(read, edges_counted("threshold", read))
    owed = loss_arcs(read, edges_counted("clearing", read))
    return DayOfLosses(
        run_id,
        on,
        read,
        {"threshold": every, "debtrank": every, "debtrank_differential": every, "clearing": owed},
    )

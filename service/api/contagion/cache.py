"""The loss edges of the bank as each worker keeps them."""

from dataclasses import dataclass

from service.api.http.worker_cache import OfDay, worker_cache
from service.relations.contagion.loss_arcs import LossArcs, loss_arcs
from service.relations.contagion.loss_edges import LossTables, loss_edges
from service.relations.contagion.scenarios import Model, edges_counted
from service.settings import Settings
from service.tagging.bank import Bank


@dataclass(frozen=True)
class LossesByModel:
    """The losses of a day, and the network of each model."""

    losses: LossTables
    arcs: dict[Model, LossArcs]


DayOfLosses = OfDay[LossesByModel]


def day_of_losses() -> DayOfLosses:
    """The losses on the day of the current run; linear in the loss edges when they are read."""
    return worker_cache(_losses_by_model)


def _losses_by_model(bank: Bank, settings: Settings) -> LossesByModel:
    read = loss_edges(bank, settings)
    every = loss_arcs(read, edges_counted("threshold", read))
    owed = loss_arcs(read, edges_counted("clearing", read))
    return LossesByModel(
        read,
        {"threshold": every, "debtrank": every, "debtrank_differential": every, "clearing": owed},
    )

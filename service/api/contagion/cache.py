"""The loss edges of the bank as each worker keeps them."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import Profiles
from cypher.vocabulary import Text
from service.api.http.worker_cache import OfDay, worker_cache
from service.relations.contagion.loss_arcs import LossArcs, loss_arcs
from service.relations.contagion.loss_edges import LossTables, loss_edges
from service.relations.contagion.scenarios import Model, edges_counted
from service.settings import Settings
from service.tagging.bank import Bank

#: By which of a customer's own words a shock may take it in.
PROFILE = {
    "industry": Text("行业", "industry"),
    "region": Text("地区", "region"),
    "branch": Text("机构", "branch"),
}


@dataclass(frozen=True)
class LossesByModel:
    """The losses of a day, the network of each model, and where customers belong.

    `profile` says by each word of PROFILE what each customer is of, '' where unknown;
    `customer_no` int64[n] are their numbers, by which the store names holders and members.
    """

    losses: LossTables
    arcs: dict[Model, LossArcs]
    customer_no: Ints
    profile: dict[str, Texts]


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
        bank.customer_no,
        {word: _of_customers(bank, word) for word in PROFILE},
    )


def _of_customers(bank: Bank, column: str) -> Texts:
    view = bank[Profiles]
    words = np.full(len(bank), "", object)
    words[view.customer_no] = getattr(view, column)
    return words

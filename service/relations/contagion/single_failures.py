"""What any one customer's failure does to the others: both tags of contagion stand on it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.contagion.debtrank import impacts
from service.graph.contagion.debtrank_all_single import AllSingle, debtrank_all_single
from service.relations.contagion.loss_arcs import LossArcs, loss_arcs
from service.relations.contagion.loss_edges import LossTables, loss_edges
from service.relations.contagion.scenarios import edges_counted, value_by_exposure
from service.relations.contagion.settings import ContagionSettings
from service.tagging.declaration import Edge, Reading


@dataclass(frozen=True)
class SingleFailures:
    """Every customer's failure alone, spread by DebtRank.

    `weight` float64[m] is, for each arc of `arcs.network`, the part of its net assets that the
    loser loses. `of_each.lost` is what the bank loses by each failure where nothing is recovered,
    its own exposures to the customer itself included. `by_exposure` says whether impacts weigh
    customers by what the bank has lent them; else all weigh the same, as nobody has an exposure.
    """

    losses: LossTables
    arcs: LossArcs
    weight: Floats
    of_each: AllSingle
    by_exposure: bool

    def notes(self, cutoffs: dict[str, float]) -> dict[str, Any]:
        """What a run records of them, with a tag's cut-offs."""
        return {
            "cutoffs": cutoffs,
            "unknown": self.losses.unknown,
            "searches_that_ended_early": int(self.of_each.bounded.sum()),
        }

    def edges(self, arcs: Ints) -> list[Edge]:
        """The stored edges behind some arcs, in order, with the distress that each passes on."""
        told = []
        for arc in arcs.tolist():
            for row, part in self.arcs.behind(arc, float(self.weight[arc])):
                edge = self.losses.edge(row)
                told.append(
                    edge._replace(properties={**edge.properties, "distress": round(part, 10)})
                )
        return told

    def arc_between(self, failing: int, loser: int) -> int:
        """Where the arc between two customers stands; there must be one."""
        network = self.arcs.network
        first, last = network.out[failing], network.out[failing + 1]
        return int(first + np.searchsorted(network.loser[first:last], loser))


def single_failures(bank: Reading, settings: ContagionSettings) -> SingleFailures:
    """Let each customer fail alone and spread its distress over the losses that follow.

    The answer to POST /contagion with the model debtrank and that one customer defaulted, save
    where `of_each.bounded` says that the search ended before. Reads `losses.VIEWS`.
    Source: Battiston et al. 2012. Cost: that of `loss_edges` and `debtrank_all_single`.
    """
    read = loss_edges(bank, settings)
    arcs = loss_arcs(read, edges_counted("debtrank", read))
    value, by_exposure = value_by_exposure(read)
    of_each = debtrank_all_single(
        arcs.network, read.equity, value, read.at_risk, max_steps=settings.contagion_max_steps
    )
    return SingleFailures(read, arcs, impacts(arcs.network, read.equity, 1.0), of_each, by_exposure)

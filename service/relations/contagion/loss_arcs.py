"""Loss edges between the same two customers as one arc, and what each carries of it."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.arrays import Flags
from service.graph.contagion.loss_network import LossNetwork, loss_network
from service.graph.tables.segments import runs
from service.relations.contagion.loss_edges import LossEdges, LossTables


@dataclass(frozen=True)
class LossArcs:
    """The network of some loss edges: an arc for each pair, sorted by (failing, loser).

    `rows` int64 are the edges' positions in `edges`; those behind arc k stand at
    `rows[start[k]:start[k + 1]]`.
    """

    edges: LossEdges
    rows: Ints
    start: Ints
    network: LossNetwork

    def behind(self, arc: int, carried: float) -> list[tuple[int, float]]:
        """The edges behind an arc, as rows, each with its part of what the arc carried.

        An edge carries in proportion to its amount. Linear in them.
        """
        rows = self.rows[self.start[arc] : self.start[arc + 1]]
        amount = self.edges.amount[rows]
        return list(zip(rows.tolist(), (amount * carried / amount.sum()).tolist(), strict=True))


def loss_arcs(losses: LossTables, kept: Flags) -> LossArcs:
    """Make the network of those loss edges that are kept, bool[m]. Cost: that of `loss_network`."""
    edges, rows = losses.edges, np.flatnonzero(kept)
    failing, loser = edges.failing[rows], edges.loser[rows]
    network = loss_network(len(losses), failing, loser, edges.amount[rows])
    return LossArcs(edges, rows, runs(failing, loser), network)

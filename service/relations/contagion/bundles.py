"""Loss edges that are given up together, and what the bank gives up of its cover with them."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.tables.segments import runs, sum_by
from service.relations.contagion.loss_edges import GUARANTEE, LossTables


@dataclass(frozen=True)
class Bundles:
    """The loss edges of one type between the same two, which are given up at once.

    Bundle k is the rows `start[k]` up to, not including, `start[k + 1]`; `failing`, `loser`, `kind`
    and `amount` int64[k] are what `LossEdges` has. `arc` int64[k] is the arc between the two in the
    network of all loss edges. `own_cover` bool[k]: it guarantees a borrower who has drawn at this
    bank.
    """

    start: Ints
    failing: Ints
    loser: Ints
    kind: Ints
    amount: Ints
    arc: Ints
    own_cover: Flags

    def rows(self, chosen: Ints) -> Ints:
        """The rows of some bundles."""
        spans = [np.arange(*self.start[cut : cut + 2]) for cut in chosen]
        return np.concatenate([np.empty(0, np.int64), *spans])


def bundled(losses: LossTables) -> Bundles:
    """All loss edges of a bank in bundles, by (failing, loser, kind). Linear in them."""
    edges = losses.edges
    start = runs(edges.failing, edges.loser, edges.kind)
    first = start[:-1]
    pairs = runs(edges.failing, edges.loser)
    arc = np.repeat(np.arange(len(pairs) - 1), np.diff(pairs))
    failing, kind = edges.failing[first], edges.kind[first]
    return Bundles(
        start,
        failing,
        edges.loser[first],
        kind,
        sum_by(start, edges.amount),
        arc[first],
        (kind == GUARANTEE) & losses.borrows[failing],
    )


def given_up(losses: LossTables, bundles: Bundles, chosen: Ints) -> Floats:
    """What the bank gives up of its cover with each of some bundles: float64[k], ten-thousandths.

    Of its own cover the amount, at most what the borrower has drawn, since no more was covered;
    the whole amount where something is drawn in another currency. Nothing of any other. Linear.
    """
    amount = bundles.amount[chosen].astype(np.float64)
    drawn = losses.exposure[bundles.failing[chosen]]
    most = np.where(drawn > 0, drawn, np.inf)
    return np.where(bundles.own_cover[chosen], np.minimum(amount, most), 0.0)

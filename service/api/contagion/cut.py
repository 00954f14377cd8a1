"""What to take away so that some do not fail when others do, as it is told."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from service.api.contagion.cache import DayOfLosses
from service.api.contagion.present import shown_amount, shown_totals
from service.api.contagion.schemas import CutBody
from service.api.identities.positions import positions_named
from service.errors import BadRequest
from service.graph.contagion.minimum_cut import ROUNDING, Cut, minimum_cut
from service.graph.tables.segments import runs, sum_by
from service.relations.contagion.loss_arcs import loss_arcs
from service.relations.contagion.loss_edges import DEPENDENCY, LossEdges, LossTables
from service.relations.contagion.scenarios import Scenario, outcome, value_by_exposure
from service.run.customer_positions import listed_at_fault

#: How many edges are listed.
LISTED = 1000


@dataclass(frozen=True)
class _Bundles:
    """What can be taken away at once: the loss edges of one type between the same two.

    Bundle k is the rows `start[k]` up to, not including, `start[k + 1]`.
    """

    start: Ints
    amount: Ints

    def rows(self, chosen: Ints) -> Ints:
        """The rows of some bundles."""
        spans = [np.arange(*self.start[cut : cut + 2]) for cut in chosen]
        return np.concatenate([np.empty(0, np.int64), *spans])


def shown_cut(body: CutBody, day: DayOfLosses) -> dict[str, Any]:
    """What to take away, what that costs, and the cascade with and without it.

    Raises BadRequest for unknown customers, and for those whom nothing can protect.
    """
    losses, edges = day.made.losses, day.made.losses.edges
    failed = np.unique(positions_named(losses.customer_ids, body.defaulted, "defaulted"))
    protected = np.unique(positions_named(losses.customer_ids, body.protect, "protect"))
    if len(both := np.intersect1d(failed, protected)):
        named = listed_at_fault(losses.customer_ids[both].tolist())
        raise BadRequest(f"{named} has failed to begin with: nothing protects it", "protect")
    bundles = _bundled(edges, len(losses))
    found = _cheapest(body, losses, bundles, failed, protected)
    if len(found.lost):
        named = listed_at_fault(losses.customer_ids[found.lost].tolist())
        raise BadRequest(
            f"nothing protects {named}: what is lost by dependencies, which cannot be taken away, "
            "is enough to fail",
            "protect",
        )
    kept = np.ones(len(edges.kind), np.bool_)
    kept[bundles.rows(found.arcs)] = False
    shock, (value, _) = np.zeros(len(losses)), value_by_exposure(losses)
    shock[failed] = 1.0
    scenario = Scenario("threshold", shock, value, body.loss_given_default, len(losses))
    return {
        "run_id": day.run_id or None,
        "as_of": day.on,
        "currency": losses.currency,
        "by": body.by,
        "remove": [_edge(losses, bundles, int(arc)) for arc in found.arcs[:LISTED]],
        "hidden": max(0, len(found.arcs) - LISTED),
        "cost": _cost(body, found.cost),
        "bound": _cost(body, found.cost if found.exact else found.bound),
        "exact": found.exact,
        "totals": shown_totals(outcome(loss_arcs(losses, kept), losses, scenario)),
        "without_removal": shown_totals(outcome(day.made.arcs["threshold"], losses, scenario)),
        "unknown": losses.unknown,
    }


def _bundled(edges: LossEdges, n: int) -> _Bundles:
    start = runs(edges.failing, edges.loser, edges.kind)
    return _Bundles(start, sum_by(start, edges.amount))


def _cheapest(
    body: CutBody, losses: LossTables, bundles: _Bundles, failed: Ints, protected: Ints
) -> Cut:
    first, edges = bundles.start[:-1], losses.edges
    cost = bundles.amount if body.by == "amount" else np.ones(len(first))
    return minimum_cut(
        len(losses),
        (edges.failing[first], edges.loser[first], bundles.amount * body.loss_given_default),
        np.where(edges.kind[first] == DEPENDENCY, np.inf, cost),
        losses.equity,
        failed,
        protected,
    )


def _cost(body: CutBody, cost: float) -> int | str:
    return shown_amount(cost) if body.by == "amount" else ceil(cost - ROUNDING)


def _edge(losses: LossTables, bundles: _Bundles, bundle: int) -> dict[str, Any]:
    first, end = bundles.start[bundle : bundle + 2].tolist()
    edge = losses.edge(first)
    return {
        "type": edge.type,
        "from": edge.from_id,
        "to": edge.to_id,
        "amount": shown_amount(bundles.amount[bundle]),
        "records": end - first,
    }

"""What to give up so that some do not fail when others do, or that the bank loses less."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.vocabulary import Text
from service.api.contagion.cache import DayOfLosses
from service.api.contagion.cut_schemas import CutBody
from service.api.contagion.present import shown_amount, shown_totals
from service.api.http.holding_text import names_of
from service.api.identities.positions import positions_named
from service.errors import BadRequest
from service.graph.arrays import Flags
from service.graph.contagion.minimum_cut import ROUNDING, minimum_cut
from service.graph.contagion.single_cuts import single_cuts
from service.relations.contagion.bundles import Bundles, bundled, given_up
from service.relations.contagion.loss_arcs import LossArcs, loss_arcs
from service.relations.contagion.loss_edges import GUARANTEE, OBLIGATION, LossTables
from service.relations.contagion.scenarios import (
    Scenario,
    bank_losses,
    outcome,
    value_by_exposure,
)
from service.run.customer_positions import listed_at_fault

#: How many edges are listed.
LISTED = 1000
#: What may be given up, as a request names it.
KINDS = {"guarantees": GUARANTEE, "obligations": OBLIGATION}


@dataclass(frozen=True)
class _Found:
    """The bundles to give up, in order, and what is known of them.

    `avoided` and `spared`, one a bundle, are there where each was tried alone; `lost` int64 are the
    protected that fail all the same. Without `protect` there is no `bound`.
    """

    bundles: Ints
    protected: bool
    exact: bool | None
    bound: float | None = None
    avoided: Floats | None = None
    spared: Ints | None = None
    lost: Ints | None = None


def shown_cut(body: CutBody, day: DayOfLosses) -> dict[str, Any]:
    """What to give up, what that costs in cover, and the cascade with and without it.

    Where nothing may be given up nothing is, and nobody is protected. Raises BadRequest for unknown
    customers, and for those in `protect` that have failed.
    """
    losses, arcs = day.made.losses, day.made.arcs["threshold"]
    failed = np.unique(positions_named(losses.customer_ids, body.defaulted, "defaulted"))
    protected = np.unique(positions_named(losses.customer_ids, body.protect or [], "protect"))
    if len(both := np.intersect1d(failed, protected)):
        named = listed_at_fault(losses.customer_ids[both].tolist())
        raise BadRequest(
            Text(
                f"{named}一开始就已违约：无法保护",
                f"{named} has failed to begin with: nothing protects it",
            ),
            "protect",
        )
    shock, (value, _) = np.zeros(len(losses)), value_by_exposure(losses)
    shock[failed] = 1.0
    scenario = Scenario("threshold", shock, value, body.loss_given_default, len(losses))
    before = outcome(arcs, losses, scenario)
    bundles = bundled(losses)
    may_go = np.isin(bundles.kind, [KINDS[kind] for kind in body.of])
    stays = bundles.own_cover & may_go & ~np.bool_(body.own_cover)
    may_go &= ~stays
    carries = before.defaulted[bundles.failing] & (shock[bundles.loser] == 0)
    if body.protect:
        found = _cheapest(body, losses, bundles, may_go, failed, protected)
    else:
        found = _ranked(losses, arcs, bundles, may_go & carries, scenario)
    kept = np.ones(len(losses.edges.kind), np.bool_)
    kept[bundles.rows(found.bundles)] = False
    after = before if kept.all() else outcome(loss_arcs(losses, kept), losses, scenario)
    records = np.diff(bundles.start)
    told = {
        "run_id": day.run_id or None,
        "as_of": day.on,
        "currency": losses.currency,
        "by": body.by,
        "of": body.of,
        "own_cover": body.own_cover,
        **_shown(body, losses, bundles, found),
        "left_out": {"own_cover": int(records[stays & carries].sum())},
        "totals": shown_totals(losses, scenario, after),
        "without_removal": shown_totals(losses, scenario, before),
        "unknown": losses.unknown,
    }
    told["bank_loss"] = {
        name: told[totals]["bank_loss"]
        for name, totals in (("before", "without_removal"), ("after", "totals"))
    }
    return told


def _cheapest(
    body: CutBody,
    losses: LossTables,
    bundles: Bundles,
    may_go: Flags,
    failed: Ints,
    protected: Ints,
) -> _Found:
    """The fewest or least bundles without which nobody protected fails."""
    cost = bundles.amount if body.by == "amount" else np.ones(len(bundles.amount))
    found = minimum_cut(
        len(losses),
        (bundles.failing, bundles.loser, bundles.amount * body.loss_given_default),
        np.where(may_go, cost, np.inf),
        losses.equity,
        failed,
        protected,
    )
    if len(found.lost):
        return _Found(found.arcs, protected=False, exact=None, lost=found.lost)
    bound = found.cost if found.exact else found.bound
    return _Found(found.arcs, protected=True, exact=found.exact, bound=bound)


def _ranked(
    losses: LossTables, arcs: LossArcs, bundles: Bundles, may_go: Flags, scenario: Scenario
) -> _Found:
    """Those bundles that spare anybody alone: the bank's loss avoided for each unit of cover.

    What gives up no cover and avoids a loss comes first, the largest loss before others; then by
    the loss avoided for each unit of cover, then what spares customers alone, the least cover
    first. Equals come in the order of their ends.
    """
    chosen = np.flatnonzero(may_go)
    everybody = np.arange(len(losses))
    tried = single_cuts(
        arcs.network,
        (bundles.arc[chosen], bundles.amount[chosen]),
        losses.equity,
        np.flatnonzero(scenario.shock),
        bank_losses(losses, scenario, everybody, np.ones(len(losses))),
        scenario.loss_given_default,
    )
    cover = given_up(losses, bundles, chosen)
    rate = np.zeros(len(chosen))
    np.divide(tried.worth, cover, out=rate, where=cover > 0)
    rate[(tried.worth > 0) & (cover == 0)] = np.inf
    order = np.lexsort((chosen, -tried.spared, cover, -tried.worth, -rate))
    order = order[tried.spared[order] > 0]
    return _Found(
        chosen[order],
        protected=len(order) > 0,
        exact=bool(tried.tried.all()),
        avoided=tried.worth[order],
        spared=tried.spared[order],
    )


def _shown(body: CutBody, losses: LossTables, bundles: Bundles, found: _Found) -> dict[str, Any]:
    """What is to be given up, with the names of those it ties and what it costs."""
    listed = found.bundles[:LISTED]
    lost = losses.customer_ids[found.lost].tolist() if found.lost is not None else []
    edges = [losses.edge(int(row)) for row in bundles.start[listed]]
    names = names_of(lost, (end for edge in edges for end in (edge.from_id, edge.to_id)))
    cover, records = given_up(losses, bundles, listed), np.diff(bundles.start)[listed]
    guarantees = bundles.kind[listed] == GUARANTEE
    undrawn = np.where(guarantees, losses.undrawn[bundles.failing[listed]], 0.0)
    remove = [
        {
            "type": edge.type,
            "from": edge.from_id,
            "from_name": names[edge.from_id],
            "to": edge.to_id,
            "to_name": names[edge.to_id],
            "amount": shown_amount(bundles.amount[listed[i]]),
            "records": int(records[i]),
            "cover_given_up": shown_amount(cover[i]),
            "undrawn": shown_amount(undrawn[i]),
            "bank_loss_avoided": None if found.avoided is None else shown_amount(found.avoided[i]),
            "spared": None if found.spared is None else int(found.spared[i]),
        }
        for i, edge in enumerate(edges)
    ]
    cost = bundles.amount[found.bundles].sum() if body.by == "amount" else len(found.bundles)
    return {
        "protected": found.protected,
        "fails": [{"customer_id": each, "name": names[each]} for each in lost],
        "remove": remove,
        "hidden": len(found.bundles) - len(listed),
        "cost": _cost(body, float(cost)),
        "bound": None if found.bound is None else _cost(body, found.bound),
        "exact": found.exact,
    }


def _cost(body: CutBody, cost: float) -> int | str:
    return shown_amount(cost) if body.by == "amount" else ceil(cost - ROUNDING)

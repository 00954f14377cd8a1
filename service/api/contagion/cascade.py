"""What became of a scenario, as it is served; nothing stored changes."""

from dataclasses import replace
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats
from cypher.vocabulary import Text
from service.api.contagion.cache import DayOfLosses
from service.api.contagion.present import (
    shown_comparison,
    shown_difference,
    shown_outcome,
    shown_totals,
)
from service.api.contagion.schemas import ContagionBody
from service.api.contagion.shocks import shock_asked
from service.api.identities.positions import positions_named, positions_of
from service.errors import BadRequest
from service.graph.arrays import Flags
from service.relations.contagion.loss_arcs import LossArcs, loss_arcs
from service.relations.contagion.loss_edges import OBLIGATION, TYPES, LossTables
from service.relations.contagion.questions import QUESTIONS
from service.relations.contagion.scenarios import (
    Model,
    Scenario,
    edges_counted,
    outcome,
    value_by_exposure,
)
from service.run.customer_positions import listed_at_fault


def shown_cascade(body: ContagionBody, day: DayOfLosses) -> dict[str, Any]:
    """The scenario that is asked for and what became of it.

    Raises BadRequest as `shock_asked` does, for unknown customers in `value` and for edges to
    remove that there are not. Cost: that of `outcome`, twice where edges are removed and, by
    clearing, where the baseline is told.
    """
    shock, model = shock_asked(body, day)
    return shown_scenario(body, day, shock, model)


def shown_scenario(
    body: ContagionBody, day: DayOfLosses, shock: Floats, model: Model
) -> dict[str, Any]:
    """As `shown_cascade`, for a shock and a model that are known."""
    losses, every = day.made.losses, day.made.arcs[model]
    value, weighed_by = _value(body, losses)
    scenario = Scenario(model, shock, value, body.loss_given_default, body.max_rounds)
    arcs = every
    if body.remove:
        arcs = loss_arcs(losses, edges_counted(model, losses) & ~_removed(body, model, losses))
    happened = outcome(arcs, losses, scenario)
    told = shown_outcome(losses, arcs, scenario, happened, body.limit)
    if body.remove:
        before = outcome(every, losses, scenario)
        told["without_removal"] = shown_comparison(losses, scenario, happened, before, body.limit)
    if model == "clearing":
        told |= _against_baseline(losses, arcs, scenario, told["totals"])
    return {
        "model": model,
        "question": QUESTIONS[model],
        "run_id": day.run_id or None,
        "as_of": day.on,
        "currency": losses.currency,
        "loss_given_default": body.loss_given_default,
        "value": weighed_by,
        **told,
        "unknown": losses.unknown,
    }


def _against_baseline(
    losses: LossTables, arcs: LossArcs, scenario: Scenario, totals: dict[str, Any]
) -> dict[str, Any]:
    """The totals without any shock, and what the shock adds to them."""
    unshocked = replace(scenario, shock=np.zeros(len(losses)))
    baseline = shown_totals(losses, unshocked, outcome(arcs, losses, unshocked))
    return {"baseline": baseline, "difference": shown_difference(totals, baseline)}


def _value(body: ContagionBody, losses: LossTables) -> tuple[Floats, str]:
    """What each customer weighs in the impact, and how that was come by."""
    if isinstance(body.value, dict):
        value = np.zeros(len(losses))
        value[positions_named(losses.customer_ids, body.value, "value")] = list(body.value.values())
        if not value.any():
            raise BadRequest(
                Text("value没有给任何客户权重", "value gives no customer any weight"), "value"
            )
        return value, "given"
    if body.value == "equal":
        return np.ones(len(losses)), "equal"
    value, lent = value_by_exposure(losses)
    return value, "exposure" if lent else "equal"


def _removed(body: ContagionBody, model: Model, losses: LossTables) -> Flags:
    """Which loss edges are taken away; raises BadRequest for one that there is not."""
    kind = np.array([TYPES.index(tie.type) for tie in body.remove])
    begins = positions_of(losses.customer_ids, (tie.from_id for tie in body.remove))
    ends = positions_of(losses.customer_ids, (tie.to_id for tie in body.remove))
    first, end = losses.rows_of(kind, begins, ends)
    missing = (first == end) | (begins < 0) | (ends < 0)
    if model == "clearing":
        missing |= kind != OBLIGATION
    if missing.any():
        edges = [
            f"{one.type} from {one.from_id} to {one.to_id}"
            for one, gone in zip(body.remove, missing, strict=True)
            if gone
        ]
        along = "obligations" if model == "clearing" else "what could carry a loss"
        raise BadRequest(
            Text(
                f"在{along}中没有{listed_at_fault(edges)}",
                f"among {along} there is no {listed_at_fault(edges)}",
            ),
            "remove",
        )
    removed = np.zeros(len(losses.edges.kind), np.bool_)
    for a, b in zip(first.tolist(), end.tolist(), strict=True):
        removed[a:b] = True
    return removed

"""How contagion is told: customers round by round with the edges behind, and in the end."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from service.api.http.holding_text import names_of
from service.money import money
from service.relations.contagion.loss_arcs import LossArcs
from service.relations.contagion.loss_edges import LossTables
from service.relations.contagion.scenarios import Outcome, Scenario

#: How many edges are listed of why one customer was hit.
BECAUSE = 20
#: How many customers are listed in all rounds together: a cascade may have thousands of rounds.
LISTED = 5000
#: Distress is told to so many decimals: what its sums are off by is not.
DECIMALS = 12


def shown_outcome(
    losses: LossTables, arcs: LossArcs, scenario: Scenario, found: Outcome, limit: int
) -> dict[str, Any]:
    """The rounds, the customers in the end and the totals of an outcome, as they are served.

    At most `limit` customers a round and in the end, the hardest hit first, and LISTED in all
    rounds; `hidden` counts the others. Of why, at most BECAUSE edges are listed.
    """
    rounds: list[dict[str, Any]] = []
    room = LISTED
    for k, step in enumerate(found.rounds):
        order = _hardest(step.nodes, step.value, found.shortfall[step.nodes])
        order = order[: min(limit, room)]
        room -= len(order)
        customers = [
            {
                "customer_id": losses.customer_ids[step.nodes[i]],
                **_state(scenario, step.value[i], found.shortfall[step.nodes[i]]),
                **_why(losses, arcs, scenario, found, k, int(step.nodes[i])),
            }
            for i in order
        ]
        hidden = len(step.nodes) - len(order)
        rounds.append({"round": found.number[k], "customers": customers, "hidden": hidden})
    touched = found.touched
    order = _hardest(touched, found.state[touched], found.shortfall[touched])[:limit]
    ends = [
        {
            "customer_id": losses.customer_ids[i],
            **_end(scenario, found, int(i)),
            "net_assets": _known(losses.equity[i]),
        }
        for i in touched[order]
    ]
    _name([*(told_round for told in rounds for told_round in told["customers"]), *ends])
    return {
        "complete": found.complete,
        "rounds": rounds,
        "customers": ends,
        "hidden": len(touched) - len(ends),
        "totals": shown_totals(found),
    }


def shown_comparison(
    losses: LossTables, scenario: Scenario, changed: Outcome, before: Outcome, limit: int
) -> dict[str, Any]:
    """What an outcome was before edges were taken away, and for whom it differs.

    At most `limit` customers, the greatest differences first; `hidden` counts the others.
    """
    difference = np.abs(changed.state - before.state) + np.abs(changed.shortfall - before.shortfall)
    # Sums are rounded: what is told alike is alike.
    decimals = DECIMALS if scenario.model.startswith("debtrank") else 0
    differ = (difference.round(decimals) > 0) | (changed.defaulted != before.defaulted)
    nodes = np.flatnonzero(differ)
    shown = nodes[np.argsort(-difference[nodes], kind="stable")][:limit]
    told = [
        {
            "customer_id": losses.customer_ids[i],
            "with": _end(scenario, changed, int(i)),
            "without": _end(scenario, before, int(i)),
        }
        for i in shown
    ]
    _name(told)
    return {"totals": shown_totals(before), "changed": told, "hidden": len(nodes) - len(told)}


def _hardest(nodes: Ints, value: Any, shortfall: Any) -> Ints:
    """The order of customers from the hardest hit on; equals by position."""
    return np.lexsort((nodes, -value, -shortfall))


def _state(scenario: Scenario, value: float, shortfall: float) -> dict[str, Any]:
    """What the model computes of a customer."""
    if scenario.model == "threshold":
        return {"loss": shown_amount(value)}
    if scenario.model == "clearing":
        return {"payment": shown_amount(value), "shortfall": shown_amount(shortfall)}
    return {"distress": round(float(value), DECIMALS)}


def _end(scenario: Scenario, found: Outcome, customer: int) -> dict[str, Any]:
    state = _state(scenario, found.state[customer], found.shortfall[customer])
    return {**state, "defaulted": bool(found.defaulted[customer])}


def _why(
    losses: LossTables, arcs: LossArcs, scenario: Scenario, found: Outcome, k: int, customer: int
) -> dict[str, Any]:
    """The stored edges that carried something to a customer in a round."""
    carrying, carried = found.because(k, customer)
    parts = [
        part
        for arc, amount in zip(carrying[:BECAUSE].tolist(), carried.tolist(), strict=False)
        for part in arcs.behind(arc, amount)
    ]
    parts.sort(key=lambda part: -part[1])
    count = int((arcs.start[carrying + 1] - arcs.start[carrying]).sum())
    of_money = not scenario.model.startswith("debtrank")
    edges = [losses.edge(row) for row, _ in parts[:BECAUSE]]
    because = [
        {
            "type": edge.type,
            "from": edge.from_id,
            "to": edge.to_id,
            "source": f"L{edge.load_no}",
            **edge.properties,
            "share": round(share) / 10_000 if of_money else round(share, DECIMALS),
        }
        for edge, (_, share) in zip(edges, parts, strict=False)
    ]
    return {"because": because, "because_hidden": count - len(because)}


def shown_totals(found: Outcome) -> dict[str, Any]:
    """An outcome in three numbers."""
    return {
        "defaulted": int(found.defaulted.sum()),
        "impact": round(found.impact, DECIMALS),
        "loss": shown_amount(found.loss),
    }


def shown_amount(value: float) -> str:
    """Ten-thousandths of money as text; a part of one, as shares of losses have, is not told."""
    return money(round(float(value)))


def _known(value: float) -> str | None:
    return None if np.isnan(value) else shown_amount(value)


def _name(told: Sequence[dict[str, Any]]) -> None:
    """Put the name behind each customer's id, all looked up at once."""
    names = names_of(told_round["customer_id"] for told_round in told)
    for told_round in told:
        told_round["name"] = names[told_round["customer_id"]]

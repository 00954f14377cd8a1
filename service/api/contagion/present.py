"""How contagion is told: customers round by round with the edges behind, and in the end."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.api.http.holding_text import names_of
from service.money import money, whole
from service.relations.contagion.loss_arcs import LossArcs
from service.relations.contagion.loss_edges import LossTables
from service.relations.contagion.scenarios import Outcome, Scenario, bank_losses
from service.relations.contagion.sentences import Strike, strike_told

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
    rounds; `hidden` counts the others. Of why, at most BECAUSE edges are listed. `names` are those
    of all customers that they name.
    """
    rounds: list[dict[str, Any]] = []
    told_of: list[tuple[int, dict[str, Any]]] = []
    room = LISTED
    for k, step in enumerate(found.rounds):
        order = _hardest(step.nodes, step.value, found.shortfall[step.nodes])
        order = order[: min(limit, room)]
        room -= len(order)
        failed = _failed(scenario, found, step.nodes, step.value)
        lost = bank_losses(losses, scenario, step.nodes, failed)
        customers = [
            {
                "customer_id": losses.customer_ids[step.nodes[i]],
                **_state(scenario, found, int(step.nodes[i]), step.value[i]),
                "failed": round(float(failed[i]), DECIMALS),
                "bank_loss": shown_amount(lost[i]),
                **_why(losses, arcs, scenario, found, k, int(step.nodes[i])),
            }
            for i in order
        ]
        told_of += zip(step.nodes[order].tolist(), customers, strict=True)
        hidden = len(step.nodes) - len(order)
        rounds.append({"round": found.number[k], "customers": customers, "hidden": hidden})
    touched = found.touched
    order = _hardest(touched, found.state[touched], found.shortfall[touched])[:limit]
    lost = bank_losses(losses, scenario, touched, found.failed[touched])
    ends = [
        {
            "customer_id": losses.customer_ids[i],
            **_end(scenario, found, int(i)),
            "bank_loss": shown_amount(amount),
            "net_assets": _known(losses.equity[i]),
        }
        for i, amount in zip(touched[order], lost[order], strict=True)
    ]
    names = _name([*(entry for _, entry in told_of), *ends])
    for customer, entry in told_of:
        entry["sentence"] = _sentence(losses, scenario, customer, entry, names)
    return {
        "complete": found.complete,
        "rounds": rounds,
        "customers": ends,
        "hidden": len(touched) - len(ends),
        "names": names,
        "totals": shown_totals(losses, scenario, found),
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
    totals = shown_totals(losses, scenario, before)
    return {"totals": totals, "changed": told, "hidden": len(nodes) - len(told)}


def _hardest(nodes: Ints, value: Any, shortfall: Any) -> Ints:
    """The order of customers from the hardest hit on; equals by position."""
    return np.lexsort((nodes, -value, -shortfall))


def _failed(scenario: Scenario, found: Outcome, nodes: Ints, value: Floats) -> Floats:
    """How far the customers of a round had failed after it."""
    return value if scenario.model.startswith("debtrank") else found.failed[nodes]


def _state(scenario: Scenario, found: Outcome, customer: int, value: float) -> dict[str, Any]:
    """What the model computes of a customer."""
    if scenario.model == "threshold":
        return {"loss": shown_amount(value)}
    if scenario.model == "clearing":
        shortfall = shown_amount(found.shortfall[customer])
        return {"payment": shown_amount(value), "shortfall": shortfall}
    return {"distress": round(float(value), DECIMALS)}


def _end(scenario: Scenario, found: Outcome, customer: int) -> dict[str, Any]:
    state = _state(scenario, found, customer, found.state[customer])
    if found.further[customer]:
        state["further_loss"] = shown_amount(found.further[customer])
    return {**state, "defaulted": bool(found.defaulted[customer])}


def _sentence(
    losses: LossTables,
    scenario: Scenario,
    customer: int,
    entry: dict[str, Any],
    names: dict[str, str],
) -> dict[str, str]:
    """What happened to a customer in a round."""
    amount = entry.get("shortfall") or entry.get("loss") or ""
    equity = float(losses.equity[customer])
    lost = whole(float(amount)) / equity if amount and equity > 0 else None
    strike = Strike(
        model=scenario.model,
        shock=float(scenario.shock[customer]),
        failed=entry["failed"],
        amount=amount,
        part=lost,
        bank_loss=entry["bank_loss"],
        undrawn=shown_amount(losses.undrawn[customer]),
        because=entry["because"],
        count=len(entry["because"]) + entry["because_hidden"],
    )
    return vars(strike_told(strike, losses.currency, lambda other: names.get(other, other)))


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


def shown_totals(losses: LossTables, scenario: Scenario, found: Outcome) -> dict[str, Any]:
    """An outcome in a few numbers: of the network, then of the bank."""
    nodes = np.flatnonzero(found.failed)
    lost = bank_losses(losses, scenario, nodes, found.failed[nodes])
    return {
        "defaulted": int(found.defaulted.sum()),
        "impact": round(found.impact, DECIMALS),
        "loss": shown_amount(found.loss),
        "bank_loss": shown_amount(lost.sum()),
        "initial_bank_loss": shown_amount(lost[scenario.shock[nodes] > 0].sum()),
    }


def shown_difference(totals: dict[str, Any], baseline: dict[str, Any]) -> dict[str, Any]:
    """What totals are more than others, number by number."""
    return {
        name: money(whole(float(value)) - whole(float(baseline[name])))
        if isinstance(value, str)
        else round(value - baseline[name], DECIMALS)
        for name, value in totals.items()
    }


def shown_amount(value: float) -> str:
    """Ten-thousandths of money as text; a part of one, as shares of losses have, is not told."""
    return money(round(float(value)))


def _known(value: float) -> str | None:
    return None if np.isnan(value) else shown_amount(value)


def _name(told: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Put the name behind each customer's id, all looked up at once; and tell all names.

    Those at the ends of edges are named too.
    """
    edges = (edge for entry in told for edge in entry.get("because", ()))
    ends = {end for edge in edges for end in (edge["from"], edge["to"])}
    names = names_of({entry["customer_id"] for entry in told}, ends)
    for entry in told:
        entry["name"] = names[entry["customer_id"]]
    return names

"""Contagion: the customers that fail or lose, round by round, once some have failed or were hit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.contagion.clearing import clearing
from service.graph.contagion.debtrank import (
    Spread,
    debtrank,
    debtrank_differential,
    debtrank_impact,
    impacts,
)
from service.graph.contagion.loss_network import LossNetwork, Round
from service.graph.contagion.threshold_cascade import Cascade, threshold_cascade
from service.relations.contagion.loss_arcs import LossArcs
from service.relations.contagion.loss_edges import OBLIGATION, LossTables

Model = Literal["threshold", "debtrank", "debtrank_differential", "clearing"]

Played = TypeVar("Played", Cascade, Spread)

#: Arcs that carried something to a customer, and how much each, the largest first.
Carried = tuple[Ints, Floats]

#: How far from 1 a distress may be and still be a failure: sums are rounded.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Scenario:
    """What is asked: who is hit how hard, `shock` float64[n] from 0 to 1, 1 being a failure.

    `value` float64[n] is what each customer weighs in the impact; its sum is above 0.
    """

    model: Model
    shock: Floats
    value: Floats
    loss_given_default: float = 1.0
    max_rounds: int = 1000


@dataclass(frozen=True)
class Outcome:
    """What became of a scenario.

    `state` float64[n] is each customer's loss (threshold), distress (DebtRank) or payment
    (clearing) in the end, `shortfall` float64[n] what it then leaves unpaid (zero elsewhere);
    `touched` int64 are those of whom there is something to tell. `rounds` are those customers
    whose state changed in each, with the state they had after it, and `number` their numbers.
    `because(k, customer)` gives what carried it to a customer of the k-th of them. `defaulted`
    bool[n]; `failed` float64[n] how far each failed: 1 of a default by threshold, its distress, or
    by clearing what it leaves unpaid of what it owes. `further` float64[n] is what customers that
    had failed at the start lose by the failures that follow, in no `state` and no `loss`.
    `impact` is the share of the value that was hit beyond the shock; `loss` in the bank's
    currency; `complete`: it came to its end within the rounds that were allowed.
    """

    state: Floats
    failed: Floats
    further: Floats
    shortfall: Floats
    touched: Ints
    rounds: list[Round]
    number: list[int]
    because: Callable[[int, int], Carried]
    defaulted: Flags
    impact: float
    loss: float
    complete: bool


def edges_counted(model: Model, losses: LossTables) -> Flags:
    """Which loss edges a model goes along: clearing the obligations, the others all of them."""
    if model == "clearing":
        return losses.edges.kind == OBLIGATION
    return np.ones(len(losses.edges.kind), np.bool_)


def value_by_exposure(losses: LossTables) -> tuple[Floats, bool]:
    """What customers weigh: what the bank has lent to each; all the same where it has to nobody.

    Comes back as float64[n], and whether anybody has an exposure in the bank's currency.
    """
    exposure = np.nan_to_num(losses.exposure)
    if exposure.any():
        return exposure, True
    return np.ones(len(losses)), False


def bank_losses(losses: LossTables, scenario: Scenario, nodes: Ints, failed: Floats) -> Floats:
    """What the bank loses by some customers, int64[k], that failed so far: float64[k].

    What no cover stands for of its own exposures, times the loss given default; in whole
    ten-thousandths. Linear in them.
    """
    lost: Floats = np.rint(losses.at_risk[nodes] * failed * scenario.loss_given_default)
    return lost


def outcome(arcs: LossArcs, losses: LossTables, scenario: Scenario) -> Outcome:
    """Play a scenario on the arcs that its model goes along; nothing stored changes.

    `threshold`: those of shock 1 have failed; a customer fails once its losses reach its net
    assets. `debtrank` (Battiston et al. 2012) and `debtrank_differential` (Bardoscia et al. 2015):
    distress spreads in proportion to what a customer stands to lose of its net assets, and is lost
    in money as that part of them. `clearing` (Eisenberg, Noe 2001): the greatest vector of
    payments, where cash is what a customer keeps at the bank, none where that is unknown or
    negative, and a shock takes that part of it away; what is told of each is its final payment;
    those of round 0 pay all they owe, and the others come in the round in which they first cannot.
    The loss is the sum of what customers lose, by clearing of what stays unpaid; a customer that
    had failed at the start loses nothing more.

    Raises ValueError as the kernels do. Cost: that of the kernels, and linear in the customers.
    """
    if scenario.model == "clearing":
        return _cleared(arcs, losses, scenario)
    if scenario.model == "threshold":
        return _cascaded(arcs, losses, scenario)
    return _spread(arcs, losses, scenario)


def _to_the_end(play: Callable[[int], Played], max_rounds: int) -> tuple[Played, bool]:
    """What is played within some rounds, and whether there would be none after them."""
    longer = play(max_rounds + 1)
    if len(longer.rounds) <= max_rounds + 1:
        return longer, True
    return play(max_rounds), False


def _into(network: LossNetwork, customer: int) -> Ints:
    indptr, arc = network.into
    return arc[indptr[customer] : indptr[customer + 1]]


def _largest(arcs: Ints, carried: Floats) -> Carried:
    """The arcs that carried anything, the largest first; those of equal weight by the failing."""
    some = carried > 0
    arcs, carried = arcs[some], carried[some]
    order = np.argsort(-carried, kind="stable")
    return arcs[order], carried[order]


def _cascaded(arcs: LossArcs, losses: LossTables, scenario: Scenario) -> Outcome:
    """Fail one after the other; what a customer lost to all who failed before it is why."""
    network, part = arcs.network, scenario.loss_given_default
    failed = np.flatnonzero(scenario.shock)
    cascade, complete = _to_the_end(
        partial(threshold_cascade, network, losses.equity, failed, part), scenario.max_rounds
    )
    never = len(cascade.rounds)
    at = np.full(len(losses), never)
    for k, step in enumerate(cascade.rounds):
        at[step.nodes] = k
    defaulted = at < never

    def because(k: int, customer: int) -> Carried:
        into = _into(network, customer)
        into = into[at[network.failing[into]] < k]
        return _largest(into, network.amount[into] * part)

    hit = defaulted & (at > 0)
    further = np.where(at == 0, cascade.loss, 0.0)
    return Outcome(
        state=cascade.loss - further,
        failed=defaulted.astype(np.float64),
        further=further,
        shortfall=np.zeros(len(losses)),
        touched=np.flatnonzero(defaulted | (cascade.loss > 0)),
        rounds=cascade.rounds,
        number=list(range(never)),
        because=because,
        defaulted=defaulted,
        impact=_impact(hit.astype(float), scenario),
        loss=float((cascade.loss - further).sum()),
        complete=complete,
    )


def _impact(hit: Floats, scenario: Scenario) -> float:
    if not len(hit):
        return 0.0
    return debtrank_impact(hit, np.zeros(len(hit)), scenario.value)


def _cleared(arcs: LossArcs, losses: LossTables, scenario: Scenario) -> Outcome:
    """Pay as much as there is; why a customer gets less is what its debtors leave unpaid."""
    network, n = arcs.network, len(losses)
    owed = np.bincount(network.failing, network.amount, n)
    cash = np.maximum(np.nan_to_num(losses.cash), 0) * (1 - scenario.shock)
    cleared = clearing(network, cash)
    unpaid = np.zeros(n)
    np.divide(owed - cleared.payment, owed, out=unpaid, where=owed > 0)
    defaulted = np.zeros(n, np.bool_)
    for step in cleared.rounds:
        defaulted[step.nodes] = True
    unpaid[~defaulted] = 0
    shortfall = np.where(defaulted, owed - cleared.payment, 0.0)
    touched = np.union1d(network.failing, network.loser)
    told = [touched[~defaulted[touched]], *(step.nodes for step in cleared.rounds)]

    def because(k: int, customer: int) -> Carried:
        into = _into(network, customer)
        return _largest(into, network.amount[into] * unpaid[network.failing[into]])

    return Outcome(
        state=cleared.payment,
        failed=unpaid,
        further=np.zeros(n),
        shortfall=shortfall,
        touched=touched,
        rounds=[Round(nodes, cleared.payment[nodes], unpaid[nodes]) for nodes in told],
        number=list(range(len(told))),
        because=because,
        defaulted=defaulted,
        impact=_impact(unpaid, scenario),
        loss=float(shortfall.sum()),
        complete=cleared.gap == 0,
    )


def _spread(arcs: LossArcs, losses: LossTables, scenario: Scenario) -> Outcome:
    """Spread distress; why a customer's grew in a round is what the round before passed on."""
    network, equity, shock = arcs.network, losses.equity, scenario.shock
    part, most = scenario.loss_given_default, scenario.max_rounds
    if scenario.model == "debtrank":
        spread, complete = _to_the_end(partial(debtrank, network, equity, shock, part), most)
    else:
        spread, complete = debtrank_differential(network, equity, shock, part, most), True
    weight = impacts(network, equity, part)
    rounds, passing = _with_the_rest(spread)

    def because(k: int, customer: int) -> Carried:
        into = _into(network, customer)
        passed = np.zeros(len(into))
        if k:
            nodes, failing = passing[k - 1].nodes, network.failing[into]
            place = np.minimum(np.searchsorted(nodes, failing), len(nodes) - 1)
            passed = np.where(nodes[place] == failing, passing[k - 1].passed[place], 0.0)
        return _largest(into, weight[into] * passed)

    hit = spread.distress - shock
    bearable = np.where(equity > 0, equity, 0.0)
    return Outcome(
        state=spread.distress,
        failed=spread.distress,
        further=np.zeros(len(losses)),
        shortfall=np.zeros(len(losses)),
        touched=np.flatnonzero(spread.distress > 0),
        rounds=rounds,
        number=[*range(len(spread.rounds)), spread.iterations][: len(rounds)],
        because=because,
        defaulted=spread.distress >= 1 - ROUNDING,
        impact=_impact(hit, scenario),
        loss=float((hit * bearable).sum()),
        complete=complete and spread.converged,
    )


def _with_the_rest(spread: Spread) -> tuple[list[Round], list[Round]]:
    """The rounds that were kept and one for all that came after; and what each passed on to.

    What happened after is what has grown since the last but one, passed on.
    """
    before = np.zeros(len(spread.distress))
    for step in spread.rounds[:-1]:
        before[step.nodes] = step.value
    last = spread.rounds[-1]
    shown = before.copy()
    shown[last.nodes] = last.value
    rest = np.flatnonzero(spread.distress > shown)
    if not len(rest):
        return spread.rounds, spread.rounds
    grown = np.flatnonzero(spread.distress > before)
    since = Round(grown, spread.distress[grown], (spread.distress - before)[grown])
    after = Round(rest, spread.distress[rest], np.zeros(len(rest)))
    return [*spread.rounds, after], [*spread.rounds[:-1], since]

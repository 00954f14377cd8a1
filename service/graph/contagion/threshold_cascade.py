"""Failures that follow from failures, where losses reach what a node can bear."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes
from service.graph.contagion.loss_network import LossNetwork, Round, as_part, as_state
from service.graph.kernels import kernel

#: An amount times a loss given default is no whole number: losses that equal the equity reach it.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Cascade:
    """Who failed in which round, and what each node lost in the end, float64[n].

    The first round are the nodes that failed to begin with. A round's `value` is what its nodes had
    lost when they failed, its `passed` the loss given default.
    """

    rounds: list[Round]
    loss: Floats


def threshold_cascade(
    network: LossNetwork,
    equity: ArrayLike,
    failed: ArrayLike,
    loss_given_default: float = 1.0,
    max_rounds: int = 1000,
) -> Cascade:
    """Let nodes fail, and those whose losses then reach their equity, round by round.

    A node loses the amount of each failed counterparty times the loss given default, once. It fails
    in the round after its losses have reached its equity; equality is enough, with a margin of 1e-9
    of the equity. Equity of nothing or less is used up by the first loss, never without one; with
    unknown equity (NaN) a node never fails, but what it lost is told.

    Parameters
    ----------
    network : LossNetwork
        Who loses how much when whom fails.
    equity : float[n]
        What each node can bear; NaN where unknown.
    failed : int[f]
        The nodes that fail to begin with, in any order.
    loss_given_default : float
        The part of an amount that is lost, from 0 to 1.
    max_rounds : int
        How many rounds after the first are played at most; what the last of them lost others is
        counted all the same.

    Returns
    -------
    Cascade
        Who failed in which round, and what each node lost.

    Raises
    ------
    ValueError
        For arrays of another shape, a loss given default outside 0..1, unknown nodes.

    Notes
    -----
    Cost: O(n + arcs out of failed nodes), and a sort of each round.

    References
    ----------
    Furfine 2003, Interbank exposures: quantifying the risk of contagion. Upper 2011, Simulation
    methods to assess the danger of contagion in interbank markets.

    Examples
    --------
    >>> from service.graph.contagion.loss_network import loss_network
    >>> network = loss_network(3, [0, 1], [1, 2], [5.0, 5.0])
    >>> cascade = threshold_cascade(network, [1.0, 5.0, 9.0], [0])
    >>> [round.nodes.tolist() for round in cascade.rounds], cascade.loss.tolist()
    ([[0], [1]], [0.0, 5.0, 5.0])
    """
    equity = as_state(network.n, "equity", equity)
    part = as_part("loss_given_default", loss_given_default)
    (first,) = as_nodes(network.n, failed)
    order, start, value, loss = _cascade(
        network.out, network.loser, network.amount * part, equity, np.unique(first), max_rounds
    )
    rounds = [
        Round(order[a:b], value[a:b], np.full(b - a, part))
        for a, b in zip(start[:-1].tolist(), start[1:].tolist(), strict=True)
    ]
    return Cascade(rounds, loss)


@kernel
def _cascade(
    out: Ints, loser: Ints, lost: Floats, equity: Floats, first: Ints, max_rounds: int
) -> tuple[Ints, Ints, Floats, Floats]:
    """The failed in order, where each round starts, what each had lost then, and all losses."""
    n = equity.size
    loss, failed, seen = np.zeros(n), np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    order, value, touched = np.empty(n, np.int64), np.empty(n), np.empty(n, np.int64)
    size = first.size
    order[:size] = first
    value[:size] = 0.0
    for u in first:
        failed[u] = True
    starts = [0]
    begin = 0
    while begin < size:
        starts.append(size)
        count = 0
        for u in order[begin:size]:
            for k in range(out[u], out[u + 1]):
                v = loser[k]
                loss[v] += lost[k]
                if not failed[v] and not seen[v]:
                    seen[v] = True
                    touched[count] = v
                    count += 1
        begin = size
        following = np.sort(touched[:count])
        for v in following:
            seen[v] = False
            enough = equity[v] - ROUNDING * abs(equity[v])
            if len(starts) <= max_rounds + 1 and loss[v] > 0 and loss[v] >= enough:
                failed[v] = True
                order[size], value[size] = v, loss[v]
                size += 1
        if len(starts) > max_rounds + 1:
            break
    return order[:size], np.array(starts), value[:size], loss

"""DebtRank: distress that spreads in proportion to the part of its equity that a node loses."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_weights
from service.graph.contagion.loss_network import LossNetwork, Round, as_part, as_state
from service.graph.csr import Int32s
from service.graph.kernels import kernel

#: The largest growth of distress in a round at which `debtrank_differential` has settled.
SETTLED = 1e-9
#: How many entries the rounds that are kept hold: so many a node, or so many if that is more.
ENTRIES_A_NODE, ENTRIES = 8, 1_000_000


@dataclass(frozen=True)
class Spread:
    """How distress spread, and each node's distress in the end, float64[n] from 0 to 1.

    The first round are the nodes that were hit to begin with. `rounds` are the first of the
    `iterations` + 1 that there were; `converged` says whether more would change nothing.
    """

    rounds: list[Round]
    distress: Floats
    converged: bool
    iterations: int


def impacts(network: LossNetwork, equity: ArrayLike, loss_given_default: float) -> Floats:
    """What part of its equity the loser of each arc loses when the other fails: float64[m].

    min(1, amount x loss given default / equity); 0 where the equity is unknown (NaN), 1 where there
    is none and something to lose. Cost: O(m).
    """
    equity = as_state(network.n, "equity", equity)[network.loser]
    lost = network.amount * as_part("loss_given_default", loss_given_default)
    part = (lost > 0).astype(np.float64)
    np.divide(lost, equity, out=part, where=equity > 0)
    part[np.isnan(equity)] = 0.0
    return np.minimum(part, 1.0)


def debtrank(
    network: LossNetwork,
    equity: ArrayLike,
    shock: ArrayLike,
    loss_given_default: float = 1.0,
    max_rounds: int = 1000,
) -> Spread:
    """Spread distress as in Battiston et al. 2012: each node passes its own on once.

    A node that becomes distressed in a round passes what distress it has by then on in the next
    one, times the part of its equity that each loser loses (`impacts`), and never again; it can
    still be hit further, up to 1. All nodes of a round act at once.

    Parameters
    ----------
    network : LossNetwork
        Who loses how much when whom fails.
    equity : float[n]
        What each node can bear.
    shock : float[n]
        How hard each node is hit to begin with, from 0 to 1.
    loss_given_default : float
        The part of an amount that is lost, from 0 to 1.
    max_rounds : int
        How many rounds after the first are played at most.

    Returns
    -------
    Spread
        Each node's distress in the end, and how it spread.

    Raises
    ------
    ValueError
        For arrays of another shape, shocks or a loss given default outside 0..1.

    Notes
    -----
    Cost: O(n + arcs out of distressed nodes), and a sort of each round.

    References
    ----------
    Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012, DebtRank.

    Examples
    --------
    >>> from service.graph.contagion.loss_network import loss_network
    >>> network = loss_network(3, [0, 1], [1, 2], [5.0, 5.0])
    >>> debtrank(network, [1.0, 10.0, 10.0], [1.0, 0.0, 0.0]).distress.tolist()
    [1.0, 0.5, 0.25]
    """
    weight = impacts(network, equity, loss_given_default)
    return _spread(network, weight, _as_shock(network.n, shock), max_rounds, True, max_rounds + 1)


def debtrank_differential(
    network: LossNetwork,
    equity: ArrayLike,
    shock: ArrayLike,
    loss_given_default: float = 1.0,
    max_rounds: int = 1000,
    rounds_kept: int = 20,
) -> Spread:
    """Spread distress as in Bardoscia et al. 2015: each growth of it is passed on.

    As `debtrank`, save that a node passes on in each round by how much its distress has grown in
    the one before, until no node's has grown by 1e-9 or more. The first `rounds_kept` rounds come
    back, fewer where they touch more than eight times the nodes. Beyond them the limit is swept for
    from below: it is the least solution of distress = min(1, shock + impacts x distress), to which
    a sweep that uses what it has just found comes sooner than a round (Gauss-Seidel); at most
    `max_rounds` rounds and sweeps in all. Cost: O(arcs out of nodes that are growing) a round, O(m)
    a sweep.
    """
    weight = impacts(network, equity, loss_given_default)
    shock = _as_shock(network.n, shock)
    first = _spread(network, weight, shock, min(max_rounds, rounds_kept), False, rounds_kept)
    if first.converged or max_rounds <= rounds_kept:
        return first
    indptr, arc = network.into
    into = (indptr, network.failing[arc].astype(np.int32), weight[arc])
    sweeps, settled = _swept(into, shock, first.distress, max_rounds - rounds_kept)
    return Spread(first.rounds, first.distress, settled, first.iterations + sweeps)


@kernel
def _swept(
    into: tuple[Ints, Int32s, Floats], shock: Floats, distress: Floats, most: int
) -> tuple[int, bool]:
    """Raise the distress to its limit, in place; tell the sweeps it took and whether it settled."""
    indptr, failing, weight = into
    n = distress.size
    for sweep in range(most):
        growth = 0.0
        for i in range(n):
            v = i if sweep % 2 == 0 else n - 1 - i
            before = distress[v]
            if before >= 1.0:
                continue
            after = shock[v]
            for k in range(indptr[v], indptr[v + 1]):
                after += weight[k] * distress[failing[k]]
            if after > before:
                distress[v] = min(1.0, after)
                growth = max(growth, distress[v] - before)
        if growth < SETTLED:
            return sweep + 1, True
    return most, False


def debtrank_impact(distress: Floats, shock: Floats, value: Floats) -> float:
    """What part of the total value is in distress, without the shock itself.

    All float64[n]; `value` is what each node weighs, and its sum must be above 0.
    """
    return float(((distress - shock) * value).sum() / value.sum())


def _as_shock(n: int, shock: ArrayLike) -> Floats:
    shock = as_weights(n, shock)
    if (shock > 1).any():
        raise ValueError("shocks must be from 0 to 1")
    return shock


def _spread(
    network: LossNetwork, weight: Floats, shock: Floats, max_rounds: int, once: bool, keep: int
) -> Spread:
    room = max(ENTRIES_A_NODE * network.n, ENTRIES)
    nodes, value, passed, start, distress, iterations, growing = _spreading(
        network.out, network.loser, weight, shock, max_rounds, once, keep, room
    )
    rounds = [
        Round(nodes[a:b], value[a:b], passed[a:b])
        for a, b in zip(start[:-1].tolist(), start[1:].tolist(), strict=True)
    ]
    return Spread(rounds, distress, not growing, iterations)


@kernel
def _spreading(
    out: Ints,
    loser: Ints,
    weight: Floats,
    shock: Floats,
    max_rounds: int,
    once: bool,
    keep: int,
    room: int,
) -> tuple[Ints, Floats, Floats, Ints, Floats, int, bool]:
    """The rounds kept, one after the other, where each starts, the end, and how it ended."""
    n = shock.size
    distress, grown = shock.copy(), np.zeros(n)
    seen, done = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    active, touched = np.flatnonzero(shock > 0), np.empty(n, np.int64)
    passing = shock[active]
    kept = [active.copy()]
    values, passes = [passing.copy()], [passing.copy()]
    starts, entries = [0, active.size], active.size
    iterations = 0
    keeping = True
    while active.size and iterations < max_rounds:
        iterations += 1
        count = 0
        for i in range(active.size):
            u = active[i]
            done[u] = True
            for k in range(out[u], out[u + 1]):
                v = loser[k]
                grown[v] += weight[k] * passing[i]
                if not seen[v]:
                    seen[v] = True
                    touched[count] = v
                    count += 1
        size, growth = 0, 0.0
        for v in _in_order(touched[:count], seen):
            seen[v] = False
            before = distress[v]
            distress[v] = min(1.0, before + grown[v])
            grown[v] = distress[v] - before
            if grown[v] > 0:
                touched[size] = v
                size += 1
                growth = max(growth, grown[v])
        changed = touched[:size].copy()
        part = np.zeros(size)
        for i in range(size):
            v = changed[i]
            if not once:
                part[i] = grown[v]
            elif not done[v]:
                part[i] = distress[v]
            grown[v] = 0.0
        keeping = keeping and len(starts) <= keep and entries + size <= room
        if keeping and size:
            kept.append(changed)
            values.append(distress[changed])
            passes.append(part)
            entries += size
            starts.append(entries)
        passes_on = part > 0
        if not once and growth < SETTLED:
            passes_on[:] = False
        active, passing = changed[passes_on], part[passes_on]
    nodes, value, passed = np.empty(entries, np.int64), np.empty(entries), np.empty(entries)
    for i in range(len(kept)):
        nodes[starts[i] : starts[i + 1]] = kept[i]
        value[starts[i] : starts[i + 1]] = values[i]
        passed[starts[i] : starts[i + 1]] = passes[i]
    return nodes, value, passed, np.array(starts), distress, iterations, active.size > 0


@kernel
def _in_order(touched: Ints, seen: "np.ndarray") -> Ints:
    """The touched nodes in order: sorted, or read off the flags where they are many."""
    if touched.size * 16 < seen.size:
        return np.sort(touched)
    return np.flatnonzero(seen)

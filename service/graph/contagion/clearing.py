"""The clearing of obligations: how much of what it owes each node can pay, if all pay in full."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.linalg import spsolve

from service.graph.arrays import Flags, Floats, Ints, as_weights
from service.graph.contagion.loss_network import LossNetwork, Round
from service.graph.kernels import kernel

#: How far payments may be from what is owed and still be all of it: sums are rounded.
ROUNDING = 1e-11
#: Sweeps have settled once no payment falls by more than this part of what its node owes.
SETTLED = 1e-13
#: Payments that so many sweeps do not settle are solved for, up to so many nodes; others are swept
#: on, up to so many sweeps a round.
FEW_SWEEPS, MOST_SOLVED, MOST_SWEEPS = 50, 2_000, 2_000

#: What debtors pay each node: where its debtors start, int64[n + 1], who they are, how much.
Into = tuple[Ints, Ints, Floats]
#: What each of some nodes has of what it owes: from outside, and as `Into` from each other.
System = tuple[Floats, Ints, Ints, Floats]


@dataclass(frozen=True)
class Clearing:
    """What each node pays in the end, float64[n], and who cannot pay all it owes.

    `rounds` are those who are short once all before them are, the `value` what they pay at the end
    of the round, `passed` the part that stays unpaid. `gap` is the most by which a payment still
    fell in the last sweep of a round where sweeps had to end before they settled; else 0: payments
    are at most that much too high each, or more by the length of the loops that they go round.
    """

    payment: Floats
    rounds: list[Round]
    gap: float


def clearing(network: LossNetwork, cash: ArrayLike) -> Clearing:
    """Find the greatest clearing vector of obligations (Eisenberg, Noe 2001).

    A node pays what it owes, or else all it has and receives (limited liability), in proportion to
    what it owes to each (pro rata). Of the vectors that satisfy this the greatest comes back: a
    loop of debts without cash is paid in full.

    Parameters
    ----------
    network : LossNetwork
        The obligations: a debtor is the node that fails, its creditor the one that loses.
    cash : float[n]
        What each node has from outside, >= 0.

    Returns
    -------
    Clearing
        What each node pays, and which nodes cannot pay all they owe.

    Raises
    ------
    ValueError
        As `as_weights` does.

    Notes
    -----
    Method: fictitious default: first everybody is taken to pay in full; the nodes that then are
    short default; what those in default pay falls, which may make others short, and so on, at most
    n times. A round looks only at those in default whom money from its new ones reaches, and their
    creditors. What they pay is swept downwards from above (Gauss-Seidel), each to 1e-13 of what it
    owes. What 50 sweeps do not settle is a long loop: up to 2,000 nodes it is solved as a linear
    system, which is regular: among nodes that owe only each other at least one can pay; beyond that
    it is swept up to 2,000 times, and `gap` says so where that does not settle it. Cost: O(n + m),
    and a round the arcs of those whom it reaches, times its sweeps.

    References
    ----------
    Eisenberg and Noe 2001, Systemic risk in financial systems.

    Examples
    --------
    0 owes 10 and has 4; 1 passes on what it gets:

    >>> from service.graph.contagion.loss_network import loss_network
    >>> cleared = clearing(loss_network(3, [0, 1], [1, 2], [10.0, 5.0]), [4.0, 0.0, 0.0])
    >>> cleared.payment.tolist()
    [4.0, 4.0, 0.0]
    """
    cash = as_weights(network.n, cash)
    owed = np.bincount(network.failing, network.amount, network.n).astype(np.float64)
    indptr, arc = network.into
    into = (indptr, network.failing[arc], network.amount[arc])
    part, short = np.ones(network.n), np.zeros(network.n, np.bool_)
    place = np.full(network.n, -1)
    rounds: list[Round] = []
    gap = 0.0
    new = _short_of(into, owed, cash, part, short, np.arange(network.n))
    while new.size:
        short[new] = True
        reached, creditors = _reached(network.out, network.loser, short, new, place)
        system = _system(into, owed, cash, part, reached, place)
        falling = part[reached]
        gap = max(gap, _settle(system, falling, owed[reached]))
        part[reached] = falling
        rounds.append(Round(new, owed[new] * part[new], 1.0 - part[new]))
        new = _short_of(into, owed, cash, part, short, creditors)
    return Clearing(owed * part, rounds, gap)


def _settle(system: System, part: Floats, owed: Floats) -> float:
    """Lower the part that each pays to what it has, in place; says by how much it falls on."""
    fallen = _sweep(*system, part, owed, FEW_SWEEPS)
    if not fallen:
        return 0.0
    if part.size > MOST_SOLVED:
        return float(_sweep(*system, part, owed, MOST_SWEEPS - FEW_SWEEPS))
    have, indptr, column, coefficient = system
    flows = csc_array(csr_array((coefficient, column, indptr), shape=(part.size, part.size)))
    solved = spsolve(eye_array(part.size, format="csc") - flows, have)
    np.minimum(np.clip(solved, 0.0, 1.0), part, out=part)
    return 0.0


@kernel
def _short_of(
    into: Into, owed: Floats, cash: Floats, part: Floats, short: Flags, among: Ints
) -> Ints:
    """Those among some nodes who pay in full so far, and have less than they owe."""
    indptr, debtor, amount = into
    found = np.empty(among.size, np.int64)
    size = 0
    for u in among:
        if owed[u] > 0 and not short[u]:
            have = cash[u]
            for k in range(indptr[u], indptr[u + 1]):
                have += amount[k] * part[debtor[k]]
            if have < owed[u] * (1 - ROUNDING):
                found[size] = u
                size += 1
    return found[:size].copy()


@kernel
def _reached(out: Ints, loser: Ints, short: Flags, new: Ints, place: Ints) -> tuple[Ints, Ints]:
    """Those in default whom payments of the new ones reach, and their other creditors, in order.

    `place` int64[n] is -1 everywhere, and is left so.
    """
    met, begin = list(new), 0
    place[new] = 0
    while begin < len(met):
        u = met[begin]
        begin += 1
        if short[u]:
            for k in range(out[u], out[u + 1]):
                if place[loser[k]] < 0:
                    place[loser[k]] = 0
                    met.append(loser[k])
    nodes = np.sort(np.array(met))
    place[nodes] = -1
    return nodes[short[nodes]], nodes[~short[nodes]]


@kernel
def _system(
    into: Into, owed: Floats, cash: Floats, part: Floats, nodes: Ints, place: Ints
) -> System:
    """What each of the nodes has as a part of what it owes: what stays as it is, and their own."""
    indptr, debtor, amount = into
    size = 0
    for i in range(nodes.size):
        place[nodes[i]] = i
        size += indptr[nodes[i] + 1] - indptr[nodes[i]]
    have, start = np.empty(nodes.size), np.zeros(nodes.size + 1, np.int64)
    column, coefficient = np.empty(size, np.int64), np.empty(size)
    size = 0
    for i in range(nodes.size):
        u = nodes[i]
        fixed = cash[u]
        for k in range(indptr[u], indptr[u + 1]):
            v = debtor[k]
            if place[v] < 0:
                fixed += amount[k] * part[v]
            else:
                column[size], coefficient[size] = place[v], amount[k] / owed[u]
                size += 1
        have[i], start[i + 1] = fixed / owed[u], size
    place[nodes] = -1
    return have, start, column[:size].copy(), coefficient[:size].copy()


@kernel
def _sweep(
    have: Floats,
    indptr: Ints,
    column: Ints,
    coefficient: Floats,
    part: Floats,
    owed: Floats,
    most: int,
) -> float:
    """Lower what each pays until it settles, at most so many times, every other one backwards.

    Says the most by which a payment fell in the last sweep, or 0 where they have settled.
    """
    n, fallen = part.size, 0.0
    for sweep in range(most):
        fallen, settled = 0.0, True
        for i in range(n):
            u = i if sweep % 2 == 0 else n - 1 - i
            able = have[u]
            for k in range(indptr[u], indptr[u + 1]):
                able += coefficient[k] * part[column[k]]
            if able < part[u]:
                settled = settled and part[u] - able <= SETTLED
                fallen = max(fallen, (part[u] - able) * owed[u])
                part[u] = able
        if settled:
            return 0.0
    return fallen

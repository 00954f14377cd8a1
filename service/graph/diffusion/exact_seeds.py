"""The best seeds of a tiny network, by the expected spread of every set of its nodes."""

from itertools import combinations

import numpy as np

from service.graph.arrays import Floats, Ints
from service.graph.diffusion.independent_cascade import IndependentCascade
from service.graph.kernels import kernel

#: Up to how many nodes with ties every set of them is looked at.
TINY = 12

#: Sums of probabilities are off by rounding: spreads that are as near as this are equal.
ROUNDING = 1e-12


def exact_seeds(network: IndependentCascade, k: int, candidates: Ints) -> tuple[Ints, Floats]:
    """Find the k candidates of the largest expected spread: (seeds int64[k], gains float64[k]).

    At most TINY nodes may have ties; there may be any number of nodes without, each of which
    reaches itself only. `candidates` int64[c], different and in order, are k or more. Of sets that
    spread equally far the first by its nodes in order is taken. The seeds come in the order in
    which each adds most to those before it, of equals the first node; `gains` is what it adds, and
    they sum up to the spread. Exact but for rounding. Cost: O(4^t + k t) with t nodes that have
    ties, and O(n + m).
    """
    tied = network.tied()
    spread = spread_of_each_set(_matrix(network, tied))
    is_tied = np.isin(candidates, tied)
    alone = candidates[~is_tied].tolist()
    places = np.searchsorted(tied, candidates[is_tied]).tolist()
    most, best = -np.inf, (tied[:0].tolist(), 0)
    for size in range(max(0, k - len(alone)), min(k, len(places)) + 1):
        for chosen in combinations(places, size):
            members = sum(1 << place for place in chosen)
            reached = spread[members] + k - size
            if reached < most - ROUNDING * k:
                continue
            seeds = sorted([*tied[[*chosen]].tolist(), *alone[: k - size]])
            if reached > most + ROUNDING * k or seeds < best[0]:
                best = seeds, members
            most = max(most, reached)
    return _in_order(*best, tied, spread)


def _matrix(network: IndependentCascade, tied: Ints) -> Floats:
    """The probabilities between nodes with ties, [u, v] that of u reaching v: float64[t, t]."""
    matrix = np.zeros((tied.size, tied.size))
    target = np.repeat(np.arange(network.n), np.diff(network.indptr))
    ends = np.searchsorted(tied, network.source), np.searchsorted(tied, target)
    matrix[ends] = network.probability
    return matrix


def _in_order(seeds: list[int], members: int, tied: Ints, spread: Floats) -> tuple[Ints, Floats]:
    """The seeds, the one that adds most to those before it first, and what each adds."""
    place = {node: at for at, node in enumerate(tied.tolist()) if members >> at & 1}
    alone = [node for node in seeds if node not in place]
    order, gains, reached = [], [], 0
    for _ in seeds:
        # Those who are alone add 1 each: only the first of them need be looked at.
        gain = {node: spread[reached | 1 << at] - spread[reached] for node, at in place.items()}
        gain |= {node: 1.0 for node in alone[:1]}
        most = max(gain.values()) - ROUNDING * len(tied)
        node = min(customer for customer, adds in gain.items() if adds >= most)
        order.append(node)
        gains.append(gain[node])
        if node in place:
            reached |= 1 << place.pop(node)
        else:
            del alone[0]
    return np.array(order, np.int64), np.array(gains)


@kernel
def spread_of_each_set(probability: Floats) -> Floats:
    """Tell how many nodes each set of seeds reaches on average, itself included: float64[2^t].

    `probability` float64[t, t], [u, v] that of u reaching v; a set is the number in which the bit
    of each of its nodes is set. Exact: once some nodes are active, of whom a few have not tried
    yet, those who are reached next depend on nothing else; there are 3^t such states, gone through
    from the largest sets down. Cost: O(4^t).
    """
    t = len(probability)
    full = (1 << t) - 1
    ternary = np.zeros(full + 1, np.int64)
    missed = np.ones((full + 1, t))
    for members in range(1, full + 1):
        low = 0
        while not members >> low & 1:
            low += 1
        rest = members & (members - 1)
        ternary[members] = ternary[rest] + 3**low
        for v in range(t):
            missed[members, v] = missed[rest, v] * (1.0 - probability[low, v])
    # A state is written in base 3: 0 not active, 1 active and done, 2 active and yet to try.
    further = np.zeros(3**t)
    chance, reached = np.empty(full + 1), np.empty(full + 1, np.int64)
    for active in range(full, -1, -1):
        trying = active
        while trying:
            chance[0], reached[0] = 1.0, 0
            size = 1
            for v in range(t):
                if active >> v & 1 or missed[trying, v] == 1.0:
                    continue
                miss = missed[trying, v]
                for i in range(size):
                    chance[size + i], reached[size + i] = (
                        chance[i] * (1.0 - miss),
                        reached[i] | 1 << v,
                    )
                    chance[i] *= miss
                size *= 2
            total = 0.0
            for i in range(1, size):
                state = ternary[active] + 2 * ternary[reached[i]]
                total += chance[i] * (_size(reached[i]) + further[state])
            further[ternary[active] + ternary[trying]] = total
            trying = (trying - 1) & active
    spread = np.empty(full + 1)
    for members in range(full + 1):
        spread[members] = _size(members) + further[2 * ternary[members]]
    return spread


@kernel
def _size(members: int) -> int:
    size = 0
    while members:
        members &= members - 1
        size += 1
    return size

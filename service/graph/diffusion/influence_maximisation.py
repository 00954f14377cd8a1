"""Influence maximisation: the few nodes that together reach most under the independent cascade."""

from dataclasses import dataclass
from math import ceil, e, log, log2, sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes
from service.graph.diffusion.exact_seeds import TINY, exact_seeds
from service.graph.diffusion.greedy_cover import Selection, greedy_cover
from service.graph.diffusion.independent_cascade import IndependentCascade
from service.graph.diffusion.reverse_reachable_sets import (
    ReverseReachableSets,
    Roots,
    first_met,
    reverse_reachable_sets,
    roots_of,
)

#: How many sets there are to begin with: few, as each could have all nodes in it.
_FIRST = 64
#: With fewer nodes in them than this sets are drawn sooner than looked at.
_SOON = 1 << 20
#: Sets that decide whether to stop, and those that estimate, have numbers beyond all that choose.
_DECIDING, _ESTIMATING = 1 << 40, 1 << 41
#: The spread is estimated on no fewer sets than chose the seeds, and on this many arcs or sets.
_STEPS_TO_ESTIMATE, _SETS_TO_ESTIMATE = 10_000_000, 250_000


@dataclass(frozen=True)
class InfluenceSeeds:
    """Seeds, int64[k], in the order in which each adds most to those before it.

    `gain` float64[k] is what each adds; together they are `spread`, how many nodes are reached on
    average, the seeds included. With the method exact both are exact and nothing is larger: `bound`
    is 1. With ris both are estimates, and but for a chance of delta the true spread is
    `at_least` or more, that of any k candidates `optimum_at_most` or less; `bound` is the ratio
    of the two. `sets` is how many sets chose the seeds.
    """

    seeds: Ints
    gain: Floats
    spread: float
    method: Literal["exact", "ris"]
    bound: float
    at_least: float
    optimum_at_most: float
    sets: int


def influence_maximisation(
    network: IndependentCascade,
    k: int,
    candidates: ArrayLike,
    epsilon: float,
    delta: float,
    seed: int,
    max_nodes: int,
    max_steps: int,
) -> InfluenceSeeds:
    """Find k of the candidates whose expected spread is largest.

    With at most TINY nodes that have ties, however many have none, the answer is exact; elsewhere
    it is that of `sampled_seeds`.

    Parameters
    ----------
    network : IndependentCascade
        Who may win over whom, and how likely.
    k : int
        How many seeds are wanted.
    candidates : int[c]
        Different nodes in any order; others pass influence on all the same.
    epsilon, delta : float
        But for a chance of delta the seeds reach 1 - 1/e - epsilon of the optimum, where the limits
        allow it.
    seed : int
        Of the random sets.
    max_nodes, max_steps : int
        How many nodes all sets may hold, and how many arcs may be followed for them.

    Returns
    -------
    InfluenceSeeds
        The seeds in the order of their gains, and what is proved of them.

    Raises
    ------
    ValueError
        Unless 1 <= k <= c, and as `as_nodes` does.

    References
    ----------
    Kempe, Kleinberg and Tardos 2003, Maximizing the spread of influence through a social network.

    Examples
    --------
    >>> from service.graph.diffusion.independent_cascade import independent_cascade
    >>> network = independent_cascade(4, [0, 0, 2], [1, 2, 3], [0.5, 0.5, 0.5])
    >>> found = influence_maximisation(network, 1, range(4), 0.1, 0.001, 0, 10_000, 10_000)
    >>> found.seeds.tolist(), found.spread, found.method
    ([0], 2.25, 'exact')
    """
    (places,) = as_nodes(network.n, candidates)
    places = np.unique(places)
    if not 1 <= k <= places.size:
        raise ValueError(f"{k} seeds among {places.size} candidates")
    if network.tied().size > TINY:
        return sampled_seeds(network, k, places, epsilon, delta, seed, max_nodes, max_steps)
    seeds, gain = exact_seeds(network, k, places)
    spread = float(gain.sum())
    return InfluenceSeeds(seeds, gain, spread, "exact", 1.0, spread, spread, 0)


def sampled_seeds(
    network: IndependentCascade,
    k: int,
    candidates: Ints,
    epsilon: float,
    delta: float,
    seed: int,
    max_nodes: int,
    max_steps: int,
) -> InfluenceSeeds:
    """Find seeds by reverse influence sampling, with proof of how good they are.

    OPIM-C (Tang, Tang, Xiao and Yuan 2018) on importance sketches (Nguyen et al. 2017): twice as
    many sets are drawn until, on as many others, the seeds they choose are seen to spread to
    1 - 1/e - epsilon of the optimum, but for a chance of delta. Where twice as many are likely to
    take more than `max_nodes` (8 bytes of memory each, 12 for a moment) or to look at more than
    `max_steps` arcs, it stops before: `bound` says what could be proved with those. Gains and
    spread are estimated on further sets, which neither chose the seeds nor ended the search, and
    so are unbiased. The same seed gives the same answer on any number of cores.

    There must be an arc; `candidates` are different and in order, k of them or more. Cost: about
    four times the arcs looked at for the sets, and O(n + nodes of the sets) to choose. With
    epsilon and the bound fixed that is near-linear: O(k (n + m) log n / epsilon^2) expected at
    worst (Tang, Shi and Xiao 2015).
    """
    roots, own = roots_of(network), 1.0 - network.entered
    # Each set has two nodes or more: so often at most can the number of sets be doubled.
    rounds = max(1, ceil(log2(max_nodes / 2 / _FIRST)) + 1)
    doubt = log(2 * rounds / delta)
    wanted = 1 - 1 / e - epsilon
    sets = reverse_reachable_sets(network, roots, seed, _FIRST)
    while True:
        full = 2 * sets.nodes.size > max_nodes or 2 * sets.steps > max_steps
        # To look at fewer would cost more than to draw them: O(n).
        if full or sets.nodes.size >= max(network.n, _SOON):
            chosen = greedy_cover(sets, own, roots.weight / len(sets), k, candidates)
            at_least = _spread_at_least(network, roots, seed, chosen.seeds, len(sets), doubt)
            at_most = _optimum_at_most(roots, own, sets, chosen, candidates, doubt)
            if full or at_least >= wanted * at_most:
                break
        sets = reverse_reachable_sets(network, roots, seed, 2 * len(sets), sets)
    at_least, at_most = max(at_least, float(k)), min(at_most, float(network.n))
    # Whoever chooses all has no choice.
    bound = 1.0 if k == candidates.size else min(1.0, at_least / at_most)
    gain = _gains(network, roots, seed, chosen.seeds, sets)
    return InfluenceSeeds(
        seeds=chosen.seeds,
        gain=gain,
        spread=float(gain.sum()),
        method="ris",
        bound=bound,
        at_least=at_least,
        optimum_at_most=at_most,
        sets=len(sets),
    )


def _spread_at_least(
    network: IndependentCascade, roots: Roots, seed: int, seeds: Ints, sets: int, doubt: float
) -> float:
    """What the spread of the seeds is at least, on as many sets as chose them (Lemma 4.2)."""
    rank = np.ones(network.n, np.int32)
    rank[seeds] = 0
    first = _DECIDING + sets
    met = int(first_met(network, roots, seed, first, first + sets, rank, 1)[0])
    root = max(0.0, sqrt(met + 2 * doubt / 9) - sqrt(doubt / 2))
    share = max(0.0, root**2 - doubt / 18) / sets
    return float(roots.weight * share + (1.0 - network.entered[seeds]).sum())


def _optimum_at_most(
    roots: Roots,
    own: Floats,
    sets: ReverseReachableSets,
    chosen: Selection,
    candidates: Ints,
    doubt: float,
) -> float:
    """What the spread of any k candidates is at most (Lemma 4.3).

    The less of its worth is its own, which is certain, the further the true spread of the optimum
    can be from what it is worth on these sets: as little as k candidates can have is supposed.
    """
    k = chosen.seeds.size
    certain = float(np.partition(own[candidates], k - 1)[:k].sum())
    met = (chosen.at_most - certain) / roots.weight * len(sets)
    share = (sqrt(met + doubt / 2) + sqrt(doubt / 2)) ** 2 / len(sets)
    return roots.weight * share + certain


def _gains(
    network: IndependentCascade, roots: Roots, seed: int, seeds: Ints, sets: ReverseReachableSets
) -> Floats:
    """What each seed adds to those before it: the share of fresh sets that it is the first in."""
    enough = min(_SETS_TO_ESTIMATE, _STEPS_TO_ESTIMATE * len(sets) // sets.steps)
    count = max(len(sets), enough)
    rank = np.full(network.n, seeds.size, np.int32)
    rank[seeds] = np.arange(seeds.size)
    first = _ESTIMATING
    met = first_met(network, roots, seed, first, first + count, rank, seeds.size)
    return roots.weight * met / count + (1.0 - network.entered[seeds])

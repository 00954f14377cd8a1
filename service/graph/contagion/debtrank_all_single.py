"""DebtRank of every single failure: the nodes that each hits, and the worst for each node."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_weights
from service.graph.contagion.debtrank import impacts
from service.graph.contagion.loss_network import LossNetwork
from service.graph.kernels import kernel


@dataclass(frozen=True)
class AllSingle:
    """What the failure of each node alone does to the others, and of whose each suffers most.

    `impact` float64[n] is the part of the total value that a node's failure puts in distress,
    itself left out; `lost` float64[n] what goes with it of what is at stake, its own included;
    `reached` int64[n] how many others it distresses. `worst` float64[n] is the greatest distress of
    a node when any one other fails, `by` int64[n] that other, the smallest of equal ones, -1 where
    there is none. `bounded` bool[n]: the search from this node ended before all was passed on, so
    that its impact, and what it does to others, are at least what is told.
    """

    impact: Floats
    lost: Floats
    reached: Ints
    worst: Floats
    by: Ints
    bounded: Flags


def debtrank_all_single(
    network: LossNetwork,
    equity: ArrayLike,
    value: ArrayLike,
    at_stake: ArrayLike,
    loss_given_default: float = 1.0,
    *,
    max_steps: int,
) -> AllSingle:
    """Let every node fail alone and spread its distress as `debtrank` does.

    `equity`, `value`, `at_stake`: float[n]; the impact is measured by the share of the total value,
    and of what is at stake with a node its distress is the part that is lost. The nodes
    whose failure hits anybody share `max_steps` arcs evenly: from each so many are looked at, its
    own always, and a round that would take more is not played. Since distress fades on its way,
    what is left out is the least of it.
    Raises ValueError as `impacts` does, and for negative values.
    Cost: O(n + m), and the arcs out of whom each failure reaches, at most max_steps beyond them.
    """
    weight = impacts(network, equity, loss_given_default)
    worth, stake = as_weights(network.n, value), as_weights(network.n, at_stake)
    total = worth.sum()
    share = worth / total if total > 0 else worth
    sources = int(np.count_nonzero(np.diff(network.out)))
    steps = max_steps // max(sources, 1)
    return AllSingle(*_of_each(network.out, network.loser, weight, share, stake, steps))


@kernel
def _of_each(
    out: Ints, loser: Ints, weight: Floats, share: Floats, stake: Floats, max_steps: int
) -> tuple[Floats, Floats, Ints, Floats, Ints, Flags]:
    n = share.size
    impact, reached, bounded = np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.bool_)
    lost = stake.copy()
    worst, by = np.zeros(n), np.full(n, -1, np.int64)
    distress, grown, queued = np.zeros(n), np.zeros(n), np.zeros(n, np.bool_)
    # All nodes that a failure has distressed stand in `order`, those of a round side by side.
    order, touched, passing = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n)
    for source in range(n):
        if out[source] == out[source + 1]:
            continue
        distress[source], order[0], passing[0] = 1.0, source, 1.0
        begin, size, steps = 0, 1, 0
        while begin < size:
            needed = 0
            for u in order[begin:size]:
                needed += out[u + 1] - out[u]
            steps += needed
            if begin and steps > max_steps:
                bounded[source] = needed > 0
                break
            count = 0
            for i in range(begin, size):
                u = order[i]
                for k in range(out[u], out[u + 1]):
                    v = loser[k]
                    grown[v] += weight[k] * passing[i]
                    if not queued[v]:
                        queued[v] = True
                        touched[count] = v
                        count += 1
            begin = size
            for v in np.sort(touched[:count]):
                queued[v] = False
                if distress[v] == 0 and grown[v] > 0:
                    order[size] = v
                    size += 1
                distress[v] = min(1.0, distress[v] + grown[v])
                grown[v] = 0.0
            for i in range(begin, size):
                passing[i] = distress[order[i]]
        for u in order[1:size]:
            impact[source] += distress[u] * share[u]
            lost[source] += distress[u] * stake[u]
            if distress[u] > worst[u]:
                worst[u], by[u] = distress[u], source
            distress[u] = 0.0
        distress[source] = 0.0
        reached[source] = size - 1
    return impact, lost, reached, worst, by, bounded

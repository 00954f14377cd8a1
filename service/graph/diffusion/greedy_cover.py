"""The seeds that meet most sets, greedily, and how much better any others could be."""

import heapq
from dataclasses import dataclass

import numpy as np

from service.graph.arrays import Flags, Floats, Ints
from service.graph.csr import Int32s
from service.graph.diffusion.reverse_reachable_sets import ReverseReachableSets
from service.graph.kernels import kernel

#: At how many points on the way it is looked at what the best further seeds would add.
_LOOKS = 32


@dataclass(frozen=True)
class Selection:
    """Seeds in the order in which they were chosen, int64[k], and what they come to in `worth`.

    No k candidates come to more than `at_most`.
    """

    seeds: Ints
    worth: float
    at_most: float


def greedy_cover(
    sets: ReverseReachableSets, own: Floats, each: float, k: int, candidates: Ints
) -> Selection:
    """Choose k candidates whose own worth, and that of the sets they meet, is large.

    `own` float64[n] is what a node is worth by itself, `each` what every set is that has a seed in
    it. Greedy: the candidate that adds most, of equals the first, so that the worth is at least
    1 - (1 - 1/k)^k of the largest there is (Nemhauser, Wolsey and Fisher 1978). `at_most` is the
    least of what that gives, and of what was had at some points on the way with the k largest
    additions possible there (Tang, Tang, Xiao and Yuan 2018).
    `candidates` int64[c] are different and in order, k >= 1 of them or more.
    Cost: O(n + nodes of the sets), and a heap's logarithm for each addition that is weighed anew.
    """
    looks = np.zeros(k + 1, np.bool_)
    looks[np.linspace(0, k, min(_LOOKS, k + 1)).astype(np.int64)] = True
    seeds, worth, at_most = _greedy(
        sets.starts,
        sets.nodes,
        *_sets_of_each(own.size, sets.starts, sets.nodes),
        own,
        each,
        looks,
        candidates,
    )
    return Selection(seeds, worth, min(at_most, worth / (1 - (1 - 1 / k) ** k)))


@kernel
def _sets_of_each(n: int, starts: Ints, nodes: Int32s) -> tuple[Ints, Int32s]:
    """The numbers of the sets that each node is in, in order: (starts int64[n + 1], sets)."""
    indptr = np.zeros(n + 1, np.int64)
    for u in nodes:
        indptr[u + 1] += 1
    for u in range(n):
        indptr[u + 1] += indptr[u]
    free = indptr[:-1].copy()
    sets = np.empty(nodes.size, np.int32)
    for i in range(starts.size - 1):
        for u in nodes[starts[i] : starts[i + 1]]:
            sets[free[u]] = i
            free[u] += 1
    return indptr, sets


@kernel
def _greedy(
    starts: Ints,
    nodes: Int32s,
    indptr: Ints,
    sets: Int32s,
    own: Floats,
    each: float,
    looks: Flags,
    candidates: Ints,
) -> tuple[Ints, float, float]:
    """Choose one seed less than there are looks: (seeds, worth, at most).

    How many unmet sets a node is in is kept up to date; the heap has what a candidate would have
    added when it was put there, which is at least what it adds now.
    """
    k = looks.size - 1
    unmet, met = np.diff(indptr), np.zeros(starts.size - 1, np.bool_)
    free = np.zeros(own.size, np.bool_)
    heap = [(-(own[u] + each * unmet[u]), u) for u in candidates]
    heapq.heapify(heap)
    free[candidates] = True
    seeds = np.empty(k, np.int64)
    worth, at_most = 0.0, np.inf
    for i in range(k + 1):
        if looks[i]:
            at_most = min(at_most, worth + _largest(own, each, unmet, free, candidates, k))
        if i == k:
            break
        adds, u = heapq.heappop(heap)
        while -adds > own[u] + each * unmet[u]:
            heapq.heappush(heap, (-(own[u] + each * unmet[u]), u))
            adds, u = heapq.heappop(heap)
        seeds[i] = u
        free[u] = False
        worth -= adds
        for number in sets[indptr[u] : indptr[u + 1]]:
            if not met[number]:
                met[number] = True
                for v in nodes[starts[number] : starts[number + 1]]:
                    unmet[v] -= 1
    return seeds, worth, at_most


@kernel
def _largest(own: Floats, each: float, unmet: Ints, free: Flags, candidates: Ints, k: int) -> float:
    """The sum of the k largest additions that candidates still could make."""
    largest = [0.0]
    for u in candidates:
        if free[u]:
            adds = own[u] + each * unmet[u]
            if len(largest) < k:
                heapq.heappush(largest, adds)
            elif adds > largest[0]:
                heapq.heapreplace(largest, adds)
    return sum(largest)

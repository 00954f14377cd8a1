"""The two steps of Louvain's method: nodes move between communities, communities become nodes."""

import numpy as np

from service.graph.arrays import Floats, Ints
from service.graph.csr import Int32s
from service.graph.kernels import kernel
from service.graph.undirected import Undirected

# What is kept of a community, side by side in one line of the cache: the weight of its edges to
# the node at hand, 0 between nodes, and the strength of its members.
_TIE, _STRENGTH = 0, 1
# A move must gain this part of the node's strength, or rounding could send nodes in circles.
_LEAST_GAIN = 1e-10


@kernel
def move_nodes(
    graph: Undirected, community: Int32s, order: Int32s, resolution: float, passes: float
) -> None:
    """Move nodes, in place, to the community that gains most, until none gains or it is enough.

    `community` int32[n] in 0..n-1; `order` int32[n]: a permutation of the nodes, in which they are
    looked at, over and over; after the first time, only those a neighbour of whom moved to another
    community than theirs (the pruning of Traag, Waltman and van Eck 2019). A node may also leave
    for a community of its own. Of equal gains the present community's is preferred, then that of
    the first neighbour. Ends at the latest once `passes` times the nodes and edges have been looked
    at: cost O(passes (n + m)), and 30 bytes a node of memory.
    """
    n = community.size
    scale = resolution / graph.strength.sum()
    of_each, members = np.zeros((n, 2)), np.zeros(n, np.int32)
    for u in range(n):
        of_each[community[u], _STRENGTH] += graph.strength[u]
        members[community[u]] += 1
    vacant = np.empty(n, np.int32)
    vacancies = 0
    for c in range(n):
        if members[c] == 0:
            vacant[vacancies] = c
            vacancies += 1
    waiting, touched = np.ones(n, np.bool_), np.empty(n, np.int32)
    pending, left = n, passes * (n + graph.neighbour.size)
    while pending and left > 0:
        left -= n
        # Node by node and not first come, first served: so memory is read in order.
        for u in order:
            if not waiting[u]:
                continue
            waiting[u] = False
            pending -= 1
            left -= graph.indptr[u + 1] - graph.indptr[u]
            own = community[u]
            of_each[own, _STRENGTH] -= graph.strength[u]
            best = _best(graph, community, u, of_each, touched, scale)
            if best < 0 and members[own] == 1:
                best = own
            elif best < 0:
                vacancies -= 1
                best = vacant[vacancies]
            of_each[best, _STRENGTH] += graph.strength[u]
            if best == own:
                continue
            community[u] = best
            members[best] += 1
            members[own] -= 1
            if members[own] == 0:
                # Rounding may have left a little.
                of_each[own, _STRENGTH] = 0.0
                vacant[vacancies] = own
                vacancies += 1
            for k in range(graph.indptr[u], graph.indptr[u + 1]):
                v = graph.neighbour[k]
                if not waiting[v] and community[v] != best:
                    waiting[v] = True
                    pending += 1


@kernel
def _best(
    graph: Undirected, community: Int32s, u: int, of_each: Floats, touched: Int32s, scale: float
) -> int:
    """The community that u gains most from, of its own and its neighbours'; -1: one of its own."""
    size = 0
    for k in range(graph.indptr[u], graph.indptr[u + 1]):
        c = community[graph.neighbour[k]]
        tie = of_each[c, _TIE]
        if tie == 0.0:
            touched[size] = c
            size += 1
        of_each[c, _TIE] = tie + graph.weight[k]
    strength = graph.strength[u]
    best = community[u]
    most = of_each[best, _TIE] - scale * strength * of_each[best, _STRENGTH]
    most += _LEAST_GAIN * strength
    if most < 0.0:
        best, most = -1, 0.0
    for i in range(size):
        c = touched[i]
        gain = of_each[c, _TIE] - scale * strength * of_each[c, _STRENGTH]
        of_each[c, _TIE] = 0.0
        if gain > most:
            best, most = c, gain
    return int(best)


@kernel
def merge_communities(
    graph: Undirected, community: Int32s, count: int
) -> tuple[Ints, Int32s, Floats, Floats]:
    """Make each community one node: the fields of the smaller graph.

    `community` int32[n] in 0..count-1, none empty. Edges inside become self loops, and so part of
    the strength alone. Neighbours stand in the order in which they are met. Cost: O(n + m).
    """
    n = community.size
    first = np.zeros(count + 1, np.int64)
    strength = np.zeros(count)
    for u in range(n):
        first[community[u] + 1] += 1
        strength[community[u]] += graph.strength[u]
    for c in range(count):
        first[c + 1] += first[c]
    free, member = first[:-1].copy(), np.empty(n, np.int32)
    for u in range(n):
        member[free[community[u]]] = u
        free[community[u]] += 1
    indptr, size = np.zeros(count + 1, np.int64), 0
    neighbour, weight = np.empty(graph.neighbour.size, np.int32), np.empty(graph.weight.size)
    tie = np.zeros(count)
    for c in range(count):
        for i in range(first[c], first[c + 1]):
            for k in range(graph.indptr[member[i]], graph.indptr[member[i] + 1]):
                other = community[graph.neighbour[k]]
                if other == c:
                    continue
                if tie[other] == 0.0:
                    neighbour[size] = other
                    size += 1
                tie[other] += graph.weight[k]
        for k in range(indptr[c], size):
            weight[k] = tie[neighbour[k]]
            tie[neighbour[k]] = 0.0
        indptr[c + 1] = size
    return indptr, neighbour[:size].copy(), weight[:size].copy(), strength

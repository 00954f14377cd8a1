"""Circles: which arcs and nodes lie on a directed cycle of three or more different nodes.

A two-way pair is a cycle of two and no circle; neither is a self loop.
"""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_nodes
from service.graph.components.components import strongly_connected_components
from service.graph.components.dominators import immediate_dominators
from service.graph.csr import Int32s, int32_arcs
from service.graph.cycles.shortest_cycle import meet, search_room
from service.graph.kernels import kernel
from service.graph.tables.segments import pair_key, split_pair

#: Whether there is a way back; the most arcs that one search for it looks at.
_NEVER, _PERHAPS, _SURELY = -1, 0, 1
_SOON = 4096


def arcs_on_cycles(n: int, source: ArrayLike, target: ArrayLike) -> Flags:
    """Tell which arcs lie on an elementary directed cycle of three or more nodes.

    Parallel arcs get the same answer, self loops False.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.

    Returns
    -------
    bool[m]
        The answer for each arc, in the order of the input.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Exact, by two facts. An arc u->v without a reverse lies on a circle when u and v are in one
    strongly connected component: the way back takes two arcs or more. An arc u->v with a reverse
    does when v still reaches u without v->u, that is, when v->u is no strong bridge: a way that is
    found soon says so, and dominators say it of the arcs that are left. Cost: O(n + m log m).

    Examples
    --------
    A circle of three, and a pair that goes both ways:

    >>> arcs_on_cycles(4, [0, 1, 2, 2, 3], [1, 2, 0, 3, 2]).tolist()
    [True, True, True, False, False]
    """
    source, target = as_nodes(n, source, target)
    component = strongly_connected_components(n, source, target)
    inside = np.flatnonzero((component[source] == component[target]) & (source != target))
    arcs, which = np.unique(pair_key(source[inside], target[inside], n), return_inverse=True)
    source_inside, target_inside = split_pair(arcs, n)
    turned = pair_key(target_inside, source_inside, n)
    reverse = np.searchsorted(arcs, turned)
    reverse[reverse == arcs.size] = 0
    two_way = arcs[reverse] == turned
    on = np.ones(arcs.size, np.bool_)
    suspect = np.flatnonzero(two_way)
    if suspect.size:
        there = _ways_back(n, source_inside, target_inside, suspect)
        on[suspect] = there == _SURELY
        left = suspect[there == _PERHAPS]
        if left.size:
            roots = np.unique(component[source_inside])
            bridge = _strong_bridges(n, roots, source_inside, target_inside, reverse[left])
            on[left] = ~bridge
    flags = np.zeros(source.size, np.bool_)
    flags[inside] = on[which]
    return flags


def _ways_back(n: int, source: Ints, target: Ints, suspect: Ints) -> Ints:
    """Tell for each suspect arc u->v whether v reaches u without v->u, as far as is soon seen.

    Comes back as _SURELY, _NEVER or _PERHAPS. The arcs are different and sorted. Cost: O(n + m),
    as all searches together look at no more than m arcs.
    """
    out, back = int32_arcs(n, source, target), int32_arcs(n, target, source)
    return _search_back(source[suspect], target[suspect], out, back, search_room(out, back))


@kernel
def _search_back(
    source: Ints,
    target: Ints,
    out: tuple[Int32s, Int32s],
    back: tuple[Int32s, Int32s],
    room: tuple[Int32s, Int32s],
) -> Ints:
    there = np.full(source.size, _PERHAPS)
    left = out[1].size + _SOON
    start = np.empty(1, np.int32)
    for k in range(source.size):
        if left < _SOON:
            break
        u, v = source[k], target[k]
        start[0] = v
        sources = back[1][back[0][u] : back[0][u + 1]]
        meeting, unspent = meet((u, k, v, 0), start, sources, out[1], back[1], room, _SOON)
        left -= _SOON - unspent
        if unspent >= 0:
            there[k] = _SURELY if meeting >= 0 else _NEVER
    return there


def _strong_bridges(n: int, roots: Ints, source: Ints, target: Ints, suspect: Ints) -> Flags:
    """Tell which of the suspect arcs, once gone, leave their source unable to reach their target.

    `suspect` holds positions of arcs. The arcs are within strongly connected components, each with
    one root. An arc is a strong bridge when every way from the root to its target takes it, or
    every way to the root from its source does (Italiano, Laura, Santaroni 2012). To see it as a
    dominator, each suspect gets a node in its middle.
    """
    tail, head = source[suspect], target[suspect]
    middle = n + np.arange(suspect.size)
    other = np.ones(source.size, np.bool_)
    other[suspect] = False
    sources = np.concatenate((source[other], tail, middle))
    targets = np.concatenate((target[other], middle, head))
    size = n + middle.size
    return (immediate_dominators(size, roots, sources, targets)[head] == middle) | (
        immediate_dominators(size, roots, targets, sources)[tail] == middle
    )


def cyclic_components(n: int, source: ArrayLike, target: ArrayLike) -> Ints:
    """Label each node on a circle with the smallest node of its group, all others with -1.

    A group is a strongly connected component of the arcs that lie on circles. Comes back as
    int64[n]. The arcs may be all arcs or, sooner done, only those that `arcs_on_cycles` kept: the
    answer is the same. Raises ValueError as `as_nodes` does. Cost: as `arcs_on_cycles`.
    """
    source, target = as_nodes(n, source, target)
    on = arcs_on_cycles(n, source, target)
    group = np.full(n, -1)
    members = np.unique(source[on])
    group[members] = strongly_connected_components(n, source[on], target[on])[members]
    return group

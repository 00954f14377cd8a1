"""Circles: which arcs and nodes lie on a directed cycle of three or more different nodes.

A two-way pair is a cycle of two and no circle; neither is a self loop.
"""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Nodes, as_nodes
from service.graph.components import strongly_connected_components
from service.graph.dominators import immediate_dominators


def circle_arcs(n: int, source: ArrayLike, target: ArrayLike) -> Flags:
    """Tell which arcs lie on an elementary directed cycle of three or more nodes.

    Comes back as bool[m], in the order of the input; parallel arcs get the same answer, self
    loops False. Raises ValueError as `as_nodes` does.
    Exact, by two facts. An arc u->v without a reverse lies on a circle when u and v are in one
    strongly connected component: the way back takes two arcs or more. An arc u->v with a reverse
    does when v still reaches u without v->u, that is, when v->u is no strong bridge.
    Cost: O(n + m log m).
    """
    source, target = as_nodes(n, source, target)
    component = strongly_connected_components(n, source, target)
    inside = np.flatnonzero((component[source] == component[target]) & (source != target))
    arcs, which = np.unique(source[inside] * n + target[inside], return_inverse=True)
    source_inside, target_inside = np.divmod(arcs, max(n, 1))
    reverse = np.searchsorted(arcs, target_inside * n + source_inside)
    reverse[reverse == arcs.size] = 0
    two_way = arcs[reverse] == target_inside * n + source_inside
    on = np.ones(arcs.size, np.bool_)
    if two_way.any():
        roots = np.unique(component[source_inside])
        bridge = _strong_bridges(n, roots, source_inside, target_inside, two_way)
        on[two_way] = ~bridge[reverse[two_way]]
    flags = np.zeros(source.size, np.bool_)
    flags[inside] = on[which]
    return flags


def _strong_bridges(n: int, roots: Nodes, source: Nodes, target: Nodes, suspect: Flags) -> Flags:
    """Tell which of the suspect arcs, once gone, leave their source unable to reach their target.

    The arcs are within strongly connected components, each with one root. An arc is a strong
    bridge when every way from the root to its target takes it, or every way to the root from its
    source does (Italiano, Laura, Santaroni 2012). To see it as a dominator, each suspect gets a
    node in its middle.
    """
    tail, head = source[suspect], target[suspect]
    middle = n + np.arange(tail.size)
    sources = np.concatenate((source[~suspect], tail, middle))
    targets = np.concatenate((target[~suspect], middle, head))
    size = n + middle.size
    bridge = np.zeros(source.size, np.bool_)
    bridge[suspect] = (immediate_dominators(size, roots, sources, targets)[head] == middle) | (
        immediate_dominators(size, roots, targets, sources)[tail] == middle
    )
    return bridge


def circle_groups(n: int, source: ArrayLike, target: ArrayLike) -> Nodes:
    """Label each node on a circle with the smallest node of its group, all others with -1.

    A group is a strongly connected component of the arcs that lie on circles. Comes back as
    int64[n]. The arcs may be all arcs or, sooner done, only those that `circle_arcs` kept: the
    answer is the same. Raises ValueError as `as_nodes` does. Cost: as `circle_arcs`.
    """
    source, target = as_nodes(n, source, target)
    on = circle_arcs(n, source, target)
    group = np.full(n, -1)
    members = np.unique(source[on])
    group[members] = strongly_connected_components(n, source[on], target[on])[members]
    return group

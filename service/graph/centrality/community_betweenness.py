"""Betweenness of communities: the nodes on the shortest paths into and out of a community."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes
from service.graph.components.components import connected_components
from service.graph.components.k_core import simple_neighbours
from service.graph.csr import Int32s
from service.graph.kernels import kernel
from service.graph.tables.segments import rank_within

#: Paths are counted from a level on as shares of the busiest node's, once it has this many: a chain
#: of a thousand diamonds has more than a float holds. No share is taken to be less than the least.
MANY, LEAST = 1e100, 1e-200

#: How many arcs are looked at before it is looked whether the answer is still wanted: well under a
#: second.
_AT_ONCE = 10_000_000


@dataclass(frozen=True)
class CommunityBetweenness:
    """How much of its community's paths to the others each node is on.

    `share` float64[n], 0 to 1: of the shortest paths between the other nodes of the node's
    community and those of other communities, the part that leads through the node before it leaves
    the community for the first time. Each pair of nodes counts once, however many paths it has; 0
    where there is no such pair.
    `members` int64[n] counts the nodes of the component that are in any community, `searched`
    int64[n] those of them that paths were followed from: where it is all, the share is exact.
    """

    share: Floats
    members: Ints
    searched: Ints


def community_betweenness(
    n: int, source: ArrayLike, target: ArrayLike, community: ArrayLike, max_steps: int
) -> CommunityBetweenness:
    """Measure each node's share of the paths that lead out of its community.

    The graph is taken as simple, undirected and without weights: the direction of an arc, parallel
    arcs and self loops do not count.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    community : int[n]
        The community of each node, numbered from 0; -1 is none: paths lead through such a node, but
        none begins or ends there.
    max_steps : int
        Paths are followed from every member where that takes at most so many looks at an arc; else
        in each component from so many as it allows, one at least, in even steps of their order:
        deterministic, and told.

    Returns
    -------
    CommunityBetweenness
        The share of each node, and from how many members paths were followed.

    Raises
    ------
    ValueError
        As `as_nodes` does, and for communities that do not fit the nodes.

    Notes
    -----
    Method: the dependencies of Brandes, each kept within the community that its paths end in. Cost:
    O(n + m), and O(n + m) of the component for each node that paths are followed from.

    References
    ----------
    Brandes 2001, A faster algorithm for betweenness centrality. Brandes and Pich 2007, Centrality
    estimation in large networks, for the pivots.

    Examples
    --------
    Node 1 is the only way from its community into the other:

    >>> gates = community_betweenness(4, [0, 1, 2], [1, 2, 3], [0, 0, 1, 1], 1000)
    >>> gates.share.tolist()
    [0.0, 1.0, 1.0, 0.0]
    """
    source, target = as_nodes(n, source, target)
    (community,) = as_nodes(n + 1, np.asarray(community) + 1)
    if community.size != n:
        raise ValueError(f"{n} nodes but {community.size} communities of nodes")
    community -= 1
    component = connected_components(n, source, target)
    indptr, indices = simple_neighbours(n, source, target)
    members = np.bincount(component[community >= 0], minlength=n)[component]
    searched = np.minimum(members, max(1, max_steps // max(1, indices.size)))
    pivots = _evenly_spaced(component, np.flatnonzero(community >= 0), members, searched)
    share = _shares(pivots, indptr, indices, community.astype(np.int32))
    # Twelve digits keep equals equal, however their sums were added up.
    return CommunityBetweenness(share.round(12), members, searched)


def _evenly_spaced(component: Ints, node: Ints, members: Ints, searched: Ints) -> Ints:
    """Pick so many of the nodes of each component as are searched, in even steps of their order."""
    node = node[np.argsort(component[node], kind="stable")]
    members, searched = members[node], searched[node]
    rank = rank_within(component[node])
    return node[(rank + 1) * searched // members > rank * searched // members]


def _shares(pivots: Ints, indptr: Ints, indices: Int32s, community: Int32s) -> Floats:
    """The share of each node, of the paths from the pivots."""
    n = indptr.size - 1
    within = _within(indptr, indices, community)
    through = np.zeros(n)
    # How many pairs of a pivot and a node end in each community, and how many of them at each node.
    ending_in, ending_at = np.zeros(n, np.int64), np.zeros(n, np.int64)
    step = max(1, _AT_ONCE // max(1, indices.size))
    for first in range(0, pivots.size, step):
        some = pivots[first : first + step]
        _follow(some, indptr, indices, within, community, through, ending_in, ending_at)
    met = np.flatnonzero(through)
    through[met] /= ending_in[community[met]] - ending_at[met]
    return through


@kernel
def _follow(
    pivots: Ints,
    indptr: Ints,
    indices: Int32s,
    within: tuple[Ints, Int32s],
    community: Int32s,
    through: Floats,
    ending_in: Ints,
    ending_at: Ints,
) -> None:
    """Add what the paths from some pivots come to."""
    n = indptr.size - 1
    starts, inside = within
    hops, order = np.full(n, -1, np.int32), np.empty(n, np.int32)
    paths, each = np.empty(n, np.float64), np.empty(n, np.float64)
    for pivot in pivots:
        end = _search(pivot, indptr, indices, hops, order, paths, each)
        home = community[pivot]
        # From the farthest back: whatever ends beyond a node is known before the node's turn.
        for i in range(end - 1, 0, -1):
            u = order[i]
            if community[u] == home or community[u] < 0:
                continue
            beyond, far = 0.0, hops[u]
            for k in range(starts[u], starts[u + 1]):
                w = inside[k]
                if hops[w] > far:
                    beyond += each[w]
            beyond *= paths[u]
            each[u] = (1.0 + beyond) / each[u]
            through[u] += beyond
            ending_in[community[u]] += 1
            ending_at[u] += 1
        for i in range(end):
            hops[order[i]] = -1


@kernel
def _within(indptr: Ints, indices: Int32s, community: Int32s) -> tuple[Ints, Int32s]:
    """Keep the neighbours of a node's own community."""
    starts, kept = np.zeros_like(indptr), np.empty_like(indices)
    size = 0
    for u in range(indptr.size - 1):
        for k in range(indptr[u], indptr[u + 1]):
            if community[indices[k]] == community[u] >= 0:
                kept[size] = indices[k]
                size += 1
        starts[u + 1] = size
    return starts, kept[:size].copy()


@kernel
def _search(
    root: int,
    indptr: Ints,
    indices: Int32s,
    hops: Int32s,
    order: Int32s,
    paths: Floats,
    arriving: Floats,
) -> int:
    """Walk breadth first; returns how many nodes were met, in `order`.

    Fills each one's `hops`, how many shortest paths are `arriving` as its neighbours counted them,
    and its own count `paths`: the same, or a share of the level's busiest where those are too many.
    """
    hops[root], order[0], paths[root] = 0, root, 1.0
    at, end = 0, 1
    while at < end:
        level, most = end, 0.0
        for i in range(at, level):
            u = order[i]
            far, own = hops[u], paths[u]
            for k in range(indptr[u], indptr[u + 1]):
                w = indices[k]
                if hops[w] < 0:
                    hops[w], arriving[w] = far + 1, own
                    order[end] = w
                    end += 1
                elif hops[w] > far:
                    arriving[w] += own
        for i in range(level, end):
            paths[order[i]] = arriving[order[i]]
            most = max(most, arriving[order[i]])
        if most > MANY:
            for i in range(level, end):
                paths[order[i]] = max(arriving[order[i]] / most, LEAST)
        at = level
    return end

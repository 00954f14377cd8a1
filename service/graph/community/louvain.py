"""Communities: groups of nodes with more weight between them than chance would put there."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Ints
from service.graph.community.louvain_moves import merge_communities, move_nodes
from service.graph.csr import Int32s
from service.graph.kernels import kernel
from service.graph.undirected import Undirected, undirected

#: How many times the edges are looked at, at most, before communities become nodes; and after.
_PASSES_UP, _PASSES_DOWN = 4.0, 32.0
#: A small graph is parted again and again, but no more often than its edges go into so many.
_EDGES, _MOST_TRIES = 1_000_000, 64


def louvain(
    n: int, u: ArrayLike, v: ArrayLike, weight: ArrayLike, resolution: float = 1.0, seed: int = 0
) -> Ints:
    """Part an undirected weighted graph into communities of high modularity.

    Parallel edges add up; a self loop counts twice in its node's strength; an edge of weight 0 is
    none; a node without edges is a community of its own. Every community is connected. The order of
    the rows changes nothing.

    Parameters
    ----------
    n : int
        How many nodes there are.
    u, v : int[m]
        The ends of each edge.
    weight : float[m]
        Finite and >= 0.
    resolution : float
        Above 0; the higher, the smaller the communities. 1 is modularity itself.
    seed : int
        Of the orders in which small graphs are tried again.

    Returns
    -------
    int64[n]
        The community of each node, numbered from 0 by their smallest members.

    Raises
    ------
    ValueError
        As `as_nodes` and `as_weights` do, and for a resolution that is not above 0 and finite.

    Notes
    -----
    Method and cost: those of `communities_of`.

    References
    ----------
    Blondel, Guillaume, Lambiotte and Lefebvre 2008, Fast unfolding of communities in large
    networks.

    Examples
    --------
    Two triangles with one edge between them:

    >>> louvain(6, [0, 1, 2, 3, 4, 5, 2], [1, 2, 0, 4, 5, 3, 3], [1.0] * 7).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    return communities_of(undirected(n, u, v, weight), resolution, seed)


def communities_of(graph: Undirected, resolution: float = 1.0, seed: int = 0) -> Ints:
    """Part a graph that is laid out already, as `louvain` does.

    Method: Louvain (Blondel et al. 2008) that looks again only at nodes whose neighbours moved
    (Traag, Waltman and van Eck 2019); on the way back from the smallest graph to the whole, the
    nodes of each level move once more (Rotta and Noack 2011); at the end a community that is in
    pieces becomes several, which gains modularity. The first try looks at the nodes as they are
    numbered. Small graphs are tried again, up to 64 times, in orders drawn from `seed`, and the
    best partition is kept; of more than half a million edges there is one try, without chance.
    Cost: near-linear; each level looks at no more than 4 times its edges on the way up and 32 on
    the way back. Memory: 24 bytes an edge for each level, of which the second has fewer edges than
    the first and the third far fewer.
    """
    if not 0 < resolution < np.inf:
        raise ValueError(f"resolution must be above 0 and finite, not {resolution}")
    n = graph.strength.size
    if not graph.neighbour.size:
        return np.arange(n)
    random = np.random.default_rng(seed)
    tries = int(np.clip(2 * _EDGES // graph.neighbour.size, 1, _MOST_TRIES))
    best, most = _partition(graph, resolution, None), -np.inf
    if tries > 1:
        most = _modularity(graph, best, resolution)
    for _ in range(tries - 1):
        found = _partition(graph, resolution, random)
        reached = _modularity(graph, found, resolution)
        if reached > most:
            best, most = found, reached
    return best.astype(np.int64)


def _partition(graph: Undirected, resolution: float, random: np.random.Generator | None) -> Int32s:
    """Part the graph once, the nodes in an order drawn by `random`, or as they are numbered."""
    levels: list[tuple[Undirected, Int32s]] = []
    while True:
        community = np.arange(graph.strength.size, dtype=np.int32)
        move_nodes(graph, community, _order(community.size, random), resolution, _PASSES_UP)
        community, count = _numbered(community)
        if count == community.size:
            break
        levels.append((graph, community))
        graph = Undirected(*merge_communities(graph, community, count))
    while levels:
        graph, below = levels.pop()
        community = community[below]
        move_nodes(graph, community, _order(below.size, random), resolution, _PASSES_DOWN)
        community, _ = _numbered(community)
    return _pieces(graph, community)


def _order(n: int, random: np.random.Generator | None) -> Int32s:
    order = np.arange(n, dtype=np.int32)
    return order if random is None else random.permutation(order)


@kernel
def _numbered(community: Int32s) -> tuple[Int32s, int]:
    """Number the communities from 0 by their smallest members: of each node, and how many."""
    n = community.size
    number, of_node = np.full(n, -1, np.int32), np.empty(n, np.int32)
    count = 0
    for u in range(n):
        if number[community[u]] < 0:
            number[community[u]] = count
            count += 1
        of_node[u] = number[community[u]]
    return of_node, count


@kernel
def _pieces(graph: Undirected, community: Int32s) -> Int32s:
    """Part each community into what is connected in it, numbered by smallest member. O(n + m)."""
    n = community.size
    piece, queue = np.full(n, -1, np.int32), np.empty(n, np.int32)
    count = 0
    for root in range(n):
        if piece[root] >= 0:
            continue
        piece[root] = count
        queue[0] = root
        at, end = 0, 1
        while at < end:
            u = queue[at]
            at += 1
            for k in range(graph.indptr[u], graph.indptr[u + 1]):
                v = graph.neighbour[k]
                if piece[v] < 0 and community[v] == community[u]:
                    piece[v] = count
                    queue[end] = v
                    end += 1
        count += 1
    return piece


@kernel
def _modularity(graph: Undirected, community: Int32s, resolution: float) -> float:
    """The modularity of a partition, less what self loops add to every one."""
    total, inside = np.zeros(community.size), 0.0
    for u in range(community.size):
        total[community[u]] += graph.strength[u]
        for k in range(graph.indptr[u], graph.indptr[u + 1]):
            if community[graph.neighbour[k]] == community[u]:
                inside += graph.weight[k]
    both_ends = graph.strength.sum()
    share = total / both_ends
    return float(inside / both_ends - resolution * (share * share).sum())

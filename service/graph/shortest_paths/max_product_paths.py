"""The paths between two nodes whose weights multiply to the most."""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from service.graph.arrays import Floats, Ints, doubled
from service.graph.kernels import kernel


class Paths(NamedTuple):
    """Simple paths, the largest product first: `nodes` of each from its source to its target.

    `complete` is True where there are certainly no others.
    """

    nodes: list[list[int]]
    product: list[float]
    complete: bool


def max_product_paths(
    backward: tuple[Ints, Ints, Floats],
    source: int,
    target: int,
    most: int,
    least: float,
    max_steps: int,
) -> Paths:
    """Find up to `most` simple paths from a source to another node, the target.

    Equal products come in the order of their nodes from the target on. At least one path is found
    where there is any; after it the search ends when the product falls below `least`, when it has
    met `max_steps` arcs, or been through every node `most` times.

    Parameters
    ----------
    backward : (int64[n + 1], int64[m], float64[m])
        The arcs by target, (indptr, tail, weight), each pair once, weights positive and at most 1;
        with larger ones the paths may be others than the heaviest.
    source, target : int
        Two different nodes.
    most : int
        How many paths are wanted at most.
    least : float
        The smallest product that is wanted.
    max_steps : int
        How many arcs the search may meet.

    Returns
    -------
    Paths
        The paths, the largest product first, and whether there are certainly no others.

    Notes
    -----
    Method: Dijkstra's search from the target backward, which goes on from each node up to `most`
    times instead of once. Cost: O(most * a * log), a the arcs above the target; far less where the
    source is close.

    References
    ----------
    Dijkstra 1959, A note on two problems in connexion with graphs.

    Examples
    --------
    0 leads to 2 by way of 1, and at once:

    >>> import numpy as np
    >>> backward = np.array([0, 0, 1, 3]), np.array([0, 0, 1]), np.array([0.5, 0.1, 0.5])
    >>> paths = max_product_paths(backward, 0, 2, 5, 0.0, 1000)
    >>> paths.nodes, paths.product, paths.complete
    ([[0, 1, 2], [0, 2]], [0.25, 0.1], True)
    """
    node, parent, product, found, complete = _search(
        backward, source, target, most, least, max_steps
    )
    ways = []
    for end in found.tolist():
        way = [source]
        while parent[end] >= 0:
            end = int(parent[end])
            way.append(int(node[end]))
        ways.append(way)
    products = product[found].tolist()
    order = sorted(range(len(ways)), key=lambda i: (-products[i], ways[i][::-1]))
    return Paths([ways[i] for i in order], [products[i] for i in order], bool(complete))


@kernel
def _search(
    backward: tuple[Ints, Ints, Floats],
    source: int,
    target: int,
    most: int,
    least: float,
    max_steps: int,
) -> tuple[Ints, Ints, Floats, Ints, bool]:
    """Grow a tree of ways: node, parent and product of each, and which ones reach the source."""
    indptr, tail, weight = backward
    node, parent = np.empty(64, np.int64), np.empty(64, np.int64)
    product = np.empty(64)
    node[0], parent[0], product[0] = target, -1, 1.0
    size, steps = 1, 0
    found = np.empty(most, np.int64)
    count = 0
    times = {target: 0}
    complete = True
    heap = [(-1.0, 0)]
    while len(heap):
        if count == most or (count and (steps >= max_steps or -heap[0][0] < least)):
            complete = False
            break
        _, at = heappop(heap)
        u = node[at]
        if u == source:
            found[count] = at
            count += 1
            continue
        passed = times.get(u, 0)
        if passed == most:
            complete = False
            continue
        times[u] = passed + 1
        for k in range(indptr[u], indptr[u + 1]):
            v = tail[k]
            steps += 1
            if v != source and indptr[v] == indptr[v + 1]:
                continue
            above = at
            while above >= 0 and node[above] != v:
                above = parent[above]
            if above >= 0:
                continue
            if size == node.size:
                node, parent, product = doubled(node), doubled(parent), doubled(product)
            node[size], parent[size], product[size] = v, at, product[at] * weight[k]
            heappush(heap, (-product[size], size))
            size += 1
    return node, parent, product, found[:count], complete

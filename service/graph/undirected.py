"""Undirected weighted graphs laid out for walks: each node's neighbours side by side."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes, as_weights
from service.graph.csr import Int32s
from service.graph.kernels import kernel
from service.graph.parallel_arcs import merged_arcs


class Undirected(NamedTuple):
    """An undirected weighted graph without parallel edges; every edge stands at both its ends.

    The neighbours of node u are the positions `indptr[u]` up to, not including, `indptr[u + 1]`
    of `neighbour` int32[2m] and `weight` float64[2m], all above 0. `strength` float64[n] is what
    the edges of a node weigh; a self loop counts twice there and stands nowhere else.
    """

    indptr: Ints
    neighbour: Int32s
    weight: Floats
    strength: Floats


def undirected(n: int, u: ArrayLike, v: ArrayLike, weight: ArrayLike) -> Undirected:
    """Lay out n nodes and m edges, given in any order and either direction.

    `u`, `v`: int[m], `weight`: float[m], finite and >= 0. Parallel edges add up; an edge of weight
    0 is none. Weights come back `scaled`. A node's neighbours are in ascending order and sums are
    built in a fixed order, so no byte depends on the order of the rows. Raises ValueError as
    `as_nodes` and `as_weights` do. Cost: O(n + m), and what `merged_arcs` costs; 24 bytes an edge
    stay, about four times as many are held meanwhile.
    """
    u, v = as_nodes(n, u, v)
    low, high, merged = merged_arcs(
        n, np.minimum(u, v), np.maximum(u, v), scaled(as_weights(u.size, weight))
    )
    return Undirected(*_laid_out(n, low, high, merged))


def scaled(weight: Floats) -> Floats:
    """Scale weights by one power of two, so that the largest is in [0.5, 1); zeros stay.

    No digit is lost, and no sum or square of them overflows.
    """
    exponent = np.frexp(weight.max(initial=0.0))[1]
    return np.ldexp(weight, -exponent)


@kernel
def _laid_out(n: int, low: Ints, high: Ints, weight: Floats) -> tuple[Ints, Int32s, Floats, Floats]:
    """Lay edges out that are sorted by (low, high) and different."""
    indptr, strength = np.zeros(n + 1, np.int64), np.zeros(n)
    for k in range(low.size):
        u, v = low[k], high[k]
        strength[u] += weight[k]
        strength[v] += weight[k]
        if u != v and weight[k] > 0.0:
            indptr[u + 1] += 1
            indptr[v + 1] += 1
    for u in range(n):
        indptr[u + 1] += indptr[u]
    neighbour, weights = np.empty(indptr[n], np.int32), np.empty(indptr[n])
    free = indptr[:-1].copy()
    # A node's smaller neighbours first, then the larger ones: each are met in ascending order.
    for ends, others in ((high, low), (low, high)):
        for k in range(low.size):
            u, v = ends[k], others[k]
            if u != v and weight[k] > 0.0:
                neighbour[free[u]], weights[free[u]] = v, weight[k]
                free[u] += 1
    return indptr, neighbour, weights, strength

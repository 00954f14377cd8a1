"""Modularity: how much more weight lies inside communities than chance would put there."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import as_nodes, as_weights
from service.graph.undirected import scaled


def modularity(
    n: int,
    u: ArrayLike,
    v: ArrayLike,
    weight: ArrayLike,
    community: ArrayLike,
    resolution: float = 1.0,
) -> float:
    """Score a partition of an undirected weighted graph, at most 1; the higher, the better.

    `u`, `v`: int[m], `weight`: float[m], finite and >= 0; `community`: int[n] in 0..n-1. It is the
    share of the weight that lies inside communities, less `resolution` times the share that would
    if the ends of the edges were joined at random. Parallel edges add up; a self loop lies inside
    and counts twice in its node's strength, as networkx has it. A graph without weight scores 0,
    where networkx divides by zero. Raises ValueError as `as_nodes` and `as_weights` do, and for
    another number of communities than n. Source: Newman 2004, with the resolution of Reichardt and
    Bornholdt 2006. Cost: O(n + m).
    """
    u, v = as_nodes(n, u, v)
    (of,) = as_nodes(n, community)
    if of.size != n:
        raise ValueError(f"{n} nodes but {of.size} communities")
    weight = scaled(as_weights(u.size, weight))
    total = weight.sum()
    if not total > 0:
        return 0.0
    inside = weight[of[u] == of[v]].sum() / total
    share = (np.bincount(of[u], weight, n) + np.bincount(of[v], weight, n)) / (2 * total)
    return float(inside - resolution * (share @ share))

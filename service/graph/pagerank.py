"""PageRank: who is pointed to by those who are pointed to."""

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from service.graph.arrays import Nodes, Weights, as_nodes, as_weights
from service.graph.csr import merged_arcs, row_starts


def pagerank(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    weight: ArrayLike,
    damping: float = 0.85,
    tolerance: float = 1e-10,
    max_iterations: int = 200,
) -> Weights:
    """Rank the nodes by the time a random walker who follows the arcs spends at each.

    Comes back as float64[n] that sums to 1 (empty for n = 0). At each step the walker follows an
    out-arc with probability `damping`, chosen in proportion to its weight, and else jumps to any
    node. Parallel arcs add up; a self loop counts; from a dangling node (no out-arc, or weights
    of 0 only) the walker jumps to any node. Starts from the uniform vector and stops once the
    ranks change by less than `tolerance` in total; each is then within
    tolerance * damping / (1 - damping) of the limit.
    Raises ValueError when that takes more than `max_iterations`, for a damping outside [0, 1),
    and as `as_nodes` and `as_weights` do.
    Source: Page, Brin, Motwani, Winograd 1999, with networkx's treatment of weights and dangling
    nodes. Cost: O(n + m) an iteration, log(tolerance) / log(damping) iterations at worst.
    """
    if not 0 <= damping < 1:
        raise ValueError(f"damping must be in [0, 1), not {damping}")
    source, target = as_nodes(n, source, target)
    weight = as_weights(source.size, weight)
    if n == 0:
        return np.empty(0)
    head, tail, weight = merged_arcs(n, target, source, weight)
    leaving = np.bincount(tail, weight, n)
    if not np.isfinite(leaving).all():
        raise ValueError("the weights that leave one node add up to more than a float holds")
    # An arc of weight 0 out of a dangling node: 0 / 1 and not 0 / 0.
    share = weight / np.where(leaving > 0, leaving, 1.0)[tail]
    rank, change = _power_iteration(
        row_starts(n, head), tail, share, leaving == 0, damping, tolerance, max_iterations
    )
    if not change < tolerance:
        raise ValueError(
            f"pagerank still changed by {change:.3g} after {max_iterations} iterations: "
            f"give it more iterations, or a tolerance above {tolerance:g}"
        )
    ranks: Weights = rank / rank.sum()
    return ranks


@njit(nogil=True, cache=True)
def _power_iteration(
    indptr: Nodes,
    tail: Nodes,
    share: Weights,
    dangling: Nodes,
    damping: float,
    tolerance: float,
    max_iterations: int,
) -> tuple[Weights, float]:
    n = indptr.size - 1
    rank = np.full(n, 1.0 / n)
    pulled = np.empty(n)
    change = np.inf
    for _ in range(max_iterations):
        stranded = 0.0
        for u in range(n):
            if dangling[u]:
                stranded += rank[u]
        jump = (1.0 - damping + damping * stranded) / n
        change = 0.0
        for v in range(n):
            total = 0.0
            for k in range(indptr[v], indptr[v + 1]):
                total += share[k] * rank[tail[k]]
            pulled[v] = jump + damping * total
            change += abs(pulled[v] - rank[v])
        rank, pulled = pulled, rank
        if change < tolerance:
            break
    return rank, change

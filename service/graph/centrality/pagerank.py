"""PageRank: nodes rank high that are pointed to by nodes that rank high."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_nodes, as_weights
from service.graph.csr import Int32s, grouped_by, placed, row_starts
from service.graph.kernels import kernel
from service.graph.parallel_arcs import order_parallel_weights


def pagerank(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    weight: ArrayLike,
    damping: float,
    tolerance: float = 1e-10,
    max_iterations: int = 200,
) -> Floats:
    """Rank the nodes by the time a random walker who follows the arcs spends at each.

    At each step the walker follows an out-arc with probability `damping`, chosen in proportion to
    its weight, and else jumps to any node. Parallel arcs add up; a self loop counts; from a
    dangling node (no out-arc, or weights of 0 only) the walker jumps to any node.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    weight : float[m]
        Finite and >= 0.
    damping : float
        From 0 up to, not including, 1.
    tolerance : float
        The walk ends once the ranks change by less than this in total; each is then within
        tolerance * damping / (1 - damping) of the limit.
    max_iterations : int
        How many steps may be taken.

    Returns
    -------
    float64[n]
        The ranks, which sum to 1; empty for n = 0.

    Raises
    ------
    ValueError
        Where `max_iterations` are not enough, for a damping outside [0, 1), for weights whose sum
        is no float, and as `as_nodes` and `as_weights` do.

    Notes
    -----
    Starts from the uniform vector. Cost: a sort of each node's in-arcs, then O(n + m) an iteration
    and at worst log(tolerance) / log(damping) iterations.

    References
    ----------
    Page, Brin, Motwani and Winograd 1999, The PageRank citation ranking; with networkx's treatment
    of weights and dangling nodes.

    Examples
    --------
    >>> pagerank(3, [0, 1], [2, 2], [1.0, 1.0], damping=0.85).round(4).tolist()
    [0.2128, 0.2128, 0.5745]
    """
    if not 0 <= damping < 1:
        raise ValueError(f"damping must be in [0, 1), not {damping}")
    source, target = as_nodes(n, source, target)
    weight = as_weights(source.size, weight)
    if n == 0:
        return np.empty(0)
    pull, leaving = pulled_along(n, source, target, weight)
    if not np.isfinite(leaving).all():
        raise ValueError("the weights that leave one node add up to more than a float holds")
    rank, change = power_iteration(pull, leaving == 0, damping, tolerance, max_iterations)
    if not change < tolerance:
        raise ValueError(
            f"pagerank still changed by {change:.3g} after {max_iterations} iterations: "
            f"give it more iterations, or a tolerance above {tolerance:g}"
        )
    return rank / rank.sum()


# What each node is pulled along, the nodes of fewest in-arcs first: `node` int32[n], `count`
# int32[n], how many of the next `tail` int32[m] and `share` float64[m] are the node's. Neighbours
# in this order have equally many, so that the processor foresees where the inner loop ends.
Pull = tuple[Int32s, Int32s, Int32s, Floats]


@kernel
def pulled_along(n: int, source: Ints, target: Ints, weight: Floats) -> tuple[Pull, Floats]:
    """Lay the arcs out by head, each with its share of its tail; and what leaves each node."""
    degree = np.diff(row_starts(n, target))
    node = grouped_by(degree.max() + 1, degree, np.arange(n))[1]
    first = np.empty(n, np.int64)
    at = 0
    for v in node:
        first[v] = at
        at += degree[v]
    head, tail, share = placed(first, target, source, weight)
    _order_by_tail(degree[node], tail, share)
    order_parallel_weights(head, tail, share)
    leaving = np.zeros(n)
    for k in range(tail.size):
        leaving[tail[k]] += share[k]
    for k in range(tail.size):
        # An arc of weight 0 out of a dangling node: 0 / 1 and not 0 / 0.
        share[k] /= leaving[tail[k]] if leaving[tail[k]] > 0 else 1.0
    return (node.astype(np.int32), degree[node].astype(np.int32), tail, share), leaving


@kernel
def _order_by_tail(count: Ints, tail: Int32s, share: Floats) -> None:
    """Sort each node's in-arcs by tail, so that no byte depends on the order of the input."""
    first = 0
    for size in count:
        end = first + size
        if size > 32:
            order = np.argsort(tail[first:end])
            tail[first:end], share[first:end] = tail[first:end][order], share[first:end][order]
        else:
            # Insertion: most nodes have a few in-arcs only.
            for k in range(first + 1, end):
                u, weight, at = tail[k], share[k], k
                while at > first and tail[at - 1] > u:
                    tail[at], share[at] = tail[at - 1], share[at - 1]
                    at -= 1
                tail[at], share[at] = u, weight
        first = end


@kernel
def power_iteration(
    pull: Pull, dangling: Flags, damping: float, tolerance: float, max_iterations: int
) -> tuple[Floats, float]:
    """Iterate from the uniform vector: the ranks, not normalised, and their last change."""
    node, count, tail, share = pull
    n = node.size
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
        k = 0
        for i in range(n):
            # Two sums side by side: one alone would wait for each addition.
            even, odd = 0.0, 0.0
            end = k + count[i]
            while k + 1 < end:
                even += share[k] * rank[tail[k]]
                odd += share[k + 1] * rank[tail[k + 1]]
                k += 2
            if k < end:
                even += share[k] * rank[tail[k]]
                k += 1
            v = node[i]
            pulled[v] = jump + damping * (even + odd)
            change += abs(pulled[v] - rank[v])
        rank, pulled = pulled, rank
        if change < tolerance:
            break
    return rank, change

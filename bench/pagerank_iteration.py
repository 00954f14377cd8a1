"""One iteration of PageRank, against a bare gather.

Ours: the kernel of `graph.centrality.pagerank` for 20 iterations with a tolerance that none of them
reaches, over 20. The peer: numpy's `take` of the rank of each arc's tail into an array that is
there already, the one thing that no iteration can do without. One thread each.
"""

import numpy as np

from bench.figures import Figure
from bench.rounds import alternate, seconds
from service.graph.centrality.pagerank import power_iteration, pulled_along
from service.settings import Settings

ROUNDS = 5
SEED = 8
NODES, ARCS = 1_000_000, 10_000_000
ITERATIONS = 20


def measure(scale: float) -> list[Figure]:
    """Milliseconds an iteration, with a million nodes and ten million arcs at scale 1."""
    n = int(NODES * scale)
    random = np.random.default_rng(SEED)
    arcs = int(ARCS * scale)
    source, target = random.integers(0, n, (2, arcs))
    pull, leaving = pulled_along(n, source, target, np.ones(arcs))
    tail = pull[2].astype(np.int64)
    damping = Settings().pagerank_damping
    rank, gathered = np.full(n, 1.0 / n), np.empty(tail.size)

    def ours() -> float:
        took = seconds(lambda: power_iteration(pull, leaving == 0, damping, 0.0, ITERATIONS))
        return took / ITERATIONS * 1000

    def peer() -> float:
        # Without a mode numpy gathers into a copy of the output first.
        return seconds(lambda: np.take(rank, tail, out=gathered, mode="clip")) * 1000

    ours(), peer()
    theirs, own = alternate(peer, ours, ROUNDS)
    return [Figure("pagerank_iteration", "ms", own, theirs, at_most=3.0)]

"""The expected spread under independent cascade in the plainest way: every world there can be."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product

import networkx as nx
import numpy as np
from hypothesis import strategies as st

Chances = list[tuple[int, int, float]]


def spread_by_worlds(n: int, chances: Chances, seeds: Iterable[int]) -> float:
    """How many nodes seeds reach on average, over all 2^m ways that m arcs can be live or not."""
    seeds = [*seeds]
    spread = 0.0
    for weight, reached_from in _worlds(n, chances):
        spread += weight * len(set().union(*(reached_from[seed] for seed in seeds)))
    return spread


def best_by_worlds(
    n: int, chances: Chances, k: int, candidates: Iterable[int]
) -> tuple[tuple[int, ...], float]:
    """The k candidates of the largest spread, the first of those that are equal, and the spread."""
    sets = [*combinations(sorted(candidates), k)]
    spread = dict.fromkeys(sets, 0.0)
    for weight, reached_from in _worlds(n, chances):
        for each in sets:
            spread[each] += weight * len(set().union(*(reached_from[seed] for seed in each)))
    most = max(spread.values())
    return next(each for each in sets if spread[each] >= most - 1e-9), most


def _worlds(n: int, chances: Chances) -> Iterator[tuple[float, list[set[int]]]]:
    """Each world's probability, and whom each node reaches in it."""
    for live in product((False, True), repeat=len(chances)):
        weight = 1.0
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(n))
        for (u, v, p), alive in zip(chances, live, strict=True):
            weight *= p if alive else 1 - p
            if alive:
                graph.add_edge(u, v)
        if weight:
            yield weight, [{u} | nx.descendants(graph, u) for u in range(n)]


@st.composite
def cascades(
    draw: st.DrawFn, most_nodes: int = 6, most_arcs: int = 7, least_nodes: int = 1
) -> tuple[int, Chances]:
    """Draw a node count and arcs with their chances, self loops and parallel arcs among them."""
    n = draw(st.integers(least_nodes, most_nodes))
    node = st.integers(0, n - 1)
    chance = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0])
    return n, draw(st.lists(st.tuples(node, node, chance), max_size=most_arcs))


def columns(chances: Chances) -> tuple[list[int], list[int], list[float]]:
    """Turn arcs into the columns source, target and probability."""
    return [u for u, _, _ in chances], [v for _, v, _ in chances], [p for _, _, p in chances]


def random_cascade(seed: int, n: int, m: int) -> Chances:
    """Draw m arcs between n nodes; the chances come in tenths, none of them 0."""
    random = np.random.default_rng(seed)
    source, target = random.integers(0, n, (2, m)).tolist()
    return [*zip(source, target, (random.integers(1, 8, m) / 10).tolist(), strict=True)]

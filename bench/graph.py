"""Graph algorithms as the tags use them, against networkx.

Ours: the function called with the arcs as arrays, indexing them included; compiled beforehand. The
peer: networkx's function on a graph that was built beforehand, read to its end. The arcs are
different pairs without self loops, so that both see the same graph; PageRank stops at the same
change of the ranks on both sides. That the answers agree is checked before anything is timed.

    connected_components             weakly_connected_components of the DiGraph
    strongly_connected_components    strongly_connected_components of the DiGraph
    pagerank                         pagerank, which indexes its graph for scipy at each call
    core_number                      core_number of the Graph (undirected)
"""

from collections.abc import Callable
from typing import Any, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from service.graph.arrays import Ints
from service.graph.centrality.pagerank import pagerank
from service.graph.components.components import connected_components, strongly_connected_components
from service.graph.components.k_core import core_number
from service.settings import Settings

Answer = TypeVar("Answer")

ROUNDS = 3
SEED = 6
NODES, ARCS = 200_000, 1_000_000
TOLERANCE, MAX_ITERATIONS = 1e-10, 200
AT_LEAST = 50.0


def measure(scale: float) -> list[Figure]:
    """Arcs a second of each algorithm, on 200,000 nodes and a million arcs at scale 1."""
    n, damping = int(NODES * scale), Settings().pagerank_damping
    source, target = _arcs(n, int(ARCS * scale))
    weight = np.random.default_rng(SEED).integers(1, 10, source.size).astype(float)
    directed: nx.DiGraph[int] = nx.DiGraph()
    directed.add_nodes_from(range(n))
    directed.add_weighted_edges_from(
        zip(source.tolist(), target.tolist(), weight.tolist(), strict=True)
    )
    undirected: nx.Graph[int] = nx.Graph()
    undirected.add_nodes_from(range(n))
    undirected.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))

    return [
        _figure(
            "connected_components",
            source.size,
            lambda: list(nx.weakly_connected_components(directed)),
            lambda: connected_components(n, source, target),
            _labels,
        ),
        _figure(
            "strongly_connected_components",
            source.size,
            lambda: list(nx.strongly_connected_components(directed)),
            lambda: strongly_connected_components(n, source, target),
            _labels,
        ),
        _figure(
            "pagerank",
            source.size,
            lambda: nx.pagerank(directed, damping, max_iter=MAX_ITERATIONS, tol=TOLERANCE / n),
            lambda: pagerank(n, source, target, weight, damping, TOLERANCE, MAX_ITERATIONS),
            _values,
        ),
        _figure(
            "core_number",
            source.size,
            lambda: nx.core_number(undirected),
            lambda: core_number(n, source, target),
            _values,
        ),
    ]


def _figure(
    name: str,
    arcs: int,
    peer: Callable[[], Answer],
    ours: Callable[[], NDArray[Any]],
    as_array: Callable[[Answer], NDArray[Any]],
) -> Figure:
    """The figure of one algorithm; `as_array` makes the peer's answer comparable, not timed."""
    agree = np.allclose(ours(), as_array(peer()), rtol=1e-6, atol=0)
    must_equal(f"{name} agrees with networkx", agree, True)
    theirs, own = alternate(lambda: arcs / seconds(peer), lambda: arcs / seconds(ours), ROUNDS)
    return Figure(name, "arcs/s", own, theirs, at_least=AT_LEAST)


def _arcs(n: int, count: int) -> tuple[Ints, Ints]:
    random = np.random.default_rng(SEED)
    drawn = np.unique(random.integers(0, n * n, count + count // 50))
    source, target = np.divmod(random.permutation(drawn), n)
    proper = np.flatnonzero(source != target)[:count]
    return source[proper], target[proper]


def _labels(components: list[set[int]]) -> NDArray[Any]:
    """Each node's component, called by its smallest node."""
    labels = np.empty(sum(map(len, components)), np.int64)
    for component in components:
        labels[list(component)] = min(component)
    return labels


def _values(answer: dict[int, Any]) -> NDArray[Any]:
    """The values of nodes that were added in order."""
    return np.array(list(answer.values()))

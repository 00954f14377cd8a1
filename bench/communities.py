"""Louvain communities of a million nodes and ten million edges, against networkit's PLM.

Both start from a graph that is laid out already (`service.graph.undirected` and networkit's own);
how long laying it out takes on either side is noted. PLM, parallel Louvain, runs in as many threads
as there are cores, ours in one. PLM comes plain, as networkit has it by default, and refined, with
the moves on the way back that ours always makes. What is wanted: no more than 1.2 times its
seconds, and modularity no worse than that of plain PLM, and to a thousandth than that of refined
PLM, which two runs of PLM differ by. That networkit measures modularity as we do is checked.

Two graphs, both with power laws of degrees and of community sizes as LFR graphs have them
(Lancichinetti, Fortunato and Radicchi 2008): one with communities of which each node is in one, and
every edge of weight 1; and a social one, in which each node has a household, a circle of friends
and a place of work that overlap, a few hubs, and weights of a log-normal distribution.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from bench.banks import must_equal
from bench.figures import Figure
from bench.peers import peer
from bench.rounds import alternate, seconds
from cypher.engine.arrays import Floats, Ints
from service.graph.community.louvain import communities_of, louvain
from service.graph.community.modularity import modularity
from service.graph.undirected import Undirected, undirected

SEED = 14
NODES, EDGES = 1_000_000, 10_000_000
ROUNDS = 3
AT_MOST = 1.2
#: What share of the modularity of plain and of refined PLM is wanted.
PLAIN, REFINED = 1.0, 0.999
#: The part of the ends that lie outside their community.
MIXING = 0.4
#: How many pairs are drawn for each edge: some are drawn twice, most often those in households.
DRAWN, DRAWN_OF_SOCIAL = 1.2, 1.5
#: The overlapping circles: what share of the edges, the sizes of the smallest and the largest.
CIRCLES = ((0.25, 3, 8), (0.45, 20, 3000), (0.2, 10, 500))


@dataclass(frozen=True)
class Graph:
    """Different pairs of nodes without self loops, and what they weigh."""

    n: int
    u: Ints
    v: Ints
    weight: Floats
    weighted: bool

    @property
    def columns(self) -> tuple[int, Ints, Ints, Floats]:
        """The graph as functions of graphs take it."""
        return self.n, self.u, self.v, self.weight


def measure(scale: float) -> list[Figure]:
    """Seconds and modularity beside plain and refined PLM, on both graphs."""
    networkit = peer("networkit")
    louvain(2, [0], [1], [1])
    n, m = int(NODES * scale), int(EDGES * scale)
    return [
        figure
        for name, drawn in (("planted", _planted), ("social", _social))
        for figure in _compared(name, drawn(n, m), networkit)
    ]


def _compared(name: str, graph: Graph, networkit: Any) -> list[Figure]:
    ours: list[Undirected] = []
    theirs: list[Any] = []
    own_laying = seconds(lambda: ours.append(undirected(*graph.columns)))
    peer_laying = seconds(lambda: theirs.append(_laid_out(graph, networkit)))
    note = (
        f"{graph.u.size:,} edges, laid out in {own_laying:.1f} s, "
        f"by networkit {networkit.__version__} in {peer_laying:.1f} s"
    )
    figures = []
    for plm, refine, wanted in (("PLM", False, PLAIN), ("refined PLM", True, REFINED)):
        found: list[Ints] = []
        partitions: list[Any] = []
        peer_took, took = alternate(
            partial(_run_plm, networkit, theirs[0], refine, partitions),
            partial(_run_ours, ours[0], found),
            ROUNDS,
        )
        reached = _quality(graph, networkit, theirs[0], partitions)
        own = modularity(*graph.columns, found[0])
        count = f"{found[0].max() + 1:,} communities"
        figures += [
            Figure(f"{name}: Louvain, {plm}", "s", took, peer_took, at_most=AT_MOST, note=note),
            Figure(f"{name}: modularity, {plm}", "", (own,), reached, at_least=wanted, note=count),
        ]
    return figures


def _run_ours(graph: Undirected, found: list[Ints]) -> float:
    """How long ours runs, in seconds; its communities are added to `found`."""
    return seconds(lambda: found.append(communities_of(graph)))


def _run_plm(networkit: Any, graph: Any, refine: bool, partitions: list[Any]) -> float:
    """How long PLM runs, in seconds; its partition is added to `partitions`."""
    algorithm = networkit.community.PLM(graph, refine=refine)
    took = seconds(algorithm.run)
    partitions.append(algorithm.getPartition())
    return took


def _quality(
    graph: Graph, networkit: Any, laid_out: Any, partitions: list[Any]
) -> tuple[float, ...]:
    """The modularity of each partition by networkit's measure, which must be ours too."""
    measure_of = networkit.community.Modularity().getQuality
    reached = tuple(measure_of(each, laid_out) for each in partitions)
    labels = np.unique(partitions[0].getVector(), return_inverse=True)[1]
    same = abs(modularity(*graph.columns, labels) - reached[0]) < 1e-9
    must_equal("modularity is networkit's", same, True)
    return reached


def _laid_out(graph: Graph, networkit: Any) -> Any:
    return networkit.GraphFromCoo(
        (graph.weight, (graph.u, graph.v)), n=graph.n, weighted=graph.weighted, directed=False
    )


def _planted(n: int, m: int) -> Graph:
    """Communities of 20 to 2,000, and edges of weight 1."""
    random = np.random.default_rng(SEED)
    community = _circles(random, n, 20, 2000)
    degree = _power_law(random, n, 1, 200, 2.5)
    degree *= 2 * m * DRAWN / degree.sum()
    ends = random.permutation(np.repeat(np.arange(n), (degree + random.random(n)).astype(np.int64)))
    inside = random.random(ends.size) >= MIXING
    u, v = _once(n, [_joined(community, ends[inside]), _joined(np.zeros(n), ends[~inside])], m)
    return Graph(n, u, v, np.ones(u.size), weighted=False)


def _social(n: int, m: int) -> Graph:
    """Overlapping circles, hubs whom anybody may know, and weights."""
    random = np.random.default_rng(SEED + 1)
    parts = []
    for share, least, most in CIRCLES:
        outgoing = np.cumsum(_power_law(random, n, 1, 50, 2.5))
        drawn = random.random(int(2 * m * share * DRAWN_OF_SOCIAL)) * outgoing[-1]
        parts.append(_joined(_circles(random, n, least, most), np.searchsorted(outgoing, drawn)))
    count = int(m * DRAWN_OF_SOCIAL * (1 - sum(share for share, _, _ in CIRCLES)))
    hub = (n * random.random(count) ** 2).astype(np.int64)
    parts.append((hub, random.integers(0, n, count)))
    u, v = _once(n, parts, m)
    return Graph(n, u, v, random.lognormal(size=u.size), weighted=True)


def _power_law(
    random: np.random.Generator, count: int, least: float, most: float, exponent: float
) -> Floats:
    power = 1 - exponent
    drawn: Floats = least**power + random.random(count) * (most**power - least**power)
    return drawn ** (1 / power)


def _circles(random: np.random.Generator, n: int, least: int, most: int) -> Ints:
    """The circle of each node, of sizes from `least` to `most`, small ones far more often."""
    size = _power_law(random, n // least + 1, least, most, 2.0).astype(np.int64)
    return random.permutation(np.repeat(np.arange(size.size), size)[:n])


def _joined(circle: Ints | Floats, ends: Ints) -> tuple[Ints, Ints]:
    """Join ends of edges, which are in random order, two by two within circles."""
    ends = ends[np.argsort(circle[ends], kind="stable")]
    ends = ends[: ends.size // 2 * 2]
    return ends[::2], ends[1::2]


def _once(n: int, parts: list[tuple[Ints, Ints]], most: int) -> tuple[Ints, Ints]:
    """Every pair once, in random order, without self loops, and no more than `most` of them."""
    u, v = (np.concatenate(ends) for ends in zip(*parts, strict=True))
    keys = np.unique((np.minimum(u, v) * n + np.maximum(u, v))[u != v])
    low, high = np.divmod(np.random.default_rng(SEED).permutation(keys)[:most], n)
    return low, high

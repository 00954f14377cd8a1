"""Reverse reachable sets: the nodes that would have reached a random node, were arcs random too.

How often a set of seeds meets such sets tells its expected spread (Borgs, Brautbar, Chayes and
Lucier 2014). Of most nodes nobody but itself would have reached it; those sets need no drawing
(Nguyen, Nguyen, Phan and Dinh 2017, "Importance sketching of influence dynamics in billion-scale
networks"): a root is drawn in proportion to the chance that an arc into it is live, and then at
least one is. So with the sum of these chances

    spread(S) = weight * P(S meets a set) + sum over s in S of (1 - entered[s])

Each set is drawn by a generator of its own (splitmix64: Steele, Lea and Flood 2014), which starts
from the seed and the number of the set: the same sets come out on any number of threads.
"""

from dataclasses import dataclass

import numpy as np

from service.graph.arrays import Floats, Ints, doubled
from service.graph.csr import Int32s
from service.graph.diffusion.independent_cascade import IndependentCascade
from service.graph.kernels import kernel, need_compiled
from service.graph.threads import on_all_threads

#: On no more cores than this: each takes 12 bytes of memory a node.
_CORES = 8

#: How many arcs a thread looks at before it looks whether its sets are still wanted: well under a
#: second.
_AT_ONCE = 20_000_000

#: What the generator of a set takes in: the seed of all, and splitmix64's constants.
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_27, _30, _31, _11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
_UNIT = 2.0**-53


@dataclass(frozen=True)
class Roots:
    """Where sets begin: the nodes that an arc enters, and the running sum of `entered` over them.

    `weight` is the whole sum: the expected number of nodes with a live arc into them.
    """

    node: Int32s
    until: Floats

    @property
    def weight(self) -> float:
        """What being met always comes to, in nodes."""
        return float(self.until[-1]) if self.until.size else 0.0


@dataclass(frozen=True)
class ReverseReachableSets:
    """Sets of nodes, set i the positions starts[i] up to, not including, starts[i + 1].

    `starts` int64[sets + 1], `nodes` int32; `steps` is how many arcs were looked at.
    """

    starts: Ints
    nodes: Int32s
    steps: int

    def __len__(self) -> int:
        """How many sets there are."""
        return self.starts.size - 1


def roots_of(network: IndependentCascade) -> Roots:
    """Lay out where sets may begin. Cost: O(n)."""
    node = np.flatnonzero(network.entered)
    return Roots(node.astype(np.int32), np.cumsum(network.entered[node]))


def reverse_reachable_sets(
    network: IndependentCascade,
    roots: Roots,
    seed: int,
    count: int,
    begun: ReverseReachableSets | None = None,
) -> ReverseReachableSets:
    """Draw the first `count` sets, on all cores; those that were `begun` with stay.

    There must be an arc; `seed` is 0 to 2^63 - 1. Raises StillCompiling before the kernels are
    compiled: there are many sets. Cost: the arcs into the nodes of the sets, and O(n) for each
    core.
    """
    need_compiled()
    begun = begun or ReverseReachableSets(np.zeros(1, np.int64), np.empty(0, np.int32), 0)
    drawn = on_all_threads(lambda a, b: _drawn(network, roots, seed, a, b), len(begun), count)
    parts = [piece for pieces in drawn for piece in pieces]
    sizes = [np.diff(starts) for starts in (begun.starts, *(starts for starts, _, _ in parts))]
    return ReverseReachableSets(
        np.concatenate((begun.starts[:1], np.cumsum(np.concatenate(sizes)))),
        np.concatenate((begun.nodes, *(nodes for _, nodes, _ in parts))),
        begun.steps + sum(steps for _, _, steps in parts),
    )


def first_met(
    network: IndependentCascade,
    roots: Roots,
    seed: int,
    first: int,
    last: int,
    rank: Int32s,
    ranks: int,
) -> Ints:
    """Count the sets `first` to `last` by the lowest rank in them: int64[ranks].

    `rank` int32[n] is below `ranks` for those who are looked for, `ranks` for all others; a set
    without any is not counted. Nothing is kept, and a set is left once rank 0 is met. Cost: that of
    `reverse_reachable_sets`.
    """

    def met(a: int, b: int) -> Ints:
        counts, room = np.zeros(ranks + 1, np.int64), _room(network.n)
        while a < b:
            a = _meet(*_arrays(network, roots), seed, a, b, rank, counts, *room, _AT_ONCE)
        return counts[:ranks]

    return np.sum(on_all_threads(met, first, last), axis=0)


def _drawn(
    network: IndependentCascade, roots: Roots, seed: int, first: int, last: int
) -> list[tuple[Ints, Int32s, int]]:
    """The sets of a range in pieces, each as `_draw` gives it."""
    pieces, room = [], _room(network.n)
    while first < last:
        pieces.append(_draw(*_arrays(network, roots), seed, first, last, *room, _AT_ONCE))
        first += pieces[-1][0].size - 1
    return pieces


def _room(n: int) -> tuple[Ints, Int32s]:
    """What a thread draws in: by node the last set that it was found in, and a queue."""
    return np.full(n, -1, np.int64), np.empty(n, np.int32)


def _arrays(
    network: IndependentCascade, roots: Roots
) -> tuple[tuple[Ints, Int32s, Floats], tuple[Int32s, Floats, Floats]]:
    into = network.indptr, network.source, network.probability
    return into, (roots.node, roots.until, network.entered)


_Arcs = tuple[Ints, Int32s, Floats]
_Starts = tuple[Int32s, Floats, Floats]


@kernel
def _draw(
    arcs: _Arcs,
    roots: _Starts,
    seed: int,
    first: int,
    last: int,
    found: Ints,
    queue: Int32s,
    most: int,
) -> tuple[Ints, Int32s, int]:
    """The first sets of a range, until `most` arcs are looked at: (starts, nodes, arcs)."""
    nowhere = np.empty(0, np.int32)
    starts, nodes = np.zeros(last - first + 1, np.int64), np.empty(1024, np.int32)
    steps, size = 0, 0
    for number in range(first, last):
        count, looked, _ = _reach(arcs, roots, seed, number, found, queue, nowhere, 0)
        while size + count > nodes.size:
            nodes = doubled(nodes)
        nodes[size : size + count] = queue[:count]
        size += count
        steps += looked
        starts[number - first + 1] = size
        if steps + number - first >= most:
            last = number + 1
            break
    return starts[: last - first + 1].copy(), nodes[:size].copy(), steps


@kernel
def _meet(
    arcs: _Arcs,
    roots: _Starts,
    seed: int,
    first: int,
    last: int,
    rank: Int32s,
    counts: Ints,
    found: Ints,
    queue: Int32s,
    most: int,
) -> int:
    """Count the first sets of a range, until `most` arcs are looked at: the next set."""
    steps = 0
    for number in range(first, last):
        _, looked, lowest = _reach(arcs, roots, seed, number, found, queue, rank, counts.size - 1)
        counts[lowest] += 1
        steps += looked
        if steps + number - first >= most:
            return number + 1
    return last


@kernel
def _reach(
    arcs: _Arcs,
    roots: _Starts,
    seed: int,
    number: int,
    found: Ints,
    queue: Int32s,
    rank: Int32s,
    ranks: int,
) -> tuple[int, int, int]:
    """Draw one set into the queue: (its size, arcs looked at, the lowest rank in it).

    `found` holds for each node the last set that it was found in. Where `rank` is empty the set is
    drawn to its end.
    """
    indptr, source, probability = arcs
    state = _mixed(_mixed(np.uint64(seed)) + np.uint64(number) * _GOLDEN)
    root = _root(roots, _uniform(state + _GOLDEN))
    sure = _first_live(arcs, root, _uniform(state + _GOLDEN + _GOLDEN) * roots[2][root])
    state += _GOLDEN + _GOLDEN
    found[root] = number
    queue[0] = root
    lowest = min(ranks, rank[root]) if rank.size else 1
    size, at, steps = 1, 0, sure - indptr[root]
    while at < size and lowest > 0:
        v = queue[at]
        # Of the arcs into the root those before the first live one are dead.
        begin, end = sure if at == 0 else indptr[v], indptr[v + 1]
        at += 1
        steps += end - begin
        for k in range(begin, end):
            if k != sure:
                state += _GOLDEN
                if _uniform(state) >= probability[k]:
                    continue
            u = source[k]
            if found[u] != number:
                found[u] = number
                queue[size] = u
                size += 1
                if rank.size:
                    lowest = min(lowest, rank[u])
    return size, steps, lowest


@kernel
def _root(roots: _Starts, uniform: float) -> int:
    """The node at which a set begins, drawn by the chance that an arc into it is live."""
    node, until, _ = roots
    at = np.searchsorted(until, uniform * until[-1], side="right")
    return node[min(at, node.size - 1)]


@kernel
def _first_live(arcs: _Arcs, v: int, left: float) -> int:
    """The first live arc into v: `left` is drawn evenly from 0 to the chance that there is one."""
    indptr, _, probability = arcs
    missed = 1.0
    for k in range(indptr[v], indptr[v + 1] - 1):
        hit = missed * probability[k]
        if left < hit:
            return k
        left -= hit
        missed *= 1.0 - probability[k]
    return indptr[v + 1] - 1


@kernel
def _uniform(state: np.uint64) -> float:
    """The number from 0 up to, not including, 1 that a state gives."""
    return np.float64(_mixed(state) >> _11) * _UNIT


@kernel
def _mixed(state: np.uint64) -> np.uint64:
    """Splitmix64's output for a state."""
    state = (state ^ (state >> _30)) * _FIRST
    state = (state ^ (state >> _27)) * _SECOND
    return state ^ (state >> _31)

"""Cycles in time: arcs that leave a node and come back to it, each later than the one before."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_amounts, as_nodes, doubled
from service.graph.components.components import strongly_connected_components
from service.graph.kernels import kernel
from service.graph.tables.portions import billionths
from service.graph.tables.segments import max_by
from service.graph.temporal.arcs import TimedArcs, first_after, timed_arcs
from service.graph.temporal.backward_reachability import (
    BackwardReach,
    are_alike,
    find_backward_reach,
    forget_backward_reach,
    may_come_back,
    no_backward_reach,
)


@dataclass(frozen=True)
class TemporalCycles:
    """Circles, numbered from 0, by their first arc.

    Circle c is the arcs `row[start[c]:start[c + 1]]` in their order, positions in the input;
    `start` is int64[circles + 1]. `capped` bool[n] are the nodes at which not all arcs were
    followed; `cut` is how many first arcs there are from which the search had to end.
    """

    start: Ints
    row: Ints
    capped: Flags
    cut: int


class _Network(NamedTuple):
    """The arcs as they go, turned round, and sorted by (source, target, instant)."""

    arcs: TimedArcs
    back: TimedArcs
    pair_target: Ints
    pair_at: Ints
    pair_arc: Ints


class _Rule(NamedTuple):
    """What a circle is, and what the search for circles may cost."""

    window: int
    tolerance: int
    longest: int
    most_arcs: int
    max_steps: int
    most_circles: int


class _Path(NamedTuple):
    """The path that is being followed, an entry for each of its arcs, and the circles it closed.

    `arc`, the next arc to look at, how many were followed, the least and the most amount so far.
    """

    arc: Ints
    following: Ints
    followed: Ints
    least: Ints
    most: Ints
    on_path: Flags
    circle: Ints
    length: Ints


def temporal_cycles(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    at: ArrayLike,
    amount: ArrayLike,
    window: int,
    tolerance: float,
    longest: int,
    most_arcs: int,
    max_steps: int = 20_000,
    most_circles: int = 200,
) -> TemporalCycles:
    """Find the circles of 3 to `longest` different nodes along arcs that follow each other in time.

    Each arc is later than the one before. Each circle is found once, from its first arc; parallel
    arcs make circles of their own, self loops none.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    at : int[m]
        When it is, in any unit.
    amount : int[m]
        What it carries, >= 0.
    window : int
        The last arc is at most so long after the first, in the unit of `at`.
    tolerance : float
        The amounts differ by at most this part of the largest.
    longest : int
        How many nodes a circle has at most.
    most_arcs : int
        How many arcs of one node are followed at each step, the soonest of those that may lead
        back; the arc that closes a circle is always found.
    max_steps, most_circles : int
        How many arcs are looked at, and how many circles told, from one first arc at most.

    Returns
    -------
    TemporalCycles
        The circles by their first arc, and where the search had to leave something out.

    Raises
    ------
    ValueError
        As `timed_arcs` does.

    Notes
    -----
    Method: a circle in time lies within a strongly connected component; there, depth-first from
    every arc, to nodes only from which arcs lead back to the start in time. Cost: O(m log m), and
    the arcs within window and tolerance of each other; at most m * max_steps.

    References
    ----------
    Tarjan 1972, Depth-first search and linear graph algorithms. Kumar and Calders 2018, 2SCENT,
    whose first phase finds the nodes that lead back for all starts at once.

    Examples
    --------
    >>> arcs = [0, 1, 2], [1, 2, 0], [10, 20, 30], [100, 95, 90]
    >>> circles = temporal_cycles(3, *arcs, window=30, tolerance=0.2, longest=6, most_arcs=200)
    >>> circles.row.tolist(), circles.start.tolist()
    ([0, 1, 2], [0, 3])
    """
    source, target = as_nodes(n, source, target)
    amount = as_amounts(source.size, amount)
    at = np.ascontiguousarray(at, np.int64)
    component = strongly_connected_components(n, source, target)
    inside = np.flatnonzero((component[source] == component[target]) & (source != target))
    source, target, at, amount = source[inside], target[inside], at[inside], amount[inside]
    rule = _Rule(window, billionths(tolerance), longest, most_arcs, max_steps, most_circles)
    start, arc, capped, cut = _circles(_network(n, source, target, at, amount), rule)
    return TemporalCycles(start, inside[arc], capped, int(cut))


def _network(n: int, source: Ints, target: Ints, at: Ints, amount: Ints) -> _Network:
    arcs = timed_arcs(n, source, target, at, amount)
    back = timed_arcs(n, target, source, at, amount)
    leaving = np.repeat(np.arange(n), np.diff(arcs.indptr))
    order = np.lexsort((np.arange(leaving.size), arcs.target, leaving))
    return _Network(arcs, back, arcs.target[order], arcs.at[order], order)


@kernel
def _circles(network: _Network, rule: _Rule) -> tuple[Ints, Ints, Flags, int]:
    arcs = network.arcs
    n = arcs.indptr.size - 1
    starts, rows = np.zeros(1, np.int64), np.empty(0, np.int64)
    circles, cut = 0, 0
    capped, ways = np.zeros(n, np.bool_), no_backward_reach(n, rule.longest - 2)
    path = _no_path(n, rule)
    for origin in range(n):
        for first in range(arcs.indptr[origin], arcs.indptr[origin + 1]):
            v, until = arcs.target[first], arcs.at[first] + rule.window
            following = first_after(arcs, v, arcs.at[first])
            if following == arcs.indptr[v + 1] or arcs.at[following] > until:
                continue
            layers = find_backward_reach(
                back=network.back,
                ways=ways,
                origin=origin,
                after=arcs.at[first],
                until=until,
                amount=arcs.amount[first],
                tolerance=rule.tolerance,
                max_steps=rule.max_steps,
            )
            if layers == 0 or ways.found[0]:
                found, ended = _from(network, rule, path, ways, layers, origin, first, capped)
                cut += ended
                for c in range(found):
                    size = path.length[c]
                    end = starts[circles]
                    while end + size > rows.size:
                        rows = doubled(rows)
                    for k in range(size):
                        rows[end + k] = arcs.row[path.circle[c * rule.longest + k]]
                    circles += 1
                    if circles == starts.size:
                        starts = doubled(starts)
                    starts[circles] = end + size
            forget_backward_reach(ways, origin)
    return starts[: circles + 1].copy(), rows[: starts[circles]].copy(), capped, cut


@kernel
def _no_path(n: int, rule: _Rule) -> _Path:
    size = rule.longest
    return _Path(
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.zeros(n, np.bool_),
        np.empty(rule.most_circles * size, np.int64),
        np.empty(rule.most_circles, np.int64),
    )


@kernel
def _from(
    network: _Network,
    rule: _Rule,
    path: _Path,
    ways: BackwardReach,
    layers: int,
    origin: int,
    first: int,
    capped: Flags,
) -> tuple[int, bool]:
    """Follow the circles that begin with an arc, into `path`: how many, and whether cut short."""
    arcs = network.arcs
    until = arcs.at[first] + rule.window
    found, steps, cut = 0, 0, False
    depth = 0
    path.on_path[origin] = True
    _go_on(arcs, path, 0, first, arcs.amount[first], arcs.amount[first])
    while depth >= 0:
        u, k = arcs.target[path.arc[depth]], path.following[depth]
        over = k == arcs.indptr[u + 1] or depth + 2 >= rule.longest or arcs.at[k] > until
        cut = cut or (not over and steps >= rule.max_steps)
        if cut or over:
            path.on_path[u] = False
            depth -= 1
            continue
        path.following[depth] += 1
        steps += 1
        w, left = arcs.target[k], rule.longest - depth - 2
        if path.on_path[w] or not may_come_back(ways, layers, w, left, arcs.at[k]):
            continue
        least = min(path.least[depth], arcs.amount[k])
        most = max(path.most[depth], arcs.amount[k])
        if not are_alike(least, most, rule.tolerance):
            continue
        if path.followed[depth] >= rule.most_arcs:
            capped[u] = True
            path.following[depth] = arcs.indptr[u + 1]
            continue
        path.followed[depth] += 1
        depth += 1
        _go_on(arcs, path, depth, k, least, most)
        begin, end = _closing(network, w, origin, arcs.at[k], until)
        for i in range(begin, end):
            if steps >= rule.max_steps:
                cut = True
                break
            back = network.pair_arc[i]
            steps += 1
            least = min(path.least[depth], arcs.amount[back])
            most = max(path.most[depth], arcs.amount[back])
            if are_alike(least, most, rule.tolerance):
                cut = cut or found >= rule.most_circles
                if cut:
                    break
                for j in range(depth + 1):
                    path.circle[found * rule.longest + j] = path.arc[j]
                path.circle[found * rule.longest + depth + 1] = back
                path.length[found] = depth + 2
                found += 1
    path.on_path[origin] = False
    return found, cut


@kernel
def _go_on(arcs: TimedArcs, path: _Path, depth: int, arc: int, least: int, most: int) -> None:
    """Take an arc as the last one of the path."""
    node = arcs.target[arc]
    path.arc[depth], path.least[depth], path.most[depth] = arc, least, most
    path.following[depth] = first_after(arcs, node, arcs.at[arc])
    path.followed[depth] = 0
    path.on_path[node] = True


@kernel
def _closing(network: _Network, node: int, origin: int, after: int, until: int) -> tuple[int, int]:
    """Where, sorted by pair, the arcs from a node to the origin stand that are late enough."""
    begin, end = network.arcs.indptr[node], network.arcs.indptr[node + 1]
    targets = network.pair_target[begin:end]
    last = begin + np.searchsorted(targets, origin, "right")
    begin += np.searchsorted(targets, origin, "left")
    instants = network.pair_at[begin:last]
    return (
        int(begin + np.searchsorted(instants, after, "right")),
        int(begin + np.searchsorted(instants, until, "right")),
    )


def amounts_along(circles: TemporalCycles, amount: Ints) -> Ints:
    """The smallest amount along each circle: what can have come back. int64[circles]."""
    return -max_by(circles.start, -amount[circles.row])

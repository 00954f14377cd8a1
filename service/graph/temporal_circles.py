"""Circles in time: what leaves a node and comes back to it, each arc later than the one before."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Nodes, Weights, doubled
from service.graph.components import strongly_connected_components
from service.graph.timed_arcs import TimedArcs, first_after, timed_arcs

#: Amounts are decimals: what their differences are off by does not decide.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Temporal:
    """Circles, numbered from 0, by their first arc.

    Circle c is the arcs `row[start[c]:start[c + 1]]` in their order, positions in the input;
    `start` is int64[circles + 1]. `capped` bool[n] are the nodes at which not all arcs were looked
    at; `cut` is how many first arcs there are from which the search had to end.
    """

    start: Nodes
    row: Nodes
    capped: Flags
    cut: int


def temporal_circles(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    at: ArrayLike,
    amount: ArrayLike,
    window: int,
    tolerance: float,
    longest: int = 6,
    most_arcs: int = 200,
    max_steps: int = 20_000,
) -> Temporal:
    """Find the circles of 3 to `longest` different nodes along arcs that follow each other in time.

    Each arc is later than the one before, the last at most `window` after the first (in the unit of
    `at`), and the amounts differ by at most `tolerance` of the largest. Each circle is found once,
    from its first arc; parallel arcs make circles of their own. From one node at most `most_arcs`
    arcs are followed, the soonest, save the arc that closes the circle, of which the soonest is
    always found; from one first arc at most `max_steps` arcs are looked at.
    Raises ValueError as `timed_arcs` does.
    Method: depth-first from every arc, within the strongly connected components (Tarjan 1972), as
    a circle in time is one without it; cf. Kumar and Calders 2018 (2SCENT). Cost: O(m log m), and
    the arcs within window and tolerance of each other, at most m * max_steps.
    """
    arcs = timed_arcs(n, source, target, at, amount)
    component = strongly_connected_components(n, source, target)
    start, row, capped, cut = _circles(
        arcs, component, window, tolerance, longest, most_arcs, max_steps, _by_pair(arcs, n)
    )
    return Temporal(start, arcs.row[row], capped, int(cut))


def _by_pair(arcs: TimedArcs, n: int) -> tuple[Nodes, Nodes]:
    """The arcs of each source sorted by (target, instant): sort keys, and positions."""
    source = np.repeat(np.arange(n), np.diff(arcs.indptr))
    order = np.lexsort((np.arange(source.size), arcs.target, source))
    return arcs.target[order], order


@njit(nogil=True, cache=True)
def _circles(
    arcs: TimedArcs,
    component: Nodes,
    window: int,
    tolerance: float,
    longest: int,
    most_arcs: int,
    max_steps: int,
    by_pair: tuple[Nodes, Nodes],
) -> tuple[Nodes, Nodes, Flags, int]:
    n = arcs.indptr.size - 1
    starts, rows = np.zeros(1, np.int64), np.empty(0, np.int64)
    circles, cut = 0, 0
    capped, on_path = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    path, following = np.empty(longest, np.int64), np.empty(longest, np.int64)
    followed = np.empty(longest, np.int64)
    low, high = np.empty(longest), np.empty(longest)
    for origin in range(n):
        for first in range(arcs.indptr[origin], arcs.indptr[origin + 1]):
            v = arcs.target[first]
            if v == origin or component[v] != component[origin]:
                continue
            until = arcs.at[first] + window
            depth, steps = 0, 0
            path[0] = first
            low[0] = high[0] = arcs.amount[first]
            following[0] = first_after(arcs, v, arcs.at[first])
            followed[0] = 0
            on_path[origin] = on_path[v] = True
            while depth >= 0:
                u = arcs.target[path[depth]]
                k = following[depth]
                ended = k == arcs.indptr[u + 1] or arcs.at[k] > until or depth + 2 >= longest
                if not ended and followed[depth] >= most_arcs:
                    capped[u] = True
                    ended = True
                if not ended and steps >= max_steps:
                    cut += depth == 0
                    ended = True
                if ended:
                    on_path[u] = False
                    depth -= 1
                    continue
                following[depth] += 1
                steps += 1
                w = arcs.target[k]
                least, most = min(low[depth], arcs.amount[k]), max(high[depth], arcs.amount[k])
                if on_path[w] or component[w] != component[origin]:
                    continue
                if most - least > tolerance * most * (1 + ROUNDING):
                    continue
                followed[depth] += 1
                depth += 1
                path[depth], low[depth], high[depth] = k, least, most
                following[depth] = first_after(arcs, w, arcs.at[k])
                followed[depth] = 0
                on_path[w] = True
                closing = _closing(arcs, by_pair, w, origin, arcs.at[k], until)
                for i in range(closing[0], closing[1]):
                    back = by_pair[1][i]
                    steps += 1
                    least = min(low[depth], arcs.amount[back])
                    most = max(high[depth], arcs.amount[back])
                    if most - least > tolerance * most * (1 + ROUNDING):
                        continue
                    end = starts[circles]
                    while end + depth + 2 > rows.size:
                        rows = doubled(rows)
                    rows[end : end + depth + 1] = path[: depth + 1]
                    rows[end + depth + 1] = back
                    circles += 1
                    if circles == starts.size:
                        starts = doubled(starts)
                    starts[circles] = end + depth + 2
                    if i - closing[0] >= most_arcs:
                        capped[w] = True
                        break
            on_path[origin] = False
    return starts[: circles + 1].copy(), rows[: starts[circles]].copy(), capped, cut


@njit(nogil=True, cache=True)
def _closing(
    arcs: TimedArcs, by_pair: tuple[Nodes, Nodes], node: int, origin: int, after: int, until: int
) -> tuple[int, int]:
    """Where in `by_pair` the arcs from a node to the origin stand that are late enough."""
    targets, position = by_pair
    begin, end = arcs.indptr[node], arcs.indptr[node + 1]
    first = begin + np.searchsorted(targets[begin:end], origin, "left")
    last = begin + np.searchsorted(targets[begin:end], origin, "right")
    while first < last and arcs.at[position[first]] <= after:
        first += 1
    stop = first
    while stop < last and arcs.at[position[stop]] <= until:
        stop += 1
    return first, stop


def amounts_along(circles: Temporal, amount: Weights) -> Weights:
    """The smallest amount along each circle: what can have come back. float64[circles]."""
    if circles.start.size == 1:
        return np.zeros(0)
    least: Weights = np.minimum.reduceat(np.asarray(amount)[circles.row], circles.start[:-1])
    return least

"""The shortest circle through one node: a kernel for graphs where every circle is long."""

import numpy as np
from numba import njit

from service.graph.arrays import Nodes

_FORWARD, _BACKWARD = 0, 1


@njit(nogil=True, cache=True)
def shortest_circle(
    v: int,
    out: tuple[Nodes, Nodes],
    back: tuple[Nodes, Nodes],
    scratch: tuple[Nodes, Nodes, Nodes],
    budget: int,
) -> tuple[Nodes, int]:
    """Find a shortest elementary directed cycle of three or more nodes through v.

    `out` and `back` are the (indptr, indices) of a simple graph and of its reverse; `budget` is
    how many arcs may be looked at. `scratch` is int64[2, n] three times, for one call a node: the
    second must be -1 all over before the first call, and is left alone between calls.
    Comes back as the cycle's nodes in order, v first, and the budget left. Empty where there is
    none, or none was found within the budget; of equal ones, that of the smallest second node.
    For each arc v->w it looks for a shortest way back from w to v that does not use the arc w->v;
    such a way has two arcs or more, so the cycle has three nodes or more.
    Cost: O(arcs within half the length of the circle, from either end) for each arc out of v.
    """
    best = np.empty(0, np.int64)
    for arc in range(out[0][v], out[0][v + 1]):
        meeting, budget = _meet(arc, v, out, back, scratch, best.size, budget)
        if meeting >= 0:
            best = _circle(meeting, out[1][arc], v, scratch[2])
    return best, budget


@njit(nogil=True, cache=True)
def _meet(
    arc: int,
    v: int,
    out: tuple[Nodes, Nodes],
    back: tuple[Nodes, Nodes],
    scratch: tuple[Nodes, Nodes, Nodes],
    bound: int,
    budget: int,
) -> tuple[int, int]:
    """Search forwards from the arc's target and backwards from v, the smaller side first.

    Comes back as the node where the two meet on a shortest way, or -1 where there is none that
    makes a circle of fewer than `bound` nodes (0: any), and the budget left. A node seen in this
    search is marked with the arc's position, so nothing has to be wiped between searches.
    """
    queue, seen, came_from = scratch
    w = out[1][arc]
    start, end = np.zeros(2, np.int64), np.ones(2, np.int64)
    queue[_FORWARD, 0], queue[_BACKWARD, 0] = w, v
    seen[_FORWARD, w], seen[_BACKWARD, v] = arc, arc
    to_look_at = np.array([out[0][w + 1] - out[0][w], back[0][v + 1] - back[0][v]])
    length = 2
    while start[_FORWARD] < end[_FORWARD] and start[_BACKWARD] < end[_BACKWARD]:
        if bound and length >= bound:
            return -1, budget
        forward_is_smaller = to_look_at[_FORWARD] <= to_look_at[_BACKWARD]
        side = _FORWARD if forward_is_smaller else _BACKWARD
        indptr, indices = out if forward_is_smaller else back
        level_end = end[side]
        budget -= to_look_at[side]
        if budget < 0:
            return -1, budget
        to_look_at[side] = 0
        for i in range(start[side], level_end):
            u = queue[side, i]
            for k in range(indptr[u], indptr[u + 1]):
                y = indices[k]
                is_the_reverse = u == queue[side, 0] and y == queue[1 - side, 0]
                if is_the_reverse or seen[side, y] == arc:
                    continue
                seen[side, y], came_from[side, y] = arc, u
                if seen[1 - side, y] == arc:
                    return y, budget
                queue[side, end[side]] = y
                end[side] += 1
                to_look_at[side] += indptr[y + 1] - indptr[y]
        start[side] = level_end
        length += 1
    return -1, budget


@njit(nogil=True, cache=True)
def _circle(meeting: int, w: int, v: int, came_from: Nodes) -> Nodes:
    size = 1
    u = meeting
    while u != w:
        u = came_from[_FORWARD, u]
        size += 1
    before = size
    u = meeting
    while u != v:
        u = came_from[_BACKWARD, u]
        size += 1
    # v stands first and, with the way back complete, once more behind the last.
    circle = np.empty(size + 1, np.int64)
    circle[0] = v
    u = meeting
    for i in range(before, 0, -1):
        circle[i] = u
        u = came_from[_FORWARD, u]
    u = meeting
    for i in range(before + 1, size + 1):
        u = came_from[_BACKWARD, u]
        circle[i] = u
    return circle[:size].copy()

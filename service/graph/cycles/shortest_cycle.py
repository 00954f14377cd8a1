"""The shortest circle through one node: a kernel for graphs where every circle is long."""

import numpy as np

from service.graph.arrays import Ints
from service.graph.csr import Int32s
from service.graph.kernels import kernel

_FORWARD, _BACKWARD = 0, 1
# What a search needs of a node, side by side in one line of the cache: for either side the search
# that saw it last, from where, and where its arcs begin and end.
_SEEN, _FROM, _FIRST, _END = 0, 2, 4, 6


def search_room(out: tuple[Int32s, Int32s], back: tuple[Int32s, Int32s]) -> tuple[Int32s, Int32s]:
    """Make the room that searches need on a graph: int32[n, 8] and int32[2, n].

    `out` and `back` are the graph's and its reverse's (indptr, indices). One room serves for all
    searches, each with a mark of its own.
    """
    n = out[0].size - 1
    state = np.full((n, 8), -1, np.int32)
    for side, (indptr, _) in enumerate((out, back)):
        state[:, _FIRST + side], state[:, _END + side] = indptr[:-1], indptr[1:]
    return state, np.empty((2, n), np.int32)


@kernel
def shortest_cycle(
    v: int,
    out: tuple[Int32s, Int32s],
    back: tuple[Int32s, Int32s],
    room: tuple[Int32s, Int32s],
    budget: int,
) -> tuple[Ints, int]:
    """Find a shortest elementary directed cycle of three or more nodes through v.

    `out` and `back` are the (indptr, indices) of a simple graph and of its reverse, each node's
    neighbours sorted; `budget` is how many arcs may be looked at; `room` is a `search_room`, in
    which each node is asked for at most once.
    Comes back as the cycle's nodes in order, v first, and the budget left. Empty where there is
    none, or none was found within the budget; of equal ones, one by the smallest second node.
    A search goes forwards from v's targets and backwards from its sources until both meet. A
    target that is a source too is searched from alone, and is no source then: the way back from
    it takes two arcs or more, so the cycle has three nodes or more.
    Cost: O(arcs within half the length of the circle, from either end) for each search.
    """
    first, end = out[0][v], out[0][v + 1]
    targets = out[1][first:end]
    sources = back[1][back[0][v] : back[0][v + 1]]
    two_way = np.zeros(targets.size, np.bool_)
    for i in range(targets.size):
        place = np.searchsorted(sources, targets[i])
        two_way[i] = place < sources.size and sources[place] == targets[i]
    best = np.empty(0, np.int64)
    one_way = targets[~two_way]
    for i in range(-1, targets.size):
        if i < 0 and one_way.size:
            mark, barred, starts = first + np.argmin(two_way), -1, one_way
        elif i >= 0 and two_way[i]:
            mark, barred, starts = first + i, targets[i], targets[i : i + 1]
        else:
            continue
        # An equal circle is taken where its second node is smaller.
        bound = best.size - int(best.size > 0 and starts[0] > best[1])
        asked = v, mark, barred, bound
        meeting, budget = meet(asked, starts, sources, out[1], back[1], room, budget)
        if meeting >= 0:
            best = _circle(meeting, v, room[0])
    return best, budget


@kernel
def meet(
    asked: tuple[int, int, int, int],
    starts: Int32s,
    sources: Int32s,
    targets_of: Int32s,
    sources_of: Int32s,
    room: tuple[Int32s, Int32s],
    budget: int,
) -> tuple[int, int]:
    """Search forwards from `starts` and backwards from `sources`, the smaller side first.

    `asked` is the node v whose targets and sources they are; a mark >= 0 that no other search in
    the room has, so that nothing has to be wiped in between; a source that does not count, or -1;
    and the most nodes wanted on the circle (0: any number). `starts` has none of the sources.
    `targets_of` and `sources_of` are the graph's and its reverse's indices.
    Comes back as the node where the two sides meet, on a shortest way by the smallest start, or
    -1 where they do not, and the budget left, which is below 0 where it did not suffice.
    """
    v, mark, barred, bound = asked
    state, queue = room
    start, end, to_look_at = np.zeros(2, np.int64), np.zeros(2, np.int64), np.zeros(2, np.int64)
    state[v, _SEEN + _FORWARD] = state[v, _SEEN + _BACKWARD] = mark
    for side in range(2):
        for u in starts if side == _FORWARD else sources:
            if side == _FORWARD or u != barred:
                state[u, _SEEN + side], state[u, _FROM + side] = mark, v
                queue[side, end[side]] = u
                end[side] += 1
                to_look_at[side] += state[u, _END + side] - state[u, _FIRST + side]
    budget -= sources.size
    length = 3
    while start[_FORWARD] < end[_FORWARD] and start[_BACKWARD] < end[_BACKWARD]:
        side = _FORWARD if to_look_at[_FORWARD] <= to_look_at[_BACKWARD] else _BACKWARD
        budget -= to_look_at[side]
        if budget < 0 or 0 < bound < length:
            return -1, budget
        neighbours = targets_of if side == _FORWARD else sources_of
        level_end = end[side]
        to_look_at[side] = 0
        meeting, by = -1, -1
        for i in range(start[side], level_end):
            u = queue[side, i]
            for k in range(state[u, _FIRST + side], state[u, _END + side]):
                y = neighbours[k]
                if state[y, _SEEN + side] == mark:
                    continue
                state[y, _SEEN + side], state[y, _FROM + side] = mark, u
                if state[y, _SEEN + 1 - side] == mark:
                    second = _start_of(y, v, state)
                    if meeting < 0 or second < by:
                        meeting, by = y, second
                    continue
                queue[side, end[side]] = y
                end[side] += 1
                to_look_at[side] += state[y, _END + side] - state[y, _FIRST + side]
        if meeting >= 0:
            return meeting, budget
        start[side] = level_end
        length += 1
    return -1, budget


@kernel
def _start_of(u: int, v: int, state: Int32s) -> int:
    while state[u, _FROM + _FORWARD] != v:
        u = state[u, _FROM + _FORWARD]
    return u


@kernel
def _circle(meeting: int, v: int, state: Int32s) -> Ints:
    before, after = 0, 0
    u = meeting
    while u != v:
        before += 1
        u = state[u, _FROM + _FORWARD]
    u = state[meeting, _FROM + _BACKWARD]
    while u != v:
        after += 1
        u = state[u, _FROM + _BACKWARD]
    circle = np.empty(1 + before + after, np.int64)
    circle[0] = v
    u = meeting
    for i in range(before, 0, -1):
        circle[i] = u
        u = state[u, _FROM + _FORWARD]
    u = state[meeting, _FROM + _BACKWARD]
    for i in range(before + 1, circle.size):
        circle[i] = u
        u = state[u, _FROM + _BACKWARD]
    return circle

"""Simple cycles through each node, as evidence that the node is on one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_nodes, doubled
from service.graph.csr import Int32s, int32_arcs
from service.graph.cycles.arcs_on_cycles import arcs_on_cycles
from service.graph.cycles.shortest_cycle import search_room, shortest_cycle
from service.graph.kernels import kernel
from service.graph.parallel_arcs import simple_arcs


@dataclass(frozen=True)
class Cycles:
    """Circles, numbered from 0, and which of them pass through each node.

    Circle c is the nodes `node[start[c]:start[c + 1]]` in the order of its arcs, `start` being
    int64[circles + 1]. Those through node v are the `count[v]` circles from number `first[v]` on,
    in each of which v is the node number `at[v]`; all three are int64[n]. `cycle_places` reads
    them out.
    """

    first: Ints
    count: Ints
    at: Ints
    start: Ints
    node: Ints


def cycle_places(circles: Cycles, node: int, most: int | None = None) -> list[Ints]:
    """Tell where the nodes of one node's circles stand in `circles.node`, from `node` itself on.

    One array a circle, the shortest first, then by node sequence, with the circle's first `most`
    nodes in the order of the arcs; no array for a node on no circle. Linear in what comes back.
    """
    places = []
    for c in range(int(circles.first[node]), int(circles.first[node] + circles.count[node])):
        start, length = int(circles.start[c]), int(circles.start[c + 1] - circles.start[c])
        places.append(
            start
            + (circles.at[node] + np.arange(length if most is None else min(most, length))) % length
        )
    return places


def simple_cycles(
    n: int,
    source: ArrayLike,
    target: ArrayLike,
    max_length: int,
    max_circles: int,
    max_steps: int,
) -> Cycles:
    """Find elementary directed cycles of three or more nodes through every node that is on one.

    A node gets its first `max_circles` circles of at most `max_length` nodes, shortest first, then
    by node sequence from itself on. A node that has none so short gets one longer circle, as short
    as any through the smallest node that needs it; a circle so found serves every node on it that
    has none. Parallel arcs count once, self loops never; the order of the input changes nothing.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        All arcs or, sooner done, only those that `arcs_on_cycles` kept.
    max_length, max_circles : int
        The longest of the short circles, at least 3, and how many of them a node gets, at least 1.
    max_steps : int
        How many arcs are looked at for the short circles of one node: a node in so dense a place
        gets those found by then. The longer circles share `max_steps` for each node on a circle,
        which only a graph made of very long circles can use up; a node left over then has none.

    Returns
    -------
    Cycles
        The circles, and which of them pass through each node.

    Raises
    ------
    ValueError
        For limits below those said, and as `as_nodes` does.

    Notes
    -----
    Method: depth-first search of growing length, cut by the distance back (short); breadth-first
    from both ends (long). Cost: O(m log m + max_steps * nodes on circles) at worst.

    Examples
    --------
    >>> cycles = simple_cycles(4, [0, 1, 2, 2, 3], [1, 2, 0, 3, 0], 6, 5, 20_000)
    >>> [cycles.node[places].tolist() for places in cycle_places(cycles, 0)]
    [[0, 1, 2], [0, 1, 2, 3]]
    """
    if max_length < 3 or max_circles < 1 or max_steps < 1:
        raise ValueError("max_length must be at least 3, max_circles and max_steps at least 1")
    source, target = as_nodes(n, source, target)
    on = arcs_on_cycles(n, source, target)
    source, target, _ = simple_arcs(n, source[on], target[on], np.ones(int(on.sum())))
    members = np.unique(source)
    place = np.zeros(n, np.int64)
    place[members] = np.arange(members.size)
    out = int32_arcs(members.size, place[source], place[target])
    back = int32_arcs(members.size, place[target], place[source])
    room = search_room(out, back)
    of_member = _all_circles(out, back, room, max_length, max_circles, max_steps)
    first, count, at = np.zeros((3, n), np.int64)
    first[members], count[members], at[members], start, node = of_member
    return Cycles(first, count, at, start, members[node])


@kernel
def _all_circles(
    out: tuple[Int32s, Int32s],
    back: tuple[Int32s, Int32s],
    room: tuple[Int32s, Int32s],
    max_length: int,
    max_circles: int,
    max_steps: int,
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    n = out[0].size - 1
    first, count, at = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    start, node = np.zeros(1, np.int64), np.empty(0, np.int64)
    circles = 0
    distance, round_seen = np.empty(n, np.int64), np.full(n, -1, np.int64)
    queue = np.empty(n, np.int64)
    on_path = np.zeros(n, np.bool_)
    short = np.empty((max_circles, max_length), np.int64)
    lengths = np.empty(max_circles, np.int64)
    for v in range(n):
        reach = _distances_back(v, back, max_length // 2, max_steps, distance, round_seen, queue)
        found = _short_circles(
            v, out, back, reach, max_steps, distance, round_seen, queue, on_path, short, lengths
        )
        first[v], count[v] = circles, found
        for i in range(found):
            start, node = _append(start, node, circles, short[i, : lengths[i]])
            circles += 1
    budget = max_steps * n
    for v in range(n):
        if count[v]:
            continue
        circle, budget = shortest_cycle(v, out, back, room, budget)
        if not circle.size:
            break
        start, node = _append(start, node, circles, circle)
        for i in range(circle.size):
            if not count[circle[i]]:
                first[circle[i]], count[circle[i]], at[circle[i]] = circles, 1, i
        circles += 1
    return first, count, at, start[: circles + 1].copy(), node[: start[circles]].copy()


@kernel
def _append(start: Ints, node: Ints, circles: int, circle: Ints) -> tuple[Ints, Ints]:
    if circles + 1 == start.size:
        start = doubled(start)
    end = start[circles] + circle.size
    while end > node.size:
        node = doubled(node)
    node[start[circles] : end] = circle
    start[circles + 1] = end
    return start, node


@kernel
def _distances_back(
    v: int,
    back: tuple[Int32s, Int32s],
    depth: int,
    max_steps: int,
    distance: Ints,
    round_seen: Ints,
    queue: Ints,
) -> int:
    """Set how many arcs each node near v needs to come to v; say up to what distance all are set.

    A node's distance holds where `round_seen` is v. Levels are done whole, while they keep within
    `max_steps`.
    """
    indptr, indices = back
    distance[v], round_seen[v], queue[0] = 0, v, v
    level_start, size, steps = 0, 1, 0
    for level in range(1, depth + 1):
        level_end = size
        for i in range(level_start, level_end):
            u = queue[i]
            steps += indptr[u + 1] - indptr[u]
            if steps > max_steps:
                return level - 1
            for k in range(indptr[u], indptr[u + 1]):
                w = indices[k]
                if round_seen[w] != v:
                    distance[w], round_seen[w], queue[size] = level, v, w
                    size += 1
        level_start = level_end
    return depth


@kernel
def _short_circles(
    v: int,
    out: tuple[Int32s, Int32s],
    back: tuple[Int32s, Int32s],
    reach: int,
    max_steps: int,
    distance: Ints,
    round_seen: Ints,
    common: Ints,
    on_path: Flags,
    short: Ints,
    lengths: Ints,
) -> int:
    """Fill `short` with circles from v, one a row, and `lengths`; say how many there are."""
    indptr, indices = out
    max_circles, max_length = short.shape
    path, following = np.empty(max_length, np.int64), np.empty(max_length, np.int64)
    path[0] = v
    found, steps = 0, 0
    for length in range(3, max_length + 1):
        depth = 0
        following[0] = indptr[v]
        on_path[v] = True
        while depth >= 0:
            u = path[depth]
            if steps >= max_steps or found == max_circles or following[depth] == indptr[u + 1]:
                on_path[u] = False
                depth -= 1
                continue
            if depth == length - 2:
                size, probes = _common(u, v, out, back, common)
                steps += probes
                for w in common[:size]:
                    if not on_path[w] and found < max_circles:
                        path[length - 1] = w
                        short[found, :length] = path[:length]
                        lengths[found] = length
                        found += 1
                following[depth] = indptr[u + 1]
                continue
            w = indices[following[depth]]
            following[depth] += 1
            steps += 1
            arcs_left = length - depth - 1
            too_far = arcs_left <= reach and (round_seen[w] != v or distance[w] > arcs_left)
            if not on_path[w] and not too_far:
                depth += 1
                path[depth], following[depth] = w, indptr[w]
                on_path[w] = True
    return found


@kernel
def _common(
    u: int, v: int, out: tuple[Int32s, Int32s], back: tuple[Int32s, Int32s], common: Ints
) -> tuple[int, int]:
    """Fill `common`, in order, with the nodes u has an arc to and v one from: how many, and probes.

    Each of the shorter list is searched for in the longer: a node with 100,000 arcs costs little.
    """
    few, few_end, few_in = out[0][u], out[0][u + 1], out[1]
    many, many_end, many_in = back[0][v], back[0][v + 1], back[1]
    if few_end - few > many_end - many:
        few, few_end, few_in, many, many_end, many_in = (
            many,
            many_end,
            many_in,
            few,
            few_end,
            few_in,
        )
    size, probes = 0, 0
    for k in range(few, few_end):
        w = few_in[k]
        # Both lists are sorted: what is below this w is below the next one too.
        low, high = many, many_end
        while low < high:
            middle = (low + high) // 2
            probes += 1
            if many_in[middle] < w:
                low = middle + 1
            else:
                high = middle
        many = low
        if low < many_end and many_in[low] == w:
            common[size] = w
            size += 1
    return size, probes + 1

"""Trails in time from given starts to given ends: each arc later than the one before."""

from typing import NamedTuple

import numpy as np

from service.graph.arrays import Flags, Ints
from service.graph.kernels import kernel
from service.graph.temporal.arcs import TimedArcs, first_after


class Starts(NamedTuple):
    """Where trails begin, one row a start: the node, from when, until when, with which amount.

    `home` int64[s] is a node that no trail passes through, and at which one may end, -1 for none.
    The further ends of start i are the nodes `end[first_end[i]:first_end[i + 1]]`, sorted. `gone`
    int64[s] is how many arcs a trail has taken before it begins, of the `longest` it may have;
    `least` int64[s] what every arc must carry. `at` and `until` are in the unit of the arcs.
    """

    node: Ints
    home: Ints
    at: Ints
    until: Ints
    amount: Ints
    least: Ints
    gone: Ints
    first_end: Ints
    end: Ints


class TemporalPaths(NamedTuple):
    """The best trail of each start that has one.

    Start `start[i]` has the arcs `arc[begin[i]:begin[i + 1]]`, positions in the TimedArcs, and
    carries `carried[i]`, the smallest amount along it. `capped` bool[n] are the nodes at which not
    all arcs were looked at.
    """

    start: Ints
    begin: Ints
    arc: Ints
    carried: Ints
    capped: Flags


def temporal_paths(arcs: TimedArcs, starts: Starts, longest: int, most_arcs: int) -> TemporalPaths:
    """Find for each start the trail to one of its ends that carries most.

    A trail takes arcs each later than the one before, the first later than the start's `at`, the
    last not after `until`, `longest` in all with those that are `gone`, and visits no node twice,
    save that it may come back to its home, which takes two arcs at least with those gone. A start
    that is at one of its ends, with an arc gone, has the trail without arcs. Of equal ones the
    shorter counts, then the one that comes first by its arcs. From one node at most `most_arcs`
    arcs that carry enough are followed, the soonest. Cost: most_arcs ** longest a start at worst;
    what carries too little is passed over.
    """
    return TemporalPaths(*_best(arcs, starts, longest, most_arcs))


@kernel
def _best(
    arcs: TimedArcs, starts: Starts, longest: int, most_arcs: int
) -> tuple[Ints, Ints, Ints, Ints, Flags]:
    n, count = arcs.indptr.size - 1, starts.node.size
    found, begin = np.empty(count, np.int64), np.zeros(count + 1, np.int64)
    along, carried = np.empty(count * longest, np.int64), np.empty(count, np.int64)
    capped, on_path = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    path, following = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.int64)
    followed, amount = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.int64)
    node, best = np.empty(longest + 1, np.int64), np.empty(longest, np.int64)
    size = 0
    for s in range(count):
        home, gone = starts.home[s], starts.gone[s]
        ends = starts.end[starts.first_end[s] : starts.first_end[s + 1]]
        best_amount, best_size = 0, -1
        depth = 0
        if gone and _among(ends, starts.node[s]):
            best_amount, best_size, depth = starts.amount[s], 0, -1
        node[0], amount[0], followed[0] = starts.node[s], starts.amount[s], 0
        following[0] = first_after(arcs, node[0], starts.at[s])
        on_path[node[0]] = depth == 0
        while depth >= 0:
            u, k = node[depth], following[depth]
            over = (
                k == arcs.indptr[u + 1] or arcs.at[k] > starts.until[s] or gone + depth >= longest
            )
            if not over and followed[depth] >= most_arcs:
                capped[u] = True
                over = True
            if over:
                on_path[u] = False
                depth -= 1
                continue
            following[depth] += 1
            if arcs.amount[k] < starts.least[s]:
                continue
            followed[depth] += 1
            v, carries = arcs.target[k], min(amount[depth], arcs.amount[k])
            path[depth] = k
            if _among(ends, v) or (v == home and gone + depth + 1 >= 2):
                more = carries > best_amount
                if more or (carries == best_amount and depth + 1 < best_size):
                    best_amount, best_size = carries, depth + 1
                    best[: depth + 1] = path[: depth + 1]
                continue
            if v == home or on_path[v]:
                continue
            depth += 1
            node[depth], amount[depth], followed[depth] = v, carries, 0
            following[depth] = first_after(arcs, v, arcs.at[k])
            on_path[v] = True
        if best_size >= 0:
            end = begin[size]
            along[end : end + best_size] = best[:best_size]
            found[size], carried[size] = s, best_amount
            size += 1
            begin[size] = end + best_size
    return (
        found[:size].copy(),
        begin[: size + 1].copy(),
        along[: begin[size]].copy(),
        carried[:size].copy(),
        capped,
    )


@kernel
def _among(nodes: Ints, node: int) -> bool:
    place = np.searchsorted(nodes, node)
    return bool(place < nodes.size and nodes[place] == node)

"""Ways back in time: from which nodes arcs lead to a node, each arc later than the one before."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.graph.arrays import Ints
from service.graph.kernels import kernel
from service.graph.tables.portions import portion
from service.graph.temporal.arcs import TimedArcs, first_after

#: Ways of so many arcs are looked for: half of a circle of six.
LAYERS = 4
NEVER = np.iinfo(np.int64).min


class BackwardReach(NamedTuple):
    """The nodes with a way back to the origin of the last search, and how late they may leave.

    `latest[x, h]`, int64[n, layers + 1], is the last instant at which a way of h arcs at most
    leaves x, NEVER where there is none. `node[:found[0]]` are the nodes that have one. `frontier`
    is scratch.
    """

    latest: NDArray[np.int64]
    node: Ints
    found: Ints
    frontier: NDArray[np.int64]


@kernel
def no_backward_reach(n: int, layers: int) -> BackwardReach:
    """Make room for ways of so many arcs at most, among n nodes. Cost: O(n * layers)."""
    return BackwardReach(
        np.full((n, layers + 1), NEVER),
        np.empty(n, np.int64),
        np.zeros(1, np.int64),
        np.empty((2, n), np.int64),
    )


@kernel
def find_backward_reach(
    back: TimedArcs,
    ways: BackwardReach,
    origin: int,
    after: int,
    until: int,
    amount: int,
    tolerance: int,
    max_steps: int,
) -> int:
    """Find who has a way to the origin with arcs later than `after`, none after `until`.

    Each arc is alike to the amount; `back` are the arcs turned round. Comes back as the number of
    layers that are complete: fewer than there is room for where more than `max_steps` arcs would
    have to be looked at. What `ways` held before must have been forgotten. Method: a layer for each
    arc of a way, from the origin outwards, as in Bellman (1958) and Ford. Cost: the arcs within the
    window that lead to a node of the layer before.
    """
    latest, node, frontier = ways.latest, ways.node, ways.frontier
    latest[origin, 0] = until + 1
    frontier[0, 0] = origin
    size, count, steps = 1, 0, 0
    layers = latest.shape[1] - 1
    for layer in range(1, layers + 1):
        here, following = frontier[(layer + 1) % 2], frontier[layer % 2]
        for i in range(count):
            latest[node[i], layer] = latest[node[i], layer - 1]
        reached = 0
        for i in range(size):
            x = here[i]
            for k in range(first_after(back, x, after), back.indptr[x + 1]):
                if back.at[k] >= latest[x, layer - 1]:
                    break
                steps += 1
                if steps > max_steps:
                    ways.found[0] = count
                    return layer - 1
                y = back.target[k]
                if y == origin or back.at[k] <= latest[y, layer]:
                    continue
                low, high = min(amount, back.amount[k]), max(amount, back.amount[k])
                if not are_alike(low, high, tolerance):
                    continue
                if latest[y, layer] == NEVER:
                    node[count] = y
                    count += 1
                if latest[y, layer] == latest[y, layer - 1]:
                    following[reached] = y
                    reached += 1
                latest[y, layer] = back.at[k]
        size = reached
    ways.found[0] = count
    return int(layers)


@kernel
def may_come_back(ways: BackwardReach, layers: int, node: int, arcs: int, instant: int) -> bool:
    """Tell whether a node may still reach the origin after an instant with so many arcs."""
    return bool(arcs > layers or ways.latest[node, arcs] > instant)


@kernel
def forget_backward_reach(ways: BackwardReach, origin: int) -> None:
    """Make `ways` ready for another search. Cost: what was found."""
    ways.latest[origin] = NEVER
    for i in range(ways.found[0]):
        ways.latest[ways.node[i]] = NEVER
    ways.found[0] = 0


@kernel
def are_alike(least: int, most: int, tolerance: int) -> bool:
    """Tell whether two amounts differ by at most the tolerance of the larger, in billionths."""
    return bool(most - least <= portion(most, tolerance))

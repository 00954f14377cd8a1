"""The climb from an entity to its owners, with what is needed to leave it early."""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from service.graph.arrays import Flags, Floats, Ints, doubled
from service.graph.kernels import kernel
from service.graph.ownership.network import Network

#: What is on its way may be left where it cannot change any share by more than this.
NEGLIGIBLE = 1e-13


class Climb(NamedTuple):
    """A network made ready to be climbed, and scratch space.

    The owners of u that have owners themselves stand in `owner` and `share` from `first[u]` up to
    `last[u]`, the others from there up to `first[u + 1]`; owners that lead to nobody of `is_owner`
    are left out. `worth` bounds what any one of `is_owner` has of an entity. `component`, `start`,
    `node`, `inverse_at` and `inverse` are those of the network, `large` tells the nodes that no
    inverse serves. The rest is scratch, at zero between two climbs.
    """

    first: Ints
    last: Ints
    owner: Ints
    share: Floats
    is_owner: Flags
    worth: Floats
    component: Ints
    start: Ints
    node: Ints
    inverse_at: Ints
    inverse: Floats
    large: Flags
    through: Floats
    waiting: Floats
    queued: Flags
    touched: Ints
    rounds: Ints


def prepared(net: Network, is_owner: Flags, worth: Floats) -> Climb:
    """Make a network ready; `worth` float64[n] is 0 for those above whom there is nobody."""
    indptr, owner, share = net.owners
    n = is_owner.size
    above = np.diff(indptr) > 0
    entity = np.repeat(np.arange(n), np.diff(indptr))
    useful = np.flatnonzero(np.where(above, worth > 0, is_owner)[owner])
    # Stable, so that neighbours stay in order.
    rows = useful[np.lexsort((~above[owner[useful]], entity[useful]))]
    first = np.concatenate(([0], np.cumsum(np.bincount(entity[rows], minlength=n))))
    last = first[:-1] + np.bincount(entity[rows], above[owner[rows]], n).astype(np.int64)
    start, node = net.members
    large = ((np.diff(start) > 1) & (net.inverse_at < 0))[net.component]
    network = (net.component, start, node, net.inverse_at, net.inverse, large)
    scratch = (np.zeros(n), np.zeros(n), np.zeros(n, bool), np.empty(n, np.int64))
    return Climb(
        first,
        last,
        owner[rows],
        share[rows],
        is_owner,
        worth,
        *network,
        *scratch,
        np.empty((2, n), np.int64),
    )


@kernel
def all_qualified(
    entities: Ints, world: Climb, everything: Floats, wanted: float, max_steps: int
) -> tuple[Ints, Ints, Floats, Floats, Flags]:
    """Climb from some entities: owner, entity, share and by how much it may be larger, unsorted.

    Last comes, for each of all entities, whether the climb ended before it was clear that there is
    nobody else. `everything` float64[n] is the sum of what each owns of all entities.
    """
    through, waiting, touched = world.through, world.waiting, world.touched
    owner, owned = np.empty(16, np.int64), np.empty(16, np.int64)
    integrated, short = np.empty(16), np.empty(16)
    undecided = np.zeros(through.size, np.bool_)
    found = 0
    for entity in entities:
        if world.worth[entity] < wanted:
            continue
        best, left, size = _climbed(entity, world, wanted, max_steps)
        through[entity] -= 1.0
        if best + left >= wanted:
            most = 0.0
            if left > 10 * NEGLIGIBLE:
                undecided[entity] = left >= wanted
                for u in touched[:size]:
                    most = max(most, waiting[u])
            for u in touched[:size]:
                if not world.is_owner[u]:
                    continue
                missing = min(left, most * (1.0 + everything[u]))
                if through[u] < wanted:
                    undecided[entity] |= through[u] + missing >= wanted
                    continue
                if found == owner.size:
                    owner, owned = doubled(owner), doubled(owned)
                    integrated, short = doubled(integrated), doubled(short)
                owner[found], owned[found] = u, entity
                integrated[found], short[found] = through[u], missing
                found += 1
        for u in touched[:size]:
            through[u] = waiting[u] = 0.0
            world.queued[world.component[u]] = False
    return owner[:found], owned[:found], integrated[:found], short[:found], undecided


@kernel
def _climbed(entity: int, world: Climb, wanted: float, max_steps: int) -> tuple[float, float, int]:
    """Pass an entity up to its owners; `through` is then what of it passed through each.

    Says the best share of anybody in `is_owner`, what is still waiting could add to one share, and
    how many nodes were `touched`. A component with an inverse is passed at once; a larger one in
    rounds of what is worth most, until what waits inside it is negligible.
    """
    through, waiting, queued, touched = world.through, world.waiting, world.queued, world.touched
    owner, share, component, worth = world.owner, world.share, world.component, world.worth
    now, later = world.rounds[0], world.rounds[1]
    waiting[entity], touched[0] = 1.0, entity
    size, later_size, steps = 1, 0, 0
    if world.large[entity]:
        later[0], later_size = entity, 1
    best, left = 0.0, worth[entity]
    # The heap gives the smallest first, and the climb goes from the last component to the first.
    heap = [-component[entity]]
    while len(heap) and left > NEGLIGIBLE and best + left >= wanted and steps < max_steps:
        c = -heappop(heap)
        queued[c] = False
        nodes = world.node[world.start[c] : world.start[c + 1]]
        at = world.inverse_at[c]
        if at < 0 and nodes.size > 1:
            now_size, later_size = _round(later[:later_size], waiting, worth, now)
            steps += now_size + later_size
            nodes = now[:now_size]
        passed = waiting[nodes]
        if at >= 0:
            matrix = world.inverse[at : at + nodes.size**2]
            passed = matrix.reshape((nodes.size, nodes.size)) @ passed
        for i in range(nodes.size):
            u = nodes[i]
            if passed[i] > 0 and through[u] == 0 and waiting[u] == 0:
                touched[size] = u
                size += 1
            left -= waiting[u] * worth[u]
            waiting[u] = 0.0
            through[u] += passed[i]
            if world.is_owner[u]:
                best = max(best, through[u] - (u == entity))
        for i in range(nodes.size):
            if passed[i] == 0:
                continue
            first, last, end = (
                world.first[nodes[i]],
                world.last[nodes[i]],
                world.first[nodes[i] + 1],
            )
            steps += end - first
            for k in range(first, last):
                v = owner[k]
                d = component[v]
                part = passed[i] * share[k]
                # The inverse has been round the loops already.
                if part == 0 or (at >= 0 and d == c):
                    continue
                if waiting[v] == 0:
                    if through[v] == 0:
                        touched[size] = v
                        size += 1
                    if world.large[v]:
                        later[later_size] = v
                        later_size += 1
                waiting[v] += part
                left += part * worth[v]
                if not queued[d] and d != c:
                    queued[d] = True
                    heappush(heap, -d)
            for k in range(last, end):
                v = owner[k]
                part = passed[i] * share[k]
                if through[v] == 0 and part > 0:
                    touched[size] = v
                    size += 1
                through[v] += part
                best = max(best, through[v])
        inside = 0.0
        for u in later[:later_size]:
            inside += waiting[u] * worth[u] * (component[u] == c)
        if inside > NEGLIGIBLE:
            queued[c] = True
            heappush(heap, -c)
    return best, max(left, 0.0), size


@kernel
def _round(later: Ints, waiting: Floats, worth: Floats, now: Ints) -> tuple[int, int]:
    """Move what is worth at least the average from `later` to `now`; says how many are in each."""
    total = 0.0
    for u in later:
        total += waiting[u] * worth[u]
    average = total / later.size * (1 - 1e-9)
    moved, kept = 0, 0
    for u in later:
        if waiting[u] * worth[u] >= average:
            now[moved] = u
            moved += 1
        else:
            later[kept] = u
            kept += 1
    return moved, kept

"""The holders that no other controls, and those that control each other around a loop.

Why not one cascade for each holder: a chain of n companies would cost n * n / 2. What a
controlled entity without allies controls, its controller controls too (it counts at least the
same votes), so its own cascade finds nothing new and is left out.
"""

import numpy as np

from service.graph.arrays import Flags, Floats, Ints, doubled
from service.graph.components.components import strongly_connected_components
from service.graph.control.cascade import Stakes, cascade
from service.graph.csr import csr
from service.graph.kernels import kernel
from service.graph.tables.segments import first_by


def ultimate_controllers(world: Stakes, holders: Ints) -> tuple[Ints, Ints]:
    """Find the heads, and for each the cascades that together find what its group controls.

    `holders` are the nodes with votes or records of their own. Comes back as (head, runner),
    sorted: one pair for each cascade. A head controls something and nobody controls it, or it is
    the smallest node of a loop of mutual control that nobody outside controls any of. Its only
    runner is itself, but in a loop with members in concert all members run, as control then need
    not pass around the loop. Cost: as `service.graph.control.voting_control.control_groups`.
    """
    n = world.found.size
    owned = np.zeros(n, np.bool_)
    owned[world.votes[1]] = True
    owned[world.records[1]] = True
    in_concert = np.diff(world.concert[0]) > 0
    # Who is owned by nobody goes first and finds most of the controlled. Among the rest any order
    # gives the same answer; at random a chain of length k is expected to be walked log(k) times.
    order = np.random.default_rng(0).permutation(holders)
    order = np.concatenate((order[~owned[order]], order[owned[order]]))
    controlling, above, below = _cover(world, order, in_concert)
    component = strongly_connected_components(n, above, below)
    entered = np.zeros(n, np.bool_)
    entered[component[below[component[above] != component[below]]]] = True
    core = np.flatnonzero(controlling & ~entered[component])
    core = core[np.argsort(component[core], kind="stable")]
    loop = _complete_loops(world, _owners(world), core, component, owned)
    return _runners(loop, in_concert)


def _runners(loop: Ints, in_concert: Flags) -> tuple[Ints, Ints]:
    member = np.flatnonzero(loop >= 0)
    # Ascending, so the first member met of each loop is its head.
    first = member[first_by(loop[member])]
    head = np.empty(loop.size, np.int64)
    head[loop[first]] = first
    allied = np.zeros(loop.size, np.bool_)
    allied[loop[member[in_concert[member]]]] = True
    head_of_member = head[loop[member]]
    runs = (head_of_member == member) | allied[loop[member]]
    order = np.argsort(head_of_member[runs], kind="stable")
    return head_of_member[runs][order], member[runs][order]


@kernel
def _cover(world: Stakes, order: Ints, in_concert: Flags) -> tuple[Flags, Ints, Ints]:
    """Run, in this order, the cascades that could find somebody not known to be controlled.

    Comes back as bool[n], who ran and controls something, and the pairs (above, below) of one
    that ran and another, that ran or has allies, under its control.
    """
    n = world.found.size
    ran, controlled = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    controlling = np.zeros(n, np.bool_)
    no_goal = np.zeros(n, np.bool_)
    above, below = np.empty(0, np.int64), np.empty(0, np.int64)
    size = 0
    for x in order:
        if controlled[x] and not in_concert[x]:
            continue
        ran[x] = True
        found = world.found[1 : cascade(x, world, no_goal) + 1]
        controlling[x] = found.size > 0
        for y in found:
            controlled[y] = True
            if ran[y] or in_concert[y]:
                if size == above.size:
                    above, below = doubled(above), doubled(below)
                above[size], below[size] = x, y
                size += 1
    return controlling, above[:size], below[:size]


Owners = tuple[Ints, Ints, Floats, Ints, Ints]


def _owners(world: Stakes) -> Owners:
    """Turn votes and records round: (indptr, holder, share) and (indptr, controller)."""
    n = world.found.size
    holder = np.repeat(np.arange(n), np.diff(world.votes[0]))
    votes = csr(n, world.votes[1], holder)
    controller = np.repeat(np.arange(n), np.diff(world.records[0]))
    records = csr(n, world.records[1], controller)
    return votes.indptr, votes.indices, world.share[votes.edge], records.indptr, records.indices


@kernel
def _complete_loops(
    world: Stakes, owners: Owners, core: Ints, component: Ints, owned: Flags
) -> Ints:
    """Label with its component each core node and each node in a loop of control with one.

    Comes back as int64[n], -1 for all others. `core` is sorted by component. Those of a loop
    that are not core did not run, so they have no allies, and a core node controls them. Tried
    in order of their distance up the owners, most find at once a node known to be in the loop.
    """
    n = world.found.size
    loop, under, queued = np.full(n, -1), np.full(n, -1), np.full(n, -1)
    goal = np.zeros(n, np.bool_)
    queue = np.empty(n, np.int64)
    end = 0
    while end < core.size:
        start = end
        label = component[core[start]]
        while end < core.size and component[core[end]] == label:
            end += 1
        size = end - start
        queue[:size] = core[start:end]
        loop[queue[:size]] = label
        if size == 1 and not owned[core[start]]:
            continue
        queued[queue[:size]] = label
        for r in core[start:end]:
            for y in world.found[1 : cascade(r, world, goal) + 1]:
                under[y] = label
        if size == 1 and not _could_be_controlled(core[start], label, owners, under, world.limit):
            continue
        goal[queue[:size]] = True
        at = 0
        while at < size:
            x = queue[at]
            at += 1
            if not goal[x] and goal[world.found[cascade(x, world, goal)]]:
                goal[x] = True
                loop[x] = label
            for indptr, owner in ((owners[0], owners[1]), (owners[3], owners[4])):
                for k in range(indptr[x], indptr[x + 1]):
                    u = owner[k]
                    if under[u] == label and queued[u] != label:
                        queued[u] = label
                        queue[size] = u
                        size += 1
        goal[queue[:size]] = False
    return loop


@kernel
def _could_be_controlled(x: int, label: int, owners: Owners, under: Ints, limit: float) -> bool:
    """Tell whether all nodes under this label together control x; if not, none of them does."""
    for k in range(owners[3][x], owners[3][x + 1]):
        if under[owners[4][k]] == label:
            return True
    votes = 0.0
    for k in range(owners[0][x], owners[0][x + 1]):
        if under[owners[1][k]] == label:
            votes += owners[2][k]
    return votes > limit

"""Integrated ownership: the share of each node in each, through all paths and round all loops.

With D the direct shares, Y = D(I - D)^-1 = D + D^2 + ..., so that cross-holdings count to the limit
(Brioschi, Buzzacchi and Colombo 1989, Journal of Banking and Finance 13). What D leaves out, and
what happens in a closed loop, for which the sum has no limit, is said at `network`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_nodes
from service.graph.kernels import kernel
from service.graph.ownership.climb import all_qualified, prepared
from service.graph.ownership.network import Arcs, Network, closed_loops, network, swept

__all__ = ["Network", "Qualified", "closed_loops", "network", "owned_by", "owners_of", "qualified"]

#: Shares are compared with this margin, so that half of a half is a quarter however it is added.
ROUNDING = 1e-9


class Qualified(NamedTuple):
    """Pairs of an owner and an entity that it owns enough of, sorted by (owner, owned).

    `owner` int64[k], `owned` int64[k], `integrated` float64[k]. `short` float64[k] is by how much
    the share may be larger than told: 0 unless the entity's owners reach into a component of more
    than 200 nodes in which the search had to end; see `qualified`. `undecided` int64[u] are the
    entities, in order, of which the search could then not rule out that somebody else qualifies.
    """

    owner: Ints
    owned: Ints
    integrated: Floats
    short: Floats
    undecided: Ints


def owned_by(network: Network, node: int) -> Floats:
    """What a node owns of each entity through all paths: its row of Y, as float64[n].

    A node on a loop owns some of itself. Cost: O(n + m), and the square of the size of each
    component that has an inverse.
    """
    return _totals(network, network.owners, True, _direct(network.owned, node))


def owners_of(network: Network, node: int) -> Floats:
    """What each entity owns of a node through all paths: its column of Y, as float64[n].

    A node on a loop owns some of itself. Cost: that of `owned_by`.
    """
    return _totals(network, network.owned, False, _direct(network.owners, node))


def qualified(
    n: int,
    owner: ArrayLike,
    owned: ArrayLike,
    share: ArrayLike,
    is_owner: Flags,
    threshold: float,
    inclusive: bool,
    max_steps: int = 100_000_000,
) -> Qualified:
    """Find who owns at least the threshold of an entity, through all paths.

    Shares are compared with a margin of 1e-9, and exact to about 1e-12. Only inside components of
    more than 200 nodes that own each other, where each step reaches ever more, the search ends: the
    entities whose owners are found there share `max_steps` arcs evenly, and those that this leaves
    undecided as many again. What it then tells is a lower bound: `short` says how far it may be
    off, `undecided` where somebody might reach the threshold only by that.

    Parameters
    ----------
    n, owner, owned, share
        The direct holdings, as `network` takes them.
    is_owner : bool[n]
        Whose shares are looked for.
    threshold : float
        The share from which an owner qualifies.
    inclusive : bool
        Whether exactly the threshold is enough.
    max_steps : int
        The arcs that all searches which have to end may follow together.

    Returns
    -------
    Qualified
        The pairs of an owner and an entity that it owns enough of.

    Raises
    ------
    ValueError
        As `network` does.

    Notes
    -----
    Method: from each entity upward to its owners, component by component against the topological
    order, with the part of the entity that has yet to be passed on. That part can add to any one
    owner's share at most its sum weighted by `_worth`, so an entity is left as soon as nobody can
    reach the threshold any more; most are left at once. Upward and not downward, since the parts of
    an entity add up to one while an owner's holdings add up to anything. Cost: O(n + m), and for
    each entity that is not left the arcs among its direct and indirect owners.

    References
    ----------
    Brioschi, Buzzacchi and Colombo 1989, Risk capital financing and the separation of ownership and
    control in business groups.

    Examples
    --------
    0 owns half of 1, and with it a quarter of 2:

    >>> import numpy as np
    >>> owners = np.array([True, False, False])
    >>> found = qualified(3, [0, 1], [1, 2], [0.5, 0.5], owners, 0.25, inclusive=True)
    >>> list(zip(found.owner.tolist(), found.owned.tolist(), found.integrated.tolist()))
    [(0, 1, 0.5), (0, 2, 0.25)]
    """
    owner, owned = as_nodes(n, owner, owned)
    # Entities that have owners come first: what the climb touches then lies close together.
    order = np.argsort(np.bincount(owned, minlength=n) == 0, kind="stable")
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    net = network(n, place[owner], place[owned], share)
    wanted = threshold - ROUNDING if inclusive else threshold + ROUNDING
    is_owner = is_owner[order]
    worth = _worth(net, is_owner)
    everything = _totals(net, net.owned, False, _out_of(net.owned))
    world = prepared(net, is_owner, worth)
    under_large = _totals(net, net.owners, True, world.large.astype(np.float64)) > 0
    steps = max_steps // max(int(under_large.sum()), 1)
    owner, owned, integrated, short, undecided = all_qualified(
        np.arange(n), world, everything, wanted, steps
    )
    again = np.flatnonzero(undecided)
    if again.size:
        clear = ~undecided[owned]
        more = all_qualified(again, world, everything, wanted, max_steps // again.size)
        owner = np.concatenate((owner[clear], more[0]))
        owned = np.concatenate((owned[clear], more[1]))
        integrated = np.concatenate((integrated[clear], more[2]))
        short = np.concatenate((short[clear], more[3]))
        undecided = more[4]
    owners, entities = order[owner], order[owned]
    by_pair = np.lexsort((entities, owners))
    return Qualified(
        owner=owners[by_pair],
        owned=entities[by_pair],
        integrated=integrated[by_pair],
        short=short[by_pair],
        undecided=np.sort(order[undecided]),
    )


def _direct(arcs: Arcs, node: int) -> Floats:
    indptr, neighbour, share = arcs
    direct = np.zeros(indptr.size - 1)
    row = slice(indptr[node], indptr[node + 1])
    direct[neighbour[row]] = share[row]
    return direct


def _out_of(arcs: Arcs) -> Floats:
    indptr, _, share = arcs
    n = indptr.size - 1
    return np.bincount(np.repeat(np.arange(n), np.diff(indptr)), share, n).astype(float)


@kernel
def _totals(net: Network, arcs: Arcs, downward: bool, base: Floats) -> Floats:
    """Solve total = base + share * total along arcs: `net.owners` downward, else `net.owned`."""
    indptr, neighbour, share = arcs
    start, node = net.members
    total = np.zeros(base.size)
    for step in range(start.size - 1):
        c = step if downward else start.size - 2 - step
        nodes = node[start[c] : start[c + 1]]
        size = nodes.size
        if size > 1 and net.inverse_at[c] < 0:
            swept(arcs, nodes, base, total)
            continue
        given = np.empty(size)
        for i in range(size):
            given[i] = base[nodes[i]]
            for k in range(indptr[nodes[i]], indptr[nodes[i] + 1]):
                given[i] += share[k] * total[neighbour[k]]
        if size == 1:
            total[nodes[0]] = given[0]
            continue
        for i in range(size):
            for j in range(size):
                at = j * size + i if downward else i * size + j
                total[nodes[i]] += net.inverse[net.inverse_at[c] + at] * given[j]
    return total


@kernel
def _worth(net: Network, is_owner: Flags) -> Floats:
    """Bound for each entity what any single owner of `is_owner` has of it, itself included.

    An owner above whom there is nobody can have one of the direct shares, not their sum: of these
    the largest counts. All others pass theirs on: the sum counts.
    """
    indptr, owner, share = net.owners
    base = np.zeros(is_owner.size)
    for u in range(is_owner.size):
        if indptr[u] == indptr[u + 1]:
            continue
        for k in range(indptr[u], indptr[u + 1]):
            v = owner[k]
            if indptr[v] == indptr[v + 1] and is_owner[v]:
                base[u] = max(base[u], share[k])
        base[u] += is_owner[u]
    return _totals(net, net.owners, True, base)

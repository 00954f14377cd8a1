"""How much of each entity leads up to somebody who is known, and how much to nobody."""

import numpy as np

from service.graph.arrays import Flags, Floats
from service.graph.kernels import kernel
from service.graph.ownership.network import MOST_SWEEPS, SETTLED, Arcs, Network

#: Parts of a whole may add up to so much more than one.
ROUNDING = 1e-9


def known_shares(net: Network, is_known: Flags) -> Floats:
    """Tell which part of each entity is held by those who are known, through all paths.

    Parameters
    ----------
    net : Network
        Who owns what; those that are known have no owners in it.
    is_known : bool[n]
        With whom the question ends.

    Returns
    -------
    float64[n]
        Between 0 and 1. What is left to 1 belongs to entities whose owners are not told in full.
        Shares that add up to more than a whole make no entity known beyond 1, so that they do not
        hide what is unknown elsewhere.

    Notes
    -----
    The least solution of known = min(1, share * known of the owners), component by component,
    owners first. A component whose members stay below 1 is solved by its inverse; another one in
    sweeps, which end after 5000 of them with a part that is too small rather than too large. The
    arcs inside a closed loop lead to nobody. Cost: O(n + m), and the square of the size of each
    component that has an inverse.

    References
    ----------
    Brioschi, Buzzacchi and Colombo 1989, Risk capital financing and the separation of ownership and
    control in business groups.

    Examples
    --------
    0 is known and owns .6 of 1, which owns half of 2; nobody knows who owns 3, the other half:

    >>> from service.graph.ownership.network import network
    >>> net = network(4, [0, 1, 3], [1, 2, 2], [0.6, 0.5, 0.5])
    >>> known_shares(net, np.array([True, False, False, False])).tolist()
    [1.0, 0.6, 0.3, 0.0]
    """
    return _known_shares(net, is_known)


@kernel
def _known_shares(net: Network, is_known: Flags) -> Floats:
    start, node = net.members
    known = is_known.astype(np.float64)
    for c in range(start.size - 1):
        nodes = node[start[c] : start[c + 1]]
        size = nodes.size
        at = net.inverse_at[c]
        if at >= 0:
            given = np.empty(size)
            for i in range(size):
                given[i] = _of_owners(nodes[i], net.owners, known)
            matrix = net.inverse[at : at + size**2].reshape((size, size))
            total = given @ matrix
            if total.max() <= 1.0 + ROUNDING:
                for i in range(size):
                    known[nodes[i]] = min(1.0, total[i])
                continue
        for _ in range(MOST_SWEEPS if size > 1 else 1):
            change = 0.0
            for u in nodes:
                if not is_known[u]:
                    part = min(1.0, _of_owners(u, net.owners, known))
                    change = max(change, part - known[u])
                    known[u] = part
            if change <= SETTLED:
                break
    return known


@kernel
def _of_owners(u: int, owners: Arcs, known: Floats) -> float:
    indptr, neighbour, share = owners
    total = 0.0
    for k in range(indptr[u], indptr[u + 1]):
        total += share[k] * known[neighbour[k]]
    return total

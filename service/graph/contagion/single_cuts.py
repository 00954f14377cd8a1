"""What each arc alone, if it were taken away, would spare a cascade of failures."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_nodes
from service.graph.contagion.loss_network import LossNetwork, loss_network
from service.graph.contagion.threshold_cascade import threshold_cascade

#: How many cascades are played at most, and how many arcs they go along in all.
CASCADES, STEPS = 1000, 20_000_000


@dataclass(frozen=True)
class SingleCuts:
    """What is spared without each of some arcs alone.

    `spared` int64[k] counts the nodes that then do not fail, `worth` float64[k] is what these are
    worth. `tried` bool[k]: where it is not, the search was cut short, and nothing is known.
    """

    spared: Ints
    worth: Floats
    tried: Flags


def single_cuts(
    network: LossNetwork,
    cuts: tuple[ArrayLike, ArrayLike],
    equity: Floats,
    failed: ArrayLike,
    worth: Floats,
    loss_given_default: float = 1.0,
) -> SingleCuts:
    """Play the cascade of `threshold_cascade` without each of some arcs, or parts of them.

    Parameters
    ----------
    network : LossNetwork
        Who loses how much when whom fails.
    cuts : (int[k], float[k])
        The position of an arc, and how much of its amount is taken away.
    equity : float[n]
        What each node can bear; NaN where unknown.
    failed : int[f]
        The nodes that fail to begin with.
    worth : float[n]
        What is spared with each node.
    loss_given_default : float
        The part of an amount that is lost, from 0 to 1.

    Returns
    -------
    SingleCuts
        What is spared by each.

    Raises
    ------
    ValueError
        As `threshold_cascade` does.

    Notes
    -----
    Without an arc nobody fails that did not fail with it, so that only the part of the network in
    which nodes fail is played again; an arc that leads out of it spares nothing. CASCADES arcs are
    tried at most, fewer where they would take more than STEPS arcs in all: those that take away
    most. Cost: O(n + m), and a cascade among the failing for each arc that is tried.

    Examples
    --------
    >>> import numpy as np
    >>> network = loss_network(3, [0, 1], [1, 2], [5.0, 5.0])
    >>> found = single_cuts(
    ...     network, ([0, 1], [5.0, 5.0]), np.array([1.0, 5.0, 5.0]), [0], np.array([9.0, 2.0, 3.0])
    ... )
    >>> found.spared.tolist(), found.worth.tolist()
    ([2, 1], [5.0, 3.0])
    """
    arc, amount = np.asarray(cuts[0], np.int64), np.asarray(cuts[1], np.float64)
    (first,) = as_nodes(network.n, failed)
    fails = _failing(network, equity, first, loss_given_default)
    inner = np.flatnonzero(fails[network.failing] & fails[network.loser])
    place = np.cumsum(fails) - 1
    part = loss_network(
        int(fails.sum()),
        place[network.failing[inner]],
        place[network.loser[inner]],
        network.amount[inner],
    )
    at = np.full(len(network.amount), -1)
    at[inner] = np.arange(len(inner))
    spared, saved = np.zeros(len(arc), np.int64), np.zeros(len(arc))
    matters = at[arc] >= 0
    order = np.flatnonzero(matters)
    order = order[np.argsort(-amount[order], kind="stable")]
    order = order[: min(CASCADES, STEPS // (len(inner) + part.n + 1))]
    bears, worth_of = equity[fails], worth[fails]
    for cut in order.tolist():
        left = part.amount.copy()
        left[at[arc[cut]]] = max(0.0, left[at[arc[cut]]] - amount[cut])
        still = _failing(replace(part, amount=left), bears, place[first], loss_given_default)
        spared[cut], saved[cut] = int((~still).sum()), worth_of[~still].sum()
    tried = ~matters
    tried[order] = True
    return SingleCuts(spared, saved, tried)


def _failing(network: LossNetwork, equity: Floats, failed: Ints, part: float) -> Flags:
    """Which nodes fail in the end."""
    fails = np.zeros(network.n, np.bool_)
    cascade = threshold_cascade(network, equity, failed, part, max_rounds=network.n)
    for step in cascade.rounds:
        fails[step.nodes] = True
    return fails

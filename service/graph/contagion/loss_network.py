"""The network that contagion spreads over: how much each node loses when another fails."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints
from service.graph.csr import grouped_by, row_starts
from service.graph.parallel_arcs import simple_arcs


@dataclass(frozen=True)
class LossNetwork:
    """Losses between n nodes: when `failing[k]` fails, `loser[k]` stands to lose `amount[k]`.

    The m arcs are sorted by (failing, loser), one a pair. Those that leave node u are the positions
    `out[u]` up to `out[u + 1]`; `into` is (indptr int64[n + 1], arc int64[m]), the positions of the
    arcs that enter each node, by the failing one.
    """

    n: int
    failing: Ints
    loser: Ints
    amount: Floats
    out: Ints
    into: tuple[Ints, Ints]


@dataclass(frozen=True)
class Round:
    """The nodes whose state changed in one round, in order, with the state they had after it.

    `passed` is what each passes on in the next round, as a part of what its losers stand to lose.
    """

    nodes: Ints
    value: Floats
    passed: Floats


def loss_network(n: int, failing: ArrayLike, loser: ArrayLike, amount: ArrayLike) -> LossNetwork:
    """Lay out m losses between n nodes; parallel ones add up, nobody loses by its own failure.

    Parameters
    ----------
    n : int
        How many nodes there are.
    failing, loser : int[m]
        The node that fails, and the one that loses by it.
    amount : float[m]
        What it loses: finite and >= 0, in one currency.

    Returns
    -------
    LossNetwork
        The losses by (failing, loser), one a pair.

    Raises
    ------
    ValueError
        As `simple_arcs` does.

    Notes
    -----
    Cost: O(n + m).

    Examples
    --------
    >>> network = loss_network(3, [0, 0, 1], [1, 1, 2], [2.0, 3.0, 1.0])
    >>> network.amount.tolist(), network.out.tolist()
    ([5.0, 1.0], [0, 1, 2, 2])
    """
    source, target, weight = simple_arcs(n, failing, loser, amount)
    into = grouped_by(n, target, np.arange(target.size))
    return LossNetwork(n, source, target, weight, row_starts(n, source), into)


def as_state(n: int, name: str, state: ArrayLike) -> Floats:
    """Give one number a node back as a float64 array, NaN allowed; ValueError for another shape."""
    array = np.ascontiguousarray(state, dtype=np.float64)
    if array.shape != (n,):
        raise ValueError(f"{name}: {n} nodes but an array of shape {array.shape}")
    return array


def as_part(name: str, part: float) -> float:
    """Give a share back; ValueError where it is not from 0 to 1."""
    if not 0 <= part <= 1:
        raise ValueError(f"{name} must be from 0 to 1, not {part}")
    return float(part)

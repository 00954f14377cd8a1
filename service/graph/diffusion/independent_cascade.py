"""The network of the independent cascade: how likely each node wins over each other.

In an independent cascade (Kempe, Kleinberg and Tardos 2003) a node that has been reached gets one
chance to reach each node that its arcs lead to, and succeeds with the probability of the arc. Whom
a set of seeds reaches is whom it reaches along the arcs that are live, each with its probability,
whatever becomes of the others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints, as_nodes, as_weights
from service.graph.csr import Int32s, placed, row_starts
from service.graph.kernels import kernel
from service.graph.parallel_arcs import order_parallel_weights


@dataclass(frozen=True)
class IndependentCascade:
    """A simple directed graph of n nodes, its arcs laid out by the node that they lead to.

    The arcs into node v are the positions indptr[v] up to, not including, indptr[v + 1] of
    `source` int32[m], in order, and of `probability` float64[m], above 0 and up to 1. `entered`
    float64[n] is the chance that at least one arc into a node is live.
    """

    n: int
    indptr: Ints
    source: Int32s
    probability: Floats
    entered: Floats

    def tied(self) -> Ints:
        """The nodes that any arc enters or leaves, in order. Cost: O(n + m)."""
        touched = np.diff(self.indptr) > 0
        touched[self.source] = True
        return np.flatnonzero(touched)


def independent_cascade(
    n: int, source: ArrayLike, target: ArrayLike, probability: ArrayLike
) -> IndependentCascade:
    """Lay out m arcs, each of which leads from the one who influences to the one influenced.

    Parallel arcs are independent chances: together 1 - (1 - p)(1 - q), multiplied from the smallest
    up, so that no byte depends on the order of the input. Self loops and arcs of probability 0
    change nothing and are dropped.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    probability : float[m]
        The chance of each arc, from 0 to 1.

    Returns
    -------
    IndependentCascade
        The arcs by the node that they lead to.

    Raises
    ------
    ValueError
        As `as_nodes` and `as_weights` do, and for a probability above 1.

    Notes
    -----
    Cost: O(n + m).

    References
    ----------
    Kempe, Kleinberg and Tardos 2003, Maximizing the spread of influence through a social network.

    Examples
    --------
    >>> network = independent_cascade(2, [0, 0, 1], [1, 1, 1], [0.5, 0.5, 1.0])
    >>> network.probability.tolist()
    [0.75]
    """
    source, target = as_nodes(n, source, target)
    chance = as_weights(source.size, probability)
    if (chance > 1).any():
        raise ValueError("a probability is at most 1")
    counts = (source != target) & (chance > 0)
    return IndependentCascade(n, *_laid_out(n, source[counts], target[counts], chance[counts]))


@kernel
def _laid_out(
    n: int, source: Ints, target: Ints, chance: Floats
) -> tuple[Ints, Int32s, Floats, Floats]:
    tails, heads, chances = placed(row_starts(n, source), source, target, chance)
    rows, columns, chances = placed(row_starts(n, heads), heads, tails, chances)
    order_parallel_weights(rows, columns, chances)
    size = 0
    for k in range(rows.size):
        if size and rows[size - 1] == rows[k] and columns[size - 1] == columns[k]:
            chances[size - 1] += chances[k] * (1.0 - chances[size - 1])
        else:
            rows[size], columns[size], chances[size] = rows[k], columns[k], chances[k]
            size += 1
    entered, missed = np.zeros(n), np.ones(n)
    for k in range(size):
        entered[rows[k]] += missed[rows[k]] * chances[k]
        missed[rows[k]] *= 1.0 - chances[k]
    return (
        row_starts(n, rows[:size]),
        columns[:size].copy(),
        chances[:size].copy(),
        np.minimum(entered, 1.0),
    )

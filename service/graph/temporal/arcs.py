"""Arcs that happen at an instant, laid out by source and time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Ints, as_amounts, as_nodes
from service.graph.csr import row_starts
from service.graph.kernels import kernel


class TimedArcs(NamedTuple):
    """Arcs between n nodes, sorted by (source, instant, target, amount, position in the input).

    The arcs of node u are the positions `indptr[u]` up to `indptr[u + 1]`; `target`, `at` int64[m]
    and `amount` int64[m] say where each leads, when, and how much it carries; `row` int64[m] is
    where it stood in the input.
    """

    indptr: Ints
    target: Ints
    at: Ints
    amount: Ints
    row: Ints


def timed_arcs(
    n: int, source: ArrayLike, target: ArrayLike, at: ArrayLike, amount: ArrayLike
) -> TimedArcs:
    """Lay out m arcs by source and instant; self loops are kept.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    at : int[m]
        When it is, in any unit.
    amount : int[m]
        What it carries, >= 0.

    Returns
    -------
    TimedArcs
        The arcs sorted by (source, instant, target, amount, position in the input).

    Raises
    ------
    ValueError
        As `as_nodes` and `as_amounts` do.

    Notes
    -----
    Cost: a sort.

    Examples
    --------
    >>> arcs = timed_arcs(2, [0, 0], [1, 1], [20, 10], [5, 7])
    >>> arcs.at.tolist(), arcs.amount.tolist(), arcs.row.tolist()
    ([10, 20], [7, 5], [1, 0])
    """
    source, target = as_nodes(n, source, target)
    amount = as_amounts(source.size, amount)
    at = np.ascontiguousarray(at, np.int64)
    order = np.lexsort((np.arange(source.size), amount, target, at, source))
    return TimedArcs(
        row_starts(n, source), target[order], at[order], amount[order], order.astype(np.int64)
    )


@kernel
def first_after(arcs: TimedArcs, node: int, instant: int) -> int:
    """Find the first arc of a node that is later than an instant. Cost: a binary search."""
    begin, end = arcs.indptr[node], arcs.indptr[node + 1]
    return int(begin + np.searchsorted(arcs.at[begin:end], instant, "right"))

"""Ancestors: the nodes that lead to a node, at however many arcs."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from service.graph.arrays import Flags, as_nodes


def with_ancestors(n: int, source: ArrayLike, target: ArrayLike, nodes: ArrayLike) -> Flags:
    """Tell which nodes are some nodes, or lead to one of them along arcs.

    Parallel arcs and self loops change nothing.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.
    nodes : int[k]
        The nodes to begin with, in any order.

    Returns
    -------
    bool[n]
        Whether each node is one of them or leads to one.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Method: breadth first against the arcs, from one further node that the nodes lead to. Cost:
    O(n + m + k).

    Examples
    --------
    >>> with_ancestors(4, [0, 1, 2], [1, 2, 3], [2]).tolist()
    [True, True, True, False]
    """
    source, target = as_nodes(n, source, target)
    (nodes,) = as_nodes(n, nodes)
    begin = np.concatenate((target, np.full(nodes.size, n)))
    end = np.concatenate((source, nodes))
    against = csr_array((np.ones(begin.size, np.int8), (begin, end)), (n + 1, n + 1))
    found = np.zeros(n + 1, np.bool_)
    found[breadth_first_order(against, n, return_predecessors=False)] = True
    return found[:n]

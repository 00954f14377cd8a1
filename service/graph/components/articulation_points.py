"""Articulation points: the parts that a component falls into when one of its nodes is gone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Ints, as_nodes
from service.graph.components.k_core import simple_neighbours
from service.graph.csr import Int32s
from service.graph.kernels import kernel


@dataclass(frozen=True)
class ArticulationPoints:
    """The parts into which each node's component falls without the node, int64[n] each.

    `size` counts the nodes of the component, `parts` what it falls into: 0 where the node was all
    of it, 1 where the rest still holds together; a node with 2 or more is an articulation point.
    `cut_off` counts the nodes that are left outside the largest part.

    The others place neighbours, by a depth-first walk: `number` says when it met each node,
    `parent` from which one (-1: it began there), `below` how many nodes it met from there until it
    turned back, `hanging` how many of these reach the rest through the node alone, and `top` is the
    node itself or the last above it that reaches the rest through its parent alone.
    """

    size: Ints
    parts: Ints
    cut_off: Ints
    below: Ints
    hanging: Ints
    top: Ints
    number: Ints
    parent: Ints

    def of_neighbours(self, node: Ints, neighbour: Ints) -> tuple[Ints, Ints]:
        """Tell in which part each neighbour is once its node is gone, and how large that part is.

        `node`, `neighbour`: int64[k], the ends of arcs. Two neighbours of one node get the same
        number where they are in the same part. Cost: O(k).
        """
        top = self.top[neighbour]
        hangs = (self.number[neighbour] > self.number[node]) & (self.parent[top] == node)
        above = self.size[node] - 1 - self.hanging[node]
        return np.where(hangs, top, node), np.where(hangs, self.below[top], above)


def articulation_points(n: int, source: ArrayLike, target: ArrayLike) -> ArticulationPoints:
    """Find what the removal of each node would leave of its component.

    The graph is taken as simple and undirected: the direction of an arc, parallel arcs and self
    loops do not count.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.

    Returns
    -------
    ArticulationPoints
        The parts that each node's component falls into without the node.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Method: one depth-first walk, without recursion. Cost: O(n + m).

    References
    ----------
    Hopcroft and Tarjan 1973, Efficient algorithms for graph manipulation.

    Examples
    --------
    The middle of a path of five nodes:

    >>> left = articulation_points(5, [0, 1, 2, 3], [1, 2, 3, 4])
    >>> int(left.parts[2]), int(left.cut_off[2])
    (2, 2)
    """
    source, target = as_nodes(n, source, target)
    order, number, parent, lowest = _walked(*simple_neighbours(n, source, target))
    return ArticulationPoints(*_fallen(order, number, parent, lowest), number, parent)


@kernel
def _walked(indptr: Ints, indices: Int32s) -> tuple[Ints, Ints, Ints, Ints]:
    """Walk depth first: the order, and each node's number, parent and lowest number in reach.

    In reach are the nodes that one arc leads back to from the node or from below it.
    """
    n = indptr.size - 1
    order, number = np.empty(n, np.int64), np.full(n, -1)
    parent, lowest = np.full(n, -1), np.empty(n, np.int64)
    following = indptr[:-1].copy()
    met = 0
    for root in range(n):
        if number[root] >= 0:
            continue
        at = root
        while at >= 0:
            if number[at] < 0:
                order[met] = at
                number[at] = lowest[at] = met
                met += 1
            if following[at] == indptr[at + 1]:
                above = parent[at]
                if above >= 0:
                    lowest[above] = min(lowest[above], lowest[at])
                at = above
                continue
            v = indices[following[at]]
            following[at] += 1
            if number[v] < 0:
                parent[v] = at
                at = v
            elif v != parent[at]:
                lowest[at] = min(lowest[at], number[v])
    return order, number, parent, lowest


@kernel
def _fallen(
    order: Ints, number: Ints, parent: Ints, lowest: Ints
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """Count what hangs on each node: size, parts, cut_off, below, hanging and top."""
    n = order.size
    size, parts, largest = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    below, hanging, top = np.ones(n, np.int64), np.zeros(n, np.int64), np.arange(n)
    for i in range(n - 1, -1, -1):
        v = order[i]
        above = parent[v]
        if above >= 0:
            below[above] += below[v]
            if lowest[v] >= number[above]:
                hanging[above] += below[v]
                largest[above] = max(largest[above], below[v])
                parts[above] += 1
    for v in order:
        above = parent[v]
        if above < 0:
            size[v] = below[v]
            continue
        size[v] = size[above]
        if lowest[v] < number[above]:
            top[v] = top[above]
        parts[v] += 1
        largest[v] = max(largest[v], size[v] - 1 - hanging[v])
    return size, parts, size - 1 - largest, below, hanging, top

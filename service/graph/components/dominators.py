"""Dominators: the nodes that every way from a root to a node goes through."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Ints, as_nodes
from service.graph.csr import csr
from service.graph.kernels import kernel


def immediate_dominators(n: int, roots: ArrayLike, source: ArrayLike, target: ArrayLike) -> Ints:
    """Give each node its immediate dominator: the last node that all ways to it go through.

    A way starts at any of `roots` (int[r]) and follows the arcs. Comes back as int64[n]: -1 for
    a node that no root reaches, and the node itself where no other node is on all ways to it (a
    root, or a node that two roots reach independently). Parallel arcs and self loops change
    nothing. Raises ValueError as `as_nodes` does.
    Source: Lengauer and Tarjan 1979, the version with path compression only, without recursion.
    Cost: O(n + m log n).
    """
    (roots,) = as_nodes(n, roots)
    source, target = as_nodes(n, source, target)
    # One node more, n, stands before all the roots.
    source = np.concatenate((source, np.full(roots.size, n)))
    target = np.concatenate((target, roots))
    out, back = csr(n + 1, source, target), csr(n + 1, target, source)
    order, number, parent = _depth_first(out.indptr, out.indices, n)
    dominator = _dominators_by_number(back.indptr, back.indices, order, number, parent)
    found = np.full(n, -1)
    reached = order[1:]
    found[reached] = np.where(dominator[1:] == 0, reached, order[dominator[1:]])
    return found


@kernel
def _depth_first(indptr: Ints, indices: Ints, root: int) -> tuple[Ints, Ints, Ints]:
    """Number the nodes a depth-first walk meets: order by number, number by node, tree parent.

    `order` and `parent` have one entry for each node met, and `parent` speaks in numbers;
    `number` is -1 for a node not met.
    """
    n = indptr.size - 1
    number = np.full(n, -1, np.int64)
    order = np.empty(n, np.int64)
    parent = np.zeros(n, np.int64)
    following = indptr[:-1].copy()
    order[0] = root
    number[root] = 0
    size = 1
    at = root
    while True:
        if following[at] == indptr[at + 1]:
            if at == root:
                return order[:size].copy(), number, parent[:size].copy()
            at = order[parent[number[at]]]
            continue
        v = indices[following[at]]
        following[at] += 1
        if number[v] < 0:
            number[v] = size
            order[size] = v
            parent[size] = number[at]
            size += 1
            at = v


@kernel
def _lowest_on_path(v: int, ancestor: Ints, label: Ints, semi: Ints, path: Ints) -> int:
    """Find the node of least semidominator on v's path in the forest, and shorten the path."""
    size = 0
    at = v
    while ancestor[at] >= 0 and ancestor[ancestor[at]] >= 0:
        path[size] = at
        size += 1
        at = ancestor[at]
    # Nearest the top first, so each sees its ancestor's path already shortened.
    for i in range(size - 1, -1, -1):
        at = path[i]
        above = ancestor[at]
        if semi[label[above]] < semi[label[at]]:
            label[at] = label[above]
        ancestor[at] = ancestor[above]
    return int(label[v])


@kernel
def _dominators_by_number(
    indptr: Ints, indices: Ints, order: Ints, number: Ints, parent: Ints
) -> Ints:
    """Work out the immediate dominators; every node goes by its depth-first number."""
    size = order.size
    semi = np.arange(size)
    label = np.arange(size)
    ancestor = np.full(size, -1, np.int64)
    dominator = np.zeros(size, np.int64)
    # The nodes of one semidominator that wait for their dominator, as a linked list.
    first_waiting = np.full(size, -1, np.int64)
    next_waiting = np.full(size, -1, np.int64)
    path = np.empty(size, np.int64)
    for w in range(size - 1, 0, -1):
        for k in range(indptr[order[w]], indptr[order[w] + 1]):
            v = number[indices[k]]
            if v >= 0:
                lowest = _lowest_on_path(v, ancestor, label, semi, path)
                semi[w] = min(semi[w], semi[lowest])
        next_waiting[w] = first_waiting[semi[w]]
        first_waiting[semi[w]] = w
        above = parent[w]
        ancestor[w] = above
        waiting = first_waiting[above]
        first_waiting[above] = -1
        while waiting >= 0:
            lowest = _lowest_on_path(waiting, ancestor, label, semi, path)
            dominator[waiting] = lowest if semi[lowest] < above else above
            waiting = next_waiting[waiting]
    for w in range(1, size):
        if dominator[w] != semi[w]:
            dominator[w] = dominator[dominator[w]]
    return dominator

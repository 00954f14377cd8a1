"""Components as an acyclic graph: the nodes beyond each node, and how long the ways are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_nodes
from service.graph.components.components import strongly_connected_components
from service.graph.csr import csr
from service.graph.kernels import kernel
from service.graph.parallel_arcs import simple_arcs
from service.graph.tables.segments import sum_at

Adjacency = tuple[Ints, Ints]


@dataclass(frozen=True)
class Condensation:
    """The strongly connected components of a graph, numbered so that arcs lead to higher numbers.

    `component` int64[n] is each node's, `size` int64[c] how many nodes a component has; `out` and
    `back` are the (indptr, indices) of the components' graph and of its reverse, without parallel
    arcs.
    """

    component: Ints
    size: Ints
    out: Adjacency
    back: Adjacency

    def reverse(self) -> "Condensation":
        """The condensation of the graph with its arcs turned round, the last component first.

        Linear.
        """
        out, back = (_renumbered(*adjacency) for adjacency in (self.back, self.out))
        return Condensation(len(self.size) - 1 - self.component, self.size[::-1], out, back)


def condensation(n: int, source: ArrayLike, target: ArrayLike) -> Condensation:
    """Condense a graph: one node for each strongly connected component.

    The components are in a topological order, which follows from the graph, whatever the order of
    its arcs. Parallel arcs and self loops change nothing.

    Parameters
    ----------
    n : int
        How many nodes there are.
    source, target : int[m]
        The ends of each arc.

    Returns
    -------
    Condensation
        The component of each node, and the acyclic graph of the components.

    Raises
    ------
    ValueError
        As `as_nodes` does.

    Notes
    -----
    Cost: O(n log n + m).

    References
    ----------
    Harary, Norman and Cartwright 1965, Structural Models. Kahn 1962, Topological sorting of large
    networks.

    Examples
    --------
    >>> condensed = condensation(3, [0, 1, 2], [1, 2, 1])
    >>> condensed.component.tolist(), condensed.size.tolist()
    ([0, 1, 1], [1, 2])
    """
    source, target = as_nodes(n, source, target)
    label = strongly_connected_components(n, source, target)
    _, component, size = np.unique(label, return_inverse=True, return_counts=True)
    tail, head, _ = simple_arcs(
        size.size, component[source], component[target], np.ones(source.size)
    )
    adjacency = csr(size.size, tail, head)
    order = _topological_order(adjacency.indptr, adjacency.indices)
    number = np.empty_like(order)
    number[order] = np.arange(order.size)
    out = csr(size.size, number[tail], number[head])
    back = csr(size.size, number[head], number[tail])
    return Condensation(
        number[component], size[order], (out.indptr, out.indices), (back.indptr, back.indices)
    )


def longest_ways(condensed: Condensation) -> tuple[Ints, Ints]:
    """Count, for each component, the others on the longest way to it, and on that from it.

    Comes back as two int64[c]. Linear.
    """
    before: Ints = _longest_ways(*condensed.back)
    after: Ints = _longest_ways(*condensed.reverse().back)
    return before, after[::-1]


def descendant_sums(
    condensed: Condensation, weight: ArrayLike, asked: Flags, max_steps: int
) -> tuple[Ints, Flags]:
    """Add up, for each node that is asked for, the weights of its descendants, each once.

    A node's descendants are the other nodes that it reaches. `weight` is int[n, k], `asked`
    bool[n]. Comes back as int64[n, k], 0 for nodes not asked for, and as bool[n], whether every
    descendant was met: `max_steps` bounds the arcs looked at for one node, and of what is beyond
    them nothing is counted.
    Whatever has no arcs to two components or more takes no search, nor does what lies beyond the
    largest component, which is summed once. Cost: O(n + m) and, for each other node asked for,
    the arcs beyond it.
    """
    weight = np.ascontiguousarray(weight, np.int64)
    component, size = condensed.component, condensed.size
    own = np.column_stack([sum_at(component, column, size.size) for column in weight.T])
    needed = np.zeros(size.size, np.bool_)
    needed[component[asked]] = True
    core = int(np.argmax(size)) if size.size and size.max() > 1 else -1
    total, complete = _sums(condensed.out, own, needed, core, max_steps)
    sums = np.where(asked[:, None], total[component] - weight, 0)
    return sums, complete[component] & asked


def _renumbered(indptr: Ints, indices: Ints) -> Adjacency:
    """Turn the numbers round: the last row comes first, and its neighbours in rising order."""
    n = indptr.size - 1
    return (indices.size - indptr)[::-1], n - 1 - indices[::-1]


@kernel
def _topological_order(indptr: Ints, indices: Ints) -> Ints:
    n = indptr.size - 1
    entering = np.zeros(n, np.int64)
    for v in indices:
        entering[v] += 1
    order = np.empty(n, np.int64)
    size = 0
    for u in range(n):
        if entering[u] == 0:
            order[size] = u
            size += 1
    for at in range(n):
        u = order[at]
        for k in range(indptr[u], indptr[u + 1]):
            entering[indices[k]] -= 1
            if entering[indices[k]] == 0:
                order[size] = indices[k]
                size += 1
    return order


@kernel
def _longest_ways(indptr: Ints, indices: Ints) -> Ints:
    """The longest way to each component; the rows are the arcs that enter it."""
    length = np.zeros(indptr.size - 1, np.int64)
    for c in range(length.size):
        for k in range(indptr[c], indptr[c + 1]):
            length[c] = max(length[c], length[indices[k]] + 1)
    return length


@kernel
def _sums(
    out: Adjacency, own: Ints, needed: Flags, core: int, max_steps: int
) -> tuple[Ints, Flags]:
    """Add up what each needed component reaches, itself included."""
    indptr, indices = out
    n = indptr.size - 1
    total, complete = own.copy(), np.ones(n, np.bool_)
    beyond_core, nothing = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    seen, queue = np.full(n, -1, np.int64), np.empty(n, np.int64)
    if core >= 0:
        _search(core, out, own, nothing, core, indices.size, seen, queue, total)
        beyond_core[seen == core] = True
        seen[:] = -1
    for c in range(n):
        if needed[c] and indptr[c + 1] - indptr[c] == 1:
            needed[indices[indptr[c]]] = True
    for c in range(n - 1, -1, -1):
        followers = indptr[c + 1] - indptr[c]
        if c == core or not needed[c] or followers == 0:
            continue
        if followers == 1:
            total[c] += total[indices[indptr[c]]]
            complete[c] = complete[indices[indptr[c]]]
            continue
        known = nothing if core < 0 or beyond_core[c] else beyond_core
        complete[c] = _search(c, out, own, known, core, max_steps, seen, queue, total)
    return total, complete


@kernel
def _search(
    c: int,
    out: Adjacency,
    own: Ints,
    known: Flags,
    core: int,
    max_steps: int,
    seen: Ints,
    queue: Ints,
    total: Ints,
) -> bool:
    """Add to total[c] what lies beyond c; say whether the steps sufficed.

    What is `known` to lie beyond the core waits at the far end of the queue: where c reaches the
    core its total has all of it, elsewhere the search goes on from there.
    """
    indptr, indices = out
    queue[0], seen[c] = c, c
    at, end, waiting, steps = 0, 1, queue.size, 0
    reaches_core = False
    while True:
        if at == end:
            if reaches_core:
                total[c] += total[core]
                return True
            if waiting == queue.size:
                return True
            queue[end] = queue[waiting]
            total[c] += own[queue[end]]
            waiting += 1
            end += 1
        u = queue[at]
        at += 1
        steps += indptr[u + 1] - indptr[u]
        if steps > max_steps:
            if reaches_core:
                total[c] += total[core]
            return False
        for k in range(indptr[u], indptr[u + 1]):
            v = indices[k]
            if seen[v] == c:
                continue
            seen[v] = c
            if v == core and known[v]:
                reaches_core = True
            elif known[v] and not known[u]:
                waiting -= 1
                queue[waiting] = v
            else:
                queue[end] = v
                end += 1
                total[c] += own[v]

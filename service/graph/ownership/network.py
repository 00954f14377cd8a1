"""Direct shares laid out so that ownership through all paths can be worked out.

Entities that own each other around a loop are taken together: a strongly connected component. The
components stand in topological order, owners before what they own.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Floats, Ints
from service.graph.components.components import strongly_connected_components
from service.graph.csr import grouped_by, row_starts
from service.graph.kernels import kernel
from service.graph.parallel_arcs import simple_arcs

Arcs = tuple[Ints, Ints, Floats]

#: Up to so many nodes a component gets its inverse; a larger one is solved by iteration.
MOST_INVERTED = 200
#: A loop out of which a smaller part than this ever leaks is closed.
LEAST_LEAK = 1e-9
#: When a component that is solved by iteration has settled, and how long it may take.
SETTLED, MOST_SWEEPS = 1e-13, 5000


class Network(NamedTuple):
    """Direct shares between n entities, and the loops among them.

    `owned` and `owners` are the arcs as (indptr int64[n + 1], neighbour int64[m], share
    float64[m]): what each entity owns, and who owns it. `component` int64[n] is each one's place
    in the topological order; the nodes of component c are `members[1]` from `members[0][c]` up to
    `members[0][c + 1]`, in order. `inverse_at` int64[components] says where in `inverse` the
    component's (I - D)^-1 begins, row by row; -1 where it is a single node or too large.
    `closed` int64[n] is the smallest node of the closed loop that a node is in, else -1.
    """

    owned: Arcs
    owners: Arcs
    component: Ints
    members: tuple[Ints, Ints]
    inverse_at: Ints
    inverse: Floats
    closed: Ints


def network(n: int, owner: ArrayLike, owned: ArrayLike, share: ArrayLike) -> Network:
    """Lay out the holdings of n entities: owner int[m], owned int[m], share float[m], a fraction.

    Rows of one pair add up, in whatever order; more than 1 in all is allowed. An entity's holding
    in itself does not count, as for control: what others own of it is told as it is registered.
    A closed loop is a component out of which nothing leaks, or into which more goes than there
    is, as when two own all of each other: I - D has no inverse, or one that is not nonnegative.
    The arcs inside it are left out, and its nodes stand alone; `closed` names it.
    Raises ValueError as `merged_arcs` does. Method: up to 200 nodes, Gauss-Jordan elimination
    without exchanges, whose pivots are all positive exactly where I - D is a nonsingular M-matrix
    (Berman and Plemmons 1979, 6.2.3); beyond that, symmetric Gauss-Seidel for the row sums of the
    inverse, and a component on which these do not settle within 5000 sweeps counts as closed.
    Cost: O(n + m), and the cube of the size of each component up to 200 nodes.
    """
    source, target, weight = simple_arcs(n, owner, owned, share)
    there = weight > 0
    source, target, weight = source[there], target[there], weight[there]
    label = strongly_connected_components(n, source, target)
    inside = label[source] == label[target]
    within = _both_ways(n, source[inside], target[inside], weight[inside])[0]
    closed = _closed(within, grouped_by(n, label, np.arange(n)))
    label = np.where(closed >= 0, np.arange(n), label)
    kept = ~inside | (closed[source] < 0)
    out, into = _both_ways(n, source[kept], target[kept], weight[kept])
    component, members = _in_topological_order(label, out, grouped_by(n, label, np.arange(n)))
    inverse_at, inverse = _inverses(out, members)
    return Network(out, into, component, members, inverse_at, inverse, closed)


def closed_loops(network: Network) -> Ints:
    """Name each node's closed loop, as int64[n]: its smallest node; -1 for a node in none."""
    return network.closed


def _both_ways(n: int, source: Ints, target: Ints, weight: Floats) -> tuple[Arcs, Arcs]:
    """Lay out sorted arcs by source, and by target; neighbours stay in order."""
    indptr, position = grouped_by(n, target, np.arange(target.size))
    into = (indptr, source[position], weight[position])
    return (row_starts(n, source), target, weight), into


@kernel
def _closed(within: Arcs, members: tuple[Ints, Ints]) -> Ints:
    """Try each component: closed or not; see `Network.closed`."""
    start, node = members
    n = node.size
    closed = np.full(n, -1)
    ones, total = np.ones(n), np.zeros(n)
    for c in range(n):
        nodes = node[start[c] : start[c + 1]]
        if nodes.size < 2:
            continue
        if nodes.size <= MOST_INVERTED:
            fine = inverted(within, nodes)[1]
        else:
            fine = swept(within, nodes, ones, total) and total[nodes].max() * LEAST_LEAK < 1
        if not fine:
            closed[nodes] = nodes[0]
    return closed


@kernel
def inverted(arcs: Arcs, nodes: Ints) -> tuple[Floats, bool]:
    """Invert I - D on some nodes, which are in order; False where they make a closed loop."""
    indptr, neighbour, share = arcs
    size = nodes.size
    matrix = np.eye(size)
    for i in range(size):
        for k in range(indptr[nodes[i]], indptr[nodes[i] + 1]):
            j = np.searchsorted(nodes, neighbour[k])
            if j < size and nodes[j] == neighbour[k]:
                matrix[i, j] -= share[k]
    for i in range(size):
        pivot = matrix[i, i]
        if not pivot > LEAST_LEAK:
            return matrix, False
        matrix[i, i] = 1.0
        matrix[i] /= pivot
        for j in range(size):
            if j != i and matrix[j, i] != 0:
                factor = matrix[j, i]
                matrix[j, i] = 0.0
                matrix[j] -= factor * matrix[i]
    return matrix, True


@kernel
def swept(arcs: Arcs, nodes: Ints, base: Floats, total: Floats) -> bool:
    """Solve total = base + share * total on some nodes, in place; False where it does not settle.

    What `total` says of other nodes stays as it is. It must not fall from sweep to sweep, so it
    starts from 0 on these nodes. Cost: O(arcs of the nodes) a sweep, there and back in turn.
    """
    indptr, neighbour, share = arcs
    for sweep in range(MOST_SWEEPS):
        change, largest = 0.0, 0.0
        for i in range(nodes.size):
            u = nodes[i] if sweep % 2 == 0 else nodes[nodes.size - 1 - i]
            value = base[u]
            for k in range(indptr[u], indptr[u + 1]):
                value += share[k] * total[neighbour[k]]
            change = max(change, value - total[u])
            largest = max(largest, value)
            total[u] = value
        if not largest < 1e300:
            break
        if change <= SETTLED * largest:
            return True
    return False


@kernel
def _in_topological_order(
    label: Ints, out: Arcs, labelled: tuple[Ints, Ints]
) -> tuple[Ints, tuple[Ints, Ints]]:
    """Number the components, owners first (Kahn 1962); their nodes, `labelled`, come by label."""
    indptr, neighbour, _ = out
    start, node = labelled
    n = label.size
    entering = np.zeros(n, np.int64)
    for u in range(n):
        for k in range(indptr[u], indptr[u + 1]):
            if label[neighbour[k]] != label[u]:
                entering[label[neighbour[k]]] += 1
    queue = np.empty(n, np.int64)
    size = 0
    for u in range(n):
        if label[u] == u and entering[u] == 0:
            queue[size] = u
            size += 1
    component, members, starts = np.empty(n, np.int64), np.empty(n, np.int64), [0]
    at, filled = 0, 0
    while at < size:
        for u in node[start[queue[at]] : start[queue[at] + 1]]:
            component[u] = at
            members[filled] = u
            filled += 1
            for k in range(indptr[u], indptr[u + 1]):
                v = label[neighbour[k]]
                if v != queue[at]:
                    entering[v] -= 1
                    if entering[v] == 0:
                        queue[size] = v
                        size += 1
        starts.append(filled)
        at += 1
    return component, (np.array(starts), members)


@kernel
def _inverses(out: Arcs, members: tuple[Ints, Ints]) -> tuple[Ints, Floats]:
    """Invert each component that is neither single nor too large, one after the other."""
    start, node = members
    at = np.full(start.size - 1, -1)
    size = 0
    for c in range(at.size):
        if 1 < start[c + 1] - start[c] <= MOST_INVERTED:
            at[c] = size
            size += (start[c + 1] - start[c]) ** 2
    inverse = np.empty(size)
    for c in range(at.size):
        if at[c] >= 0:
            matrix, _ = inverted(out, node[start[c] : start[c + 1]])
            inverse[at[c] : at[c] + matrix.size] = matrix.ravel()
    return at, inverse

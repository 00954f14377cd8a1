"""One holder's control cascade: the kernel under `voting_control`."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_nodes, as_weights
from service.graph.csr import row_starts
from service.graph.kernels import kernel
from service.graph.parallel_arcs import simple_arcs

# Sums of decimal shares are off by rounding: .1 + .2 + .2 of the votes must not beat .5.
ROUNDING = 1e-9

Columns = tuple[ArrayLike, ArrayLike]


class Stakes(NamedTuple):
    """Who holds votes in whom, who controls by record, who acts in concert; and scratch space.

    Each relation is the (indptr, indices) of a simple directed graph: `votes` holder to company
    with its `share`, `records` controller to controlled, `concert` both ways. The rest is scratch
    for `cascade`: one entry a node, set where the entry of `..._round` is the present round.
    """

    limit: float
    votes: tuple[Ints, Ints]
    share: Floats
    records: tuple[Ints, Ints]
    concert: tuple[Ints, Ints]
    round: Ints
    found: Ints
    total: Floats
    total_round: Ints
    held_round: Ints
    counted_round: Ints
    record_round: Ints
    control_round: Ints


def stakes(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: Columns,
    concert: Columns,
    is_person: ArrayLike,
    majority: float,
) -> Stakes:
    """Check the columns that `voting_control` describes, merge and index them.

    Raises ValueError as it says there. Cost: O(n + m).
    """
    if not 0 <= majority < 1:
        raise ValueError(f"a majority is a share in [0, 1), not {majority}")
    person = np.ascontiguousarray(is_person, dtype=np.bool_)
    if person.ndim != 1:
        raise ValueError(f"is_person must have one dimension, not {person.ndim}")
    n = person.size
    holder, company = as_nodes(n, votes[0], votes[1])
    share = as_weights(holder.size, votes[2])
    counts = ~person[company] & (share > 0)
    holder, company, share = simple_arcs(n, holder[counts], company[counts], share[counts])
    controller, controlled = as_nodes(n, *records)
    counts = ~person[controlled]
    a, b = as_nodes(n, *concert)
    rounds = (np.zeros(n, np.int64) for _ in range(5))
    return Stakes(
        majority + ROUNDING,
        (row_starts(n, holder), company),
        share,
        _adjacency(n, controller[counts], controlled[counts]),
        _adjacency(n, np.concatenate((a, b)), np.concatenate((b, a))),
        np.zeros(1, np.int64),
        np.empty(n, np.int64),
        np.empty(n),
        *rounds,
    )


def _adjacency(n: int, source: Ints, target: Ints) -> tuple[Ints, Ints]:
    source, target, _ = simple_arcs(n, source, target, np.ones(source.size))
    return row_starts(n, source), target


@kernel
def cascade(x: int, world: Stakes, goal: Flags) -> int:
    """Find all that x controls: a breadth-first search that ends at the least fixed point.

    Comes back as the count k; `world.found[1:k + 1]` are the controlled, in the order found, and
    until the next cascade `controlling_votes` and `is_by_record` tell why. Stops early, with what
    is found by then, at a controlled node in `goal`, bool[n].
    Cost: O(votes and records held by x, by what it controls and by those in concert with x).
    """
    world.round[0] += 1
    now = world.round[0]
    for k in range(world.concert[0][x], world.concert[0][x + 1]):
        ally = world.concert[1][k]
        world.counted_round[ally] = now
        _count(ally, world)
    world.control_round[x] = now
    world.found[0] = x
    size, at = 1, 0
    while at < size:
        z = world.found[at]
        at += 1
        for k in range(world.records[0][z], world.records[0][z + 1]):
            y = world.records[1][k]
            world.record_round[y] = now
            if world.control_round[y] != now:
                world.control_round[y] = now
                world.found[size] = y
                size += 1
                if goal[y]:
                    return size - 1
        # An ally that x controls has been counted already, and each holder counts once.
        if world.counted_round[z] != now:
            _count(z, world)
        for k in range(world.votes[0][z], world.votes[0][z + 1]):
            y = world.votes[1][k]
            world.held_round[y] = now
            if world.control_round[y] != now and world.total[y] > world.limit:
                world.control_round[y] = now
                world.found[size] = y
                size += 1
                if goal[y]:
                    return size - 1
    return size - 1


@kernel
def _count(holder: int, world: Stakes) -> None:
    """Add what one holder has in each company to the votes of the party."""
    now = world.round[0]
    for k in range(world.votes[0][holder], world.votes[0][holder + 1]):
        company = world.votes[1][k]
        if world.total_round[company] != now:
            world.total_round[company] = now
            world.total[company] = 0.0
        world.total[company] += world.share[k]


@kernel
def controlling_votes(y: int, world: Stakes) -> float:
    """Give the votes of the last cascade's party in y, or NaN where they do not control it."""
    held = world.held_round[y] == world.round[0]
    return float(world.total[y]) if held and world.total[y] > world.limit else np.nan


@kernel
def is_by_record(y: int, world: Stakes) -> bool:
    """Tell whether, in the last cascade, a record gave control of y."""
    return bool(world.record_round[y] == world.round[0])

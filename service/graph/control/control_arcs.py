"""Control as arcs few enough to be walked: over them the same is reached as over all control."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, doubled
from service.graph.control.cascade import Stakes, cascade, stakes
from service.graph.control.voting_control import control_groups
from service.graph.kernels import kernel


@dataclass(frozen=True)
class ControlArcs:
    """Arcs from a controller to each entity it controls, sorted by (source, target).

    `source`, `target` int64[k]; `party` int64[n] as in `ControlGroups`.
    """

    source: Ints
    target: Ints
    party: Ints


def control_arcs(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    entered: ArrayLike,
    majority: float,
    max_rows: int = 20_000_000,
) -> ControlArcs:
    """Find arcs of control for walks that start at ultimate controllers and nodes in `entered`.

    Columns, majority and errors are those of `voting_control`; `entered` is bool[n]. What
    a controlled entity without allies controls, its controller controls too, so it has arcs of
    its own only where a walk may come to it without its controller: not n * n / 2 of them along
    a chain, but n. Raises ValueError above `max_rows` rows for those in `entered` and in concert.
    Cost: that of `control_groups` plus a cascade for each company in `entered` or in concert.
    """
    groups = control_groups(votes, records, concert, is_person, majority)
    world = stakes(votes, records, concert, is_person, majority)
    runs = np.array(entered, dtype=np.bool_) | (np.diff(world.concert[0]) > 0)
    # Nobody controls a person: one that controls anything is a head.
    runs &= ~np.asarray(is_person, dtype=np.bool_)
    runs[groups.head] = False
    source, target = _controlled(world, np.flatnonzero(runs), max_rows)
    if source.size > max_rows:
        raise ValueError(f"more than {max_rows} pairs of holder and controlled")
    source = np.concatenate((groups.head, source))
    target = np.concatenate((groups.member, target))
    order = np.lexsort((target, source))
    return ControlArcs(source[order], target[order], groups.party)


@kernel
def _controlled(world: Stakes, holders: Ints, max_rows: int) -> tuple[Ints, Ints]:
    """Run each holder's cascade; ends as soon as there are more than `max_rows` rows."""
    no_goal: Flags = np.zeros(world.found.size, np.bool_)
    source, target = np.empty(0, np.int64), np.empty(0, np.int64)
    size = 0
    for x in holders:
        for y in world.found[1 : cascade(x, world, no_goal) + 1]:
            if size == source.size:
                source, target = doubled(source), doubled(target)
            source[size], target[size] = x, y
            size += 1
        if size > max_rows:
            break
    return source[:size], target[:size]

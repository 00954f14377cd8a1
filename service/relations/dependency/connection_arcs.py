"""Customers that follow another into difficulty, as arcs: by control, by concert, by dependency."""

from dataclasses import dataclass, fields

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.arrays import Flags
from service.graph.components.components import strongly_connected_components
from service.graph.control.control_arcs import control_arcs
from service.graph.tables.joins import matching_rows
from service.graph.tables.segments import first_by, pair_key
from service.relations.control.state_owners import World, without_holders
from service.relations.dependency.reasons import DependencyReasons

#: Why a node follows another; GOVERNMENT: it is the one that a closure stands under.
CONTROL, CONCERT, DEPENDENCY, GOVERNMENT = range(4)


@dataclass(frozen=True)
class Arcs:
    """One row for each way in which a node follows another.

    `source`, `target` int64[k] are customers, and from n on the entities that stand under a
    government; `follows` int64[k] is the customer followed: the source, or that government.
    `basis` int64[k] is one of the four above; `row` int64[k] the first of the reasons behind a
    dependency, -1 elsewhere.
    """

    source: Ints
    target: Ints
    follows: Ints
    basis: Ints
    row: Ints

    def only(self, rows: Flags) -> "Arcs":
        """Some of the rows."""
        return Arcs(*(getattr(self, field.name)[rows] for field in fields(self)))


def connection_arcs(
    world: World, found: DependencyReasons, government: Flags, majority: float
) -> tuple[Arcs, Ints, Ints]:
    """Find the arcs, and for each entity under a government the entity and the government.

    `government` bool[n] are those from which no arc leaves (the alternative for central
    governments): each entity that one of them controls directly, or that depends on it, is a node
    from n on, from which it and its governments are reached; of several the first leads.
    Control is told in as few arcs as `control_arcs` says. Cost: that of `control_arcs` plus a
    sort of the reasons; with governments, three times as much.
    """
    n = len(government)
    first = first_by(found.dependent, found.provider)
    provider, dependent = found.provider[first], found.dependent[first]
    relies = Arcs(provider, dependent, provider, np.full(len(first), DEPENDENCY), first)
    entered = np.zeros(n, np.bool_)
    entered[dependent] = True
    under = np.empty((2, 0), np.int64)
    if government.any():
        world, under = _without(world, government, entered, majority)
        entered[under[1]] = True
    control = control_arcs(*world, entered, majority)
    heads = np.flatnonzero((control.party >= 0) & (control.party != np.arange(n)))
    leading = control.party[heads]
    every = _joined(
        _arcs(control.source, control.target, CONTROL),
        _arcs(leading, heads, CONCERT),
        _arcs(heads, leading, CONCERT),
        relies,
    )
    return _under_governments(every, under, government)


def _arcs(source: Ints, target: Ints, basis: int) -> Arcs:
    count = len(source)
    return Arcs(source, target, source, np.full(count, basis), np.full(count, -1))


def _joined(*parts: Arcs) -> Arcs:
    return Arcs(
        *(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Arcs))
    )


def _without(
    world: World, government: Flags, entered: Flags, majority: float
) -> tuple[World, Ints]:
    """The world in which governments hold nothing; and whom each of them controls directly.

    That comes back as int64[2, k]: governments, and the entities that nothing else under the same
    government controls, but for those that they control in turn.
    """
    rest = without_holders(world, government)
    whole = control_arcs(*world, government, majority)
    ours = government[whole.source]
    above, below = whole.source[ours], whole.target[ours]
    arcs = control_arcs(*rest, entered, majority)
    source, target = np.append(arcs.source, above), np.append(arcs.target, below)
    n = len(government)
    # Entities that control each other stand side by side: none is between a government and another.
    loop = strongly_connected_components(n, source, target)
    apart = loop[source] != loop[target]
    source, target = source[apart], target[apart]
    arc, row = matching_rows(source, below)
    between = pair_key(above[row], loop[target[arc]], n)
    direct = ~np.isin(pair_key(above, loop[below], n), between)
    return rest, np.stack((above[direct], below[direct]))


def _under_governments(every: Arcs, under: Ints, government: Flags) -> tuple[Arcs, Ints, Ints]:
    """Put each entity directly under a government on a node of its own."""
    supported = (every.basis == DEPENDENCY) & government[every.source]
    below = _joined(_arcs(under[0], under[1], CONTROL), every.only(supported))
    entity, place = np.unique(below.target, return_inverse=True)
    leader = np.full(len(entity), len(government))
    np.minimum.at(leader, place, below.follows)
    node, count = len(government) + place, len(place)
    arcs = _joined(
        every.only(~supported),
        Arcs(node, below.target, below.follows, below.basis, below.row),
        Arcs(
            source=node,
            target=below.follows,
            follows=below.follows,
            basis=np.full(count, GOVERNMENT),
            row=np.full(count, -1),
        ),
    )
    return arcs, entity, leader

"""The state as an owner: which government bodies stand apart from what they control, and above it.

To be controlled by one government body alone relates no firms (公司法: 国家控股的企业之间不仅因为
同受国家控股而具有关联关系). So its holdings and records count for nobody's control unless the
settings make one group of what it controls; that it does control is told all the same.
"""

from functools import cache

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.control.control_arcs import control_arcs
from service.graph.tables.segments import pair_key
from service.relations.control.settings import ControlSettings
from service.relations.control.votes import Side, Votes
from service.tagging.declaration import Edge, Reading

#: What `service.graph.control.voting_control` takes in: votes, records, concert, who is a person.
World = tuple[tuple[Ints, Ints, Floats], tuple[Ints, Ints], tuple[Ints, Ints], Flags]


def without_holders(world: World, holders: Flags) -> World:
    """The world in which some hold and control nothing themselves; linear in the columns."""
    (holder, company, share), (controller, controlled), concert, is_person = world
    held, recorded = ~holders[holder], ~holders[controller]
    return (
        (holder[held], company[held], share[held]),
        (controller[recorded], controlled[recorded]),
        concert,
        is_person,
    )


class StateOwners:
    """The government bodies of a run, and what each of them controls.

    `world` are the votes and records that make control groups: with `GUANXI_STATE_OWNER=one_group`
    all of them, otherwise those of others than government bodies. `is_owner` bool[n] is who of
    these controls anybody.
    """

    def __init__(self, bank: Reading, links: Votes, settings: ControlSettings) -> None:
        """Find what they control. Cost: that of `control_arcs`, where there is any of them."""
        self._links, self._n = links, len(bank)
        government: Flags = bank.kind == "government"
        self.is_owner: Flags = np.zeros(self._n, np.bool_)
        self._owner = self._owned = np.empty(0, np.int64)
        self.world: World = links.world
        if settings.state != "one_group":
            self.world = without_holders(links.world, government)
        if government.any():
            arcs = control_arcs(*links.world, government, settings.majority)
            ours = np.flatnonzero(government[arcs.source])
            self._owner, self._owned = arcs.source[ours], arcs.target[ours]
            self.is_owner[self._owner] = True
        self._pairs = np.unique(pair_key(self._owner, self._owned, self._n))
        order = np.argsort(self._owned, kind="stable")
        self._by_owned, self._above = self._owned[order], self._owner[order]
        self.above = cache(self._nearest)
        self._side = cache(self._side_of)

    def _nearest(self, customer: int) -> int:
        """The government body that controls a customer, the lowest of several; -1 without one."""
        bounds = slice(*np.searchsorted(self._by_owned, (customer, customer + 1)))
        owners = [owner for owner in self._above[bounds].tolist() if owner != customer]

        def below(owner: int) -> tuple[int, int]:
            return sum(self._controls(owner, other) for other in owners), owner

        return min(owners, key=below, default=-1)

    def edges(self, customer: int) -> list[Edge]:
        """What the nearest body, and all that it controls, hold in a customer."""
        owner = self.above(customer)
        return [] if owner < 0 else self._links.held_in(customer, self._side(owner))

    def _controls(self, owner: int, other: int) -> bool:
        pair = owner * self._n + other
        place = int(np.searchsorted(self._pairs, pair))
        return place < len(self._pairs) and bool(self._pairs[place] == pair)

    def _side_of(self, owner: int) -> Side:
        return Side(np.unique(np.append(self._owned[self._owner == owner], owner)))

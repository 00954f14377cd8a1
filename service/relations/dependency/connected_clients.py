"""Connected clients: customers that follow each other into difficulty, and the edges behind."""

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Controls, Kinships, Ownerships
from service.graph.components.closures import Closures, maximal_closures
from service.graph.csr import csr
from service.relations.control.state_owners import without_holders
from service.relations.control.votes import Votes
from service.relations.dependency import economic_dependency as dependency
from service.relations.dependency.connection_arcs import (
    CONCERT,
    CONTROL,
    DEPENDENCY,
    GOVERNMENT,
    connection_arcs,
)
from service.relations.dependency.settings import DependencySettings
from service.tagging.declaration import Edge, Reading
from service.tagging.shared import once

#: What connections read.
VIEWS = (Controls, Kinships, Ownerships, *dependency.VIEWS)


class ConnectedClients:
    """The arcs along which one risk spreads between customers, and what is behind each.

    `arcs` are those of `connection_arcs`; `is_client` bool[nodes] holds all of their nodes.
    """

    def __init__(self, bank: Reading, settings: DependencySettings) -> None:
        """Find control, concert and dependency. Cost: that of `connection_arcs` and `reasons`."""
        self._n, self._ids = len(bank), bank.customer_ids
        self._links = Votes(bank, settings)
        self.reasons = once(bank, dependency.counted_reasons, settings)
        government = bank.kind == "government"
        world = self._links.world
        if settings.state == "apart":
            # Its firms follow it no more; who depends on it still does.
            world = without_holders(world, government)
        government = government & np.bool_(settings.state == "alternative")
        self.arcs, entity, leader = connection_arcs(
            world, self.reasons, government, settings.majority
        )
        none = np.zeros(len(entity), np.bool_)
        self.is_client = np.concatenate((bank.is_client, none))
        self._stops = np.concatenate((government, none))
        customers = np.arange(self._n)
        self._known_by = np.concatenate((customers, entity))
        self._head = np.concatenate((customers, leader))
        self._out = csr(len(self.is_client), self.arcs.source, self.arcs.target)
        controls = self.arcs.basis == CONTROL
        pairs = self.arcs.follows[controls] * self._n + self.arcs.target[controls]
        self._controls = np.unique(pairs)
        (holder, company, _), (controller, controlled), *_ = world
        self._owners = csr(
            self._n,
            np.concatenate((company, controlled)),
            np.concatenate((holder, controller)),
        )

    def closures(self) -> tuple[Closures, Ints, Ints]:
        """The maximal closures of two clients or more, whom each is known by, and its head."""
        arcs = self.arcs
        found = maximal_closures(
            len(self.is_client), arcs.source, arcs.target, self.is_client, self._stops
        )
        return found, self._known_by[found.start], self._head[found.start]

    def leaving(self, node: int, followed: int) -> Ints:
        """The arcs by which others follow a customer from a node, by target."""
        near = self._out.edge[slice(*self._out.indptr[node : node + 2])]
        others = (self.arcs.follows[near] == followed) & (self.arcs.basis[near] != GOVERNMENT)
        return near[others]

    def reason_rows(self, arc: int) -> range:
        """The reasons behind an arc of dependency, the strongest first."""
        first, reasons = int(self.arcs.row[arc]), self.reasons
        pair = reasons.dependent[first], reasons.provider[first]
        end = first + 1
        while end < len(reasons.share) and pair == (reasons.dependent[end], reasons.provider[end]):
            end += 1
        return range(first, end)

    def edges(self, arc: int) -> list[Edge]:
        """The edges behind an arc, those that say most first."""
        source, target = int(self.arcs.follows[arc]), int(self.arcs.target[arc])
        basis = self.arcs.basis[arc]
        if basis == DEPENDENCY:
            rows = self.reason_rows(arc)
            return [edge for row in rows for edge in self.reasons.edges(row, self._ids)]
        if basis == CONCERT:
            # What both have a part in shows that they act as one.
            mine, theirs = self._controlled_by(source), self._controlled_by(target)
            common = np.intersect1d(mine, theirs)
            target = int(common[0] if len(common) else theirs[0])
        return self._held(source, target)

    def _held(self, controller: int, company: int) -> list[Edge]:
        """What a controller, those it controls and its allies have in a company."""
        owners = self._owners.indices[slice(*self._owners.indptr[company : company + 2])]
        pairs = controller * self._n + owners
        place = np.searchsorted(self._controls, pairs)
        under = owners[self._controls.take(place, mode="clip") == pairs]
        side = {controller, *under.tolist(), *self._links.allies(controller)}
        return self._links.held_in(company, side)

    def _controlled_by(self, controller: int) -> Ints:
        bounds = np.array((controller, controller + 1)) * self._n
        return self._controls[slice(*np.searchsorted(self._controls, bounds))] % self._n

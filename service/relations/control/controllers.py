"""The controllers of some companies, and why: looked up from the companies upwards."""

from math import isnan

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.components.ancestors import with_ancestors
from service.graph.control.voting_control import controls
from service.graph.csr import grouped_by
from service.relations.control.control_paths import ControlPaths
from service.relations.control.settings import ControlSettings
from service.relations.control.votes import Votes
from service.tagging.declaration import Edge, Reading


class Controllers:
    """The controllers of some customers, direct ones and those further up.

    Those of customer u are the positions `controller[indptr[u]:indptr[u + 1]]`, sorted.
    """

    def __init__(self, bank: Reading, settings: ControlSettings, companies: Ints) -> None:
        """Find who controls the companies. Cost: that of `controls` among those above them."""
        links = Votes(bank, settings)
        votes, records, concert, is_person = links.world
        above = with_ancestors(
            len(bank),
            np.concatenate((votes[0], records[0])),
            np.concatenate((votes[1], records[1])),
            companies,
        )
        # Whoever has a part in what lies above lies above: the rest of the bank changes nothing.
        held, recorded = above[votes[1]], above[records[1]]
        self._found = controls(
            votes=(votes[0][held], votes[1][held], votes[2][held]),
            records=(records[0][recorded], records[1][recorded]),
            concert=concert,
            is_person=is_person,
            majority=settings.majority,
        )
        self._ways = ControlPaths(len(bank), links, self._found.holder, self._found.controlled)
        self.indptr, self.controller = grouped_by(
            len(bank), self._found.controlled, self._found.holder
        )

    def votes(self, controller: int, company: int) -> float | None:
        """The votes that make the control; None where only a record does."""
        votes = float(self._found.votes[self._ways.row(controller, company)])
        return None if isnan(votes) else round(votes, 10)

    def edges(self, controller: int, company: int) -> list[Edge]:
        """What gives the control, from the company upwards; see `ControlWays.edges`."""
        return self._ways.edges(controller, company)[0]

"""Who controls some customers, and why: looked up from the controlled ones upwards."""

from math import isnan

import numpy as np

from cypher.arrays import Ints
from service.graph.ancestors import with_ancestors
from service.graph.control import controls
from service.graph.csr import csr, grouped_by
from service.settings import Settings
from service.tagging.declaration import Edge, Reading
from service.tagging.votes import Votes


class ControlAbove:
    """The controllers of some customers, direct ones and those further up.

    Those of customer u are the positions `controller[indptr[u]:indptr[u + 1]]`, sorted.
    """

    def __init__(self, bank: Reading, settings: Settings, companies: Ints) -> None:
        """Find who controls the companies. Cost: as of `controls` among those above them."""
        self._n = len(bank)
        self._links = Votes(bank, settings)
        votes, records, concert, is_person = self._links.world
        above = with_ancestors(
            self._n,
            np.concatenate((votes[0], records[0])),
            np.concatenate((votes[1], records[1])),
            companies,
        )
        # Whoever has a part in what lies above lies above: the rest of the bank changes nothing.
        held, recorded = above[votes[1]], above[records[1]]
        self._found = controls(
            (votes[0][held], votes[1][held], votes[2][held]),
            (records[0][recorded], records[1][recorded]),
            *(concert, is_person, settings.majority),
        )
        self._pairs = self._found.holder * self._n + self._found.controlled
        self.indptr, self.controller = grouped_by(
            self._n, self._found.controlled, self._found.holder
        )
        self._holders = csr(
            self._n,
            np.concatenate((votes[1][held], records[1][recorded])),
            np.concatenate((votes[0][held], records[0][recorded])),
        )

    def votes(self, controller: int, company: int) -> float | None:
        """The votes that make the control; None where only a record does."""
        votes = float(self._found.votes[self._row(controller, company)])
        return None if isnan(votes) else round(votes, 10)

    def edges(self, controller: int, company: int) -> list[Edge]:
        """What the controller, those it controls and its allies have in the company.

        Then what they have in those of them that hold a part, and so on upwards. Cost: what is held
        in those on the way.
        """
        allies, edges = self._links.allies(controller), list[Edge]()
        way, seen = [company], {company}
        for each in way:
            bounds = slice(*self._holders.indptr[each : each + 2])
            holders = np.unique(self._holders.indices[bounds]).tolist()
            under = [holder for holder in holders if self._row(controller, holder) >= 0]
            edges += self._links.held_in(each, {controller, *under, *allies})
            way += [holder for holder in under if holder not in seen]
            seen.update(under)
        return edges

    def _row(self, controller: int, company: int) -> int:
        """The row of a pair, -1 where there is no control."""
        pair = controller * self._n + company
        row = int(np.searchsorted(self._pairs, pair))
        return row if row < len(self._pairs) and self._pairs[row] == pair else -1

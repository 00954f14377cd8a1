"""How a controller controls a company: followed from the company up to the controller."""

from functools import lru_cache

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.csr import csr
from service.graph.tables.segments import pair_key
from service.relations.control.votes import Votes
from service.tagging.declaration import Edge

#: So many steps are remembered: what a controller controls mostly hangs by the same companies.
REMEMBERED = 256


class ControlPaths:
    """The holdings and records that give control, for pairs of a controller and a company."""

    def __init__(self, n: int, links: Votes, controller: Ints, controlled: Ints) -> None:
        """Index who has a part in whom; the pairs must be sorted. Cost: linear in the records."""
        votes, records, *_ = links.world
        self._n, self._links = n, links
        # No pair is as large as the last one: every search ends inside.
        self._pairs = np.append(pair_key(controller, controlled, n), n * n)
        self._holders = csr(
            n, np.concatenate((votes[1], records[1])), np.concatenate((votes[0], records[0]))
        )
        self._step = lru_cache(maxsize=REMEMBERED)(self._stepped)

    def row(self, controller: int, company: int) -> int:
        """The place of a pair, -1 where there is no control."""
        pair = controller * self._n + company
        row = int(np.searchsorted(self._pairs, pair))
        return row if self._pairs[row] == pair else -1

    def edges(
        self, controller: int, company: int, in_concert: bool = True, most: int | None = None
    ) -> tuple[list[Edge], bool]:
        """What the controller, those it controls and its allies have in the company.

        Then what they have in those of them that hold a part, and so on upwards; allies only with
        `in_concert`. Ends as soon as there are more than `most` edges: the second part of the
        answer is False where companies were left. Cost: what is held in those on the way.
        """
        edges = list[Edge]()
        way, seen = [company], {company}
        for at, node in enumerate(way):
            held, under = self._step(controller, node, in_concert)
            edges += held
            way += [holder for holder in under if holder not in seen]
            seen.update(under)
            if most is not None and len(edges) > most:
                return edges, at + 1 == len(way)
        return edges, True

    def _stepped(
        self, controller: int, company: int, in_concert: bool
    ) -> tuple[list[Edge], list[int]]:
        """What the side has in one company, and which companies of that side have a part in it."""
        bounds = slice(*self._holders.indptr[company : company + 2])
        holders = np.unique(self._holders.indices[bounds])
        pairs = controller * self._n + holders
        known = self._pairs[np.searchsorted(self._pairs, pairs)] == pairs
        under: list[int] = holders[known].tolist()
        allies = self._links.allies(controller) if in_concert else set[int]()
        return self._links.held_in(company, {controller, *under, *allies}), under

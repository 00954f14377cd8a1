"""What each person owns of each company through all paths, and the holdings that carry it."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import OwnershipColumns, Ownerships
from service.graph.ownership.integrated_ownership import network, qualified
from service.graph.shortest_paths.max_product_paths import max_product_paths
from service.graph.tables.segments import pair_key
from service.relations.control.settings import ControlSettings
from service.relations.edges.evidence import records
from service.tagging.declaration import Edge, Reading

#: A path of less than a hundredth of a per cent is not looked for, nor is any other after so many
#: holdings were looked at.
LEAST_PRODUCT, MOST_STEPS = 1e-4, 2_000


class Carried(NamedTuple):
    """The paths that carry a share, the largest product first, and the holdings along them.

    `hidden` counts the paths that were found but are not listed, for want of room; `complete` is
    True where there are certainly no others.
    """

    nodes: list[list[int]]
    product: list[float]
    edges: list[Edge]
    hidden: int
    complete: bool


class BeneficialShares:
    """Each natural person's share of a company, from the threshold of beneficial owners on.

    `found` are the pairs as `qualified` gives them; `shares` the holdings that they rest on, as
    (owner, owned, share) and in a fixed order, and `world` the network that these make. Holdings in
    persons, and of an entity in itself, do not count.
    """

    def __init__(self, bank: Reading, settings: ControlSettings) -> None:
        """Find the pairs. Cost: that of `network` and `qualified` plus a sort of the holdings."""
        held = bank[Ownerships]
        rows = _in_companies(bank, held)
        self._bank, self._held, self._rows = bank, held, rows
        self._recorded = records(bank, "OWNS")
        self._pair = pair_key(held.owner_no[rows], held.owned_no[rows], len(bank))
        self.shares = (held.owner_no[rows], held.owned_no[rows], held.share[rows])
        self.found = qualified(
            len(bank),
            *self.shares,
            bank.is_person,
            settings.beneficial_threshold,
            settings.beneficial_inclusive,
        )
        self.world = network(len(bank), *self.shares)

    def direct(self, owner: int, owned: int) -> float | None:
        """What the owner holds itself; None where that is nothing."""
        shares = (float(self._held.share[row]) for row in self._rows_of(owner, owned))
        return round(sum(shares), 10) or None

    def carried(self, owner: int, owned: int, most: int) -> Carried:
        """The heaviest paths from an owner, with at most so many holdings, or those of one path."""
        paths = max_product_paths(self.world.owners, owner, owned, most, LEAST_PRODUCT, MOST_STEPS)
        listed: dict[int, Edge] = {}
        shown = 0
        for nodes in paths.nodes:
            rows = [row for pair in pairwise(nodes) for row in self._rows_of(*pair)]
            new = {row: self._recorded.edge(row) for row in rows if row not in listed}
            if shown and len(listed) + len(new) > most:
                break
            listed |= new
            shown += 1
        return Carried(
            nodes=paths.nodes[:shown],
            product=paths.product[:shown],
            edges=list(listed.values()),
            hidden=len(paths.nodes) - shown,
            complete=paths.complete,
        )

    def _rows_of(self, owner: int, owned: int) -> list[int]:
        wanted = owner * len(self._bank) + owned
        first, last = np.searchsorted(self._pair, (wanted, wanted + 1))
        return self._rows[first:last].tolist()


def _in_companies(bank: Reading, held: OwnershipColumns) -> Ints:
    """The rows of holdings in others that are no persons, by pair and then the largest first."""
    rows = np.flatnonzero(~bank.is_person[held.owned_no] & (held.owner_no != held.owned_no))
    by = (held.load_no, -held.votes, -held.share, held.owned_no, held.owner_no)
    return rows[np.lexsort([column[rows] for column in by])]

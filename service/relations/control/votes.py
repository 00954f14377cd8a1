"""The votes that customers hold in companies, looked up from either end: control stands on them."""

from collections.abc import Callable, Container
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Controls, Kinships, Ownerships
from cypher.vocabulary import CONTROL_BASES, KIN_RELATIONS
from service.graph.csr import csr
from service.relations.control.settings import ControlSettings
from service.relations.edges.evidence import records
from service.tagging.declaration import Edge, Reading

Rows = Callable[[int], list[int]]

#: Kin who are taken to vote as one, and the bases of records whose parties do.
IN_CONCERT = KIN_RELATIONS.words(lambda kin: kin.in_concert)
AGREED = CONTROL_BASES.words(lambda basis: basis.in_concert)


def _ends(source: Ints, target: Ints, n: int) -> tuple[Rows, Rows]:
    """Look up the rows that leave a node, and those that enter it."""
    out, into = csr(n, source, target), csr(n, target, source)
    return (
        lambda node: out.edge[out.indptr[node] : out.indptr[node + 1]].tolist(),
        lambda node: into.edge[into.indptr[node] : into.indptr[node + 1]].tolist(),
    )


@dataclass(frozen=True)
class Side:
    """Those of one side, and those who act in concert with its heads where that counts.

    Telling whether somebody is among them costs a binary search in the side, whose members are
    sorted.
    """

    members: Ints
    allies: frozenset[int] = frozenset()

    def __contains__(self, customer: object) -> bool:
        """Whether a position is one of theirs."""
        place = int(np.searchsorted(self.members, customer))  # type: ignore[call-overload]
        found = place < len(self.members) and self.members[place] == customer
        return bool(found) or customer in self.allies


class Votes:
    """The holdings of votes, the records and the concert of one run, looked up from either end."""

    def __init__(self, bank: Reading, settings: ControlSettings) -> None:
        """Index both ends; `world` is what `voting_control` takes in, save the majority."""
        self._owns, self._controls = records(bank, "OWNS"), records(bank, "CONTROLS")
        self._held, self._declared, kin = bank[Ownerships], bank[Controls], bank[Kinships]
        pooled = np.isin(kin.relation, IN_CONCERT) & settings.kin_pooling
        agreed = np.isin(self._declared.basis, AGREED)
        self.world = (
            (self._held.owner_no, self._held.owned_no, self._held.votes),
            (self._declared.controller_no, self._declared.controlled_no),
            (
                np.concatenate((kin.a_no[pooled], self._declared.controller_no[agreed])),
                np.concatenate((kin.b_no[pooled], self._declared.controlled_no[agreed])),
            ),
            bank.is_person,
        )
        self._held_from, self._held_to = _ends(self._held.owner_no, self._held.owned_no, len(bank))
        self._record_from, self._record_to = _ends(
            self._declared.controller_no, self._declared.controlled_no, len(bank)
        )
        self._allies = _ends(*self.world[2], len(bank))

    def allies(self, holder: int) -> set[int]:
        """Those who act in concert with a holder."""
        a, b = self.world[2]
        rows_a, rows_b = (rows(holder) for rows in self._allies)
        return {*b[rows_a].tolist(), *a[rows_b].tolist()}

    def held_in(self, company: int, side: Container[int]) -> list[Edge]:
        """What one side has in a company: holdings of votes and records, the largest first."""
        held, declared = self._held, self._declared
        return self._edges(
            [
                k
                for k in self._held_to(company)
                if held.owner_no[k] in side and held.owner_no[k] != company
            ],
            [k for k in self._record_to(company) if declared.controller_no[k] in side],
        )

    def held_by(self, holder: int, side: Container[int]) -> list[Edge]:
        """What a holder has itself in the companies of its side, the largest first."""
        held, declared = self._held, self._declared
        return self._edges(
            [
                k
                for k in self._held_from(holder)
                if held.owned_no[k] in side and held.owned_no[k] != holder
            ],
            [k for k in self._record_from(holder) if declared.controlled_no[k] in side],
        )

    def _edges(self, held_rows: list[int], record_rows: list[int]) -> list[Edge]:
        edges = [self._controls.edge(k) for k in record_rows]
        edges += [self._owns.edge(k) for k in held_rows if self._held.votes[k] > 0]
        return sorted(
            edges,
            key=lambda edge: (
                edge.type,
                -edge.properties.get("votes", 0.0),
                edge.from_id,
                edge.to_id,
                str(edge.properties),
                edge.load_no,
            ),
        )

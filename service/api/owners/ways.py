"""How somebody comes by votes in a company: directly, through whom, with whom, by which records."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from service.api.customers.ownership import Stake
from service.api.http.answers import settings
from service.api.owners.above import Above
from service.api.owners.edges import stake_edge
from service.graph.control.single_entity import controlled_by


@dataclass(frozen=True)
class Way:
    """How a holder comes by votes in the company, or by control of it.

    `through` are the companies it controls that hold them, `allies` those who act in concert with
    it and count, `basis` that of a record that gives control of the company itself. `edges` lead
    from the company upwards.
    """

    direct: bool
    through: list[str]
    allies: list[str]
    basis: str | None
    edges: list[dict[str, Any]]


class Ways:
    """The ways up from one company, looked for along the stakes that lie above it."""

    def __init__(self, found: Above) -> None:
        """Index who holds a part in whom; linear in the stakes."""
        self._found = found
        self._columns = found.control_columns()
        self._in: dict[str, list[Stake]] = defaultdict(list)
        for stake in found.stakes:
            self._in[stake.owned_id].append(stake)
        self._allies: dict[str, set[str]] = defaultdict(set)
        for a, b in found.concert:
            self._allies[a].add(b)
            self._allies[b].add(a)

    def of(self, holder: str, *, together: bool) -> Way:
        """How a holder comes by its votes; `together` counts those of its allies in the company.

        In what it controls its allies count in any case, since control is theirs too. Ends where
        there are as many edges as evidence may have. Cost: linear in the stakes.
        """
        company, most = self._found.company_id, settings().evidence_max_edges
        controlled = self._controlled(holder)
        allies = self._allies[holder] - controlled - {holder}
        edges: list[dict[str, Any]] = []
        counted: dict[str, None] = {}
        holders: dict[str, None] = {}
        basis: str | None = None
        way, seen = [company], {company}
        for node in way:
            for stake in self._in[node]:
                owner = stake.owner_id
                mine = owner == holder or owner in controlled
                if stake.type == "CONTROLS":
                    counts = mine
                else:
                    with_it = owner in allies and (together or node != company)
                    counts = (mine or with_it) and bool(stake.votes)
                if not counts:
                    continue
                edges.append(stake_edge(stake))
                counted[owner] = None
                if node == company:
                    holders[owner] = None
                    basis = basis or stake.basis
                if owner in controlled and owner not in seen:
                    seen.add(owner)
                    way.append(owner)
            if len(edges) > most:
                break
        return Way(
            direct=holder in holders,
            through=[owner for owner in holders if owner in controlled],
            allies=[owner for owner in counted if owner in allies],
            basis=basis,
            edges=edges[:most],
        )

    def _controlled(self, holder: str) -> set[str]:
        place = self._found.position
        flags = controlled_by(*self._columns, place[holder], settings().majority)
        return {customer for customer, i in place.items() if flags[i]}

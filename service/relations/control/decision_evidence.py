"""A person's say in a company, as factors with numbers and the edges behind them."""

from collections import Counter
from collections.abc import Sequence
from math import isnan
from typing import Any

from service.relations.control.control_paths import ControlPaths
from service.relations.control.decision_makers import (
    CONTROL,
    FIRST_OFFICE,
    OWNERSHIP,
    REASONS,
    DecisionReasons,
)
from service.relations.control.settings import ControlSettings
from service.relations.edges.evidence import records
from service.tagging.declaration import Edge, Reading


class DecisionEvidence:
    """The factors and edges behind reasons."""

    def __init__(self, bank: Reading, found: DecisionReasons, settings: ControlSettings) -> None:
        """Index who has a part in whom. Cost: linear in the records."""
        self._bank, self._found, self._settings = bank, found, settings
        self._offices = records(bank, "HOLDS_POSITION")
        self._alone, self._pooled = (
            ControlPaths(len(bank), found.links, groups.head, groups.member)
            for groups in (found.alone, found.pooled)
        )

    def of(self, rows: Sequence[int], most: int) -> tuple[list[dict[str, Any]], list[Edge], bool]:
        """The factors of one person and company, its edges, and whether that is all of them.

        What gives control and what is owned come first, but leave room for the offices.
        """
        factors, complete = [], True
        ways: list[list[Edge]] = []
        offices: list[Edge] = []
        for row in rows:
            reason = int(self._found.reason[row])
            said: dict[str, Any] = {}
            if reason >= FIRST_OFFICE:
                offices.append(self._offices.edge(int(self._found.row[row])))
            else:
                tell = self._ownership if reason == OWNERSHIP else self._control
                said, edges, whole = tell(row, most)
                ways.append(edges)
                complete &= whole
            weight = float(self._found.weight[row])
            factors.append({"reason": REASONS[reason].reason_id, "weight": weight, **said})
        listed = _united(ways)
        room = max(1, most - len(offices))
        return factors, [*listed[:room], *offices, *listed[room:]], complete

    def _control(self, row: int, most: int) -> tuple[dict[str, Any], list[Edge], bool]:
        found, ids = self._found, self._bank.customer_ids
        me, company, at = int(found.person[row]), int(found.company[row]), int(found.row[row])
        by_itself = found.reason[row] == CONTROL
        groups = found.alone if by_itself else found.pooled
        ways = self._alone if by_itself else self._pooled
        edges, complete = ways.edges(me, company, not by_itself, most)
        allies = set() if by_itself else {ids[ally] for ally in found.links.allies(me)}
        inside = [edge for edge in edges if edge.to_id == ids[company]]
        holders = dict.fromkeys(edge.from_id for edge in inside)
        helpers = dict.fromkeys(edge.from_id for edge in edges if edge.from_id in allies)
        bases = [edge.properties["basis"] for edge in inside if edge.type == "CONTROLS"]
        votes = float(groups.votes[at])
        said = {
            "votes": None if isnan(votes) else round(votes, 10),
            "majority": self._settings.majority,
            "basis": bases[0] if bases else None,
            "direct": ids[me] in holders,
            "through": [
                holder for holder in holders if holder != ids[me] and holder not in helpers
            ][:most],
            "with": [*helpers][:most],
        }
        return said, edges, complete

    def _ownership(self, row: int, most: int) -> tuple[dict[str, Any], list[Edge], bool]:
        shares, at = self._found.shares, int(self._found.row[row])
        owner, owned = int(shares.found.owner[at]), int(shares.found.owned[at])
        carried = shares.carried(owner, owned, most)
        said = {
            "integrated": round(float(shares.found.integrated[at]), 10),
            "direct": shares.direct(owner, owned),
            "threshold": self._settings.beneficial_threshold,
        }
        return said, carried.edges, carried.complete and not carried.hidden


def _united(parts: Sequence[Sequence[Edge]]) -> list[Edge]:
    """The edges of all parts, each as often as in the part that has it most often.

    Two records may well say the same: both count for the votes, so both are evidence.
    """
    listed: list[Edge] = []
    times = Counter[str]()
    for part in parts:
        here = Counter[str]()
        for edge in part:
            key = repr(edge)
            here[key] += 1
            if here[key] > times[key]:
                listed.append(edge)
        times |= here
    return listed

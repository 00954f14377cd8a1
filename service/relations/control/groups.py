"""The members of control groups, and the holdings and records that put them there."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from cypher.view import Controls, Kinships, Ownerships
from service.graph.control.voting_control import ControlGroups, control_groups
from service.relations.control.parties import ControlParties, control_parties
from service.relations.control.settings import ControlSettings
from service.relations.control.votes import Votes
from service.tagging.declaration import Edge, Reading

#: What `control_members` reads.
VIEWS = (Controls, Kinships, Ownerships)


@dataclass(frozen=True)
class Side:
    """Those of one group, and those who act in concert with its heads where that counts.

    Telling whether somebody is among them costs a binary search in the group.
    """

    members: Ints
    allies: frozenset[int] = frozenset()

    def __contains__(self, customer: object) -> bool:
        """Whether a position is one of theirs."""
        place = int(np.searchsorted(self.members, customer))  # type: ignore[call-overload]
        found = place < len(self.members) and self.members[place] == customer
        return bool(found) or customer in self.allies


class ControlMembers:
    """The control groups of a run; `parties` has a row for each member and head of each.

    `links` are the holdings of votes and the records, `groups` what follows from them.
    """

    def __init__(self, links: Votes, groups: ControlGroups, parties: ControlParties) -> None:
        """Index the rows of the parties by group; a sort of them."""
        self.links, self.groups, self.parties = links, groups, parties
        order = np.lexsort((parties.customer, parties.group))
        self._order, self._customer = order, parties.customer[order]
        count = len(parties.head)
        self._starts = np.searchsorted(parties.group[order], np.arange(count + 1))
        below = parties.row[order] >= 0
        self._controlled = np.bincount(parties.group[order[below]], minlength=count)
        heads = order[~below]
        self._heads = parties.customer[heads]
        self._head_starts = np.searchsorted(parties.group[heads], np.arange(count + 1))
        self._allies: dict[int, frozenset[int]] = {}

    def heads(self, group: int) -> list[int]:
        """The heads of a group, by position: more than one where they act in concert."""
        return self._heads[slice(*self._head_starts[group : group + 2])].tolist()

    def controlled(self, group: int) -> int:
        """How many are controlled by the heads of a group."""
        return int(self._controlled[group])

    def row(self, group: int, customer: int) -> int:
        """The row of the parties that a member or head of a group stands in."""
        first, end = self._starts[group : group + 2].tolist()
        place = int(np.searchsorted(self._customer[first:end], customer))
        return int(self._order[first + place])

    def side(self, group: int) -> Side:
        """The members and heads of a group."""
        return Side(self._customer[slice(*self._starts[group : group + 2])])

    def edges(self, i: int) -> list[Edge]:
        """What puts a customer into its group, by the row of the parties, the largest first.

        Of a head, what it holds in the others; of those controlled, what the group and those who
        act in concert with its heads hold in it. Cost: what it holds, or what is held in it.
        """
        me, group = int(self.parties.customer[i]), int(self.parties.group[i])
        side = self.side(group)
        if self.parties.row[i] < 0:
            return self.links.held_by(me, side)
        return self.links.held_in(me, Side(side.members, self._allies_of(group)))

    def _allies_of(self, group: int) -> frozenset[int]:
        if group not in self._allies:
            allies = (self.links.allies(head) for head in self.heads(group))
            self._allies[group] = frozenset().union(*allies)
        return self._allies[group]


def control_members(bank: Reading, settings: ControlSettings) -> ControlMembers:
    """Find the control groups: each ultimate controller with everything it controls.

    Near-linear in the holdings, as `control_groups` and `control_parties` say.
    """
    links = Votes(bank, settings)
    groups = control_groups(*links.world, settings.majority)
    parties = control_parties(groups, links.world[0], len(bank))
    return ControlMembers(links, groups, parties)

"""The members of control groups, and the holdings and records that put them there."""

import numpy as np

from cypher.view import Controls, Kinships, Ownerships
from service.graph.control.voting_control import ControlGroups, control_groups
from service.relations.control.parties import ControlParties, control_parties
from service.relations.control.settings import ControlSettings
from service.relations.control.state_owners import StateOwners
from service.relations.control.votes import Side, Votes
from service.tagging.declaration import Edge, Reading

#: What `control_members` reads.
VIEWS = (Controls, Kinships, Ownerships)


class ControlMembers:
    """The control groups of a run; `parties` has a row for each member and head of each.

    `links` are the holdings of votes and the records, `groups` what follows from those that count,
    `state` the government bodies above.
    """

    def __init__(
        self, links: Votes, state: StateOwners, groups: ControlGroups, parties: ControlParties
    ) -> None:
        """Index the rows of the parties by group; a sort of them."""
        self.links, self.state, self.groups, self.parties = links, state, groups, parties
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
        self._in_concert: dict[int, frozenset[int]] = {}

    def heads(self, group: int) -> list[int]:
        """The heads of a group, by position: more than one where they act in concert."""
        return self._heads[slice(*self._head_starts[group : group + 2])].tolist()

    def state_owner(self, group: int) -> int:
        """The government body that controls the head of a group; -1 without one."""
        return self.state.above(int(self.parties.head[group]))

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

    def in_concert(self, group: int) -> frozenset[int]:
        """Those who vote with the head that leads a group and whom none of its heads controls."""
        if group not in self._in_concert:
            others = {*self.heads(group), *self._allies_of(group)} - {int(self.parties.head[group])}
            below = {other for other in others if self._is_below(group, other)}
            self._in_concert[group] = frozenset(others - below)
        return self._in_concert[group]

    def _is_below(self, group: int, customer: int) -> bool:
        return customer in self.side(group) and bool(
            self.parties.row[self.row(group, customer)] >= 0
        )

    def _allies_of(self, group: int) -> frozenset[int]:
        if group not in self._allies:
            allies = (self.links.allies(head) for head in self.heads(group))
            self._allies[group] = frozenset().union(*allies)
        return self._allies[group]


def control_members(bank: Reading, settings: ControlSettings) -> ControlMembers:
    """Find the control groups: each ultimate controller with everything it controls.

    A government body heads none unless the settings say so: then the highest controllers below it
    do. Near-linear in the holdings, as `control_groups` and `control_parties` say.
    """
    links = Votes(bank, settings)
    state = StateOwners(bank, links, settings)
    groups = control_groups(*state.world, settings.majority)
    parties = control_parties(groups, state.world[0], len(bank))
    return ControlMembers(links, state, groups, parties)

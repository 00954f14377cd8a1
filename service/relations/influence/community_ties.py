"""Ties that lead a customer out of its community, or to what would fall apart without it."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.components.articulation_points import ArticulationPoints
from service.graph.parallel_arcs import simple_arcs
from service.graph.tables.segments import expand, first_by, pair_key
from service.relations.influence.communities import Communities
from service.relations.influence.network import edges_between
from service.relations.influence.settings import InfluenceSettings
from service.tagging.declaration import Edge, Reading


@dataclass(frozen=True)
class CommunityTies:
    """What the ties of some places of the influence network lead to, in the order of the places.

    `ties` int64[k] counts the customers that each is tied to. `shown` are the ties that say most,
    as (place, other) int64[s], the strongest first of each place: one to each community, its own
    included, and one to each part that would be left without it. `reached` are the communities of
    others, as (community, ties) int64[r], most ties first; only those that are told. `parts`
    int64[p] are the sizes of the parts that would be left, largest first. Those of the i-th place
    stand from `..._from[i]` up to, not including, `..._from[i + 1]`.
    """

    ties: Ints
    shown: tuple[Ints, Ints]
    shown_from: Ints
    reached: tuple[Ints, Ints]
    reached_from: Ints
    parts: Ints
    parts_from: Ints

    def communities(self, i: int) -> list[tuple[int, int]]:
        """The communities of others that the i-th place is tied to, each with the ties."""
        its = slice(*self.reached_from[i : i + 2].tolist())
        return list(zip(*(column[its].tolist() for column in self.reached), strict=True))

    def parts_without(self, i: int) -> list[int]:
        """The sizes of the parts that would be left without the i-th place."""
        return self.parts[slice(*self.parts_from[i : i + 2].tolist())].tolist()

    def edges(
        self, bank: Reading, settings: InfluenceSettings, customers: Ints, first: int, last: int
    ) -> list[list[list[Edge]]]:
        """The edges behind the shown ties of the places from first to last, each tie's by itself.

        `customers` are the positions of all places. A place shows `evidence_max_edges` ties at
        most. Cost: that of `edges_between`.
        """
        starts = self.shown_from[first:last]
        counts = np.minimum(
            self.shown_from[first + 1 : last + 1] - starts, settings.evidence_max_edges
        )
        ends = np.cumsum(counts)
        _, rows = expand(counts, starts)
        here, there = (customers[column[rows]] for column in self.shown)
        behind = edges_between(bank, settings, here, there)
        return [
            behind[end - count : end]
            for count, end in zip(counts.tolist(), ends.tolist(), strict=True)
        ]


def community_ties(known: Communities, left: ArticulationPoints, places: Ints) -> CommunityTies:
    """Find what the ties of some places lead to; `places` int64[k] in order, each with a tie.

    Cost: sorts of their ties.
    """
    n = len(known.network)
    here, there = _strongest_first(known, places)
    community = known.of[there]
    part, size = left.of_neighbours(here, there)
    to_part = first_by(here, part)
    _, to_community, ties = np.unique(
        pair_key(here, community, n), return_index=True, return_counts=True
    )
    shown = np.union1d(to_part, to_community)

    other = known.counted[community] & (community != known.of[here])
    told = other[to_community]
    to_community, ties = to_community[told], ties[told]
    leader = known.leader[community[to_community]]
    by_ties = np.lexsort((leader, -ties, here[to_community]))
    reached, ties = to_community[by_ties], ties[by_ties]
    by_size = to_part[np.lexsort((-size[to_part], here[to_part]))]

    def bounds(rows: Ints) -> Ints:
        return np.append(np.searchsorted(here[rows], places), len(rows))

    return CommunityTies(
        np.diff(bounds(np.arange(len(here)))),
        (here[shown], there[shown]),
        bounds(shown),
        (community[reached], ties),
        bounds(reached),
        size[by_size],
        bounds(by_size),
    )


def _strongest_first(known: Communities, places: Ints) -> tuple[Ints, Ints]:
    """The ties of some places, both ways added up: (place, other), each place's strongest first."""
    network, n = known.network, len(known.network)
    wanted = np.zeros(n, bool)
    wanted[places] = True
    ahead, back = np.flatnonzero(wanted[network.follower]), np.flatnonzero(wanted[network.leader])
    here, there, weight = simple_arcs(
        n,
        np.concatenate((network.follower[ahead], network.leader[back])),
        np.concatenate((network.leader[ahead], network.follower[back])),
        np.concatenate((network.weight[ahead], network.weight[back])),
    )
    order = np.lexsort((there, -weight, here))
    return here[order], there[order]

"""Communities: customers with more influence on each other than on the rest."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.community.louvain import louvain
from service.graph.parallel_arcs import merged_arcs
from service.graph.tables.segments import first_by
from service.relations.influence.network import InfluenceNetwork, whole_network
from service.relations.influence.scores import whole_scores
from service.relations.influence.settings import InfluenceSettings
from service.relations.influence.weights import LEAST
from service.tagging.declaration import Groups, Reading
from service.tagging.shared import once


@dataclass(frozen=True)
class Communities:
    """The communities of the influence network; places are those of `network.customers`.

    `of` int64[n] is the community of each place, 0 to the number of communities - 1; `leader`
    int64[c] the place with the highest influence in each, of equals the first by id; `counted`
    bool[c] says which are large enough to be told. `score` float64[n] is each place's influence.
    """

    network: InfluenceNetwork
    of: Ints
    leader: Ints
    size: Ints
    counted: Flags
    score: Floats

    def groups(self, place: Ints) -> Groups:
        """The communities that are told, for holdings of these places, each in one of them.

        A community is known by its leader.
        """
        number = np.cumsum(self.counted) - 1
        member = np.flatnonzero(self.counted[self.of])
        leader = self.network.customers[self.leader[self.counted]]
        members = number[self.of[member]], self.network.customers[member]
        return Groups(number[self.of[place]], leader, leader, members)

    def notes(self, settings: InfluenceSettings) -> dict[str, Any]:
        """What the run records of how they were found."""
        return {
            "communities": int(self.counted.sum()),
            "too_small": int(len(self.counted) - self.counted.sum()),
            "resolution": settings.community_resolution,
            "seed": settings.community_seed,
        }


def communities(bank: Reading, settings: InfluenceSettings) -> Communities:
    """Find the communities of the influence network by Louvain's method.

    A tie counts in both directions together, whichever way. Worked out `once` a run. Cost: that of
    `louvain` and of PageRank.
    """
    network = once(bank, whole_network, settings)
    of = louvain(
        n=len(network),
        u=network.follower,
        v=network.leader,
        weight=network.weight,
        resolution=settings.community_resolution,
        seed=settings.community_seed,
    )
    score = once(bank, whole_scores, settings)
    leader = first_by(of, by=(-score,))
    size = np.bincount(of)
    return Communities(network, of, leader, size, size >= settings.community_least, score)


@dataclass(frozen=True)
class InnerTies:
    """Ties inside the communities, whoever follows whom, and how much of its ties each has there.

    The ties of place p stand at indptr[p]:indptr[p + 1] of `other` int64[m], the places at their
    other ends, and `weight` float64[m]; `belonging` float64[n] is the share of a place's weight
    that they make up.
    """

    indptr: Ints
    other: Ints
    weight: Floats
    belonging: Floats


def inner_ties(found: Communities) -> InnerTies:
    """The ties between members of one community; linear in the ties."""
    network, n = found.network, len(found.network)
    here = np.concatenate((network.follower, network.leader))
    there = np.concatenate((network.leader, network.follower))
    here, there, weight = merged_arcs(n, here, there, np.tile(network.weight, 2))
    inside = found.of[here] == found.of[there]
    total = np.bincount(here, weight, n)
    inner = np.bincount(here[inside], weight[inside], n)
    indptr = np.concatenate(([0], np.cumsum(np.bincount(here[inside], minlength=n))))
    return InnerTies(indptr, there[inside], weight[inside], inner / np.maximum(total, LEAST))

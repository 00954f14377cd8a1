"""The influence network: referrals, payments, kinship and shared employers as weighted ties.

A tie leads from the follower to the one followed, so who is followed influences who follows: the
referred follow who referred them, kin follow each other, persons follow the persons they pay, and
colleagues each other. Weights are those of `influence_weights`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view import Kinships, Positions, Referrals
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.parallel_arcs import merged_arcs
from service.relations.influence.colleagues import colleague_ties
from service.relations.influence.settings import InfluenceSettings
from service.relations.influence.ties import (
    InfluenceTies,
    ends_of,
    kinship_ties,
    payment_ties,
    referral_ties,
)
from service.tagging.declaration import Edge, Reading
from service.tagging.shared import once

#: What `influence_ties` reads.
VIEWS = (AccountOwners, Accounts, Kinships, Payments, Positions, Referrals)
#: The edge types by which networks may be named too, and all that they stand on: colleagues stand
#: on salaries and offices.
BY_EDGE_TYPE = {"REFERRED": "referrals", "KIN_OF": "kinship", "PAID": "payments"}
EDGE_TYPES = (*BY_EDGE_TYPE, "HOLDS_POSITION")

#: How each behaviour's ties are found, in the order in which evidence shows them.
_FINDERS: dict[str, Callable[[Reading, InfluenceSettings], InfluenceTies]] = {
    "referrals": referral_ties,
    "kinship": kinship_ties,
    "payments": payment_ties,
    "shared_employers": colleague_ties,
}
#: The whole network, and the behaviours that a network of a name is made of.
INFLUENCE = "influence"
NETWORKS: Mapping[str, tuple[str, ...]] = {
    INFLUENCE: tuple(_FINDERS),
    **{behaviour: (behaviour,) for behaviour in _FINDERS},
}


@dataclass(frozen=True)
class InfluenceNetwork:
    """Who follows whom, and how strongly; nodes are places in `customers`.

    `customers` int64[n] are the positions of those who have any tie, in order; `follower`, `leader`
    int64[m] are places, sorted by (follower, leader) with each pair once, `weight` float64[m] > 0.
    """

    customers: Ints
    follower: Ints
    leader: Ints
    weight: Floats

    def __len__(self) -> int:
        """How many customers have a tie."""
        return len(self.customers)


def influence_ties(bank: Reading, settings: InfluenceSettings) -> dict[str, InfluenceTies]:
    """The ties of each behaviour; worked out `once` a run.

    Linear in the records, plus a sort of the payments between persons and of the salaries.
    """
    return {name: find(bank, settings) for name, find in _FINDERS.items()}


def influence_network(
    bank: Reading, settings: InfluenceSettings, name: str = INFLUENCE
) -> InfluenceNetwork:
    """The network of a name of NETWORKS: parallel ties of two customers add up."""
    found = once(bank, influence_ties, settings)
    ties = [found[behaviour] for behaviour in NETWORKS[name]]
    inside = np.zeros(len(bank), bool)
    for tie in ties:
        for end in ends_of(tie.pair):
            inside[end] = True
    customers, place = np.flatnonzero(inside), np.cumsum(inside) - 1
    follower, leader = (
        np.concatenate([place[ends_of(tie.pair)[end]] for tie in ties]) for end in range(2)
    )
    weight = np.concatenate([tie.weight for tie in ties])
    return InfluenceNetwork(customers, *merged_arcs(len(customers), follower, leader, weight))


def whole_network(bank: Reading, settings: InfluenceSettings) -> InfluenceNetwork:
    """The network of all behaviours, as several tags stand on it."""
    return influence_network(bank, settings)


def tie_edges(
    bank: Reading, settings: InfluenceSettings, follower: Ints, leader: Ints
) -> list[list[Edge]]:
    """The edges behind some pairs of positions, each pair's in the order of the behaviours.

    Cost: a binary search for each pair and behaviour, and the edges.
    """
    edges: list[list[Edge]] = [[] for _ in follower]
    for ties in once(bank, influence_ties, settings).values():
        rows = ties.rows_of(follower, leader)
        places = np.flatnonzero(rows >= 0)
        for place, told in zip(places.tolist(), ties.edges(rows[places]), strict=True):
            edges[place].extend(told)
    return edges


def edges_between(bank: Reading, settings: InfluenceSettings, a: Ints, b: Ints) -> list[list[Edge]]:
    """The edges behind some pairs, either way, each edge once. Cost: that of `tie_edges`."""
    both = zip(tie_edges(bank, settings, a, b), tie_edges(bank, settings, b, a), strict=True)
    return [[*one, *(edge for edge in other if edge not in one)] for one, other in both]

"""How much customers of the network are followed, and the probability that each tie passes on."""

from math import ceil

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.centrality.pagerank import pagerank
from service.relations.influence.network import InfluenceNetwork, whole_network
from service.relations.influence.settings import InfluenceSettings
from service.tagging.declaration import Reading
from service.tagging.shared import once

#: When PageRank has settled: networkx's rule, a change of less than 1e-6 a node, which in a large
#: network would end it at once; there the change in all must be less than a ten-thousandth.
CHANGE_A_NODE = 1e-6


CHANGE_IN_ALL = 1e-4


def influence_scores(network: InfluenceNetwork, settings: InfluenceSettings) -> Floats:
    """The PageRank of each customer of a network over who follows whom; float64[n], sums to 1.

    Rounded to twelve digits, which keeps equals equal however their sums were added up.
    """
    n = len(network)
    arcs = network.follower, network.leader, network.weight
    tolerance = min(n * CHANGE_A_NODE, CHANGE_IN_ALL)
    return pagerank(n, *arcs, settings.pagerank_damping, tolerance).round(12)


def whole_scores(bank: Reading, settings: InfluenceSettings) -> Floats:
    """The scores of the network of all behaviours, as several tags stand on them."""
    return influence_scores(once(bank, whole_network, settings), settings)


def ranks(score: Floats) -> Ints:
    """The place of each score among them, 1 for the highest; equals share a place."""
    return 1 + len(score) - np.searchsorted(np.sort(score), score, "right")


def leading(score: Floats, settings: InfluenceSettings) -> Flags:
    """Who of those whom others follow is in the top `leaders_share`, ties with the last included.

    The share is rounded up, so that somebody always leads where anybody is followed.
    """
    places = ceil(round(settings.leaders_share * len(score), 9))
    return ranks(score) <= places


def passing_on(network: InfluenceNetwork, settings: InfluenceSettings) -> Floats:
    """The chance of each tie that the leader wins the follower for something, float64[m].

    influence_rate x weight / max(1, what the follower follows in all): the weighted cascade of
    Kempe, Kleinberg and Tardos 2003, in which those who listen to many are moved less by each, with
    weak ties left weak. No follower's chances add up to more than `influence_rate`.
    """
    followed = np.bincount(network.follower, network.weight, len(network))
    return settings.influence_rate * network.weight / np.maximum(followed, 1.0)[network.follower]

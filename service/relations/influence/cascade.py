"""How word spreads among customers: the networks of influence as independent cascades."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.graph.diffusion.independent_cascade import IndependentCascade, independent_cascade
from service.relations.influence.network import NETWORKS, influence_network
from service.relations.influence.scores import passing_on
from service.relations.influence.settings import InfluenceSettings
from service.relations.marketing.consent import Approachable, approachable
from service.tagging.bank import Bank


@dataclass(frozen=True)
class Cascades:
    """The cascade of each network of `service.relations.influence.network`; nodes are positions."""

    customers: Approachable
    networks: Mapping[str, IndependentCascade]


def cascades(bank: Bank, settings: InfluenceSettings) -> Cascades:
    """Lay out every network: a leader wins its follower with the chance of `passing_on`.

    Cost: that of `influence_ties`, and linear in the ties and customers for each network.
    """
    networks = {name: _cascade(bank, settings, name) for name in NETWORKS}
    return Cascades(approachable(bank, settings), networks)


def _cascade(bank: Bank, settings: InfluenceSettings, name: str) -> IndependentCascade:
    ties = influence_network(bank, settings, name)
    leader, follower = ties.customers[ties.leader], ties.customers[ties.follower]
    return independent_cascade(len(bank), leader, follower, passing_on(ties, settings))

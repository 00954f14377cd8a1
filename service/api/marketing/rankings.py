"""Who leads in the network of each kind of tie alone, as each worker keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints, Texts, as_doubles
from cypher.serve.marketing import CommunityMembers
from cypher.view import Finances, Profiles
from service.api.http.answers import whole_store
from service.relations.influence.network import INFLUENCE, NETWORKS, influence_network
from service.relations.influence.scores import influence_scores, leading, ranks
from service.relations.marketing.consent import Approachable, approachable
from service.settings import Settings
from service.tagging.bank import Bank
from service.tagging.declaration import Grade
from service.tagging.grades import by_distribution
from service.tags import catalogue

#: To whom and where customers belong, as profiles say.
_BELONG = ("region", "branch", "industry", "relationship_manager")


def grades() -> tuple[Grade, ...]:
    """The grades of a standing: those of the tag that tells the whole network."""
    return catalogue()["opinion_leader"].grades


@dataclass(frozen=True)
class Standing:
    """Who leads in one network, the highest scores first.

    `customer` int64[k] are positions; `score`, `rank`, `grade` (a position in
    `grades`) and `followers` go with them, and are those of the whole network, which `customers`
    have a tie in.
    """

    customers: int
    customer: Ints
    score: Floats
    rank: Ints
    grade: Ints
    followers: Ints


@dataclass(frozen=True)
class Standings:
    """The standing in each network, and what each customer is, by the names of filters.

    `of` has an array with an entry a customer for each, '' where it is unknown; truths are words.
    `assets` float64[n] is what each keeps at the bank, NaN where it is unknown.
    """

    customers: Approachable
    of: Mapping[str, Texts]
    assets: Floats
    networks: dict[str, Standing]

    def listed(
        self,
        network: str,
        places: Ints,
        after: tuple[float, str] = (np.inf, ""),
        most: int | None = 500,
        *,
        marketing: bool = True,
    ) -> Ints:
        """Those of some places in a standing after a score and id whom a list names, so many.

        A `most` of None takes all. Linear in the places.
        """
        standing = self.networks[network]
        places = places[places >= self._first_after(standing, *after)]
        named = self.customers.named(marketing=marketing)
        return places[named[standing.customer[places]]][:most]

    def left_out(self, network: str, places: Ints, *, marketing: bool) -> dict[str, int]:
        """How many of some places a list leaves out, by the reason. Linear in them."""
        customers = self.networks[network].customer[places]
        return self.customers.left_out(customers, marketing=marketing)

    def narrowed(self, network: str, wanted: Mapping[str, str]) -> Ints:
        """The places in a standing of customers who are what is wanted; '' takes all.

        Linear in the standing.
        """
        standing = self.networks[network]
        places = np.arange(len(standing.customer))
        for name, value in wanted.items():
            if value:
                places = places[self.of[name][standing.customer[places]] == value]
        return places

    def _first_after(self, standing: Standing, score: float, customer_id: str) -> int:
        """Where a list ordered by score and id goes on."""
        first = np.searchsorted(-standing.score, -score, "left")
        equals = standing.customer[first : np.searchsorted(-standing.score, -score, "right")]
        position = np.searchsorted(self.customers.customer_ids, customer_id, "right")
        return int(first + np.searchsorted(equals, position))


def standings(bank: Bank, settings: Settings, run_id: int) -> Standings:
    """Who leads in each network but the whole one, which the tag opinion_leader tells.

    Communities are those of a run. Cost: that of `influence_ties`, and PageRank's iterations for
    each network.
    """
    profiles = bank[Profiles]
    of = {name: np.full(len(bank), "", object) for name in (*_BELONG, "community")}
    for name in _BELONG:
        of[name][profiles.customer_no] = getattr(profiles, name)
    of |= {"kind": bank.kind, "is_client": np.where(bank.is_client, "true", "false")}
    members = whole_store().columns(CommunityMembers(run_id=run_id))
    position = bank.positions(members.customer_no)
    of["community"][position[position >= 0]] = members.community_id[position >= 0]
    networks = {name: _standing(bank, settings, name) for name in NETWORKS if name != INFLUENCE}
    finances, assets = bank[Finances], np.full(len(bank), np.nan)
    assets[finances.customer_no] = as_doubles(finances.assets)
    return Standings(approachable(bank, settings), of, assets, networks)


def _standing(bank: Bank, settings: Settings, name: str) -> Standing:
    network = influence_network(bank, settings, name)
    n = len(network)
    followers = np.bincount(network.leader, minlength=n)
    followed = np.flatnonzero(followers)
    score = influence_scores(network, settings)[followed]
    leads = leading(score, settings)
    rank, followed, score = ranks(score)[leads], followed[leads], score[leads]
    grade, _ = by_distribution(score, grades())
    customer = network.customers[followed]
    order = np.lexsort((customer, -score))
    return Standing(
        customers=n,
        customer=customer[order],
        score=score[order],
        rank=rank[order],
        grade=grade[order],
        followers=followers[followed][order],
    )

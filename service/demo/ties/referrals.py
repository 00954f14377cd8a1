"""Referrals: deep and broad trees to be found, and a wood of small ones around them."""

from dataclasses import dataclass

import numpy as np

from service.demo.people.pools import take
from service.demo.people.population import Population
from service.demo.people.scale import Scale
from service.demo.tables import Table, instants, table

DEEP = (0, 1, 2, 3, 4, 5, 6, 2, 3, 4)
"""Who referred member 1, 2, 3, ...: a line of seven below the root, and three branches."""

BROAD = (0,) * 15 + (1, 1, 2, 2, 3, 3, 4, 4)
"""Fifteen referred by the root, and two more by each of the first four."""

_SHAPES = (("deep", DEEP), ("broad", BROAD))
_YEAR_2024 = 19_723 * 86_400
_DAY = 86_400
_CAMPAIGNS = np.array(["春节有礼", "老客带新客", "开门红", "社区金融节", ""])
_CHANNELS = np.array(["app", "branch", "wechat", "manager"])


@dataclass(frozen=True)
class ReferralTree:
    """`members` (positions) with the root first; `referrers[i]` referred `members[i + 1]`."""

    shape: str
    members: list[int]
    referrers: list[int]


def plant_referrals(people: list[int], scale: Scale) -> list[ReferralTree]:
    """Trees of each shape in turn, their members taken from the end of `people`, root first."""
    trees = []
    for number in range(scale.referral_trees):
        shape, parents = _SHAPES[number % len(_SHAPES)]
        members = take(people, len(parents) + 1)
        trees.append(ReferralTree(shape, members, [members[parent] for parent in parents]))
    return trees


def referrals(
    population: Population,
    trees: list[ReferralTree],
    leaders: list[int],
    rng: np.random.Generator,
) -> Table:
    """The trees' referrals, each later than its referrer's own, and those of the others.

    Outside the trees 15 per cent of persons were referred, once, by someone earlier in an order
    that begins with the `leaders` and goes on at random; the first in it refer the most.
    """
    referrers = [referrer for tree in trees for referrer in tree.referrers]
    referred = [member for tree in trees for member in tree.members[1:]]
    at = [moment for tree in trees for moment in _moments(tree, rng)]
    placed = population.mask([*leaders, *(member for tree in trees for member in tree.members)])
    others = rng.permutation(np.flatnonzero(~placed[: population.persons]))
    free = np.concatenate([leaders, others])
    place = np.flatnonzero(rng.random(len(others)) < 0.15) + len(leaders)
    earlier = (place * rng.random(len(place)) ** 2).astype(np.int64)
    count = len(referred) + len(place)
    # Places become moments so that a referrer is always referred before it refers.
    other_at = _YEAR_2024 + place * (700 * _DAY) // len(free)
    return table(
        "referrals",
        referrer_id=population.ids[np.concatenate([referrers, free[earlier]])].tolist(),
        referred_id=population.ids[np.concatenate([referred, free[place]])].tolist(),
        at=instants(np.concatenate([at, other_at])),
        campaign=rng.choice(_CAMPAIGNS, count).tolist(),
        channel=rng.choice(_CHANNELS, count).tolist(),
    )


def _moments(tree: ReferralTree, rng: np.random.Generator) -> list[int]:
    """When each member but the root was referred: 5 to 40 days after its referrer."""
    referred_at = {tree.members[0]: _YEAR_2024 + int(rng.integers(300 * _DAY))}
    for referrer, member in zip(tree.referrers, tree.members[1:], strict=True):
        wait = int(rng.integers(5 * _DAY, 40 * _DAY))
        referred_at[member] = referred_at[referrer] + wait
    return [referred_at[member] for member in tree.members[1:]]

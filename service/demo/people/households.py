"""Families: couples and their children, at one address and with the father's surname."""

from dataclasses import dataclass

import numpy as np

from service.demo.people.corporate_groups import ControlPlan
from service.demo.people.pools import Pools, take
from service.demo.people.population import Population
from service.demo.people.scale import Scale
from service.demo.tables import Table, table

_CHILDREN = (1, 2, 0, 1)


@dataclass(frozen=True)
class Household:
    """A married couple and their children (positions); some couples keep a joint account."""

    father: int
    mother: int
    children: list[int]
    joint_account: bool

    @property
    def members(self) -> list[int]:
        """Father, mother, children."""
        return [self.father, self.mother, *self.children]


def plant_households(
    population: Population, pools: Pools, scale: Scale, control: ControlPlan
) -> list[Household]:
    """Marry men and women of like age; the couples who own companies together come first."""
    owners = [Household(husband, wife, [], False) for husband, wife in control.spouses]

    def by_age(pool: list[int]) -> list[int]:
        people = take(pool, scale.households)
        return sorted(people, key=lambda person: (population.birth[person], person))

    families = []
    couples = zip(by_age(pools.men), by_age(pools.women), strict=True)
    for number, (father, mother) in enumerate(couples):
        children = take(pools.young, min(_CHILDREN[number % len(_CHILDREN)], len(pools.young)))
        families.append(Household(father, mother, children, number % 3 == 0))
    return owners + families


def kinships(population: Population, households: list[Household]) -> Table:
    """Each couple as one spouse row and each parent of each child as one parent row."""
    rows = [
        row
        for home in households
        for row in [
            (home.father, home.mother, "spouse"),
            *((home.father, child, "parent") for child in home.children),
            *((home.mother, child, "parent") for child in home.children),
        ]
    ]
    ids = population.ids
    return table(
        "kinships",
        a_id=ids[[a for a, _, _ in rows]].tolist(),
        b_id=ids[[b for _, b, _ in rows]].tolist(),
        relation=[relation for _, _, relation in rows],
    )


def plant_same_persons(
    population: Population, scale: Scale, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Pairs of records of one person: the first as usual, the second under another document."""
    drawn = rng.choice(population.persons, 2 * scale.same_persons, replace=False).tolist()
    return list(zip(drawn[::2], drawn[1::2], strict=True))


def same_as(population: Population, pairs: list[tuple[int, int]]) -> Table:
    """The pairs as same_as rows: the second record is the first's person again."""
    return table(
        "same_as",
        customer_id=population.ids[[second for _, second in pairs]].tolist(),
        other_customer_id=population.ids[[first for first, _ in pairs]].tolist(),
        basis=["name_and_birthday"] * len(pairs),
    )

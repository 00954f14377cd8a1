"""What each customer is called and where it banks."""

from dataclasses import dataclass, field

import numpy as np

from service.demo.people import names
from service.demo.people.corporate_groups import ControlGroup
from service.demo.people.households import Household
from service.demo.people.population import Population
from service.demo.tables import Ints, Texts

MANAGERS_PER_BRANCH = 3


@dataclass(frozen=True)
class Looks:
    """Per customer: branch, brand and trade numbers, and whose person the record shows.

    `shown` is the customer's own position, but for a second record of the same person. Surnames
    and given names have one entry per person. `branches_before` and `numbers_before` are how many
    branches and identity numbers come before those of these customers.
    """

    branch: Ints
    brand: Ints
    trade: Ints
    surname: Texts
    given: Texts
    shown: Ints
    towns: Texts = field(default_factory=lambda: names.CITIES)
    branches_before: int = 0
    numbers_before: int = 0

    def cities(self, positions: Ints) -> Texts:
        """The city of each position's branch."""
        return self.towns[self.branch[positions] % len(self.towns)]

    def managers(self, positions: Ints, desks: Ints) -> list[str]:
        """The relationship managers at these desks, 0 to 2, of the positions' branches."""
        branches = self.branches_before + self.branch[positions]
        numbers = branches * MANAGERS_PER_BRANCH + desks + 1
        return [f"RM{number:04d}" for number in numbers.tolist()]

    def branches(self, positions: Ints) -> Texts:
        """The name of each position's branch: city and quarter."""
        quarters = names.BRANCHES[self.branch[positions] // len(self.towns)]
        return np.strings.add(self.cities(positions), quarters)

    def addresses(self, positions: Ints) -> list[str]:
        """City, street, number and room: a different address for each position."""
        numbers = positions + self.numbers_before
        streets: Texts = names.STREETS[numbers % len(names.STREETS)]
        houses, rooms = numbers // len(names.STREETS) % 300 + 1, numbers // 6_000 + 101
        parts = zip(
            self.cities(positions).tolist(),
            streets.tolist(),
            houses.tolist(),
            rooms.tolist(),
            strict=True,
        )
        return [f"{city}{street}{house}号{room}室" for city, street, house, room in parts]


def draw_looks(
    population: Population,
    rng: np.random.Generator,
    *,
    groups: list[ControlGroup],
    households: list[Household],
    same_persons: list[tuple[int, int]],
) -> Looks:
    """Draw the looks of all.

    A group's companies share a brand that only groups have, a family shares its branch, children
    have the father's surname, and two records of one person show the same.
    """
    size = population.size
    branches = min(max(size // 50, 10), len(names.CITIES) * len(names.BRANCHES))
    brands = rng.permutation(names.BRANDS)
    of_groups, of_others = np.array_split(brands, 2)
    looks = Looks(
        branch=(branches * rng.random(size) ** 1.3).astype(np.int64),
        brand=rng.choice(of_others, size),
        trade=rng.integers(len(names.TRADES), size=size),
        surname=names.draw_surnames(rng, population.persons),
        given=names.draw_given_names(rng, population.female),
        shown=np.arange(size),
    )
    for number, group in enumerate(groups):
        looks.brand[group.members] = of_groups[number % len(of_groups)]
    for home in households:
        looks.branch[home.members] = looks.branch[home.father]
        looks.surname[home.children] = looks.surname[home.father]
    for first, second in same_persons:
        looks.branch[second] = looks.branch[first]
        looks.shown[second] = first
    return looks

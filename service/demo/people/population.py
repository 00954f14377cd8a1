"""Who there is, as arrays: kinds, ages and money, before anything is planted."""

from dataclasses import dataclass

import numpy as np

from service.demo.people.identity import BIRTH_DAYS
from service.demo.tables import Ints, Texts, Truths, numbered

FIRST_BIRTH = -9_131
"""1945-01-01 in days since 1970-01-01; the last birthday is 63 years later, in 2007."""

_YUAN = 100
_SCATTER = 7_919


@dataclass(frozen=True)
class Population:
    """The customers in the order of their positions: persons, companies, governments, others.

    `ids` and the money columns (whole cents of CNY) have one entry per customer; `birth` (days
    since 1970-01-01) and `female` one per person.
    """

    persons: int
    companies: int
    governments: int
    others: int
    ids: Texts
    birth: Ints
    female: Truths
    assets: Ints
    net_assets: Ints
    annual_receipts: Ints
    annual_expenditures: Ints

    @property
    def size(self) -> int:
        """The number of customers."""
        return len(self.ids)

    @property
    def company_stop(self) -> int:
        """The position after the last company's; the first company's is `persons`."""
        return self.persons + self.companies

    def mask(self, positions: list[int]) -> Truths:
        """True at these positions, one entry per customer."""
        marked = np.zeros(self.size, dtype=np.bool_)
        marked[positions] = True
        return marked


def stream(seed: int, name: str) -> np.random.Generator:
    """The random numbers of one part of the bank: the same for the same seed and name.

    Parts have streams of their own, so that a change in one leaves the others as they were.
    Raises ValueError when the seed is negative.
    """
    return np.random.default_rng([seed, *name.encode()])


def draw_population(customers: int, seed: int) -> Population:
    """A bank of `customers`: 80 per cent persons, about 19 companies, half each of the rest."""
    rng = stream(seed, "population")
    governments = others = customers // 200
    companies = customers * 19 // 100
    persons = customers - companies - governments - others
    organisations = customers - persons
    # Multiplying by a number prime to BIRTH_DAYS visits every birthday once in each round of
    # positions, which keeps the resident numbers unique.
    turned = np.arange(persons) * _SCATTER + rng.integers(BIRTH_DAYS)
    income = _heavy_tailed(rng, persons, median=95_000, spread=0.7)
    turnover = _heavy_tailed(rng, organisations, median=12_000_000, spread=1.5)
    receipts = np.concatenate([income, turnover])
    return Population(
        persons=persons,
        companies=companies,
        governments=governments,
        others=others,
        ids=np.array(
            numbered("P", 0, persons, customers)
            + numbered("C", 0, companies, customers)
            + numbered("G", 0, governments, customers)
            + numbered("O", 0, others, customers)
        ),
        birth=FIRST_BIRTH + turned % BIRTH_DAYS,
        female=rng.random(persons) < 0.49,
        assets=np.concatenate(
            [
                _heavy_tailed(rng, persons, median=30_000, spread=1.7),
                _heavy_tailed(rng, organisations, median=900_000, spread=1.9),
            ]
        ),
        net_assets=(receipts * rng.lognormal(0.2, 0.6, customers)).astype(np.int64),
        annual_receipts=receipts,
        annual_expenditures=(receipts * rng.uniform(0.55, 0.98, customers)).astype(np.int64),
    )


def _heavy_tailed(rng: np.random.Generator, size: int, *, median: int, spread: float) -> Ints:
    """Lognormal amounts in cents around a median in yuan, at most 10^10 yuan."""
    yuan = np.minimum(median * np.exp(rng.normal(0.0, spread, size)), 1e10)
    cents: Ints = (yuan * _YUAN).astype(np.int64)
    return cents

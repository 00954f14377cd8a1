"""Who is still free to be given a part, so that no planted structure runs into another."""

from dataclasses import dataclass

import numpy as np

from service.demo.people.population import Population

_BORN_1955 = -5_479
_BORN_1980 = 3_652
_BORN_2000 = 10_957


@dataclass(frozen=True)
class Pools:
    """Shuffled positions for the parts in ownership and kinship: each is dealt once.

    `men` and `women` were born from 1955 to 1979 and `young` since 2000, so that anyone among the
    first two can be a parent of anyone among the last.
    """

    men: list[int]
    women: list[int]
    young: list[int]
    companies: list[int]


def deal_pools(population: Population, rng: np.random.Generator, *, except_for: list[int]) -> Pools:
    """Shuffle the population into pools, leaving some persons out."""
    taken = population.mask(except_for)[: population.persons]
    birth, female = population.birth, population.female
    older = (birth >= _BORN_1955) & (birth < _BORN_1980) & ~taken
    young = (birth >= _BORN_2000) & ~taken
    return Pools(
        men=rng.permutation(np.flatnonzero(older & ~female)).tolist(),
        women=rng.permutation(np.flatnonzero(older & female)).tolist(),
        young=rng.permutation(np.flatnonzero(young)).tolist(),
        companies=shuffled_companies(population, rng),
    )


def shuffled_companies(population: Population, rng: np.random.Generator) -> list[int]:
    """The positions of all companies in random order."""
    order = rng.permutation(population.companies) + population.persons
    positions: list[int] = order.tolist()
    return positions


def take(pool: list[int], count: int) -> list[int]:
    """Remove and return the last `count` of a pool; IndexError when it holds fewer."""
    return [pool.pop() for _ in range(count)]

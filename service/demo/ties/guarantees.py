"""Guarantees: circles, mutual pairs and chains to be found, among others that never close."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from service.demo.people.pools import take
from service.demo.people.population import Population
from service.demo.people.scale import Scale
from service.demo.tables import Ints, Table, days, money, numbered, table

_CIRCLE_SIZES = (3, 5, 4, 7, 6)
_WITH_CHORD = 5
"""A circle of this size also has a guarantee across it."""

_CHAIN_SIZES = (4, 5, 6)
_UNKNOWN = -1
_YEAR_2023 = 19_358


@dataclass(frozen=True)
class GuaranteePlan:
    """The planted structures as positions, each in the order in which one guarantees the next."""

    circles: list[list[int]]
    void_circles: list[list[int]]
    mutual: list[list[int]]
    chains: list[list[int]]

    def companies(self) -> list[int]:
        """Everyone in a planted structure: no other guarantee may touch them."""
        every = [*self.circles, *self.void_circles, *self.mutual, *self.chains]
        return [company for structure in every for company in structure]


def plant_guarantees(companies: list[int], scale: Scale) -> GuaranteePlan:
    """Deal companies from the shuffled pool into the structures, none into two of them."""
    return GuaranteePlan(
        circles=_dealt(companies, scale.guarantee_circles, _CIRCLE_SIZES),
        void_circles=_dealt(companies, scale.void_circles, (3,)),
        mutual=_dealt(companies, scale.mutual_guarantees, (2,)),
        chains=_dealt(companies, scale.guarantee_chains, _CHAIN_SIZES),
    )


def _dealt(companies: list[int], count: int, sizes: tuple[int, ...]) -> list[list[int]]:
    return [take(companies, sizes[number % len(sizes)]) for number in range(count)]


def guarantees(population: Population, plan: GuaranteePlan, rng: np.random.Generator) -> Table:
    """The planted guarantees, then about one for each 25 customers elsewhere.

    A planted amount is 20 to 70 per cent of what its guarantor is worth. One guarantee of each void
    circle has amount 0, so that it is none. Elsewhere a guarantor's position is below its
    borrower's, which rules out rings; one amount in ten is unknown and one in twenty is 0.
    """
    guarantors, borrowers, void = _planted(plan)
    parts = rng.uniform(0.2, 0.7, len(guarantors))
    amounts = (population.net_assets[guarantors] * parts).astype(np.int64)
    amounts[void] = 0
    other_guarantors, other_borrowers = _others(population, plan, rng)
    other_amounts = rng.lognormal(18.5, 1.2, len(other_borrowers)).astype(np.int64)
    luck = rng.random(len(other_amounts))
    other_amounts[luck < 0.15] = _UNKNOWN
    other_amounts[luck < 0.05] = 0
    count = len(amounts) + len(other_amounts)
    return table(
        "guarantees",
        guarantee_id=numbered("GU", 0, count, count),
        guarantor_id=population.ids[np.concatenate([guarantors, other_guarantors])].tolist(),
        borrower_id=population.ids[np.concatenate([borrowers, other_borrowers])].tolist(),
        amount=money(np.concatenate([amounts, other_amounts])),
        currency=["CNY"] * count,
        from_on=days(rng.integers(_YEAR_2023, _YEAR_2023 + 700, count)),
        to_on=[""] * count,
    )


def _planted(plan: GuaranteePlan) -> tuple[Ints, Ints, list[int]]:
    """Guarantors, borrowers, and which rows are void."""
    edges: list[tuple[int, int]] = []
    void = []
    for circle in plan.circles:
        edges += _around(circle)
        if len(circle) == _WITH_CHORD:
            edges.append((circle[0], circle[2]))
    for circle in plan.void_circles:
        void.append(len(edges))
        edges += _around(circle)
    for pair in plan.mutual:
        edges += _around(pair)
    for chain in plan.chains:
        edges += pairwise(chain)
    ends = np.array(edges, dtype=np.int64)
    return ends[:, 0], ends[:, 1], void


def _around(circle: list[int]) -> list[tuple[int, int]]:
    return list(zip(circle, [*circle[1:], circle[0]], strict=True))


def _others(
    population: Population, plan: GuaranteePlan, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    untouched = ~population.mask(plan.companies())[: population.company_stop]
    candidates = np.flatnonzero(untouched)
    first_company = int(np.searchsorted(candidates, population.persons))
    borrowers = rng.integers(first_company, len(candidates), population.size // 25)
    by_person = rng.integers(first_company, size=len(borrowers))
    by_anyone = rng.integers(borrowers)
    guarantors = np.where(rng.random(len(borrowers)) < 0.3, by_person, by_anyone)
    return candidates[guarantors], candidates[borrowers]

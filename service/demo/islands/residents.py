"""The islanders themselves: customers like all others, of branches that nobody else has."""

import numpy as np

from service.demo.islands.plan import IslandPlan
from service.demo.people import names
from service.demo.people.identity import BIRTH_DAYS
from service.demo.people.looks import Looks
from service.demo.people.population import Population, stream
from service.demo.people.standing import Standing
from service.demo.tables import Ints, Truths, numbered

_BORN_1955, _OLDER_DAYS = -5_479, 9_131
_BORN_2000, _YOUNG_DAYS = 10_957, 2_800
_SCATTER = 7_919

#: Behind the numbers of the largest bank: no islander's identity number, phone or address is
#: anybody else's.
_NUMBERS_BEFORE = 450 * BIRTH_DAYS
_BRANCHES_BEFORE = len(names.CITIES) * len(names.BRANCHES)

#: In whole cents; a company is worth enough to be lent some millions.
_ASSETS, _WORTH = (3_000_000, 90_000_000), (20_000_000, 3_000_000_000)

_TRADE = {trade.word: number for number, trade in enumerate(names.TRADES)}


def draw_islanders(plan: IslandPlan, population: Population, seed: int) -> Population:
    """The islanders, whose ids follow those of the bank's other persons and companies.

    Birthdays differ among the older and among the young, so that resident numbers do.
    """
    rng = stream(seed, "islanders")
    persons, companies = plan.persons, plan.companies
    place = rng.integers(BIRTH_DAYS) + np.arange(persons) * _SCATTER
    young = np.isin(np.arange(persons), [c for _, _, *some in plan.families for c in some])
    birth = np.where(young, _BORN_2000 + place % _YOUNG_DAYS, _BORN_1955 + place % _OLDER_DAYS)
    female = rng.random(persons) < 0.49
    female[[mother for _, mother, *_ in plan.families]] = True
    female[[father for father, *_ in plan.families]] = False
    is_company = np.arange(plan.size) >= persons
    worth = _drawn(rng, is_company, _WORTH, spread=0.6)
    receipts = (worth * rng.uniform(0.5, 1.2, plan.size)).astype(np.int64)
    for island in plan.islands:
        # A core is so much larger than who lives from it that it lives from none of them.
        chain = island.supplies
        receipts[chain.core] += 4 * receipts[[*chain.suppliers, chain.buyer]].sum()
    most = population.persons + population.companies + population.governments + population.others
    return Population(
        persons=persons,
        companies=companies,
        governments=0,
        others=0,
        ids=np.array(
            numbered("P", population.persons, population.persons + persons, most)
            + numbered("C", population.companies, population.companies + companies, most)
        ),
        birth=birth,
        female=female,
        assets=_drawn(rng, is_company, _ASSETS, spread=1.0),
        net_assets=worth,
        annual_receipts=receipts,
        annual_expenditures=(receipts * rng.uniform(0.55, 0.98, plan.size)).astype(np.int64),
    )


def _drawn(
    rng: np.random.Generator, is_company: Truths, median: tuple[int, int], *, spread: float
) -> Ints:
    """Lognormal amounts in cents around the median of persons or that of companies."""
    around = np.where(is_company, median[1], median[0])
    cents: Ints = (around * np.exp(rng.normal(0.0, spread, len(around)))).astype(np.int64)
    return cents


def draw_island_looks(plan: IslandPlan, islanders: Population, seed: int) -> Looks:
    """What they are called; an island is in one city.

    Families share branch and surname, siblings a surname.
    """
    rng = stream(seed, "looks of islanders")
    size = islanders.size
    looks = Looks(
        branch=rng.integers(len(names.BRANCHES), size=size) * len(names.ISLAND_CITIES),
        brand=rng.integers(names.BRANDS, size=size),
        trade=rng.integers(len(names.TRADES), size=size),
        surname=names.draw_surnames(rng, islanders.persons),
        given=names.draw_given_names(rng, islanders.female),
        shown=np.arange(size),
        towns=names.ISLAND_CITIES,
        branches_before=_BRANCHES_BEFORE,
        numbers_before=_NUMBERS_BEFORE,
    )
    for number, island in enumerate(plan.islands):
        looks.branch[island.residents] += number % len(names.ISLAND_CITIES)
    for father, mother, *children in plan.families:
        looks.branch[[mother, *children]] = looks.branch[father]
        looks.surname[children] = looks.surname[father]
    for person, sibling in plan.siblings:
        looks.surname[sibling] = looks.surname[person]
    for island in plan.islands:
        looks.trade[[island.fundraising.collector, island.fundraising.distributor]] = _TRADE[
            "企业咨询"
        ]
        looks.trade[[island.fundraising.principal, *island.loan.through]] = _TRADE["贸易"]
        looks.trade[island.twins.wholesalers] = _TRADE["商贸"]
    return looks


def island_standing(plan: IslandPlan, islanders: Population, seed: int) -> Standing:
    """All are clients in good standing whose worth is known, and some work for the bank.

    Whom marketing is to find on its lists has agreed to it.
    """
    rng = stream(seed, "standing of islanders")
    size = islanders.size
    everyone = np.ones(size, dtype=np.bool_)
    consent = rng.choice(np.array(["true", "false", ""]), size, p=(0.6, 0.15, 0.25))
    for island in plan.islands:
        consent[[island.twins.leader, island.twins.twin, *island.ring]] = "true"
    return Standing(
        client=everyone,
        blocked=~everyone,
        consent=consent,
        worth_known=everyone,
        employee=islanders.mask([island.insider.employee for island in plan.islands]),
    )

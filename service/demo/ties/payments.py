"""Payments to be found: supply chains, payrolls, money that comes back, group buys."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from service.demo.people.pools import take
from service.demo.people.scale import Scale
from service.demo.tables import Ints
from service.demo.ties.referrals import ReferralTree

FIRST_DAY = 20_089
"""2025-01-01 in days since 1970-01-01."""

DAYS = 365
_DAY = 86_400
_HOUR = 3_600
_MONTH_DAYS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_SUPPLY_SHAPES = ((4, 0), (0, 5), (3, 3))
"""How many pay the core, and how many it pays."""

_CIRCLE_SIZES = (3, 4, 5, 6)


@dataclass(frozen=True)
class SupplyChain:
    """`downstream` pay the core for goods every month, and the core pays `upstream` (positions).

    That is all that they trade at this bank, and little of what most of them trade in the year.
    """

    core: int
    upstream: list[int]
    downstream: list[int]


@dataclass(frozen=True)
class Payroll:
    """An employer and the persons it pays around one day of each month (positions)."""

    employer: int
    employees: list[int]
    day: int


@dataclass(frozen=True)
class Leader:
    """An organiser of group buys and the persons who pay it small sums (positions)."""

    leader: int
    followers: list[int]


@dataclass(frozen=True)
class PaymentPlan:
    """All planted payment structures."""

    supply_chains: list[SupplyChain]
    payrolls: list[Payroll]
    money_circles: list[list[int]]
    leaders: list[Leader]
    trees: list[ReferralTree]

    def leading(self) -> list[int]:
        """The leaders alone."""
        return [leader.leader for leader in self.leaders]

    def supply_companies(self) -> list[int]:
        """Everyone in a supply chain: what they trade elsewhere must not water it down."""
        return [
            company
            for chain in self.supply_chains
            for company in (chain.core, *chain.upstream, *chain.downstream)
        ]

    def members(self) -> list[int]:
        """Everyone in a structure but the leaders' many followers."""
        return [
            *self.supply_companies(),
            *(p for payroll in self.payrolls for p in (payroll.employer, *payroll.employees)),
            *(company for circle in self.money_circles for company in circle),
            *self.leading(),
            *(member for tree in self.trees for member in tree.members),
        ]


@dataclass(frozen=True)
class Payment:
    """One planted payment: positions, cents, seconds since 1970-01-01, and what it is for."""

    payer: int
    payee: int
    cents: int
    at: int
    purpose: str


def plant_payments(
    companies: list[int],
    people: list[int],
    trees: list[ReferralTree],
    scale: Scale,
    rng: np.random.Generator,
) -> PaymentPlan:
    """Deal companies from their shuffled pool, and leaders from the end of `people`.

    Everyday payments run up the order of `people`, where a leader comes after all its followers
    and a referrer after those it referred: so they close no ring together.
    """
    chains = [_supply_chain(companies, number) for number in range(scale.supply_chains)]
    employers = take(companies, scale.payrolls)
    circles = [
        take(companies, _CIRCLE_SIZES[number % len(_CIRCLE_SIZES)])
        for number in range(scale.money_circles)
    ]
    leaders = take(people, scale.opinion_leaders)
    ordinary = np.array(people)

    def drawn(low: int, high: int) -> list[int]:
        size = int(rng.integers(low, high + 1))
        positions: list[int] = rng.choice(ordinary, size, replace=False).tolist()
        return positions

    return PaymentPlan(
        chains,
        [Payroll(employer, drawn(6, 11), int(rng.integers(5, 26))) for employer in employers],
        circles,
        [Leader(leader, drawn(25, 40)) for leader in leaders],
        trees,
    )


def _supply_chain(companies: list[int], number: int) -> SupplyChain:
    payers, paid = _SUPPLY_SHAPES[number % len(_SUPPLY_SHAPES)]
    return SupplyChain(
        core=companies.pop(),
        upstream=take(companies, paid),
        downstream=take(companies, payers),
    )


def chains_of_the_year(
    plan: PaymentPlan, receipts: Ints, expenditures: Ints, rng: np.random.Generator
) -> list[SupplyChain]:
    """What is left of the chains against the recorded years: three at least, for half of each.

    `receipts` and `expenditures` are those of everyone in a year; `rng` is that of
    `planted_payments`.
    """
    paid: Counter[tuple[int, int]] = Counter()
    for payment in _supplies(plan.supply_chains, rng):
        paid[payment.payer, payment.payee] += payment.cents
    chains = [
        SupplyChain(
            chain.core,
            [one for one in chain.upstream if 2 * paid[chain.core, one] >= receipts[one]],
            [one for one in chain.downstream if 2 * paid[one, chain.core] >= expenditures[one]],
        )
        for chain in plan.supply_chains
    ]
    return [chain for chain in chains if len(chain.upstream) + len(chain.downstream) >= 3]


def planted_payments(plan: PaymentPlan, rng: np.random.Generator) -> list[Payment]:
    """Every payment of the plan, one structure after the other."""
    return [
        *_supplies(plan.supply_chains, rng),
        *_salaries(plan.payrolls, rng),
        *(payment for circle in plan.money_circles for payment in _round_trip(circle, rng)),
        *_group_buys(plan.leaders, rng),
        *_thanks(plan.trees, rng),
    ]


def _supplies(chains: list[SupplyChain], rng: np.random.Generator) -> list[Payment]:
    """Twelve payments a year between the core and each of the others, 20 to 300 thousand yuan."""
    pairs = [(payer, chain.core) for chain in chains for payer in chain.downstream]
    pairs += [(chain.core, payee) for chain in chains for payee in chain.upstream]
    payments = []
    for payer, payee in pairs:
        usual = int(rng.integers(2_500_000, 25_000_000))
        cents = (usual * rng.uniform(0.8, 1.2, 12)).astype(np.int64).tolist()
        at = monthly(rng, int(rng.integers(1, 28)))
        payments += [
            Payment(payer, payee, c, t, "货款") for c, t in zip(cents, at.tolist(), strict=True)
        ]
    return payments


def _salaries(payrolls: list[Payroll], rng: np.random.Generator) -> list[Payment]:
    """The same salary each month, 6 to 25 thousand yuan, on the pay day or the day after."""
    return [
        Payment(payroll.employer, employee, salary, at, "工资")
        for payroll in payrolls
        for employee in payroll.employees
        for salary in [int(rng.integers(6_000, 25_000)) * 100]
        for at in monthly(rng, payroll.day).tolist()
    ]


def monthly(rng: np.random.Generator, day: int) -> Ints:
    """One moment in working hours for each month of the year, on `day` or the day after."""
    on = FIRST_DAY + np.array(_MONTH_DAYS) + (day - 1) + rng.integers(2, size=12)
    return on * _DAY + rng.integers(1 * _HOUR, 9 * _HOUR, 12)


def _round_trip(circle: list[int], rng: np.random.Generator) -> list[Payment]:
    """A sum of 0.6 to 3 million yuan, 2 per cent less and 1 to 5 days later at each step.

    No other payment between companies is as large.
    """
    amount = int(rng.integers(60_000_000, 300_000_000))
    day = int(FIRST_DAY + rng.integers(DAYS - 30))
    payments = []
    for step, (payer, payee) in enumerate(zip(circle, [*circle[1:], circle[0]], strict=True)):
        at = day * _DAY + int(rng.integers(1 * _HOUR, 9 * _HOUR))
        payments.append(Payment(payer, payee, amount * (100 - 2 * step) // 100, at, "往来款"))
        day += int(rng.integers(1, 6))
    return payments


def _group_buys(leaders: list[Leader], rng: np.random.Generator) -> list[Payment]:
    """One to three payments of 20 to 200 yuan by each follower."""
    return [
        Payment(follower, leader.leader, int(rng.integers(20, 200)) * 100, at, "团购")
        for leader in leaders
        for follower in leader.followers
        for at in _any_time(rng, int(rng.integers(1, 4)))
    ]


def _thanks(trees: list[ReferralTree], rng: np.random.Generator) -> list[Payment]:
    """Two payments of 20 to 200 yuan by each referred person to its referrer."""
    return [
        Payment(member, referrer, int(rng.integers(20, 200)) * 100, at, "拼单")
        for tree in trees
        for referrer, member in zip(tree.referrers, tree.members[1:], strict=True)
        for at in _any_time(rng, 2)
    ]


def _any_time(rng: np.random.Generator, count: int) -> list[int]:
    moments: list[int] = (FIRST_DAY * _DAY + rng.integers(DAYS * _DAY, size=count)).tolist()
    return moments

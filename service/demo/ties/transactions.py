"""The transactions file: the planted payments, then a year of everyday ones that close no ring."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from service.demo.people.population import Population
from service.demo.tables import Block, Ints, Table, Texts, instants, money, numbered, spans
from service.demo.ties.payments import DAYS, FIRST_DAY, Payment

PER_CUSTOMER = 5
_OUTSIDE = -1
_DAY = 86_400
_CHANNELS = np.array(["mobile", "online", "counter", "batch"])


@dataclass(frozen=True)
class Habit:
    """A kind of everyday payment: who pays whom how much (yuan), and how often (weight)."""

    purpose: str
    payer: str
    payee: str
    least: int
    most: int
    weight: float


HABITS = (
    Habit("工资", "outside", "person", 3_000, 20_000, 0.20),
    Habit("消费", "person", "outside", 10, 900, 0.20),
    Habit("消费", "person", "company", 10, 900, 0.20),
    Habit("转账", "person", "person", 50, 5_000, 0.15),
    Habit("货款", "company", "company", 1_000, 300_000, 0.20),
    Habit("取现", "person", "outside", 100, 5_000, 0.05),
)
_PURPOSES = np.array([habit.purpose for habit in HABITS])
_LEAST = np.log([habit.least for habit in HABITS])
_MOST = np.log([habit.most for habit in HABITS])


@dataclass(frozen=True)
class Ranks:
    """Positions in the order in which everyday money runs, from a lower place to a higher one."""

    persons: Ints
    traders: Ints
    shops: Ints


def rank(population: Population, people: list[int], apart: list[int]) -> Ranks:
    """Persons in the order of `people`, companies in that of positions.

    The companies `apart` buy and sell nothing every day: they would thin out their supply chain.
    """
    companies = np.arange(population.persons, population.company_stop)
    return Ranks(np.array(people), np.setdiff1d(companies, np.array(apart)), companies)


def transactions(
    population: Population,
    planted: list[Payment],
    ranks: Ranks,
    accounts: Texts,
    rng: np.random.Generator,
) -> Table:
    """Five transactions for each customer, through the main accounts (one per position)."""
    count = max(len(planted), PER_CUSTOMER * population.size)
    return Table("transactions", _blocks(planted, ranks, accounts, count, rng))


def _blocks(
    planted: list[Payment], ranks: Ranks, accounts: Texts, count: int, rng: np.random.Generator
) -> Iterator[Block]:
    yield from payment_blocks(planted, accounts, 0, count, rng)
    for span in spans(len(planted), count):
        size = span.stop - span.start
        habits = rng.choice(len(HABITS), size, p=[habit.weight for habit in HABITS])
        payer, payee = _ends(habits, ranks, rng)
        yuan = np.exp(rng.uniform(_LEAST[habits], _MOST[habits]))
        yield _block(
            payer=payer,
            payee=payee,
            cents=(yuan * 100).astype(np.int64),
            at=FIRST_DAY * _DAY + rng.integers(DAYS * _DAY, size=size),
            purposes=_PURPOSES[habits].tolist(),
            ids=numbered("T", span.start, span.stop, count),
            accounts=accounts,
            rng=rng,
        )


def payment_blocks(
    planted: list[Payment], accounts: Texts, start: int, most: int, rng: np.random.Generator
) -> Iterator[Block]:
    """Rows for planted payments, numbered from `start` and as wide as `most`."""
    for span in spans(0, len(planted)):
        part = planted[span]
        yield _block(
            payer=np.array([payment.payer for payment in part]),
            payee=np.array([payment.payee for payment in part]),
            cents=np.array([payment.cents for payment in part]),
            at=np.array([payment.at for payment in part]),
            purposes=[payment.purpose for payment in part],
            ids=numbered("T", start + span.start, start + span.stop, most),
            accounts=accounts,
            rng=rng,
        )


def _block(
    payer: Ints,
    payee: Ints,
    cents: Ints,
    at: Ints,
    purposes: list[str],
    ids: list[str],
    accounts: Texts,
    rng: np.random.Generator,
) -> Block:
    return {
        "transaction_id": ids,
        "from_account": np.where(payer == _OUTSIDE, "", accounts[payer]).tolist(),
        "to_account": np.where(payee == _OUTSIDE, "", accounts[payee]).tolist(),
        "amount": money(cents),
        "currency": ["CNY"] * len(ids),
        "at": instants(at),
        "channel": rng.choice(_CHANNELS, len(ids)).tolist(),
        "purpose": purposes,
    }


def _ends(habits: Ints, ranks: Ranks, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Payers and payees for these habits, _OUTSIDE where the other end is no customer."""
    payer = np.full(len(habits), _OUTSIDE)
    payee = np.full(len(habits), _OUTSIDE)
    for number, habit in enumerate(HABITS):
        rows = np.flatnonzero(habits == number)
        if habit.payer == habit.payee:
            among = ranks.persons if habit.payer == "person" else ranks.traders
            payer[rows], payee[rows] = _upward(among, len(rows), rng)
            continue
        if habit.payer == "person":
            payer[rows] = rng.choice(ranks.persons, len(rows))
        if habit.payee != "outside":
            receivers = ranks.persons if habit.payee == "person" else ranks.shops
            payee[rows] = rng.choice(receivers, len(rows))
    return payer, payee


def _upward(among: Ints, size: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Pairs of different members of `among`, the one at the lower place first."""
    one = rng.integers(len(among), size=size)
    other = (one + rng.integers(1, len(among), size)) % len(among)
    return among[np.minimum(one, other)], among[np.maximum(one, other)]

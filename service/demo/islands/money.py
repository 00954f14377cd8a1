"""The islanders' accounts, and the payments that tell of loans, collections, twins and supplies."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from service.demo.islands.plan import (
    Fundraising,
    Island,
    IslandPlan,
    RoundTrip,
    Supplies,
    Twins,
)
from service.demo.islands.ties import lent
from service.demo.people.population import Population
from service.demo.tables import Table, Texts, days, money, numbered, table, truths
from service.demo.ties.payments import FIRST_DAY, Payment, monthly
from service.demo.ties.transactions import payment_blocks

_YEAR_2010, _YEAR_2025 = 14_610, 20_089
_DAY, _HOUR = 86_400, 3_600
_YUAN = 100
#: How often in the year the leader and the twin buy from each of their wholesalers.
_PURCHASES = 8


def island_accounts(plan: IslandPlan, start: int) -> Texts:
    """A main account for each islander at its position, then a loan account for each island."""
    count = plan.size + len(plan.islands)
    return np.array(numbered("A", start, start + count, start))


def account_rows(
    plan: IslandPlan, islanders: Population, accounts: Texts, rng: np.random.Generator
) -> Table:
    """Current accounts, and loan accounts with what was lent."""
    count = len(accounts)
    nobody = truths(np.zeros(count, dtype=np.bool_))
    return table(
        "accounts",
        account_id=accounts.tolist(),
        kind=["current"] * plan.size + ["loan"] * (count - plan.size),
        currency=["CNY"] * count,
        opened_on=days(rng.integers(_YEAR_2010, _YEAR_2025, count)),
        status=["active"] * count,
        balance=money(np.concatenate([islanders.assets, lent(plan, islanders)])),
        blocked=nobody,
        external=nobody,
    )


def account_holders(plan: IslandPlan, islanders: Population, accounts: Texts) -> Table:
    """Everyone owns the main account, and each borrower the loan account."""
    borrowers = [island.loan.borrower for island in plan.islands]
    owners = np.concatenate([np.arange(plan.size), borrowers])
    return table(
        "account_holders",
        account_id=accounts.tolist(),
        customer_id=islanders.ids[owners].tolist(),
        role=["owner"] * len(owners),
    )


def transactions(
    plan: IslandPlan,
    islanders: Population,
    accounts: Texts,
    rng: np.random.Generator,
    start: int,
) -> Table:
    """The payments of one island after the other, supplies last."""
    amounts = lent(plan, islanders).tolist()
    payments = [
        payment
        for number, island in enumerate(plan.islands)
        for payment in _of_island(island, plan.size + number, amounts[number], rng)
    ]
    # Drawn after all others, so that these stay as they were.
    payments += [
        payment for island in plan.islands for payment in _supplies(island.supplies, islanders, rng)
    ]
    return Table("transactions", payment_blocks(payments, accounts, start, start, rng))


def _of_island(
    island: Island, loan_account: int, amount: int, rng: np.random.Generator
) -> list[Payment]:
    return [
        *_round_trip(island.loan, loan_account, amount, rng),
        *_fundraising(island.fundraising, rng),
        *_trade(island.twins, rng),
        *_group_buys(island.twins, rng),
    ]


def _round_trip(
    loan: RoundTrip, loan_account: int, amount: int, rng: np.random.Generator
) -> list[Payment]:
    """Paid out, and back with the borrower after 36 days by way of two others.

    That is too slow for a circle of payments, and a loan's money may take ninety days.
    """
    day = int(rng.integers(20, 250))
    way = [loan_account, loan.borrower, *loan.through, loan.borrower]
    steps = zip(pairwise(way), (0, 1, 16, 36), (100, 96, 94, 91), strict=True)
    return [
        Payment(
            payer,
            payee,
            amount * percent // 100,
            _working_hour(day + after, rng),
            "往来款" if after else "贷款发放",
        )
        for (payer, payee), after, percent in steps
    ]


def _fundraising(money_of: Fundraising, rng: np.random.Generator) -> list[Payment]:
    """In spring all pay the collector within two days, who passes it on a day later.

    In autumn the principal sends a part of it back by the distributor, who keeps 3 per cent of it
    as the collector did.
    """
    day = int(rng.integers(60, 120))
    sums = [int(part) * 1_000_000 for part in rng.integers(2, 9, len(money_of.payers))]
    paid_in = [
        Payment(payer, money_of.collector, cents, _working_hour(day + number % 2, rng), "投资款")
        for number, (payer, cents) in enumerate(zip(money_of.payers, sums, strict=True))
    ]
    collected = Payment(
        money_of.collector,
        money_of.principal,
        sum(sums) * 97 // 100,
        _working_hour(day + 2, rng),
        "归集款",
    )
    returns = [cents * 3 // 10 for cents in sums]
    sent_back = Payment(
        money_of.principal,
        money_of.distributor,
        sum(returns) * 100 // 97,
        _working_hour(day + 150, rng),
        "往来款",
    )
    paid_out = [
        Payment(money_of.distributor, payee, cents, _working_hour(day + 151, rng), "返利")
        for payee, cents in zip(money_of.payers, returns, strict=True)
    ]
    return [*paid_in, collected, sent_back, *paid_out]


def _trade(twins: Twins, rng: np.random.Generator) -> list[Payment]:
    """The leader and the twin buy from the same wholesalers, 5 to 20 thousand yuan at a time."""
    return [
        Payment(buyer, wholesaler, int(rng.integers(5_000, 20_000)) * _YUAN, at, "货款")
        for buyer in (twins.leader, twins.twin)
        for wholesaler in twins.wholesalers
        for at in _any_day(_PURCHASES, rng)
    ]


def _group_buys(twins: Twins, rng: np.random.Generator) -> list[Payment]:
    """Three payments of 20 to 200 yuan to the leader by each follower, by some one to the twin.

    The leader must stay among the most influential of the whole bank, or nobody would be his twin.
    """
    sales = [(follower, twins.leader, 3) for follower in twins.followers]
    sales += [(follower, twins.twin, 1) for follower in twins.shared_buyers]
    return [
        Payment(buyer, seller, int(rng.integers(20, 200)) * _YUAN, at, "团购")
        for buyer, seller, times in sales
        for at in _any_day(times, rng)
    ]


def _supplies(
    chain: Supplies, islanders: Population, rng: np.random.Generator
) -> Iterator[Payment]:
    """Each month most of what a supplier takes, or the buyer spends, in a year as it is recorded.

    That is 60 to 90 per cent of it. The buyer pays early in the month and the suppliers are paid
    late, so that nothing passes through the core.
    """
    sides = [
        (chain.buyer, chain.core, islanders.annual_expenditures[chain.buyer], 3),
        *((chain.core, one, islanders.annual_receipts[one], 20) for one in chain.suppliers),
    ]
    for payer, payee, year, day in sides:
        usual = float(year) / 12 * rng.uniform(0.65, 0.85)
        for cents, at in zip(usual * rng.uniform(0.95, 1.05, 12), monthly(rng, day), strict=True):
            yield Payment(payer, payee, int(cents), int(at), "货款")


def _any_day(count: int, rng: np.random.Generator) -> list[int]:
    return [_working_hour(int(day), rng) for day in rng.integers(365, size=count)]


def _working_hour(day: int, rng: np.random.Generator) -> int:
    """A moment from nine to five in China on a day of the year, in seconds since 1970."""
    return (FIRST_DAY + day) * _DAY + int(rng.integers(1 * _HOUR, 9 * _HOUR))

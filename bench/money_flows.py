"""Collectors, distributors, pass-through accounts and payrolls among ten million payments.

A million customers with 1.2 million accounts, some of which pay and are paid far more than others,
in memory. Some of each kind are planted among them: all of those must be found. The four tags are
found as a run does, what they share being worked out once; kernels are compiled beforehand, making
the arrays is not timed. No peer at this size: what is wanted is less than 30 seconds for all four.
How long it takes to tell the holdings, which is the publisher's time, is noted beside.

The peer is the rule of pass_through in plain Python, a deque of what came in for each customer; it
gets a hundredth, and ours the same for the ratio. That both find the same holders is checked.
"""

import resource
from collections import defaultdict, deque
from dataclasses import replace
from typing import Any

import numpy as np

from bench import synthetic
from bench.banks import must_equal
from bench.figures import Figure
from bench.made_up import made_up_bank
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from bench.tags_in_memory import ON, WARM_UP, find_and_tell
from cypher.engine.arrays import Ints
from cypher.view import Customers
from cypher.view.accounts import (
    AccountOwnerColumns,
    AccountOwners,
    Accounts,
    PaymentColumns,
    Payments,
)
from service.money import whole
from service.relations.payments.cash_flows import DAY_MS
from service.settings import Settings
from service.tagging.bank import Bank
from service.tags import catalogue

TAGS = ("money_collector", "money_distributor", "pass_through", "payroll_employer")
CUSTOMERS, ACCOUNTS, PAYMENTS, PLANTED = 1_000_000, 1_200_000, 10_000_000, 1_000
PEER = 0.01
SECONDS = 30.0
ROUNDS = 3
SEED = 29

#: Each planted pattern: who pays (0 the planted customer, others drawn), whom, how much, which day.
PATTERNS = {
    "money_collector": [*((other, 0, 100, other) for other in range(1, 6)), (0, 6, 450, 6)],
    "money_distributor": [(6, 0, 500, 0), *((0, other, 95, other) for other in range(1, 6))],
    "pass_through": [(1, 0, 1000, 0), (0, 2, 950, 3)],
    "payroll_employer": [
        (0, other, 8000, 30 * month) for month in range(3) for other in range(1, 6)
    ],
}


def measure(scale: float) -> list[Figure]:
    """Seconds to find each tag and all four, and payments a second beside plain Python."""
    small, bank = _bank(WARM_UP), _bank(scale)
    figures = []
    for place, tag_id in enumerate(TAGS):
        find_and_tell(catalogue()[tag_id], small)
        took = find_and_tell(catalogue()[tag_id], bank)
        note = f"{took['holdings']:,} holdings, told in {took['telling']:.1f} s more"
        figures.append(Figure(tag_id, "s", (took["finding"],), note=note))
        planted = bank.positions(_planted(_sizes(scale), place))
        holders = catalogue()[tag_id].find(bank, Settings()).customer
        must_equal(f"planted {tag_id} found", set(planted.tolist()) <= set(holders.tolist()), True)
    total = sum(figure.ours[0] for figure in figures)
    # Linux tells kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    note = f"{len(bank[Payments].at):,} payments; the process had {peak:.1f} GiB at most"
    return [
        *figures,
        Figure("money_flows, all four tags", "s", (total,), at_most=SECONDS, note=note),
        _with_python(scale * PEER),
    ]


def _with_python(scale: float) -> Figure:
    bank = _bank(scale)
    view, owners = bank[Payments], bank[AccountOwners]
    found, count = catalogue()["pass_through"].find(bank, Settings()), len(view.at)
    owner = dict(zip(owners.account_no.tolist(), owners.customer_no.tolist(), strict=True))
    columns = (view.at, view.from_no, view.to_no, view.amount)
    payments = list(zip(*(column.tolist() for column in columns), strict=True))
    must_equal("holders of plain Python", _passing(owner, payments), found.customer.tolist())

    def ours() -> float:
        bank.made.clear()
        return count / seconds(lambda: catalogue()["pass_through"].find(bank, Settings()))

    theirs, own = alternate(
        lambda: count / seconds(lambda: _passing(owner, payments)), ours, ROUNDS
    )
    return Figure("pass_through, on a hundredth", "payments/s", own, theirs)


def _passing(owner: dict[int, int], payments: list[tuple[int, int, int, int]]) -> list[int]:
    """Who passes nine tenths on in three days; one currency, and each account has one owner."""
    received: dict[int, int] = defaultdict(int)
    passed: dict[int, int] = defaultdict(int)
    waiting: dict[int, deque[list[int]]] = defaultdict(deque)
    for when, from_no, to_no, units in sorted(payments):
        payer, payee = owner[from_no], owner[to_no]
        if payer == payee:
            continue
        received[payee] += units
        waiting[payee].append([when, units])
        came = waiting[payer]
        while units > 0 and came:
            if came[0][0] + 3 * DAY_MS < when:
                came.popleft()
                continue
            part = min(units, came[0][1])
            units -= part
            came[0][1] -= part
            passed[payer] += part
            if not came[0][1]:
                came.popleft()
    return [who for who, some in sorted(passed.items()) if 10 * some >= 9 * received[who]]


def _sizes(scale: float) -> Sizes:
    """Without those planted, who come behind."""
    rows = (int(count * scale) for count in (CUSTOMERS, ACCOUNTS, PAYMENTS))
    return Sizes(*rows)


def _planted(sizes: Sizes, pattern: int) -> Ints:
    """The numbers of the customers of one planted pattern, companies all of them."""
    count = max(1, sizes.customers * PLANTED // CUSTOMERS)
    first = sizes.customers // synthetic.ONE_COMPANY_IN + 1 + pattern * count
    return (first + np.arange(count)) * synthetic.ONE_COMPANY_IN


def _customers(sizes: Sizes) -> Any:
    last = int(_planted(sizes, len(PATTERNS) - 1)[-1])
    return synthetic.customers(replace(sizes, customers=last))


def _account_of(sizes: Sizes, customer_no: Ints) -> Ints:
    """The account of a planted customer."""
    return sizes.accounts + customer_no - sizes.customers


def _owners(sizes: Sizes) -> AccountOwnerColumns:
    """One account of each planted customer behind those of all others."""
    owners = synthetic.account_owners(sizes)
    planted = np.concatenate([_planted(sizes, place) for place in range(len(PATTERNS))])
    return AccountOwnerColumns(
        np.concatenate((owners.account_no, _account_of(sizes, planted))),
        np.concatenate((owners.customer_no, planted)),
    )


def _payments(sizes: Sizes) -> PaymentColumns:
    """Everybody's payments, and those of the planted patterns on days of their own."""
    random = np.random.default_rng(SEED)
    blocks = []
    for place, pattern in enumerate(PATTERNS.values()):
        customer = _planted(sizes, place)
        # Six persons in a row, who have the accounts of their own numbers.
        place_of = random.integers(0, sizes.customers // 2, len(customer))[:, None] + np.arange(6)
        others = place_of + place_of // (synthetic.ONE_COMPANY_IN - 1) + 1
        ends = np.column_stack((_account_of(sizes, customer), others))
        day = random.integers(0, 300, len(customer))
        blocks += [
            (ends[:, payer], ends[:, payee], np.full(len(customer), whole(amount)), day + after)
            for payer, payee, amount, after in pattern
        ]
    payer, payee, amount, day = (np.concatenate(column) for column in zip(*blocks, strict=True))
    common = synthetic.payments(sizes)
    return PaymentColumns(
        np.concatenate((common.from_no, payer)),
        np.concatenate((common.to_no, payee)),
        np.concatenate((common.amount, amount)),
        np.concatenate((common.currency, np.full(len(day), "CNY", object))),
        np.concatenate((common.at, synthetic.FIRST_MS + day * DAY_MS)),
        np.concatenate((common.channel, np.full(len(day), "mobile", object))),
        np.concatenate((common.load_no, np.ones(len(day), np.int64))),
    )


_ARRAYS = {
    Customers: _customers,
    Accounts: lambda sizes: synthetic.accounts(_owners(sizes).account_no),
    AccountOwners: _owners,
    Payments: _payments,
}


def _bank(scale: float) -> Bank:
    """A synthetic bank with every view that the tags read."""
    return made_up_bank(_ARRAYS, _sizes(scale), ON)

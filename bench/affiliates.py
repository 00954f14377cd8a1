"""Finding suspected affiliates among a million customers with three million identifiers.

Ours alone: `find` of the tag on a bank in memory, normalising included, with the identifiers below,
the names and numbers, and the payments, kinships and referrals of `bench.synthetic`; once, after a
small bank to warm up. Wanted: less than a minute.

Against a peer: the part that looks for shared identifiers, on a fiftieth of them. The peer is the
plainest loop: normalise each value, collect the customers of each in a dictionary, and put every
pair of them into a dictionary with the largest weight. Both must come to the same pairs.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

import numpy as np

from bench import synthetic
from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from bench.tags_in_memory import ON, WARM_UP
from cypher.engine.arrays import Ints, Texts
from cypher.normalisation import normalised
from cypher.view import (
    Controls,
    Customers,
    IdentifierColumns,
    Identifiers,
    Identities,
    IdentityColumns,
    Kinships,
    Ownerships,
    Positions,
    Referrals,
)
from cypher.view.accounts import (
    AccountHolderColumns,
    AccountHolders,
    AccountOwners,
    MonthlyPaymentColumns,
    MonthlyPayments,
)
from service.relations.affiliation.evidence_weights import CLUES
from service.relations.affiliation.pair_evidence import shared_attributes
from service.settings import Settings
from service.tagging.bank import Bank
from service.tags.suspected_affiliate import TAG

SEED = 4
SECONDS = 60.0
ROUNDS = 3
PEER_SCALE = 0.02
IDENTIFIERS = 3_000_000
FULL = Sizes(
    customers=1_000_000,
    accounts=1_200_000,
    payments=3_000_000,
    ownerships=500_000,
    kinships=500_000,
    referrals=200_000,
)
KINDS = ("phone", "address", "email", "device", "ip")
OFTEN = (0.4, 0.25, 0.15, 0.1, 0.1)
#: Of a hundred values, how many are in one customer's hands; the others are in two to five.
UNIQUE = 0.95
#: One value in so many belongs to 21 to 40 customers.
ONE_HUB_IN = 10_000


def measure(scale: float) -> list[Figure]:
    """Seconds to find all at scale 1, and identifiers a second against the peer."""
    TAG.find(_bank(WARM_UP), Settings())
    bank = _bank(scale)
    started = time.perf_counter()
    found = TAG.find(bank, Settings())
    took = time.perf_counter() - started
    note = f"{len(found.customer):,} holdings of {len(bank[Identifiers].value):,} identifiers"
    del bank, found
    return [
        Figure("affiliates, found", "s", (took,), at_most=SECONDS, note=note),
        _against_a_loop(scale * PEER_SCALE),
    ]


def _against_a_loop(scale: float) -> Figure:
    bank, most = _bank(scale), Settings().hub_customers
    view = bank[Identifiers]
    looped = _loop(view, most)
    shared = shared_attributes(bank, most)
    weights = np.array([CLUES[clue].weight for clue in shared.clues])[shared.clue]
    # The names and numbers of this bank are all different, so nothing else is shared.
    must_equal("different pairs", len(np.unique(shared.pair)), len(looped))
    best: dict[int, float] = {}
    for pair, weight in zip(shared.pair.tolist(), weights.tolist(), strict=True):
        best[pair] = max(weight, best.get(pair, 0.0))
    n = len(bank)
    must_equal("weights", best, {a * n + b: weight for (a, b), weight in looped.items()})
    rows = len(view.value)
    peer, ours = alternate(
        lambda: rows / seconds(lambda: _loop(view, most)),
        lambda: rows / seconds(lambda: shared_attributes(bank, most)),
        ROUNDS,
    )
    note = f"{rows:,} identifiers; ours looks at names and numbers of customers as well"
    return Figure("affiliates, shared identifiers", "rows/s", ours, peer, note=note)


def _loop(view: IdentifierColumns, most: int) -> dict[tuple[int, int], float]:
    users: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for customer, kind, value in zip(view.customer_no.tolist(), view.kind, view.value, strict=True):
        if core := normalised(kind, value):
            users[kind, core].add(customer)
    pairs: dict[tuple[int, int], float] = {}
    for (kind, _), customers in users.items():
        if len(customers) <= most:
            for pair in combinations(sorted(customers), 2):
                pairs[pair] = max(CLUES[kind].weight, pairs.get(pair, 0.0))
    return pairs


def _bank(scale: float) -> Bank:
    """A synthetic bank with every view that the tag reads already read."""
    sizes = Sizes(**{name: int(count * scale) for name, count in asdict(FULL).items()})
    bank = Bank(_Views(sizes, int(IDENTIFIERS * scale)), ON)  # type: ignore[arg-type]
    for view in TAG.views:
        bank[view]
    return bank


class _Views:
    """What a bank asks of its store, made up on the spot: the one method that it calls."""

    def __init__(self, sizes: Sizes, identifiers: int) -> None:
        self._sizes = sizes
        self._identifiers = identifiers

    def columns(self, view: Any) -> Any:
        sizes = self._sizes
        made: dict[type, Callable[[], Any]] = {
            Customers: lambda: synthetic.customers(sizes),
            Identifiers: lambda: _identifiers(sizes.customers, self._identifiers),
            Identities: lambda: _identities(sizes.customers),
            AccountOwners: lambda: synthetic.account_owners(sizes),
            AccountHolders: lambda: _holders(sizes),
            MonthlyPayments: lambda: _monthly(sizes),
            Ownerships: lambda: synthetic.ownerships(sizes),
            Controls: synthetic.controls,
            Kinships: lambda: synthetic.kinships(sizes),
            Referrals: lambda: synthetic.referrals(sizes),
            Positions: lambda: synthetic.positions(sizes),
        }
        return made[type(view)]()


def _identifiers(customers: int, count: int) -> IdentifierColumns:
    """Values of every kind: most in one hand, some in two to five, a few in very many."""
    random = np.random.default_rng(SEED)
    many = np.where(random.random(count) < UNIQUE, 1, random.integers(2, 6, count))
    hub = random.integers(0, ONE_HUB_IN, count) == 0
    many[hub] = random.integers(21, 41, int(hub.sum()))
    number = np.repeat(np.arange(count), many)[:count]
    kind = random.choice(len(KINDS), count, p=OFTEN)[number]
    written = random.integers(0, 3, count)
    value = np.array(
        [
            _written(KINDS[k], i, way)
            for k, i, way in zip(kind.tolist(), number.tolist(), written.tolist(), strict=True)
        ],
        object,
    )
    order = random.permutation(count)
    kinds = np.array(KINDS, object)[kind[order]]
    return IdentifierColumns(
        random.integers(1, customers + 1, count),
        kinds,
        value[order],
        np.array([*map(normalised, kinds.tolist(), value[order].tolist())], object),
        np.zeros(count, np.int64),
        np.ones(count, np.int64),
    )


def _written(kind: str, number: int, way: int) -> str:
    """A value in one of three spellings that mean the same."""
    if kind == "phone":
        digits = f"{13_000_000_000 + number}"
        return (digits, f"+86 {digits[:3]}-{digits[3:7]}-{digits[7:]}", f"0086{digits}")[way]
    if kind == "address":
        room = f"{number % 97 + 1}号{number}室"
        return (
            f"浙江省杭州市西湖区晴川路{room}",
            f"浙江杭州西湖晴川路{room}",
            f"浙江省 杭州市 西湖区 晴川路 {room}",
        )[way]
    if kind == "email":
        return (
            f"c{number}@mailbox.internal",
            f"C{number}@mailbox.internal",
            f"c{number}@MAILBOX.INTERNAL ",
        )[way]
    if kind == "device":
        return (f"DEV-{number:08x}", f"dev{number:08x}", f"DEV:{number:08X}")[way]
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def _identities(customers: int) -> IdentityColumns:
    """Names and numbers, all of them different."""
    number = np.arange(1, customers + 1)
    names: Texts = np.array([f"第{each}号科技有限公司" for each in number.tolist()], object)
    cards: Texts = np.array([f"3301{each:014}" for each in number.tolist()], object)
    return IdentityColumns(number, names, cards, cards, np.ones(customers, np.int64))


def _holders(sizes: Sizes) -> AccountHolderColumns:
    """The owners of the accounts, and for one account in fifty somebody who is authorised."""
    random = np.random.default_rng(SEED)
    owners = synthetic.account_owners(sizes)
    more = random.integers(1, sizes.accounts + 1, sizes.accounts // 50)
    account = np.concatenate((owners.account_no, more))
    ids: Texts = np.array([f"A{each:09}" for each in account.tolist()], object)
    customer = np.concatenate(
        (owners.customer_no, random.integers(1, sizes.customers + 1, len(more)))
    )
    role = np.where(np.arange(len(account)) < sizes.accounts, "owner", "authorised")
    return AccountHolderColumns(account, ids, customer, role.astype(object), _ones(account))


def _monthly(sizes: Sizes) -> MonthlyPaymentColumns:
    """The payments, each a month's sum of its own, and every tenth with its answer."""
    paid = synthetic.payments(replace(sizes, payments=sizes.payments * 10 // 11))
    back = np.arange(0, len(paid.amount), 10)
    payer = np.concatenate((paid.from_no, paid.to_no[back]))
    payee = np.concatenate((paid.to_no, paid.from_no[back]))
    amount = np.concatenate((paid.amount, paid.amount[back]))
    once = _ones(payer)
    return MonthlyPaymentColumns(
        from_no=payer,
        to_no=payee,
        currency=np.full(len(payer), "CNY", object),
        month=once,
        payments=once,
        amount=amount,
        load_no=once,
    )


def _ones(column: Ints) -> Ints:
    return np.ones(len(column), np.int64)

"""Circles of money in time among a million customers and three million payments.

Ours: `graph.temporal.temporal_cycles` with the tag's settings, laying the payments out included,
compiled beforehand. Payments are spread over a year; 20 customers pay 10,000 times and are paid as
often, in amounts much alike, as platforms do; circles of 3 to 6 customers are planted among them,
and all of those must be found. No peer at this size: what is wanted is less than 30 seconds, and
how many customers were capped is said.

The peer is the rule as a plain search in Python, which looks through a customer's payments for
those that follow; it gets a thousandth, and ours the same for the ratio. That both find the same
circles is checked before anything is timed.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from cypher.engine.arrays import Ints, ten_thousandths
from service.graph.temporal.temporal_cycles import TemporalCycles, temporal_cycles
from service.settings import Settings

SEED = 23
CUSTOMERS, PAYMENTS, PLANTED = 1_000_000, 3_000_000, 1_000
HUBS, HUB_PAYMENTS = 20, 10_000
PEER = 0.001
DAY, YEAR = 86_400_000, 365 * 86_400_000
ROUNDS = 3
SECONDS = 30.0
Circle = tuple[int, ...]


@dataclass(frozen=True)
class World:
    """Payments between n customers, and the circles that were planted, as rows in order."""

    n: int
    payer: Ints
    payee: Ints
    at: Ints
    amount: Ints
    planted: set[Circle]


def measure(scale: float) -> list[Figure]:
    """Seconds at a million customers, and payments a second beside a plain search."""
    many = _world(int(CUSTOMERS * scale), int(PAYMENTS * scale), int(PLANTED * scale))
    few = _world(int(CUSTOMERS * PEER), int(PAYMENTS * PEER), int(PLANTED * PEER) + 1)
    must_equal("circles of a plain search", _circles(_found(few)), _searched(few))
    answers: list[TemporalCycles] = []
    took = tuple(seconds(lambda: answers.append(_found(many))) for _ in range(ROUNDS))
    found = answers[0]
    must_equal("planted circles found", many.planted <= _circles(found), True)
    theirs, own = alternate(
        lambda: len(few.at) / seconds(lambda: _searched(few)),
        lambda: len(few.at) / seconds(lambda: _found(few)),
        ROUNDS,
    )
    note = (
        f"{len(many.at):,} payments, {found.start.size - 1:,} circles, {len(many.planted):,} of "
        f"them planted; {found.capped.sum():,} customers capped, {found.cut:,} searches cut"
    )
    return [
        Figure("money_circles", "s", took, at_most=SECONDS, note=note),
        Figure("money_circles, on a thousandth", "payments/s", own, theirs),
    ]


def _found(world: World) -> TemporalCycles:
    knobs = Settings()
    return temporal_cycles(
        n=world.n,
        source=world.payer,
        target=world.payee,
        at=world.at,
        amount=world.amount,
        window=knobs.money_circle_days * DAY,
        tolerance=knobs.money_circle_tolerance,
        longest=knobs.money_circle_longest,
        most_arcs=knobs.money_hub_payments,
    )


def _circles(found: TemporalCycles) -> set[Circle]:
    parts = np.split(found.row, found.start[1:-1])
    return {tuple(part.tolist()) for part in parts if part.size}


def _world(n: int, m: int, planted: int) -> World:
    random = np.random.default_rng(SEED)
    place = random.permutation(n)
    payer = place[(n * random.random(m) ** 2).astype(np.int64)]
    payee = place[(n * random.random(m) ** 3).astype(np.int64)][random.permutation(m)]
    hub = np.repeat(random.choice(n, HUBS, replace=False), HUB_PAYMENTS * m // PAYMENTS)
    one, other = random.integers(0, n, (2, len(hub)))
    payer, payee = np.concatenate((payer, hub, one)), np.concatenate((payee, other, hub))
    at = random.integers(0, YEAR, len(payer))
    amount = random.lognormal(7, np.where(np.arange(len(at)) < m, 1.5, 0.2)).round(2)
    rows, first = [], len(at)
    circles: set[Circle] = set()
    for i in range(planted):
        size = 3 + i % 4
        nodes = random.choice(n, size, replace=False)
        start, much = random.integers(0, YEAR), random.uniform(1e4, 1e6)
        for k in range(size):
            rows.append((nodes[k], nodes[(k + 1) % size], start + k * DAY, much * (1 - k / 50)))
        circles.add(tuple(range(first, first + size)))
        first += size
    more = np.array(rows)
    return World(
        n,
        np.concatenate((payer, more[:, 0].astype(np.int64))),
        np.concatenate((payee, more[:, 1].astype(np.int64))),
        np.concatenate((at, more[:, 2].astype(np.int64))),
        ten_thousandths(np.concatenate((amount, more[:, 3].round(2)))),
        circles,
    )


def _searched(world: World) -> set[Circle]:
    """Every circle, by going on from each payment to all that can follow it."""
    knobs = Settings()
    columns = (world.payer, world.payee, world.at, world.amount)
    payments = list(zip(*(column.tolist() for column in columns), strict=True))
    out = defaultdict(list)
    for row, (payer, *_) in enumerate(payments):
        out[payer].append(row)
    circles: set[Circle] = set()
    waiting: list[Circle] = [(row,) for row, pay in enumerate(payments) if pay[0] != pay[1]]
    while waiting:
        path = waiting.pop()
        first, last = payments[path[0]], payments[path[-1]]
        visited = {payments[row][0] for row in path} | {last[1]}
        for row in out[last[1]]:
            _, payee, at, amount = payments[row]
            if not last[2] < at <= first[2] + knobs.money_circle_days * DAY:
                continue
            amounts = [amount, *(payments[each][3] for each in path)]
            spread = max(amounts) - min(amounts)
            if spread > knobs.money_circle_tolerance * max(amounts) + 1e-9:
                continue
            if payee == first[0] and len(path) > 1:
                circles.add((*path, row))
            elif payee not in visited and len(path) + 1 < knobs.money_circle_longest:
                waiting.append((*path, row))
    return circles

from collections import defaultdict
from datetime import date
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher import Store, View
from cypher.engine.arrays import ten_thousandths
from cypher.view import (
    CustomerColumns,
    Customers,
    FinanceColumns,
    Finances,
    ReferralColumns,
    Referrals,
)
from service.relations.referrals.chains import ReferralChains, first_referrals, referral_chains
from service.settings import Settings
from service.tagging.bank import Bank

Arc = tuple[int, int, int]


class Views:
    """What a bank asks of its store: persons 0 to n-1 by number, assets, and who referred whom."""

    def __init__(self, assets: list[float], arcs: list[Arc]) -> None:
        n = len(assets)
        numbers, ones = np.arange(n), np.ones(len(arcs), np.int64)
        referrer, referred, at = np.array(arcs, np.int64).reshape(-1, 3).T
        channel = np.full(len(arcs), "", object)
        ids = np.array([f"{number:06}" for number in range(n)], object)
        kind, units = np.full(n, "person", object), np.ones_like(numbers)
        kept = ten_thousandths(np.array(assets, float))
        self.views: dict[type, Any] = {
            Customers: CustomerColumns(
                numbers, ids, kind, np.ones_like(numbers), np.ones_like(numbers)
            ),
            Finances: FinanceColumns(numbers, kept, units, numbers),
            Referrals: ReferralColumns(referrer, referred, at, channel, ones),
        }

    def columns(self, view: View[Any]) -> Any:
        return self.views[type(view)]


def chains_of(
    assets: list[float], arcs: list[Arc], settings: Settings | None = None
) -> ReferralChains:
    return referral_chains(bank_of(assets, arcs), settings or Settings())


def bank_of(assets: list[float], arcs: list[Arc]) -> Bank:
    return Bank(cast(Store, Views(assets, arcs)), date(2025, 12, 31))


@st.composite
def banks(draw: st.DrawFn) -> tuple[list[float], list[Arc]]:
    """Assets, some unknown, and referrals: many at the same instant, some of oneself, rings."""
    n = draw(st.integers(1, 8))
    amount = st.one_of(st.just(float("nan")), st.integers(-400, 4000).map(lambda cents: cents / 4))
    assets = draw(st.lists(amount, min_size=n, max_size=n))
    customer = st.integers(0, n - 1)
    arc = st.tuples(customer, customer, st.integers(0, 3))
    return assets, draw(st.lists(arc, max_size=14, unique=True))


def referrers(arcs: list[Arc]) -> dict[int, tuple[int, int]]:
    """When and by whom each customer was first referred."""
    found: dict[int, tuple[int, int]] = {}
    for referrer, referred, at in arcs:
        if referrer != referred:
            found[referred] = min(found.get(referred, (at, referrer)), (at, referrer))
    return found


def rings_of(first: dict[int, tuple[int, int]]) -> list[list[int]]:
    """Each ring from the customer on whose referral is cut."""
    rings = {}
    for start in first:
        walk = [start]
        while (above := first.get(walk[-1], (0, -1))[1]) not in walk and above >= 0:
            walk.append(above)
        if above == start:
            cut = max(walk, key=lambda c: (first[c][0], -c))
            down = walk[::-1]
            place = down.index(cut)
            rings[min(walk)] = [*down[place:], *down[:place]]
    return [rings[key] for key in sorted(rings)]


@given(banks())
def test_chains_and_totals_are_those_of_walks_from_everybody(
    bank: tuple[list[float], list[Arc]],
) -> None:
    assets, arcs = bank
    chains, first = chains_of(assets, arcs), referrers(arcs)
    rings = rings_of(first)
    for ring in rings:
        del first[ring[0]]
    below: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for customer in range(len(assets)):
        path = [customer]
        while path[-1] in first:
            path.append(first[path[-1]][1])
            below[path[-1]].append((customer, len(path) - 1))
        assert chains.path(customer, 50) == path[::-1]
        assert chains.forest.parent[customer] == (path[1] if len(path) > 1 else -1)
    for customer in range(len(assets)):
        levels = [level for _, level in below[customer]]
        credit = sum(
            assets[c] * 0.5 ** (level - 1) for c, level in below[customer] if assets[c] == assets[c]
        )
        assert chains.direct[customer] == levels.count(1)
        assert chains.total[customer] == len(levels)
        assert chains.deepest[customer] == max(levels, default=0)
        assert chains.unknown[customer] == sum(assets[c] != assets[c] for c, _ in below[customer])
        assert chains.credit[customer] == pytest.approx(credit, rel=1e-12, abs=1e-9)


@given(banks())
def test_rings_are_cut_at_their_latest_referral_and_told_from_there_on(
    bank: tuple[list[float], list[Arc]],
) -> None:
    assets, arcs = bank
    chains, first = chains_of(assets, arcs), referrers(arcs)
    on_ring = {}
    for ring in rings_of(first):
        for customer in ring:
            on_ring[customer] = ring
            found = chains.ring_at(int(chains.on_ring[customer]), 50)
            assert (found.customers.tolist(), found.size) == (ring, len(ring))
            ends = chains.view.referrer_no[found.rows], chains.view.referred_no[found.rows]
            expected = list(zip(ring, [*ring[1:], ring[0]], strict=True))
            assert list(zip(*(each.tolist() for each in ends), strict=True)) == expected
            assert found.cut == found.rows[-1] == chains.cut(ring[0])
            assert chains.view.at[found.cut] == chains.view.at[found.rows].max()
            part = chains.ring_at(int(chains.on_ring[customer]), 2)
            if len(ring) > 2:
                place = ring.index(customer)
                assert part.customers.tolist() == [customer, ring[(place + 1) % len(ring)]]
    assert {c for c in range(len(assets)) if chains.on_ring[c] >= 0} == on_ring.keys()
    cut = {c for c in range(len(assets)) if chains.cut(c) >= 0}
    assert cut == {ring[0] for ring in on_ring.values()}


@given(banks(), st.randoms(use_true_random=False))
def test_the_order_of_referrals_changes_nothing(
    bank: tuple[list[float], list[Arc]], random: Any
) -> None:
    assets, arcs = bank
    shuffled = random.sample(arcs, len(arcs))
    one, other = chains_of(assets, arcs), chains_of(assets, shuffled)
    for name in ("direct", "total", "deepest", "unknown", "members", "ring"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
    assert one.credit.tobytes() == other.credit.tobytes()
    for chains, rows in ((one, arcs), (other, shuffled)):
        for customer in range(len(assets)):
            every = sorted((at, a) for a, b, at in arcs if b == customer != a)
            assert chains.later_count(customer) == max(0, len(every) - 1)
            for most in (1, 2, 99):
                later = [rows[row] for row in chains.later(customer, most).tolist()]
                assert [(at, a) for a, _, at in later] == every[1 : 1 + most]


@given(banks())
def test_the_first_referral_of_each_is_the_earliest_and_then_that_of_the_smallest_id(
    bank: tuple[list[float], list[Arc]],
) -> None:
    assets, arcs = bank
    rows = first_referrals(bank_of(assets, arcs)).tolist()
    found = {arcs[row][1]: (arcs[row][2], arcs[row][0]) for row in rows}
    assert found == referrers(arcs)
    assert [arcs[row][1] for row in rows] == sorted(found)


def test_sums_are_told_without_what_doubles_are_off_by() -> None:
    chains = chains_of([0, 0.1, 0.2, 1e-2], [(0, 1, 0), (0, 2, 0), (2, 3, 0)], Settings())
    assert sum([0.1, 0.2]) != 0.3
    assert chains.credit[0] == 0.305
    assert chains_of([0, 0.1, 0.2], [(0, 1, 0), (0, 2, 0)]).credit[0] == 0.3
    large = chains_of([0, 123_456_789_012.34, 0.01], [(0, 1, 0), (0, 2, 0)])
    assert large.credit[0] == 123_456_789_012.35


def test_the_decay_of_credit_is_a_setting() -> None:
    arcs = [(0, 1, 0), (1, 2, 0), (2, 3, 0)]
    assert chains_of([0, 1, 1, 1], arcs, Settings(referral_decay=0.1)).credit[0] == 1.11
    assert chains_of([0, 1, 1, 1], arcs, Settings(referral_decay=1)).credit[0] == 3.0


def test_the_same_referral_twice_over_counts_once() -> None:
    """A what-if may add a referral that is on record already."""
    chains = chains_of([1.0, 2.0], [(0, 1, 5), (0, 1, 5)])
    assert (chains.total[0], chains.credit[0]) == (1, 2.0)
    assert chains.later(1, 9).tolist() == [1]


def test_a_bank_without_referrals_has_no_chains() -> None:
    chains = chains_of([1.0, 2.0], [])
    assert not chains.direct.any()
    assert not chains.members.size
    assert chains.path(1, 50) == [1]

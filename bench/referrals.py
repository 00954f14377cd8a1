"""Referral chains of a million customers: the totals of everybody, and a page of one of them.

A million referrals, of some customers twice or more: those early in a random order refer the most,
a thousand and more each, and chains have ten levels or so; one in a hundred is on a ring. Ours:
from the columns of the views to the forest and the counts of everybody, which referral was the
first included; what is wanted is less than a second. How long it takes to find and tell each tag is
noted beside, the telling being the publisher's time; and how long to tell the chain above and the
tree below of the customer with the most below it, once the forest is there. Kernels are compiled
beforehand; making the arrays is not timed.

The peer, at a tenth of the size: networkx's topological_sort of the forest as a DiGraph that is
built already, and one loop over lists up it, for direct, total, deepest and credit. Ours: the same
from the array of referrers. That the answers agree is checked before anything is timed.
"""

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np

from bench import synthetic
from bench.banks import must_equal
from bench.figures import Figure
from bench.made_up import made_up_bank
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from bench.tags_in_memory import ON, WARM_UP, find_and_tell
from cypher import View
from cypher.engine.arrays import UNKNOWN, Ints, ten_thousandths
from cypher.view import (
    Customers,
    FinanceColumns,
    Finances,
    ReferralColumns,
    Referrals,
)
from service.graph.tree.branching import branching, descendant_sums, heights, nearest_descendants
from service.relations.referrals.chains import ReferralChains, referral_chains
from service.settings import Settings
from service.tagging.bank import Bank
from service.tags import catalogue

TAGS = ("referral_root", "referral_influencer", "referred_customer", "referral_ring")
CUSTOMERS, REFERRALS = 1_000_000, 1_000_000
PEER_SCALE = 0.1
SECONDS = 1.0
AT_LEAST = 10.0
ROUNDS = 3
SEED = 9
BELOW = 500

Totals = tuple[list[int], list[int], list[int], list[float]]


def measure(scale: float) -> list[Figure]:
    """Seconds for the totals of a million customers, and customers a second with networkx's."""
    small, bank = _bank(WARM_UP), _bank(scale)
    referral_chains(small, Settings())
    chains = referral_chains(bank, Settings())
    took = tuple(seconds(lambda: referral_chains(bank, Settings())) for _ in range(ROUNDS))
    note = (
        f"{int(chains.direct.sum()):,} first referrals, {int(chains.deepest.max())} levels, "
        f"{int(chains.direct.max()):,} by one"
    )
    totals = Figure("referral totals", "s", took, at_most=SECONDS, note=note)
    return [
        totals,
        *(_tag(tag_id, small, bank) for tag_id in TAGS),
        _page(chains),
        _with_networkx(_bank(scale * PEER_SCALE)),
    ]


def _tag(tag_id: str, small: Bank, bank: Bank) -> Figure:
    find_and_tell(catalogue()[tag_id], small)
    took = find_and_tell(catalogue()[tag_id], bank)
    note = f"{took['holdings']:,} holdings, told in {took['telling']:.1f} s more"
    return Figure(tag_id, "s", (took["finding"],), note=note)


def _page(chains: ReferralChains) -> Figure:
    """The chain above and the tree below, as an answer takes them from the arrays."""
    most = int(chains.total.argmax())

    def page() -> None:
        nodes, _ = nearest_descendants(chains.forest, most, BELOW)
        chains.edges(chains.first[nodes])
        chains.path(most, BELOW)

    took = tuple(1000 * seconds(page) for _ in range(ROUNDS))
    note = f"{BELOW} of {int(chains.total[most]):,} below one customer"
    return Figure("referrals of one", "ms", took, note=note)


def _with_networkx(bank: Bank) -> Figure:
    chains = referral_chains(bank, Settings())
    parent, assets, n = chains.forest.parent, np.nan_to_num(chains.assets), len(bank)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((u, v) for u, v in enumerate(parent.tolist()) if v >= 0)
    referrer, kept = parent.tolist(), assets.tolist()

    def peer() -> Totals:
        direct, total, deepest = ([0] * n for _ in range(3))
        credit = [0.0] * n
        for child in nx.topological_sort(graph):
            above = referrer[child]
            if above >= 0:
                direct[above] += 1
                total[above] += 1 + total[child]
                deepest[above] = max(deepest[above], 1 + deepest[child])
                credit[above] += kept[child] + 0.5 * credit[child]
        return direct, total, deepest, credit

    def ours() -> tuple[Any, ...]:
        forest = branching(parent)
        direct = np.bincount(parent[parent >= 0], minlength=n)
        total = descendant_sums(forest, np.ones(n), 1.0)
        return direct, total, heights(forest), descendant_sums(forest, assets, 0.5)

    for found, expected in zip(ours(), peer(), strict=True):
        difference = np.abs(found - np.array(expected)).max()
        must_equal("totals agree with a loop", bool(difference <= 1e-9 * found.max()), True)
    theirs, own = alternate(lambda: n / seconds(peer), lambda: n / seconds(ours), ROUNDS)
    return Figure("totals of a forest", "customers/s", own, theirs, at_least=AT_LEAST)


def _bank(scale: float) -> Bank:
    """A synthetic bank with every view that the tags read."""
    sizes = Sizes(customers=int(CUSTOMERS * scale), referrals=int(REFERRALS * scale))
    return made_up_bank(_ARRAYS, sizes, ON)


def _finances(sizes: Sizes) -> FinanceColumns:
    """What customers keep at the bank; of one in ten it is unknown."""
    random, n = np.random.default_rng(SEED), sizes.customers
    assets = random.lognormal(10, 1.5, n).round(2)
    assets[random.random(n) < 0.1] = np.nan
    return FinanceColumns(
        np.arange(1, n + 1), ten_thousandths(assets), np.full(n, UNKNOWN), np.ones(n, np.int64)
    )


def _referrals(sizes: Sizes) -> ReferralColumns:
    """Referrals by somebody earlier in a random order, and one customer in a hundred on a ring."""
    random, count, n = np.random.default_rng(SEED), sizes.referrals, sizes.customers
    number: Ints = random.permutation(n) + 1
    place = random.integers(1, n, count)
    earlier = (place * random.random(count) ** 2).astype(np.int64)
    at = random.integers(synthetic.FIRST_MS, synthetic.LAST_MS, count)
    # Three referred each other around, before anybody else referred them.
    three = number[: 3 * (n // 300)].reshape(3, -1)
    referrer = np.concatenate((number[earlier], three.ravel()))
    referred = np.concatenate((number[place], np.roll(three, 1, 0).ravel()))
    at = np.concatenate((at, np.full(three.size, synthetic.FIRST_MS - 1)))
    channel = np.full(len(at), "app", object)
    return ReferralColumns(referrer, referred, at, channel, np.ones(len(at), np.int64))


_ARRAYS: dict[type[View[Any]], Callable[[Sizes], Any]] = {
    Customers: synthetic.customers,
    Finances: _finances,
    Referrals: _referrals,
}

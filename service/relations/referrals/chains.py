"""Referral chains: referrers and the customers they brought in, as a forest."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from cypher.engine.arrays import UNKNOWN, Floats, Ints, Texts
from cypher.view import Finances, ReferralColumns, Referrals
from service.graph.csr import grouped_by
from service.graph.tables.segments import first_by, max_by, runs
from service.graph.tree.branching import (
    Branching,
    branching,
    descendant_sums,
    heights,
    parent_cycles,
    path_from_root,
)
from service.relations.edges.evidence import Records
from service.relations.referrals.settings import ReferralSettings
from service.tagging.declaration import Edge, Reading

#: The views that `referral_chains` reads.
VIEWS = (Finances, Referrals)

#: Credit is told to so many digits: what sums of doubles are off by is not.
DIGITS = 14
#: Those that a double holds exactly.
POWERS_OF_TEN = np.array([float(10**power) for power in range(23)])


class Ring(NamedTuple):
    """Some or all of a referral ring: customers (positions), each with the referral by it.

    `rows` are rows of the view: the i-th is the referral by the i-th customer of the next one
    around. `size` is how many customers the whole ring has; `cut` is the row of the referral that
    was cut.
    """

    customers: Ints
    rows: Ints
    size: int
    cut: int


@dataclass(frozen=True)
class ReferralChains:
    """Everybody's referrals, and the forest of the first ones with rings cut.

    The referrals of customer c are the rows `rows[start[c]:start[c + 1]]` of `view` (int64[m],
    int64[n + 1]), in no order; `own` are those by one number of a customer of another of its own,
    which count for nothing; `first` int64[n] is the row of the one that counts, -1 where there
    is none. `forest.parent` int64[n] is who referred each customer, -1 where nobody did or the
    referral was cut.
    `members` int64[k] are the customers on rings, ring by ring and around each from its root on,
    `ring` int64[k] which ring each is on, ascending, and `on_ring` int64[n] where a customer stands
    among the members, -1 where it is on no ring.
    Of each customer: `direct`, `total`, `deepest` and `unknown` int64[n] count whom it referred,
    everybody below, the levels below and those below whose assets are unknown; `assets` int64[n],
    ten-thousandths, is UNKNOWN where they are. `credit` float64[n] is the sum over everybody below
    of assets x decay^(level - 1), and `counted` float64[n] what the customer adds to that of its
    referrer, assets + decay x credit: both in money, not ten-thousandths.
    """

    customer_ids: Texts
    view: ReferralColumns
    own: ReferralColumns | None
    start: Ints
    rows: Ints
    first: Ints
    forest: Branching
    members: Ints
    ring: Ints
    on_ring: Ints
    direct: Ints
    total: Ints
    deepest: Ints
    unknown: Ints
    assets: Ints
    credit: Floats
    counted: Floats

    def later(self, customer: int, most: int) -> Ints:
        """The rows of a customer's later referrals, which brought nobody in, the earliest `most`.

        Cost: linear in the customer's referrals, and a sort of those that come back.
        """
        rows, at = self.rows[self.start[customer] : self.start[customer + 1]], self.view.at
        rows = rows[rows != self.first[customer]]
        if len(rows) > most:
            rows = rows[at[rows] <= np.partition(at[rows], most - 1)[most - 1]]
        order = np.lexsort((self.view.referrer_no[rows], at[rows]))[:most]
        return rows[order]

    def later_count(self, customer: int) -> int:
        """How many later referrals a customer has."""
        return max(0, int(self.start[customer + 1] - self.start[customer]) - 1)

    def cut(self, customer: int) -> int:
        """The row of the first referral of a customer where a ring was cut there, -1 elsewhere."""
        on_ring, root = self.on_ring[customer] >= 0, self.forest.parent[customer] < 0
        return int(self.first[customer]) if on_ring and root else -1

    def path(self, customer: int, most: int) -> list[int]:
        """The customers from the root down to one, both included; see `path_from_root`."""
        return path_from_root(self.forest, customer, most)

    def ring_at(self, own: int, most: int) -> Ring:
        """The ring of a place among the members. Cost: O(most + log n).

        It begins after the referral that was cut; one of more than `most` customers is shown in
        part, from the member itself on.
        """
        begin, end = np.searchsorted(self.ring, (self.ring[own], self.ring[own] + 1)).tolist()
        size = end - begin
        shown = np.arange(min(size, most)) + (0 if size <= most else own - begin)
        customers = self.members[begin + shown % size]
        following = self.members[begin + (shown + 1) % size]
        return Ring(customers, self.first[following], size, self.cut(int(self.members[begin])))

    def referral(self, row: int) -> dict[str, Any]:
        """One referral as a fact: see `facts`."""
        (fact,) = self.facts(np.array([row]))
        return fact

    def facts(self, rows: Ints) -> list[dict[str, Any]]:
        """Some referrals as facts: by whom, of whom, when, and where it is known, where."""
        return [
            {"referrer_id": edge.from_id, "referred_id": edge.to_id, **edge.properties}
            for edge in self.edges(rows)
        ]

    def self_referrals(self, customer: int, most: int) -> list[dict[str, Any]]:
        """The referrals by a customer's own numbers of one another, the earliest `most`, as facts.

        They are told by the numbers. Cost: linear in them.
        """
        rows = self._own_rows.get(customer)
        if rows is None:
            return []
        edges = Records("REFERRED", self.own, self.customer_ids, blanks=False).edges(rows[:most])
        return [
            {
                "referrer_id": edge.properties.get("from_number", edge.from_id),
                "referred_id": edge.properties.get("to_number", edge.to_id),
                "at": edge.properties["at"],
            }
            for edge in edges
        ]

    def edges(self, rows: Ints) -> list[Edge]:
        """The edges of some referrals, in their order; the channel only where it is known."""
        return self._recorded.edges(rows)

    @cached_property
    def _own_rows(self) -> dict[int, Ints]:
        """The rows of `own` by customer, each customer's in the order of time."""
        if self.own is None:
            return {}
        rows = np.lexsort((self.own.at, self.own.referred_no))
        start = runs(self.own.referred_no[rows])
        parts = np.split(rows, start[1:-1])
        return {int(self.own.referred_no[part[0]]): part for part in parts if len(part)}

    @cached_property
    def _recorded(self) -> Records:
        return Records("REFERRED", self.view, self.customer_ids, blanks=False)


def referral_chains(bank: Reading, settings: ReferralSettings) -> ReferralChains:
    """Make the forest of first referrals, cut its rings, and count what stands below everybody.

    A customer has one referrer, that of `first_referrals`. Where first referrals lead around a ring
    the latest is cut, of equally late ones that of the smallest referred id; whom it referred then
    is a root, even where a later referral from elsewhere is known: that brought nobody in. A
    referral by or of somebody who is no customer any more is none, so that what is below a missing
    customer begins a chain of its own. Unknown assets count 0 in the credit and are counted apart.
    Reads VIEWS. Cost: linear in customers and referrals, and a sort of those on rings.
    """
    view, n = bank[Referrals], len(bank)
    start, rows, first = _by_referred(bank)
    parent = np.full(n, -1)
    parent[first >= 0] = view.referrer_no[first[first >= 0]]
    ring = parent_cycles(parent)
    members = np.flatnonzero(ring >= 0)
    latest = members[first_by(ring[members], by=(-view.at[first[members]], members))]
    parent[latest] = -1
    forest = branching(parent)

    around = members[np.lexsort((forest.level[members], ring[members]))]
    on_ring = np.full(n, -1)
    on_ring[around] = np.arange(len(around))
    assets = np.full(n, UNKNOWN)
    assets[bank[Finances].customer_no] = bank[Finances].assets
    known = np.where(assets == UNKNOWN, 0, assets) / 10_000
    credit = descendant_sums(forest, known, settings.referral_decay)
    return ReferralChains(
        customer_ids=bank.customer_ids,
        view=view,
        own=bank.within(Referrals),
        start=start,
        rows=rows,
        first=first,
        forest=forest,
        members=around,
        ring=ring[around],
        on_ring=on_ring,
        direct=np.bincount(parent[parent >= 0], minlength=n),
        total=descendant_sums(forest, np.ones(n), 1.0).astype(np.int64),
        deepest=heights(forest),
        unknown=descendant_sums(forest, assets == UNKNOWN, 1.0).astype(np.int64),
        assets=assets,
        credit=_told(credit),
        counted=_told(known + settings.referral_decay * credit),
    )


def first_referrals(bank: Reading) -> Ints:
    """The referrals that brought customers in: rows of the view, one a referred customer.

    Of several referrals of one customer the earliest counts, at the same instant that of the
    smallest referrer id. They come back by the position of the referred. Referrals by or of
    customers who were closed are no longer there (see `Bank`): the earliest of the others counts.
    Cost: linear.
    """
    _, _, first = _by_referred(bank)
    return first[first >= 0]


def _by_referred(bank: Reading) -> tuple[Ints, Ints, Ints]:
    """The referrals of each customer, and the first: start, rows and first of `ReferralChains`.

    A referral of oneself is none.
    """
    view, n = bank[Referrals], len(bank)
    proper = np.flatnonzero(view.referrer_no != view.referred_no)
    start, rows = grouped_by(n, view.referred_no[proper], proper)
    referred = runs(view.referred_no[rows])

    def least(key: Ints) -> Ints:
        return np.repeat(-max_by(referred, -key), np.diff(referred))

    at = view.at[rows]
    referrer = np.where(at == least(at), view.referrer_no[rows], n)
    earliest = rows[referrer == least(referrer)]
    first = np.full(n, -1)
    # Of records that say the same (a supposed one may), the one that stands first.
    earliest = earliest[runs(view.referred_no[earliest])[:-1]]
    first[view.referred_no[earliest]] = earliest
    return start, rows, first


def _told(amount: Floats) -> Floats:
    """Amounts to DIGITS significant digits."""
    size = np.floor(np.log10(np.maximum(np.abs(amount), 1e-300))).astype(np.int64)
    scale = POWERS_OF_TEN[np.clip(DIGITS - 1 - size, 0, len(POWERS_OF_TEN) - 1)]
    return np.round(amount * scale) / scale

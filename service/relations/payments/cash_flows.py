"""What came in to customers and went out of them, by customer and currency, in time order."""

from dataclasses import dataclass, replace

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.csr import Int32s, grouped_by
from service.graph.series.sliding_windows import sort_groups
from service.graph.tables.joins import ranked
from service.graph.tables.segments import expand, first_by, pair_key, runs, sum_at
from service.instants import instants
from service.relations.payments.customer_payments import (
    OUTSIDE,
    account_names,
    customer_payments,
    payment_edge,
)
from service.tagging.declaration import Edge, Reading

#: What `cash_flows` reads.
VIEWS = (AccountOwners, Accounts, Payments)

DAY_MS = 86_400_000


@dataclass(frozen=True)
class CashFlows:
    """Payments as their customers see them, grouped by (customer, currency), in time order.

    Group g has the movements indptr[g] up to indptr[g + 1]; what comes in at an instant stands
    before what goes out at it. `row` int32[m] is where the payment stands in the view `Payments`;
    `incoming` bool[m]; `party` int32[m] who is at the other end: the position of a customer, or,
    from `len(bank)` on, an account nobody is known to own, of which cash is one; `at` int64[m] is
    in milliseconds since 1970, `units` int64[m] money in ten-thousandths. `customer` and
    `currency` int64[groups] say whose the group is; currencies are sorted.
    """

    bank: Reading
    indptr: Ints
    customer: Ints
    currency: Ints
    currencies: list[str]
    row: Int32s
    incoming: Flags
    party: Int32s
    parties: int
    at: Ints
    units: Ints
    names: Texts

    def one_currency_each(self, groups: Ints, weight: Ints) -> Ints:
        """Of each customer's groups the one with the most weight, of equals the first currency."""
        customer = self.customer[groups]
        return groups[first_by(customer, by=(-weight, groups))]

    def other_currencies(self, groups: Ints, group: int) -> list[str]:
        """The currencies of the customer's other groups among these, which are sorted."""
        customer = self.customer[group]
        first, end = np.searchsorted(self.customer[groups], [customer, customer + 1])
        return [
            self.currencies[self.currency[group_of]]
            for group_of in groups[first:end]
            if group_of != group
        ]

    def ordered(self, first: int, end: int) -> Ints:
        """The movements from first to end, so ordered that no tie depends on the order of rows."""
        instant = self.at[first:end] * 2 + ~self.incoming[first:end]
        keys = (self.units[first:end], instant)
        return first + in_order(self.bank, self.names, self.row[first:end], keys)

    def without_payments(self, row: Ints) -> "CashFlows":
        """The movements but for what went out by some payments, rows of the view `Payments`."""
        kept = self.incoming | ~np.isin(self.row, row)
        before = np.concatenate(([0], np.cumsum(kept)))
        return replace(
            self,
            indptr=before[self.indptr],
            row=self.row[kept],
            incoming=self.incoming[kept],
            party=self.party[kept],
            at=self.at[kept],
            units=self.units[kept],
        )

    def edge(self, group: int, place: int) -> Edge:
        """The edge of the movement at a place in a group."""
        customer, party = int(self.customer[group]), int(self.party[place])
        other = party if party < len(self.bank) else OUTSIDE
        payer, payee = (other, customer) if self.incoming[place] else (customer, other)
        return payment_edge(self.bank, self.names, int(self.row[place]), payer, payee)

    def instant(self, place: int) -> str:
        """When it was, as people read it."""
        return instants(self.at[place : place + 1])[0]

    def largest_parties(self, places: Ints, units: Ints) -> tuple[list[str], int]:
        """Who is at the other end of these movements: ids, and how many there are in all.

        Customers only are named, those of the most units first and equal ones by id; accounts that
        nobody is known to own, and cash, are counted.
        """
        parties, of = np.unique(self.party[places], return_inverse=True)
        order = np.argsort(-sum_at(of, units, len(parties)), kind="stable")
        known = parties[order]
        known = known[known < len(self.bank)]
        ids: list[str] = self.bank.customer_ids[known].tolist()
        return ids, len(parties)


def in_order(bank: Reading, names: Texts, row: Ints | Int32s, keys: tuple[Ints, ...]) -> Ints:
    """Sort payments by some keys, the last one first, and equal ones by their accounts' names.

    So that no tie depends on the order of rows; `names` are those of `account_names`. Cost: a sort,
    and another of those that are equal.
    """
    order = np.lexsort(keys)
    size = np.diff(runs(*(key[order] for key in keys)))
    tied = np.flatnonzero(np.repeat(size > 1, size))
    if len(tied):
        view, rows = bank[Payments], row[order[tied]]
        run, _ = expand(size[size > 1])
        accounts = [names[no[rows]].astype(str) for no in (view.to_no, view.from_no)]
        order[tied] = order[tied][np.lexsort((view.load_no[rows], *accounts, run))]
    return order


def cash_flows(bank: Reading) -> CashFlows:
    """Sort the payments up to the run's day by whom they concern, which currency, and when.

    A payment from or to a joint account is one of each of its owners; seen from the other end its
    owners are one party, called by the first of them by id. A payment between two accounts of a
    customer, joint ones included, is no movement of that customer. Linear in the payments, plus a
    sort of each customer's own by time.
    """
    view, paid = bank[Payments], customer_payments(bank)
    party_of = _party_of_accounts(bank)
    into = _seen_by(bank, paid.payee, paid.row, view.to_no, view.from_no)
    out_of = _seen_by(bank, paid.payer, paid.row, view.from_no, view.to_no)
    customer = np.concatenate((paid.payee[into], paid.payer[out_of]))
    row = np.concatenate((paid.row[into], paid.row[out_of])).astype(np.int32)
    there = np.concatenate((view.from_no[row[: len(into)]], view.to_no[row[len(into) :]]))
    currency, currencies = ranked(view.currency)
    # By currency, then by time, and what comes in at an instant before what goes out at it.
    first_at, span = (int(view.at.min()), int(np.ptp(view.at)) + 1) if len(row) else (0, 1)
    key = (currency[row] * span + view.at[row] - first_at) * 2
    key[len(into) :] += 1
    indptr, place = grouped_by(len(bank), customer, np.arange(len(row)))
    key = key[place]
    sort_groups(indptr, key, place)
    starts, owner, currency = _by_currency(indptr, key // (2 * span))
    row = row[place]
    return CashFlows(
        bank=bank,
        indptr=starts,
        customer=owner,
        currency=currency,
        currencies=currencies,
        row=row,
        incoming=place < len(into),
        party=party_of[there[place]],
        parties=len(bank) + len(party_of),
        at=view.at[row],
        units=view.amount[row],
        names=account_names(bank),
    )


def _by_currency(indptr: Ints, currency: Ints) -> tuple[Ints, Ints, Ints]:
    """Where each currency of each customer starts, whose it is, and which it is."""
    starts = np.union1d(runs(currency), indptr)
    owner = np.searchsorted(indptr, starts[:-1], "right") - 1
    return starts, owner, currency[starts[:-1]]


def _party_of_accounts(bank: Reading) -> Int32s:
    """Who each account stands for by its number: its first owner, or behind them itself."""
    view, owners = bank[Payments], bank[AccountOwners]
    highest = max(int(no.max(initial=0)) for no in (view.from_no, view.to_no, owners.account_no))
    party = np.arange(len(bank), len(bank) + highest + 1, dtype=np.int32)
    np.minimum.at(party, owners.account_no, owners.customer_no.astype(np.int32))
    return party


def _seen_by(bank: Reading, customer: Ints, row: Ints, here: Ints, there: Ints) -> Ints:
    """Which of the payments are movements of the customer at this end, each once.

    `here` and `there` are the accounts of all payments at this end and at the other. Only joint
    accounts make a payment appear more than once, or leave a customer at both of its ends.
    """
    owners, n = bank[AccountOwners], len(bank)
    numbers = max(int(no.max(initial=0)) for no in (here, there, owners.account_no)) + 1
    joint = np.bincount(owners.account_no, minlength=numbers) > 1
    known = customer != OUTSIDE
    doubtful = joint[here[row]] | joint[there[row]]
    if not doubtful.any():
        return np.flatnonzero(known)
    at = np.flatnonzero(known & doubtful)
    owned = pair_key(owners.account_no, owners.customer_no, n)
    at = at[~np.isin(pair_key(there[row[at]], customer[at], n), owned, kind="sort")]
    known[doubtful] = False
    known[at[first_by(row[at], customer[at])]] = True
    return np.flatnonzero(known)

"""The counterparties of each customer, weighed so that customers can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Floats, Ints, Texts
from cypher.view.accounts import Payments
from service.graph.arrays import Flags
from service.graph.csr import csr
from service.graph.similarity.tf_idf import UnitRows, tf_idf
from service.graph.tables.segments import runs
from service.relations.edges.evidence import evidence_edge
from service.relations.payments.customer_payments import OUTSIDE, account_names, customer_payments
from service.relations.payments.settings import PaymentSettings
from service.tagging.declaration import Edge, Reading

#: What a counterparty is to a customer.
PAYEE, PAYER = "payee", "payer"


@dataclass(frozen=True)
class PaidPairs:
    """Who paid whom, each pair once, sorted by (payer, payee).

    Parties are customers by their positions, 0..n-1, and behind them accounts that belong to none,
    by their ids in `outside`. `payer`, `payee` int64[p]; the payments of pair k stand in the view
    `Payments` at `row[start[k]:start[k + 1]]`, start int64[p + 1].
    """

    n: int
    outside: Texts
    payer: Ints
    payee: Ints
    start: Ints
    row: Ints

    def edges(self, bank: Reading, payer: int, payee: int) -> Iterator[Edge]:
        """What one party paid another, an edge for each currency; none where it paid nothing.

        Cost: two look-ups, and a sort of the payments between the two.
        """
        first, last = np.searchsorted(self.payer, (payer, payer + 1)).tolist()
        k = first + int(np.searchsorted(self.payee[first:last], payee))
        if k == last or self.payee[k] != payee:
            return
        view, rows = bank[Payments], self.row[self.start[k] : self.start[k + 1]]
        currency = view.currency[rows]
        for code in sorted(set(currency.tolist())):
            some = rows[currency == code]
            yield evidence_edge(
                "PAID",
                self.party_id(bank.customer_ids, payer),
                self.party_id(bank.customer_ids, payee),
                load_no=view.load_no[some].max(),
                payments=len(some),
                amount=view.amount[some].sum(),
                currency=code,
                last_at=view.at[some].max(),
            )

    def party_id(self, customer_ids: Texts, party: int) -> str:
        """The id of a customer, or of an account that belongs to none."""
        return str(customer_ids[party] if party < self.n else self.outside[party - self.n])


class Shared(NamedTuple):
    """A counterparty that customers have in common; `share` is its part of their similarity."""

    party: int
    side: str
    share: float
    customers: int


@dataclass(frozen=True)
class CounterpartyProfiles:
    """Each customer as a row of weights, one column for each payee and one for each payer.

    `party` int64[c] is the counterparty a column stands for, as in `PaidPairs`; `is_payer` bool[c]
    whether it pays the customer or is paid. `outside` are the ids of accounts of nobody known.
    """

    rows: UnitRows
    party: Ints
    is_payer: Flags
    outside: Texts

    def shared(self, columns: Ints, share: Floats) -> list[Shared]:
        """The counterparties that some columns stand for, with the part that each has."""
        return [
            Shared(
                int(self.party[column]),
                PAYER if self.is_payer[column] else PAYEE,
                round(part, 4),
                int(self.rows.frequency[column]),
            )
            for column, part in zip(columns.tolist(), share.tolist(), strict=True)
        ]

    def of_each_side(self, columns: Ints) -> tuple[Ints, Ints]:
        """Which of some columns, by their places, stand for payees, and which for payers."""
        payer = self.is_payer[columns]
        return np.flatnonzero(~payer), np.flatnonzero(payer)


def paid_pairs(bank: Reading) -> PaidPairs:
    """Who paid whom in all payments up to the run's day.

    The rule names no period, so all of them count. A payment of a joint account counts for each of
    its owners (ADR 0012). Accounts that belong to no customer are parties of their own; cash is
    none. Linear in the payments, plus a sort of the owners and of the ids of outside accounts.
    Reads the views Payments, AccountOwners and Accounts.
    """
    n, paid, view = len(bank), customer_payments(bank), bank[Payments]
    names = account_names(bank)
    ends = []
    for party, account in ((paid.payer, view.from_no), (paid.payee, view.to_no)):
        # An account that is closed has lost its name: it is cash to whoever looks now.
        number = account[paid.row]
        number = np.where(number < len(names), number, 0)
        ends.append((party == OUTSIDE, number))
    known = np.zeros(len(names), np.bool_)
    for is_outside, number in ends:
        known[number[is_outside]] = True
    known &= names != ""
    numbers = np.flatnonzero(known)
    numbers = numbers[np.argsort(names[numbers].astype(str), kind="stable")]
    place = np.full(len(names), OUTSIDE)
    place[numbers] = n + np.arange(len(numbers))
    payer, payee = (
        np.where(is_outside, place[number], party)
        for party, (is_outside, number) in zip((paid.payer, paid.payee), ends, strict=True)
    )
    kept = np.flatnonzero((payer != OUTSIDE) & (payee != OUTSIDE))
    payer, payee = payer[kept], payee[kept]
    order = csr(n + len(numbers), payer, payee).edge
    payer, payee = payer[order], payee[order]
    start = runs(payer, payee)
    return PaidPairs(
        n=n,
        outside=names[numbers],
        payer=payer[start[:-1]],
        payee=payee[start[:-1]],
        start=start,
        row=paid.row[kept[order]],
    )


def counterparty_profiles(pairs: PaidPairs, settings: PaymentSettings) -> CounterpartyProfiles:
    """Weigh each customer's payees and payers: paying somebody is not being paid by it.

    A weight grows with the logarithm of how often the two dealt, and shrinks with that of how many
    customers deal with this counterparty: a power company that everybody pays says little (see
    `tf_idf`). Payments are counted, never their amounts, so no currencies are added up. A
    counterparty of more than `twin_common_customers` customers makes nobody alike by itself. Linear
    in the pairs.
    """
    out, into = np.flatnonzero(pairs.payer < pairs.n), np.flatnonzero(pairs.payee < pairs.n)
    row = np.concatenate((pairs.payer[out], pairs.payee[into]))
    thing = np.concatenate((pairs.payee[out] * 2, pairs.payer[into] * 2 + 1))
    payments = np.diff(pairs.start)
    used = np.zeros(2 * (pairs.n + len(pairs.outside)), np.bool_)
    used[thing] = True
    column = np.cumsum(used) - 1
    counts = np.concatenate((payments[out], payments[into]))
    rows = tf_idf(pairs.n, row, column[thing], counts, settings.twin_common_customers)
    things = np.flatnonzero(used)
    return CounterpartyProfiles(rows, things // 2, things % 2 == 1, pairs.outside)

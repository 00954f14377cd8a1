"""Loans whose money comes back to the borrower, or reaches a customer that controls it."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view import Controls, Kinships, Ownerships
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.tables.joins import numbered
from service.graph.tables.portions import billionths, portion
from service.graph.tables.segments import expand, first_by, pair_key
from service.graph.temporal.arcs import timed_arcs
from service.graph.temporal.temporal_paths import Starts, temporal_paths
from service.relations.control.controllers import Controllers
from service.relations.payments.cash_flows import DAY_MS, in_order
from service.relations.payments.customer_payments import (
    OUTSIDE,
    account_names,
    customer_payments,
    payment_edge,
)
from service.relations.payments.settings import PaymentSettings
from service.tagging.declaration import Edge, Reading

#: What loan trips read.
VIEWS = (AccountOwners, Accounts, Controls, Kinships, Ownerships, Payments)

#: How many payments a loan's money may take to come back.
PAYMENTS = 3
#: The kind of the accounts out of which loans are paid.
LOAN = "loan"


@dataclass(frozen=True)
class LoanRoundTrips:
    """Loans that came back, one entry a borrower and loan, in no order that hangs on rows.

    `borrower` and `recipient` int64[k] are positions of customers, the same where the loan was paid
    out to the borrower; `payout` int64[k] is a row of the view `Payments`; `carried` int64[k] the
    smallest payment on the way. The payments after the payout are those from indptr[i] up to
    indptr[i + 1]: `row` in the view, `payer`, `payee`. `payouts` counts those that were followed,
    `capped` the customers of whom not all payments were.
    """

    bank: Reading
    names: Texts
    borrower: Ints
    recipient: Ints
    payout: Ints
    carried: Ints
    indptr: Ints
    row: Ints
    payer: Ints
    payee: Ints
    above: Controllers
    payouts: int
    capped: int

    def customers(self, i: int) -> list[int]:
        """Through whose hands the money went, from the borrower to the borrower or controller."""
        borrower, recipient = int(self.borrower[i]), int(self.recipient[i])
        entrusted = [] if recipient == borrower else [recipient]
        payees: list[int] = self.payee[self.indptr[i] : self.indptr[i + 1]].tolist()
        return [borrower, *entrusted, *payees]

    def rows(self, i: int) -> list[int]:
        """The payout and the payments after it, in order, as rows of the view."""
        after: list[int] = self.row[self.indptr[i] : self.indptr[i + 1]].tolist()
        return [int(self.payout[i]), *after]

    def edges(self, i: int) -> list[Edge]:
        """The payout and the payments after it, in order."""
        after = slice(self.indptr[i], self.indptr[i + 1])
        payers = [int(self.borrower[i]), *self.payer[after].tolist()]
        payees = [int(self.recipient[i]), *self.payee[after].tolist()]
        return [
            payment_edge(self.bank, self.names, *payment)
            for payment in zip(self.rows(i), payers, payees, strict=True)
        ]


def loan_round_trips(bank: Reading, settings: PaymentSettings) -> LoanRoundTrips:
    """Find the way by which most of each loan came back to each of its borrowers.

    `loan_round_trip` says what counts. Cost: that of `temporal_paths` for each payout, and of
    `Controllers`.
    """
    view, names, n = bank[Payments], account_names(bank), len(bank)
    loans = _loan_accounts(bank)
    borrower, recipient, payout = _payouts(bank, loans, names)
    # Every currency is a network of its own, and others than those lent do not matter.
    lent, currency = np.unique(view.currency[payout].astype(str), return_inverse=True)
    payer, payee, row, unit = _paid_on(bank, loans, names, lent.tolist())
    arcs = timed_arcs(
        n * len(lent),
        pair_key(unit, payer, n),
        pair_key(unit, payee, n),
        at=view.at[row],
        amount=view.amount[row],
    )
    above = Controllers(bank, settings, np.unique(borrower))
    starts = _starts(bank, settings, (borrower, recipient, payout), currency, above)
    trails = temporal_paths(arcs, starts, PAYMENTS, settings.money_hub_payments)
    chosen = _one_a_loan(borrower[trails.start], view.from_no[payout[trails.start]], trails.carried)
    start, length = trails.start[chosen], np.diff(trails.begin)[chosen]
    _, place = expand(length, trails.begin[chosen])
    along = arcs.row[trails.arc[place]]
    return LoanRoundTrips(
        bank=bank,
        names=names,
        borrower=borrower[start],
        recipient=recipient[start],
        payout=payout[start],
        carried=trails.carried[chosen],
        indptr=np.concatenate(([0], np.cumsum(length))),
        row=row[along],
        payer=payer[along],
        payee=payee[along],
        above=above,
        payouts=len(payout),
        capped=int(trails.capped.sum()),
    )


def _loan_accounts(bank: Reading) -> Flags:
    """Whether each account, by its number, is of kind loan."""
    view, accounts = bank[Payments], bank[Accounts]
    highest = max(int(no.max(initial=0)) for no in (view.from_no, view.to_no, accounts.account_no))
    loans = np.zeros(highest + 1, np.bool_)
    loans[accounts.account_no[accounts.kind == LOAN]] = True
    return loans


def _paid_on(
    bank: Reading, loans: Flags, names: Texts, lent: list[str]
) -> tuple[Ints, Ints, Ints, Ints]:
    """Payments between customers, no loan's, in currencies that were lent, in a fixed order.

    Payers, payees, rows of the view, and currencies as positions in `lent`.
    """
    view, paid = bank[Payments], customer_payments(bank)
    number, currencies = numbered(view.currency)
    place = np.array(
        [lent.index(currency) if currency in lent else -1 for currency in currencies], np.int64
    )
    unit = place[number[paid.row]]
    known = (paid.payer != OUTSIDE) & (paid.payee != OUTSIDE) & (unit >= 0)
    known &= ~loans[view.from_no[paid.row]] & ~loans[view.to_no[paid.row]]
    payer, payee, row, unit = (column[known] for column in (paid.payer, paid.payee, paid.row, unit))
    order = in_order(bank, names, row, (view.amount[row], view.at[row], unit, payee, payer))
    return payer[order], payee[order], row[order], unit[order]


def _payouts(bank: Reading, loans: Flags, names: Texts) -> tuple[Ints, Ints, Ints]:
    """Payments out of loan accounts: the borrower, who got the money, and where in the view."""
    view, owners = bank[Payments], bank[AccountOwners]
    order = np.lexsort((owners.customer_no, owners.account_no))
    account, owner = owners.account_no[order], owners.customer_no[order]
    rows = np.flatnonzero(loans[view.from_no] & ~loans[view.to_no] & (view.to_no > 0))
    rows = rows[in_order(bank, names, rows, (view.amount[rows], view.at[rows]))]
    found = []
    for ends in (view.from_no, view.to_no):
        first, last = (np.searchsorted(account, ends[rows], side) for side in ("left", "right"))
        found.append((first, last - first))
    (first, borrowers), (to_first, recipients) = found
    row, nth = expand(borrowers * recipients)
    borrower = owner[first[row] + nth // recipients[row]]
    recipient = owner[to_first[row] + nth % recipients[row]]
    # A payout into a joint account of the borrower stays in its hands.
    own = np.zeros(len(rows), np.bool_)
    own[row[borrower == recipient]] = True
    kept = ~own[row] | (borrower == recipient)
    return borrower[kept], recipient[kept], rows[row[kept]]


def _starts(
    bank: Reading,
    settings: PaymentSettings,
    payouts: tuple[Ints, Ints, Ints],
    currency: Ints,
    above: Controllers,
) -> Starts:
    """Where each payout's money sets out from, and where it counts as back.

    Nodes are customers in one currency each; `currency` is that of each payout.
    """
    view, n = bank[Payments], len(bank)
    borrower, recipient, row = payouts
    many = np.diff(above.indptr)[borrower]
    payout, place = expand(many, above.indptr[borrower])
    return Starts(
        node=pair_key(currency, recipient, n),
        home=pair_key(currency, borrower, n),
        at=view.at[row],
        until=view.at[row] + settings.loan_trip_days * DAY_MS,
        amount=view.amount[row],
        least=-portion(-view.amount[row], billionths(settings.loan_trip_share)),
        gone=(recipient != borrower).astype(np.int64),
        first_end=np.concatenate(([0], np.cumsum(many))),
        end=pair_key(currency[payout], above.controller[place], n),
    )


def _one_a_loan(borrower: Ints, loan: Ints, carried: Ints) -> Ints:
    """The trail of each borrower and loan that carried the most, the first of equal ones."""
    return first_by(borrower, loan, by=(-carried,))

"""Payments from account to account, told as payments from customer to customer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Ints, Texts
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.tables.segments import expand
from service.relations.edges.evidence import evidence_edge
from service.tagging.declaration import Edge, Reading

#: Who stands at the end of a payment whose account has no owner that the bank knows.
OUTSIDE = -1

#: So many payments are joined at a time: what is made on the way weighs little.
BLOCK = 1_000_000


@dataclass(frozen=True)
class CustomerPayments:
    """Payments of customers to others, int64[k] each, in no particular order.

    `payer` and `payee` are positions of customers or OUTSIDE, never the same; `row` is where the
    payment stands in the view `Payments`.
    """

    payer: Ints
    payee: Ints
    row: Ints


def customer_payments(
    bank: Reading, wanted: Callable[[Ints, Ints], Flags] | None = None
) -> CustomerPayments:
    """Join the payments up to the run's day with the owners of the accounts at both ends.

    Only those that are `wanted` by their payers and payees, where it is said what is.

    A payment from or to a joint account counts for each of its owners (ADR 0012). An account
    without a known owner, at another bank or of nobody, is the outside. Payments of a customer to
    itself are left out, and those that touch no customer. Linear in the payments, plus one sort of
    the owners. Reads the views AccountOwners and Payments.
    """
    view, owners = bank[Payments], bank[AccountOwners]
    order = np.argsort(owners.account_no, kind="stable")
    # The outside stands behind the last owner: every account without one points there.
    owner = np.append(owners.customer_no[order], OUTSIDE)
    highest = max(
        int(array.max(initial=0)) for array in (view.from_no, view.to_no, owners.account_no)
    )
    count = np.bincount(owners.account_no, minlength=highest + 1)
    first = np.concatenate(([0], np.cumsum(count)))[:-1]
    first[count == 0] = len(owner) - 1
    count[count == 0] = 1
    none = np.zeros(0, np.int64)
    columns: list[list[Ints]] = [[none], [none], [none]]
    for begin in range(0, len(view.from_no), BLOCK):
        row = np.arange(begin, min(begin + BLOCK, len(view.from_no)))
        payer, at = _expanded(view.from_no[row], count, first, owner)
        row = row[at]
        payee, at = _expanded(view.to_no[row], count, first, owner)
        payer, row = payer[at], row[at]
        kept = payer != payee
        if wanted:
            kept &= wanted(payer, payee)
        for column, values in zip(columns, (payer, payee, row), strict=True):
            column.append(values[kept])
    # Column by column: the blocks of one are gone before the next is put together.
    return CustomerPayments(*(np.concatenate(columns.pop(0)) for _ in range(3)))


def _expanded(account: Ints, count: Ints, first: Ints, owner: Ints) -> tuple[Ints, Ints]:
    """Each row once for every owner of its account: the owners, and the rows."""
    row, at = expand(count[account], first[account])
    return owner[at], row


def account_names(bank: Reading) -> Texts:
    """The id of each account by its number; '' for the outside. Reads the view Accounts."""
    accounts = bank[Accounts]
    names = np.full(int(accounts.account_no.max(initial=0)) + 1, "", object)
    names[accounts.account_no] = accounts.account_id
    return names


def payment_edge(bank: Reading, names: Texts, row: int, payer: int, payee: int) -> Edge:
    """The edge of one payment, from customer to customer; `names` are those of `account_names`.

    Where one end is the outside the edge ends at the account there, or at '' for cash.
    """
    view = bank[Payments]
    accounts = [
        str(names[no]) if no < len(names) else "" for no in (view.from_no[row], view.to_no[row])
    ]
    ends = [
        account if customer == OUTSIDE else str(bank.customer_ids[customer])
        for customer, account in zip((payer, payee), accounts, strict=True)
    ]
    return evidence_edge(
        "PAID",
        ends[0],
        ends[1],
        load_no=view.load_no[row],
        from_account=accounts[0],
        to_account=accounts[1],
        amount=view.amount[row],
        currency=view.currency[row],
        at=view.at[row],
    )

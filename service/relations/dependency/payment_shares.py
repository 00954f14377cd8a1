"""Shares of a year: from whom most of a company's receipts come, to whom most of its payments go.

what this bank saw in twelve months   |== with one other ==|== with the rest ==|
what is recorded of the year          |=================================================|
the share is of the longer            |== share =======>
"""

import numpy as np

from cypher.engine.arrays import UNKNOWN, Ints
from cypher.view.accounts import AccountOwners, MonthlyPaymentColumns, MonthlyPayments
from cypher.view.figures import AnnualFigures
from service.graph.arrays import Flags
from service.graph.tables.joins import matching_rows, ranked
from service.graph.tables.portions import billionths, portion
from service.graph.tables.segments import (
    expand,
    first_by,
    max_by,
    pair_key,
    runs,
    split_pair,
    sum_at,
    sum_by,
)
from service.relations.dependency.reasons import PAYMENTS, DependencyReasons, reasons_of
from service.relations.dependency.settings import DependencySettings
from service.tagging.declaration import Reading

#: A year touches so many calendar months at most.
MONTHS = 13

VIEWS = (AccountOwners, AnnualFigures, MonthlyPayments)


def paid_reasons(
    bank: Reading, settings: DependencySettings, searched: Flags
) -> tuple[DependencyReasons, DependencyReasons]:
    """Find which of the companies in `searched` bool[n] depend on whom by receipts, by payments.

    A share is of the larger of what this bank saw in the twelve months and what is recorded of the
    year, so that a company that banks elsewhere too is not taken to depend on the one it pays from
    here; where nothing is recorded it is of what was seen. Recorded figures are taken to be in the
    bank's currency: for a company with most of its payments in another they say nothing. Reads the
    views VIEWS. Linear in the payments of companies, plus sorts of them and of the accounts'
    owners.
    """
    view, searched = bank[MonthlyPayments], searched & (bank.kind == "company")
    return (
        _one_sided(bank, settings, searched, "receipts", view.to_no, view.from_no),
        _one_sided(bank, settings, searched, "expenditures", view.from_no, view.to_no),
    )


def _one_sided(
    bank: Reading,
    settings: DependencySettings,
    searched: Flags,
    basis: str,
    mine: Ints,
    others: Ints,
) -> DependencyReasons:
    """Who has most of its receipts from one other customer, or pays most of its payments to it.

    `mine` are the dependent's accounts in the rows of MonthlyPayments, `others` those at the other
    end. A joint account counts for each owner.
    """
    view, owners, n = bank[MonthlyPayments], bank[AccountOwners], len(bank)
    rows, dependent = _between_customers(bank, searched, mine, others)
    kept = _in_main_currency(view, rows, dependent)
    rows, dependent = rows[kept], dependent[kept]
    seen = sum_at(dependent, view.amount[rows], n)
    recorded = _recorded_year(bank, settings.currency, rows, dependent, f"annual_{basis}")
    total = np.maximum(seen, recorded)

    at, owner = matching_rows(others[rows], owners.account_no)
    rows, dependent, provider = rows[at], dependent[at], owners.customer_no[owner]
    key = pair_key(dependent, provider, n)
    order = np.argsort(key, kind="stable")
    key, rows = key[order], rows[order]
    indptr = runs(key)
    amount = sum_by(indptr, view.amount[rows])
    one, other = split_pair(key[indptr[:-1]], n)
    share = billionths(settings.dependency_share)
    large = np.flatnonzero(amount >= -portion(-total[one], share))
    one, other, amount = one[large], other[large], amount[large]
    count = np.diff(indptr)[large]
    place, at = expand(count, indptr[large])
    indptr, rows = np.append(0, np.cumsum(count)), rows[at]
    payments = sum_by(indptr, view.payments[rows])
    # A pair may have several accounts in one month.
    different = np.unique(pair_key(place, view.month[rows] % MONTHS, MONTHS))
    months = np.bincount(split_pair(different, MONTHS)[0], minlength=len(large))
    load_no = max_by(indptr, view.load_no[rows])

    often = (payments >= settings.dependency_payments) & (months >= settings.dependency_months)
    k = np.flatnonzero(often)
    return reasons_of(
        other[k],
        one[k],
        PAYMENTS,
        basis=np.full(len(k), basis, object),
        share=amount[k] / total[one[k]],
        amount=amount[k],
        total=total[one[k]],
        seen=seen[one[k]],
        recorded=recorded[one[k]],
        currency=view.currency[rows[indptr[k]]],
        payments=payments[k],
        months=months[k],
        load_no=load_no[k],
    )


def _recorded_year(bank: Reading, currency: str, rows: Ints, dependent: Ints, column: str) -> Ints:
    """What each customer takes or spends in a year by record, int64[n], UNKNOWN where nothing says.

    Nothing does of a dependent whose `rows` of MonthlyPayments, all in one currency, are in another
    than the bank's.
    """
    figures, year = bank[AnnualFigures], np.full(len(bank), UNKNOWN)
    year[figures.customer_no] = getattr(figures, column)
    row = np.full(len(bank), -1)
    row[dependent] = rows
    paying = np.flatnonzero(row >= 0)
    year[paying[bank[MonthlyPayments].currency[row[paying]] != currency]] = UNKNOWN
    return year


def _between_customers(
    bank: Reading, searched: Flags, mine: Ints, others: Ints
) -> tuple[Ints, Ints]:
    """The rows of MonthlyPayments for each searched owner, without those between own accounts."""
    owners, n = bank[AccountOwners], len(bank)
    wanted = np.flatnonzero(searched[owners.customer_no])
    account, owner = owners.account_no[wanted], owners.customer_no[wanted]
    is_wanted = np.zeros(
        1 + max(int(column.max(initial=0)) for column in (account, mine)), np.bool_
    )
    is_wanted[account] = True
    near = np.flatnonzero(is_wanted[mine])
    at, place = matching_rows(mine[near], account)
    rows, dependent = near[at], owner[place]
    own = np.isin(pair_key(others[rows], dependent, n), pair_key(account, owner, n), kind="sort")
    return rows[~own], dependent[~own]


def _in_main_currency(view: MonthlyPaymentColumns, rows: Ints, dependent: Ints) -> Flags:
    """Which rows are in the currency of most of the dependent's payments, the first of equals."""
    currency, currencies = ranked(view.currency[rows])
    if len(currencies) < 2:
        return np.ones(len(rows), np.bool_)
    keys, key = np.unique(pair_key(dependent, currency, len(currencies)), return_inverse=True)
    count = np.bincount(key, view.payments[rows])
    of, _ = split_pair(keys, len(currencies))
    main = np.zeros(len(keys), np.bool_)
    main[first_by(of, by=(-count,))] = True
    return main[key]

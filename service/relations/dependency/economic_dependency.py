"""Economic dependency: customers in difficulty once another is, and the record that shows it."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from cypher.engine.arrays import UNKNOWN, Floats, Ints, Texts
from cypher.view import Dependencies, Exposures, Guarantees
from cypher.view.accounts import AccountOwners, MonthlyPaymentColumns, MonthlyPayments
from cypher.vocabulary import DEPENDENCY_BASES
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
from service.money import known_money, whole
from service.relations.dependency.settings import DependencySettings
from service.relations.edges.evidence import evidence_edge
from service.relations.exposures.counted import counted_exposure
from service.tagging.declaration import Edge, Reading

#: A year touches so many calendar months at most.
MONTHS = 13

#: What a reason rests on.
RECORD, GUARANTEE, PAYMENTS = 0, 1, 2

#: The bases of records that need a share, others count as they are declared; and those of trade.
_BY_SHARE = DEPENDENCY_BASES.words(lambda basis: basis.by_share)
_TRADE = DEPENDENCY_BASES.words(lambda basis: basis.trade)

#: What trade reasons read, and what both tags of dependency do.
TRADE_VIEWS = (AccountOwners, Dependencies, MonthlyPayments)
VIEWS = (*TRADE_VIEWS, Exposures, Guarantees)


@dataclass(frozen=True)
class DependencyReasons:
    """Why customers depend on others, one row a reason, by (dependent, provider), strongest first.

    `provider`, `dependent` int64[k] are positions of customers; `rests_on` int64[k] is RECORD,
    GUARANTEE or PAYMENTS; `share` float64[k] of what the basis names, NaN where unknown. Of a
    guarantee `amount` is its amount and `total` the guarantor's net assets; of payments the sum
    between the two and that of all, of `payments` payments in `months` months. Elsewhere these
    are NaN, 0 and ''.
    """

    provider: Ints
    dependent: Ints
    basis: Texts
    rests_on: Ints
    share: Floats
    amount: Ints
    total: Ints
    currency: Texts
    payments: Ints
    months: Ints
    guarantee_id: Texts
    load_no: Ints

    def taken(self, rows: Ints) -> "DependencyReasons":
        """Some of the reasons, in the order of `rows`."""
        return DependencyReasons(*(getattr(self, field.name)[rows] for field in fields(self)))

    def fact(self, row: int) -> dict[str, Any]:
        """What a reason says: its basis and share, and the numbers behind them."""
        told: dict[str, Any] = {"basis": self.basis[row], "share": _known(self.share[row])}
        if self.rests_on[row] == RECORD:
            return told
        amount, total = (known_money(column[row]) for column in (self.amount, self.total))
        paid = {"amount": amount, "currency": self.currency[row]}
        if self.rests_on[row] == GUARANTEE:
            return {**told, **paid, "net_assets": total}
        often = {"payments": int(self.payments[row]), "months": int(self.months[row])}
        return {**told, **paid, "total": total, **often}

    def edge(self, row: int, ids: Texts) -> Edge:
        """The edge behind a reason: DEPENDS_ON, GUARANTEES or PAID."""
        provider, dependent = ids[self.provider[row]], ids[self.dependent[row]]
        load_no = int(self.load_no[row])
        if self.rests_on[row] == RECORD:
            said = {"basis": self.basis[row], "share": self.share[row]}
            return evidence_edge("DEPENDS_ON", dependent, provider, load_no=load_no, **said)
        said = {"amount": self.amount[row], "currency": self.currency[row]}
        if self.rests_on[row] == GUARANTEE:
            said = {"guarantee_id": self.guarantee_id[row], **said}
            return evidence_edge("GUARANTEES", dependent, provider, load_no=load_no, **said)
        said |= {"payments": self.payments[row], "months": self.months[row]}
        received = self.basis[row] == "receipts"
        payer, payee = (provider, dependent) if received else (dependent, provider)
        return evidence_edge("PAID", payer, payee, load_no=load_no, **said)


def _known(share: float) -> float | None:
    return None if np.isnan(share) else round(float(share), 10)


def dependency_reasons(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    """Find who depends on whom, and why; nobody depends on itself.

    A record with basis receipts or expenditures counts from `dependency_share` on, any other as
    declared. A guarantee counts where its amount is at least the guarantor's net assets, which are
    taken to be in the bank's currency: the guarantor depends on the borrower. Payments count where
    at least that share of a company's receipts or payments of the year to the run's day, those from
    and to the outside included, come from or go to one other customer, in `dependency_payments`
    payments and `dependency_months` months. With tier-1 capital given, guarantees and payments are
    searched for customers with an exposure above `dependency_trigger` of it only.
    Sources: Basel LEX10 and APS 221 para 24; EBA/GL/2017/15; 商业银行大额风险暴露管理办法 (2018).
    Linear in the payments of companies, plus sorts of them and of the accounts' owners.
    """
    searched = _searched(bank, settings)
    return _in_order(
        _recorded(bank, settings),
        _guaranteed(bank, settings, searched),
        *_paid(bank, settings, searched),
    )


def trade_reasons(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    """Find who lives from trade with whom: by receipts, expenditures, or output sold.

    Records and payments count as `dependency_reasons` says, from `dependency_share` on whatever the
    basis, and with tier-1 capital given payments are searched all the same: how much the bank has
    lent to somebody says nothing of trade. Reads the views TRADE_VIEWS. Cost: that of
    `dependency_reasons`.
    """
    every = np.ones(len(bank), np.bool_)
    found = _in_order(_recorded(bank, settings), *_paid(bank, settings, every))
    traded = np.isin(found.basis.astype(str), _TRADE)
    enough = found.share >= settings.dependency_share
    return found.taken(np.flatnonzero(traded & enough))


def _in_order(*found: DependencyReasons) -> DependencyReasons:
    """All of the reasons, sorted as `DependencyReasons` says, without those of one on itself."""
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in found])
        for field in fields(DependencyReasons)
    }
    every = DependencyReasons(**columns)
    order = np.lexsort(
        (
            every.load_no,
            every.guarantee_id.astype(str),
            every.amount,
            every.rests_on,
            every.basis.astype(str),
            -every.share,
            every.provider,
            every.dependent,
        )
    )
    return every.taken(order[every.provider[order] != every.dependent[order]])


def _searched(bank: Reading, settings: DependencySettings) -> Flags:
    """For whom guarantees and payments are searched: all, or those with a large exposure."""
    if settings.tier1_capital * settings.dependency_trigger <= 0:
        return np.ones(len(bank), np.bool_)
    capital, trigger = whole(settings.tier1_capital), billionths(settings.dependency_trigger)
    return counted_exposure(bank, settings) > portion(capital, trigger)


def _reasons(provider: Ints, dependent: Ints, rests_on: int, **columns: Any) -> DependencyReasons:
    count = len(provider)
    empty = {
        **{name: np.full(count, UNKNOWN) for name in ("amount", "total")},
        "share": np.full(count, np.nan),
        **{name: np.full(count, "", object) for name in ("basis", "currency", "guarantee_id")},
        **{name: np.zeros(count, np.int64) for name in ("payments", "months")},
    }
    return DependencyReasons(
        provider, dependent, rests_on=np.full(count, rests_on), **{**empty, **columns}
    )


def _recorded(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    view = bank[Dependencies]
    enough = view.share >= settings.dependency_share
    rows = np.flatnonzero(enough | ~np.isin(view.basis.astype(str), _BY_SHARE))
    return _reasons(
        view.provider_no[rows],
        view.dependent_no[rows],
        RECORD,
        basis=view.basis[rows],
        share=view.share[rows],
        load_no=view.load_no[rows],
    )


def _guaranteed(bank: Reading, settings: DependencySettings, searched: Flags) -> DependencyReasons:
    view = bank[Guarantees]
    counted = searched[view.guarantor_no] & (view.currency == settings.currency)
    net_assets = bank.net_assets[view.guarantor_no]
    counted &= (view.amount != UNKNOWN) & (net_assets != UNKNOWN)
    rows = np.flatnonzero(counted & (view.amount >= net_assets))
    net_assets = net_assets[rows]
    share = np.full(len(rows), np.nan)
    np.divide(view.amount[rows], net_assets, out=share, where=net_assets > 0)
    return _reasons(
        view.borrower_no[rows],
        view.guarantor_no[rows],
        GUARANTEE,
        basis=np.full(len(rows), "guarantee", object),
        share=share,
        amount=view.amount[rows],
        total=net_assets,
        currency=view.currency[rows],
        guarantee_id=view.guarantee_id[rows],
        load_no=view.load_no[rows],
    )


def _paid(
    bank: Reading, settings: DependencySettings, searched: Flags
) -> tuple[DependencyReasons, DependencyReasons]:
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
    total = sum_at(dependent, view.amount[rows], n)

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
    return _reasons(
        other[k],
        one[k],
        PAYMENTS,
        basis=np.full(len(k), basis, object),
        share=amount[k] / total[one[k]],
        amount=amount[k],
        total=total[one[k]],
        currency=view.currency[rows[indptr[k]]],
        payments=payments[k],
        months=months[k],
        load_no=load_no[k],
    )


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

"""Economic dependency: who is in difficulty once another is, by record, guarantee or payments."""

from dataclasses import replace
from math import fsum
from typing import Any

import numpy as np

from cypher.engine.arrays import UNKNOWN, Ints, Texts
from cypher.view import Dependencies, Exposures, Guarantees
from cypher.vocabulary import DEPENDENCY_BASES
from service.graph.arrays import Flags
from service.graph.tables.portions import billionths, portion
from service.graph.tables.segments import runs
from service.money import whole
from service.relations.dependency import payment_shares
from service.relations.dependency.payment_shares import paid_reasons
from service.relations.dependency.reasons import (
    GUARANTEE,
    RECORD,
    Declared,
    DependencyReasons,
    reasons_in_order,
    reasons_of,
)
from service.relations.dependency.settings import DependencySettings
from service.relations.edges.evidence import numbers_named
from service.relations.exposures.counted import counted_exposure
from service.tagging.declaration import Reading
from service.tagging.shared import once

#: The bases of records whose share must be large enough, others count as they are declared; and
#: those of trade.
_BY_SHARE = DEPENDENCY_BASES.words(lambda basis: basis.year)
_TRADE = DEPENDENCY_BASES.words(lambda basis: basis.trade)

#: What trade reasons read, and what both tags of dependency do.
TRADE_VIEWS = (*payment_shares.VIEWS, Dependencies)
VIEWS = (*TRADE_VIEWS, Exposures, Guarantees)


def dependency_reasons(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    """Find who depends on whom, and why; nobody depends on itself.

    A record with basis receipts or expenditures and a share counts from `dependency_share` on, any
    other as declared. A guarantee counts where its amount is at least the guarantor's net assets,
    which are taken to be in the bank's currency: the guarantor depends on the borrower. Payments
    count where at least that share of a company's receipts or payments of the year, those from and
    to the outside included, come from or go to one other customer, in `dependency_payments`
    payments and `dependency_months` months to the run's day; `paid_reasons` says what the year is,
    and which of these are to be verified. With tier-1 capital given, guarantees and payments are
    searched for customers with an exposure above `dependency_trigger` of it only.
    Sources: Basel LEX10 and APS 221 para 24; EBA/GL/2017/15; 商业银行大额风险暴露管理办法 (2018).
    Cost: that of `paid_reasons`.
    """
    searched = _searched(bank, settings)
    return reasons_in_order(
        _recorded(bank, settings),
        _guaranteed(bank, settings, searched),
        *paid_reasons(bank, settings, searched),
    )


def counted_reasons(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    """The `dependency_reasons` that connect customers: none that is to be verified, by default."""
    return once(bank, dependency_reasons, settings).counted(settings.to_verify_counts)


def trade_reasons(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    """Find who lives from trade with whom: by receipts, expenditures, or output sold.

    Records and payments count as `counted_reasons` says, with a share from `dependency_share` on
    whatever the basis, and with tier-1 capital given payments are searched all the same: how much
    the bank has lent to somebody says nothing of trade. Reads the views TRADE_VIEWS. Cost: that of
    `dependency_reasons`.
    """
    every = np.ones(len(bank), np.bool_)
    found = reasons_in_order(_recorded(bank, settings), *paid_reasons(bank, settings, every))
    traded = np.isin(found.basis.astype(str), _TRADE)
    enough = np.isnan(found.share) | (found.share >= settings.dependency_share)
    return found.taken(np.flatnonzero(traded & enough)).counted(settings.to_verify_counts)


def _searched(bank: Reading, settings: DependencySettings) -> Flags:
    """For whom guarantees and payments are searched: all, or those with a large exposure."""
    if settings.tier1_capital * settings.dependency_trigger <= 0:
        return np.ones(len(bank), np.bool_)
    capital, trigger = whole(settings.tier1_capital), billionths(settings.dependency_trigger)
    return counted_exposure(bank, settings) > portion(capital, trigger)


def _recorded(bank: Reading, settings: DependencySettings) -> DependencyReasons:
    view = bank[Dependencies]
    every = np.arange(len(view.share))
    found = reasons_of(
        view.provider_no,
        view.dependent_no,
        RECORD,
        basis=view.basis,
        share=view.share,
        load_no=view.load_no,
        **_named("DEPENDS_ON", view, every),
    )
    by_share = np.isin(found.basis.astype(str), _BY_SHARE)
    found, by_share = _added_up(found, by_share)
    enough = np.isnan(found.share) | (found.share >= settings.dependency_share)
    return found.taken(np.flatnonzero(enough | ~by_share))


def _added_up(found: DependencyReasons, by_share: Flags) -> tuple[DependencyReasons, Flags]:
    """Recorded shares of the same two customers and basis as one; and which of all are `by_share`.

    Only several numbers of a customer have several such records. A record without a share stays as
    it is. Cost: a sort.
    """
    adds = np.flatnonzero(by_share & ~np.isnan(found.share))
    order = adds[
        np.lexsort((found.basis[adds].astype(str), found.provider[adds], found.dependent[adds]))
    ]
    pairs = found.dependent[order], found.provider[order], found.basis[order].astype(str)
    indptr = runs(*pairs)
    several = np.flatnonzero(np.diff(indptr) > 1)
    if not len(several):
        return found, by_share
    share, parts, kept = found.share.copy(), found.parts.copy(), np.ones(len(by_share), np.bool_)
    for group in several.tolist():
        rows = order[indptr[group] : indptr[group + 1]]
        columns = (found.share, found.load_no, found.from_number, found.to_number)
        of_rows = zip(*(column[rows].tolist() for column in columns), strict=True)
        share[rows[0]] = min(1.0, round(fsum(found.share[rows]), 10))
        parts[rows[0]] = [Declared(*row) for row in of_rows]
        kept[rows[1:]] = False
    rows = np.flatnonzero(kept)
    return replace(found, share=share, parts=parts).taken(rows), by_share[rows]


def _guaranteed(bank: Reading, settings: DependencySettings, searched: Flags) -> DependencyReasons:
    view = bank[Guarantees]
    counted = searched[view.guarantor_no] & (view.currency == settings.currency)
    net_assets = bank.net_assets[view.guarantor_no]
    counted &= (view.amount != UNKNOWN) & (net_assets != UNKNOWN)
    rows = np.flatnonzero(counted & (view.amount >= net_assets))
    net_assets = net_assets[rows]
    share = np.full(len(rows), np.nan)
    np.divide(view.amount[rows], net_assets, out=share, where=net_assets > 0)
    return reasons_of(
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
        **_named("GUARANTEES", view, rows),
    )


def _named(edge_type: str, view: Any, rows: Ints) -> dict[str, Texts]:
    """The numbers that some records named, as columns of reasons."""
    named = zip(("from_number", "to_number"), numbers_named(edge_type, view), strict=True)
    return {end: ids[rows] for end, ids in named if ids is not None}

"""Economic dependency: who is in difficulty once another is, by record, guarantee or payments."""

from typing import Any

import numpy as np

from cypher.engine.arrays import UNKNOWN, Ints, Texts
from cypher.view import Dependencies, Exposures, Guarantees
from cypher.vocabulary import DEPENDENCY_BASES
from service.graph.arrays import Flags
from service.graph.tables.portions import billionths, portion
from service.money import whole
from service.relations.dependency import payment_shares
from service.relations.dependency.payment_shares import paid_reasons
from service.relations.dependency.reasons import (
    GUARANTEE,
    RECORD,
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
    enough = np.isnan(view.share) | (view.share >= settings.dependency_share)
    rows = np.flatnonzero(enough | ~np.isin(view.basis.astype(str), _BY_SHARE))
    return reasons_of(
        view.provider_no[rows],
        view.dependent_no[rows],
        RECORD,
        basis=view.basis[rows],
        share=view.share[rows],
        load_no=view.load_no[rows],
        **_named("DEPENDS_ON", view, rows),
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

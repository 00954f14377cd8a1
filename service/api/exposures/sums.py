"""Exposures as answers tell them: sums, and what they are of the bank's capital."""

from collections.abc import Sequence
from typing import Any

from cypher.serve.groups import ExposureSums
from service.api.http.answers import settings
from service.api.http.times import AskedRun
from service.money import stored_money
from service.relations.exposures.counted import undrawn_factors

_SHARE_DECIMALS = 10
SUMMED = ("drawn", "undrawn", "counted", "loans", "overdue")


def asked_exposure(run: AskedRun) -> dict[str, Any]:
    """What queries of exposures ask: the run, its day, and how what is not drawn counts."""
    return {"run_id": run.run_id, "factors": undrawn_factors(settings()), "on": run.on}


def brief_exposure(sums: Sequence[ExposureSums]) -> dict[str, str]:
    """What counts in the bank's own currency, or in the only one that there is."""
    own, _ = _apart(sums)
    currency = own.currency if own else settings().currency
    return {"exposure": stored_money(own.counted if own else 0.0), "currency": currency}


def in_own_currency(sums: Sequence[ExposureSums]) -> str:
    """What counts in the bank's own currency alone."""
    return stored_money(sum(one.counted for one in sums if one.currency == settings().currency))


def told_exposure(sums: Sequence[ExposureSums], limit: float) -> dict[str, Any]:
    """What is drawn, not drawn, overdue and counted; and that against the limits.

    `limit` is a share of tier-1 capital. Shares are null without capital, and where all is in
    another currency.
    """
    capital = settings()
    own, others = _apart(sums)
    measured = own is None or own.currency == capital.currency
    share = share_of(own.counted if own else 0.0, capital.tier1_capital) if measured else None
    loans = share_of(own.loans if own else 0.0, capital.capital) if measured else None
    return {
        **brief_exposure(sums),
        "exposure_elsewhere": [
            {"exposure": stored_money(other.counted), "currency": other.currency}
            for other in others
        ],
        **{
            name: stored_money(getattr(own, name) if own else 0.0)
            for name in ("drawn", "undrawn", "counted", "overdue")
        },
        "tier1_share": share,
        "large": None if share is None else share >= capital.large_exposure,
        "over_limit": None if share is None else share > limit,
        "loan_share": loans,
        "over_loan_limit": None if loans is None else loans > capital.single_loan_limit,
    }


def share_of(amount: float, capital: float) -> float | None:
    """An amount as a share of capital; None where that is not given."""
    return round(amount / capital, _SHARE_DECIMALS) if capital else None


def _apart(sums: Sequence[ExposureSums]) -> tuple[ExposureSums | None, list[ExposureSums]]:
    """The sums in the bank's own currency, or in the only one that there is; and the others."""
    by_currency: dict[str, ExposureSums] = {}
    for one in sums:
        so_far = by_currency.get(one.currency)
        by_currency[one.currency] = added(so_far, one) if so_far else one
    currency = settings().currency
    if len(by_currency) == 1:
        (currency,) = by_currency
    own = by_currency.pop(currency, None)
    return own, [*by_currency.values()]


def times(sums: ExposureSums, factor: int) -> ExposureSums:
    """A sum taken so often."""
    return ExposureSums(sums.currency, **{name: getattr(sums, name) * factor for name in SUMMED})


def added(one: ExposureSums, other: ExposureSums) -> ExposureSums:
    """Two sums in one currency together."""
    return ExposureSums(
        one.currency, **{name: getattr(one, name) + getattr(other, name) for name in SUMMED}
    )

"""Money as text: what JSON carries in place of a float."""

from math import isnan
from typing import overload

from cypher.engine.arrays import TWO_DECIMALS, UNKNOWN


def money(amount: int) -> str:
    """An amount in whole ten-thousandths as text, with two decimals or as many as it has."""
    whole, rest = divmod(abs(int(amount)), 10_000)
    decimals = f"{rest:04}"
    return f"{'-' if amount < 0 else ''}{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def known_money(amount: int) -> str | None:
    """An amount in whole ten-thousandths as text; None where it is UNKNOWN."""
    return None if amount == UNKNOWN else money(amount)


@overload
def stored_money(amount: float) -> str: ...
@overload
def stored_money(amount: None) -> None: ...
def stored_money(amount: float | None) -> str | None:
    """An amount as the store holds it, a double, as text: as it was loaded; None stays None.

    A sum of such amounts is told to four decimals.
    """
    return None if amount is None else money(whole(amount))


def whole(amount: float) -> int:
    """One amount in whole ten-thousandths, as `ten_thousandths` says: NaN becomes UNKNOWN."""
    if isnan(amount):
        return UNKNOWN
    return round(amount * 10_000) if abs(amount) < TWO_DECIMALS else round(amount * 100) * 100

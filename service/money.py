"""Money as text: what JSON carries in place of a float."""

from decimal import Decimal
from typing import overload


@overload
def money(amount: float) -> str: ...
@overload
def money(amount: None) -> None: ...
def money(amount: float | None) -> str | None:
    """An amount as text with at least two decimals, exactly as it was loaded; None stays None.

    A double holds 15 decimal digits exactly, and a load takes no amount with more.
    """
    if amount is None:
        return None
    # Most amounts have two decimals: told several times as fast.
    text = f"{amount:.2f}"
    if float(text) == amount and abs(amount) < 1e13:
        return text
    exact = Decimal(repr(amount))
    return f"{exact:.{max(2, -int(exact.as_tuple().exponent))}f}"

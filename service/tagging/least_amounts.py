"""Amounts from which on something counts, by currency, as a setting says them."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Annotated

import numpy as np
from pydantic import AfterValidator

from cypher.engine.arrays import Ints
from cypher.errors import BadValue

#: What a currency is called in a setting.
_CURRENCY = re.compile("[A-Z]{3}")
#: Under what an amount without a currency stands.
_OWN = ""


def amounts_said(text: str) -> dict[str, int]:
    """The amounts that a text of CURRENCY=amount, by commas, says, in whole ten-thousandths.

    A bare amount stands under '': it is in the bank's own currency. Raises BadValue for anything
    else.
    """
    said: dict[str, int] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        currency, equals, number = map(str.strip, part.rpartition("="))
        try:
            amount = Decimal(number)
        except InvalidOperation:
            amount = Decimal(-1)
        named = bool(_CURRENCY.fullmatch(currency)) if equals else not currency
        if not named or not amount.is_finite() or not 0 <= amount < 10**13:
            raise BadValue(
                f"{part!r}不是金额：请写作50000，或CNY=50000,USD=10000（不小于0）",
                f"{part!r} is no amount: write it as 50000, or as CNY=50000,USD=10000 (from 0 on)",
            )
        said[currency if equals else _OWN] = int(amount * 10_000)
    return said


def _checked(text: str) -> str:
    amounts_said(text)
    return text


#: The type of such a setting.
LeastAmounts = Annotated[str, AfterValidator(_checked)]


def least_units(text: str, own: str, currencies: Sequence[str]) -> Ints:
    """The least amount in each of some currencies, int64[k] in ten-thousandths.

    `own` is the bank's currency. Of a currency that the text does not name every amount counts:
    nothing is converted, so that no rate decides what is found.
    """
    said = amounts_said(text)
    said.setdefault(own, said.pop(_OWN, 0))
    return np.array([said.get(currency, 0) for currency in currencies], np.int64)

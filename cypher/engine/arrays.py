"""Columns as arrays: the types a view's columns may have, and what a missing value becomes."""

import dataclasses
import sys
import typing
from collections.abc import Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from cypher.errors import AmountTooLarge
from cypher.text import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]

#: Amounts of money as whole ten-thousandths, so that sums are exact in any order (ADR 0031). The
#: store holds doubles; a view's column of this type is read as `ten_thousandths` says.
Amounts = Annotated[Ints, "money"]

#: What stands among Amounts where the amount is not known: below every amount, and so that what is
#: sorted from the largest down has it last.
UNKNOWN = -int(np.iinfo(np.int64).max)

#: Amounts from this one on have two decimals at most (ADR 0007): four would exceed a double.
TWO_DECIMALS = 1e11


def ten_thousandths(amount: Floats) -> Ints:
    """Doubles that stand for amounts of money as whole ten-thousandths; NaN becomes UNKNOWN.

    Exact for every amount that a load takes: below 10 trillion, with at most 15 digits. Others
    are rounded to the nearest; raises AmountTooLarge from 900 trillion on. Cost: linear.
    """
    amount = np.asarray(amount, np.float64)
    largest = max(np.fmax.reduce(amount, initial=0.0), -np.fmin.reduce(amount, initial=0.0))
    if largest >= 9e14:
        raise AmountTooLarge(
            Text(
                f"金额{largest:g}超过900万亿",
                f"an amount of money of {largest:g} is more than 900 trillion",
            )
        )
    with np.errstate(invalid="ignore"):
        whole: Ints = np.rint(amount * 10_000).astype(np.int64)
    if largest >= TWO_DECIMALS:
        large = np.abs(amount) >= TWO_DECIMALS
        whole[large] = np.rint(amount[large] * 100).astype(np.int64) * 100
    whole[np.isnan(amount)] = UNKNOWN
    return whole


def as_doubles(amount: Ints) -> Floats:
    """Whole ten-thousandths as doubles, still ten-thousandths: NaN where they are UNKNOWN."""
    return np.where(amount == UNKNOWN, np.nan, amount)


def column_types(columns: type) -> dict[str, Any]:
    """The columns of a view by name, in order: each is Ints, Floats, Texts or Amounts."""
    hints = typing.get_type_hints(columns, include_extras=True)
    return {field.name: hints[field.name] for field in dataclasses.fields(columns)}


def as_column(blocks: Sequence[NDArray[Any]], column_type: Any) -> NDArray[Any]:
    """A column's values from its blocks, each made by `as_array`.

    Missing ones are -1 among Ints, NaN among Floats, '' among Texts, UNKNOWN among Amounts. Blocks
    are small: what costs a call of its own (whole amounts) is done once, here.
    """
    joined = np.concatenate([as_array((), column_type), *blocks])
    return ten_thousandths(joined) if column_type == Amounts else joined


def as_array(values: Sequence[Any], column_type: Any) -> NDArray[Any]:
    """One block of a column's values, of which `as_column` makes one; Amounts are doubles yet."""
    count = len(values)
    if column_type == Texts:
        texts = np.empty(count, object)
        # Most texts repeat (kinds, currencies): kept once each, or they would weigh most of all.
        texts[:] = ["" if value is None else sys.intern(value) for value in values]
        return texts
    dtype, missing = (np.int64, -1) if column_type == Ints else (np.float64, np.nan)
    try:
        return np.fromiter(values, dtype, count)
    except TypeError:
        return np.fromiter((missing if value is None else value for value in values), dtype, count)

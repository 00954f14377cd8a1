"""Parts of whole numbers, exactly: what a share of an amount of money comes to.

A share is a whole number of billionths, so that one of up to nine decimals is exact. In doubles
0.29 x 100 is less than 29, and a sum that is exactly the share would miss it.
"""

from typing import TypeVar

import numpy as np
from numba.extending import register_jitable
from numpy.typing import NDArray

Whole = TypeVar("Whole", int, NDArray[np.int64])

BILLION = 1_000_000_000


def billionths(share: float) -> int:
    """Take a share in whole billionths: further decimals are rounded."""
    return round(share * BILLION)


@register_jitable
def portion(whole: Whole, share: int) -> Whole:
    """Find the largest whole number that is at most a share of `whole`.

    Parameters
    ----------
    whole : int, or int64[m]
        Any: of a negative one too the result is rounded down, so `-portion(-whole, share)` is the
        least whole number that is at least the share.
    share : int
        In billionths, 0 or more; at most 1,000,000,000 where `whole` is an array.

    Returns
    -------
    int, or int64[m]
        floor(whole * share / 10^9), exactly, though the product may exceed 63 bits.

    Examples
    --------
    >>> portion(100, billionths(0.29)), -portion(-101, billionths(0.29))
    (29, 30)
    """
    billions = whole // BILLION
    return billions * share + (whole - billions * BILLION) * share // BILLION

import doctest
from fractions import Fraction
from math import ceil, floor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from service.graph.tables import portions
from service.graph.tables.portions import billionths, portion

wholes = st.integers(-(2**63) + 1, 2**63 - 1)
shares = st.integers(0, 10**9)


def test_the_examples_come_out_as_they_stand() -> None:
    outcome = doctest.testmod(portions)
    assert (outcome.attempted, outcome.failed) == (1, 0)


@given(wholes, shares)
def test_a_portion_is_the_exact_share_rounded_down(whole: int, share: int) -> None:
    exact = Fraction(whole * share, 10**9)
    assert portion(whole, share) == floor(exact)
    assert portion(np.array([whole]), share).tolist() == [floor(exact)]
    assert -portion(-whole, share) == ceil(exact)


@njit(nogil=True, cache=True)
def _compiled(whole: int, share: int) -> int:
    return int(portion(whole, share))


@given(wholes, shares)
def test_a_portion_is_the_same_in_a_kernel(whole: int, share: int) -> None:
    assert _compiled(whole, share) == portion(whole, share)


def test_a_share_of_up_to_nine_decimals_is_exact() -> None:
    assert [billionths(share) for share in (0, 0.29, 1 / 3, 0.123456789, 1)] == [
        0,
        290_000_000,
        333_333_333,
        123_456_789,
        1_000_000_000,
    ]
    # In doubles 0.29 x 100 is 28.999999999999996.
    assert portion(100, billionths(0.29)) == 29

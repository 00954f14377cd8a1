from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.engine.arrays import (
    UNKNOWN,
    Amounts,
    Floats,
    Ints,
    as_array,
    as_column,
    as_doubles,
    ten_thousandths,
)
from cypher.errors import AmountTooLarge

#: What a load takes: below 10 trillion, and from 100 billion on with two decimals at most.
loaded = st.one_of(
    st.decimals(Decimal(-(10**11)) + 1, Decimal(10**11) - 1, places=4),
    st.decimals(Decimal(10**11), Decimal(10**13) - 1, places=2),
    st.decimals(Decimal(-(10**13)) + 1, Decimal(-(10**11)), places=2),
)


@given(st.lists(loaded, max_size=8))
def test_every_amount_that_a_load_takes_is_exact_in_ten_thousandths(amounts: list[Decimal]) -> None:
    units = ten_thousandths(np.array([float(each) for each in amounts]))
    assert units.dtype == np.int64
    assert units.tolist() == [int(each * 10_000) for each in amounts]


def test_the_last_amounts_on_either_side_of_100_billion_are_exact() -> None:
    amounts = np.array([99_999_999_999.9999, 100_000_000_000.01, 9_999_999_999_999.99])
    assert ten_thousandths(amounts).tolist() == [
        999_999_999_999_999,
        1_000_000_000_000_100,
        99_999_999_999_999_900,
    ]


def test_sums_of_them_are_exact_in_any_order() -> None:
    units = ten_thousandths(np.array([0.1, 0.2, 9_999_999_999_999.99, -0.3]))
    assert units.sum() == units[::-1].sum() == 99_999_999_999_999_900


def test_an_amount_that_is_not_known_stands_last_from_the_largest_down() -> None:
    blocks = [as_array(values, Amounts) for values in ([None, 5.0], [-2.5, None])]
    units = as_column(blocks, Amounts)
    assert units.tolist() == [UNKNOWN, 50_000, -25_000, UNKNOWN]
    assert np.argsort(-units, kind="stable").tolist() == [1, 2, 0, 3]
    assert (-units > 0).tolist() == [True, False, True, True]
    assert np.isnan(as_doubles(units)).tolist() == [True, False, False, True]
    assert as_doubles(units)[1:3].tolist() == [50_000, -25_000]


@pytest.mark.parametrize("amount", [9e14, -9e14, float("inf")])
def test_an_amount_beyond_63_bits_is_refused_rather_than_turned_round(amount: float) -> None:
    with pytest.raises(AmountTooLarge, match=r"of (9e\+14|inf) is more than 900 trillion"):
        ten_thousandths(np.array([1.0, amount, np.nan]))


def test_columns_without_rows_have_their_types() -> None:
    assert [as_column([], kind).dtype for kind in (Amounts, Ints, Floats)] == [
        np.dtype(np.int64),
        np.dtype(np.int64),
        np.dtype(np.float64),
    ]

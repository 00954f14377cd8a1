from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.engine.arrays import UNKNOWN, ten_thousandths
from service.money import known_money, money, stored_money, whole

TEXTS = [
    (0, "0.00"),
    (1, "0.0001"),
    (500, "0.05"),
    (1234, "0.1234"),
    (10_000, "1.00"),
    (-12_345_600, "-1234.56"),
    (-1, "-0.0001"),
    (99_999_999_999_999_900, "9999999999999.99"),
    (9_223_372_036_854_775_806, "922337203685477.5806"),
]


@pytest.mark.parametrize(("units", "text"), TEXTS)
def test_money_has_two_decimals_or_as_many_as_it_needs(units: int, text: str) -> None:
    assert money(units) == money(np.int64(units)) == text  # type: ignore[arg-type]


@given(st.integers(-(10**17), 10**17))
def test_the_text_is_the_number_of_ten_thousandths(units: int) -> None:
    assert Decimal(money(units)) == Decimal(units) / 10_000


def test_money_that_is_not_known_has_no_text() -> None:
    assert known_money(UNKNOWN) is None
    assert known_money(-5) == "-0.0005"
    assert stored_money(None) is None


@given(
    st.one_of(
        st.integers(-(10**15), 10**15).map(lambda units: Decimal(units) / 10_000),
        st.integers(10**13, 10**15).map(lambda cents: Decimal(cents) / 100),
    )
)
def test_an_amount_as_stored_is_told_as_it_was_loaded(amount: Decimal) -> None:
    text = stored_money(float(amount))
    assert Decimal(text) == amount
    assert len(text.partition(".")[2]) >= 2


@given(st.floats(-8e14, 8e14) | st.just(float("nan")))
def test_one_amount_is_counted_as_a_column_of_them_is(amount: float) -> None:
    assert whole(amount) == ten_thousandths(np.array([amount]))[0]

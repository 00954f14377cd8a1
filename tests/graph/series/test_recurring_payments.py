from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.series.recurring_payments import Recurring, recurring_payments

EPOCH = date(1970, 1, 1)
FIRST = date(2024, 1, 1)

Payments = list[tuple[date, int]]


def found(
    groups: list[Payments], months: int = 3, spread: int = 3, share: float = 0.2
) -> Recurring:
    """The groups' regular payments; each group is sorted as it must be."""
    rows = [sorted(group, key=lambda payment: (payment[1], payment[0])) for group in groups]
    indptr = np.cumsum([0, *map(len, rows)])
    days = [(day - EPOCH).days for group in rows for day, _ in group]
    units = [amount for group in rows for _, amount in group]
    return recurring_payments(indptr, days, units, months, spread, share)


def nominal(year: int, month: int, usual: int) -> date:
    """The usual day in a month, or the last day where the month has no such day."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=usual - 1), after - timedelta(days=1))


def months_near(payments: Iterable[date], usual: int, spread: int) -> set[tuple[int, int]]:
    """The months whose usual day some payment is near."""
    return {
        (day.year + shifted // 12, shifted % 12 + 1)
        for day in payments
        for shifted in (day.month - 2, day.month - 1, day.month)
        for when in [nominal(day.year + shifted // 12, shifted % 12 + 1, usual)]
        if abs((day - when).days) <= spread
    }


def most_months(payments: Payments, spread: int, share: float) -> int:
    """Over every usual day and every usual amount, one after the other."""
    return max(
        len(
            months_near(
                [day for day, other in payments if abs(other - amount) <= share * amount],
                usual,
                spread,
            )
        )
        for _, amount in payments
        for usual in range(1, 32)
    )


#: Any day of half a year; the last days of months are as frequent as all others.
day = st.one_of(
    st.integers(0, 200).map(lambda day: FIRST + timedelta(days=day)),
    st.tuples(st.integers(1, 6), st.sampled_from([30, 31])).map(
        lambda month: nominal(2024, month[0], month[1])
    ),
)
group = st.lists(st.tuples(day, st.integers(8, 20)), min_size=1, max_size=14)


@pytest.mark.slow
@given(st.lists(group, max_size=4), st.integers(1, 5), st.integers(0, 13))
def test_the_most_months_are_those_of_trying_every_day_and_amount(
    groups: list[Payments], months: int, spread: int
) -> None:
    regular = found(groups, months, spread)
    most = [most_months(each, spread, 0.2) for each in groups]
    assert regular.group.tolist() == [g for g, each in enumerate(most) if each >= months]
    assert np.diff(regular.starts).tolist() == [each for each in most if each >= months]


@given(group, st.integers(0, 13))
def test_one_payment_a_month_is_picked_near_the_day_and_of_about_one_amount(
    payments: Payments, spread: int
) -> None:
    regular = found([payments], 2, spread)
    rows = sorted(payments, key=lambda payment: (payment[1], payment[0]))
    for k in range(len(regular.group)):
        picked = [rows[at] for at in regular.picked[regular.starts[k] : regular.starts[k + 1]]]
        days = [day for day, _ in picked]
        amounts = sorted(amount for _, amount in picked)
        assert days == sorted(days)
        assert len(months_near(days, int(regular.day[k]), spread)) == len(picked)
        assert regular.units[k] == amounts[(len(amounts) - 1) // 2]
        assert 0.8 * amounts[-1] <= 1.2 * amounts[0] + 1e-6


def on(*days: str, amount: int = 100) -> Payments:
    return [(date.fromisoformat(day), amount) for day in days]


@pytest.mark.parametrize(
    ("days", "usual"),
    [
        (["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"], 31),
        (["2025-01-31", "2025-03-01", "2025-03-31", "2025-04-30"], 31),
        (["2025-01-01", "2025-01-31", "2025-03-01", "2025-04-01"], 1),
        (["2025-01-12", "2025-02-15", "2025-03-18", "2025-04-14"], 15),
    ],
)
def test_the_last_day_of_a_month_stands_for_the_days_that_it_lacks(
    days: list[str], usual: int
) -> None:
    regular = found([on(*days)], months=4)
    assert regular.day.tolist() == [usual]
    assert np.diff(regular.month).tolist() == [1, 1, 1]
    assert len(regular.picked) == 4


def test_the_last_days_of_months_are_one_day_even_to_the_day() -> None:
    regular = found([on("2025-01-31", "2025-02-28", "2025-04-30")], spread=0)
    assert (regular.day.tolist(), len(regular.picked)) == ([31], 3)


def test_of_a_month_the_payment_nearest_to_the_usual_amount_is_picked() -> None:
    """Then the one that is nearest to the usual day."""
    payments = [
        *on("2025-01-10", "2025-02-10", "2025-02-12", "2025-03-10", "2025-04-10"),
        *on("2025-01-11", amount=110),
        *on("2025-03-11", amount=95),
    ]
    regular = found([payments])
    rows = sorted(payments, key=lambda payment: (payment[1], payment[0]))
    assert [rows[at] for at in regular.picked] == on(
        "2025-01-10", "2025-02-10", "2025-03-10", "2025-04-10"
    )


def test_of_days_that_are_as_near_the_first_is_told() -> None:
    regular = found([on("2025-01-10", "2025-02-11", "2025-03-10", "2025-04-11")])
    assert regular.day.tolist() == [10]


def test_four_days_away_is_too_far_and_three_are_not() -> None:
    assert found([on("2025-01-10", "2025-02-13", "2025-03-16")]).group.tolist() == [0]
    assert found([on("2025-01-10", "2025-02-13", "2025-03-17")]).group.size == 0


def test_a_fifth_more_or_less_is_the_same_amount_and_more_is_not() -> None:
    days = [date(2025, month, 10) for month in (1, 2, 3)]
    for amounts, regular in (((80, 100, 120), 1), ((79, 100, 120), 0), ((80, 100, 121), 0)):
        assert len(found([list(zip(days, amounts, strict=True))]).group) == regular


def test_other_payments_in_the_same_months_spoil_nothing() -> None:
    salary = on("2025-01-10", "2025-02-10", "2025-03-11")
    bonus = on("2025-02-10", amount=900)
    refunds = [*on("2025-01-03", "2025-01-20", "2025-02-25", "2025-03-29", "2025-04-21", amount=7)]
    regular = found([salary + bonus + refunds])
    assert (regular.day.tolist(), regular.units.tolist()) == ([10], [100])
    assert len(regular.picked) == 3


def test_no_payments_are_not_regular() -> None:
    assert found([]).group.size == 0
    assert found([[]]).group.size == 0

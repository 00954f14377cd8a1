"""Payments that come back every month: about the same day, about the same amount."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Ints, as_amounts
from service.graph.kernels import kernel
from service.graph.tables.portions import billionths, portion

#: Of the days of a month, one more than there are: a day is its own position.
_DAYS = 32


class _Calendar(NamedTuple):
    """Month, day of the month and whether it is the last one, for each day since the first.

    Months are counted from the first day's, which is `first_month` counted from January 1970.
    """

    first: int
    first_month: int
    month: Ints
    day: Ints
    last: Flags


class Recurring(NamedTuple):
    """The groups that pay regularly, one row each, in order.

    `group` int64[k]; `day` int64[k] the usual day of the month, 31 for its last; `units` int64[k]
    the usual amount; `picked` holds positions of payments, one a month in the order of months,
    those of the row r from starts[r] up to, not including, starts[r + 1]; `month` the month that
    each is for, counted from January 1970.
    """

    group: Ints
    day: Ints
    units: Ints
    starts: Ints
    picked: Ints
    month: Ints


def recurring_payments(
    indptr: Ints,
    date: ArrayLike,
    units: ArrayLike,
    months: int,
    day_spread: int,
    amount_spread: float,
) -> Recurring:
    """Find the groups of payments of which some come back in `months` different months or more.

    A group is regular when there are a usual day of the month and a usual amount, that of one of
    its payments, such that in so many months a payment is near enough to both; other payments do
    not matter. In a month without the day its last day stands for it, and a payment counts for the
    month whose day it is near: one of 1 March, with 31 as the usual day, is for February. Of
    several such amounts the one with most months counts, of equals the largest; of several days the
    nearest to what was paid, of equals the first. For each month the payment nearest to the usual
    amount is picked, then the nearest to the day, then the first; the amount told is the lower
    median of those.

    Parameters
    ----------
    indptr : int64[g + 1]
        Group g has the payments indptr[g] up to indptr[g + 1].
    date : int64[m]
        In days since 1970.
    units : int[m]
        The amounts, whole numbers >= 0, sorted within each group.
    months : int
        In how many months a payment must come back.
    day_spread : int
        How many days it may be from the usual day, 0 to 13.
    amount_spread : float
        By which part of the usual amount it may differ from that.

    Returns
    -------
    Recurring
        The groups that pay regularly, one row each, in order.

    Notes
    -----
    Exact. Cost: O(m * (day_spread + 31)), and the days and months that there are.

    Examples
    --------
    Three payments about the 5th of January, February and March 1970:

    >>> import numpy as np
    >>> found = recurring_payments(np.array([0, 3]), [4, 35, 64], [100, 101, 102], 3, 3, 0.2)
    >>> found.day.tolist(), found.units.tolist(), found.month.tolist()
    ([5], [101], [0, 1, 2])
    """
    when = np.ascontiguousarray(date, np.int64)
    amount = as_amounts(when.size, units)
    if not when.size:
        none = np.zeros(0, np.int64)
        return Recurring(none, none, none, np.zeros(1, np.int64), none, none)
    calendar = _calendar(int(when.min()) - day_spread, int(when.max()) + day_spread)
    found = _regular(indptr, when, amount, calendar, months, day_spread, billionths(amount_spread))
    return Recurring(*found)


def _calendar(first: int, last: int) -> _Calendar:
    days = np.arange(first, last + 2).astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    of_month = (days - month.astype("datetime64[D]")).astype(np.int64) + 1
    number = (month - month[0]).astype(np.int64)
    return _Calendar(
        first, int(month[0].astype(np.int64)), number[:-1], of_month[:-1], month[1:] != month[:-1]
    )


@kernel
def _distance(calendar: _Calendar, date: int, usual: int, spread: int) -> tuple[int, int]:
    """How far a date is from the nearest usual day, and for which month: (-1, -1) if too far."""
    for far in range(spread + 1):
        for sign in (-1, 1):
            at = date + sign * far - calendar.first
            day = calendar.day[at]
            if day == usual or (calendar.last[at] and day < usual):
                return far, calendar.month[at]
    return -1, -1


@kernel
def _count(
    calendar: _Calendar, date: int, spread: int, step: int, times: Ints, reached: Ints
) -> None:
    """Add or take away (`step` 1 or -1) a payment at all usual days that it is near.

    `times[day, month]` is how many payments are near that day, `reached[day]` in how many months.
    """
    for at in range(date - spread - calendar.first, date + spread + 1 - calendar.first):
        month, day = calendar.month[at], calendar.day[at]
        until = _DAYS if calendar.last[at] else day + 1
        for usual in range(day, until):
            before = times[usual, month]
            times[usual, month] = before + step
            reached[usual] += int(before + step > 0) - int(before > 0)


@kernel
def _best_band(
    first: int,
    end: int,
    date: Ints,
    units: Ints,
    calendar: _Calendar,
    spreads: tuple[int, int],
    times: Ints,
    reached: Ints,
) -> tuple[int, int, int]:
    """The payments of one amount that reach most months on one day: (first, end, months).

    `times` and `reached` are all 0 before and after.
    """
    days, amounts = spreads
    low = high = first
    best_low = best_high = first
    most = 0
    for k in range(first, end):
        if k + 1 < end and units[k + 1] == units[k]:
            continue
        off = portion(units[k], amounts)
        while high < end and units[high] <= units[k] + off:
            _count(calendar, date[high], days, 1, times, reached)
            high += 1
        while units[low] < units[k] - off:
            _count(calendar, date[low], days, -1, times, reached)
            low += 1
        reaches = reached.max()
        if reaches >= most:
            best_low, best_high, most = low, high, reaches
    for k in range(low, high):
        _count(calendar, date[k], days, -1, times, reached)
    return best_low, best_high, most


@kernel
def _usual_day(dates: Ints, calendar: _Calendar, spread: int, months: int, nearest: Ints) -> int:
    """The day that the payments reach most months on, and among equals are nearest to.

    `nearest[month]` is scratch.
    """
    usual = 0
    least = np.iinfo(np.int64).max
    for day in range(1, _DAYS):
        total = reached = 0
        for date in dates:
            far, month = _distance(calendar, date, day, spread)
            if far < 0:
                continue
            if nearest[month] < 0:
                reached += 1
                total += far
                nearest[month] = far
            elif far < nearest[month]:
                total -= nearest[month] - far
                nearest[month] = far
        for date in dates:
            far, month = _distance(calendar, date, day, spread)
            if far >= 0:
                nearest[month] = -1
        if reached == months and total < least:
            usual, least = day, total
    return usual


@kernel
def _pick(
    first: int,
    end: int,
    date: Ints,
    units: Ints,
    calendar: _Calendar,
    usual: tuple[int, int],
    picked: tuple[Ints, Ints],
    chosen: Ints,
) -> int:
    """Write one payment a month to `picked`, and the month, and give the lower median amount.

    `usual` is the day and how far from it a payment may be. `chosen[month]` is scratch, all -1.
    """
    day, spread = usual
    near = [k for k in range(first, end) if _distance(calendar, date[k], day, spread)[0] >= 0]
    middle = units[near[(len(near) - 1) // 2]]
    low, high = calendar.month.size, -1
    for k in near:
        far, month = _distance(calendar, date[k], day, spread)
        low, high = min(low, month), max(high, month)
        other = chosen[month]
        if other >= 0:
            off, best = abs(units[k] - middle), abs(units[other] - middle)
            other_far = _distance(calendar, date[other], day, spread)[0]
            if off > best or (off == best and (far, date[k]) >= (other_far, date[other])):
                continue
        chosen[month] = k
    size = 0
    for month in range(low, high + 1):
        if chosen[month] >= 0:
            picked[0][size], picked[1][size] = chosen[month], calendar.first_month + month
            chosen[month] = -1
            size += 1
    amounts = np.sort(units[picked[0][:size]])
    return int(amounts[(size - 1) // 2])


@kernel
def _regular(
    indptr: Ints,
    date: Ints,
    units: Ints,
    calendar: _Calendar,
    months: int,
    day_spread: int,
    amount_spread: int,
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    groups, span = indptr.size - 1, calendar.month[-1] + 1
    times, reached = np.zeros((_DAYS, span), np.int64), np.zeros(_DAYS, np.int64)
    scratch = np.full(span, -1)
    group, day = np.empty(groups, np.int64), np.empty(groups, np.int64)
    amount, starts = np.empty(groups, np.int64), np.zeros(groups + 1, np.int64)
    picked, month = np.empty(date.size, np.int64), np.empty(date.size, np.int64)
    size = 0
    for g in range(groups):
        if indptr[g + 1] - indptr[g] < months:
            continue
        first, end, most = _best_band(
            indptr[g],
            indptr[g + 1],
            date,
            units,
            calendar,
            (day_spread, amount_spread),
            times,
            reached,
        )
        if most < months:
            continue
        usual = _usual_day(date[first:end], calendar, day_spread, most, scratch)
        into = picked[starts[size] :], month[starts[size] :]
        amount[size] = _pick(first, end, date, units, calendar, (usual, day_spread), into, scratch)
        group[size], day[size] = g, usual
        starts[size + 1] = starts[size] + most
        size += 1
    paid = starts[size]
    return (
        group[:size],
        day[:size],
        amount[:size],
        starts[: size + 1],
        picked[:paid].copy(),
        month[:paid].copy(),
    )

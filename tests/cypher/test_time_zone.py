"""The bank's zone: whose days instants lie on, when days begin, how instants are told."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.time_zone import DAY_MS, time_zone

#: Without summer time today, and with it in several ways: also at midnight, and during Ramadan.
ZONES = (
    "Asia/Shanghai",
    "UTC",
    "America/New_York",
    "America/Havana",
    "Africa/Casablanca",
    "Asia/Kathmandu",
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(-60 * 365 * DAY_MS, 120 * 365 * DAY_MS)


@pytest.mark.parametrize("name", ZONES)
@given(st.lists(INSTANTS, min_size=1))
def test_an_instant_lies_on_the_day_that_the_zone_says(name: str, instants: list[int]) -> None:
    expected = [
        ((EPOCH + timedelta(milliseconds=at)).astimezone(ZoneInfo(name)).date() - EPOCH.date()).days
        for at in instants
    ]
    assert time_zone(name).days(np.array(instants)).tolist() == expected


@pytest.mark.parametrize("name", ZONES)
@given(st.dates(date(1920, 1, 1), date(2090, 1, 1)))
def test_a_day_goes_from_its_first_instant_to_that_of_the_next(name: str, day: date) -> None:
    zone = time_zone(name)
    number = (day - EPOCH.date()).days
    bounds = np.array([zone.begins(day) - 1, zone.begins(day), zone.ends(day) - 1, zone.ends(day)])
    assert zone.days(bounds).tolist() == [number - 1, number, number, number + 1]


def test_instants_are_told_with_the_offset_of_their_time() -> None:
    assert time_zone("Asia/Shanghai").told("2025-12-31T16:00:00.000Z") == (
        "2026-01-01T00:00:00.000+08:00"
    )
    assert time_zone("UTC").told("2025-12-31T16:00:00Z") == "2025-12-31T16:00:00Z"
    new_york = time_zone("America/New_York")
    assert new_york.told("2025-07-01T12:00:00.500Z") == "2025-07-01T08:00:00.500-04:00"
    assert new_york.told("2025-12-01T12:00:00Z") == "2025-12-01T07:00:00-05:00"


@pytest.mark.parametrize("name", ["Mars/Phobos", "", "Asia", "../UTC", "\0", "Beijing"])
def test_an_unknown_zone_is_told_in_one_line(name: str) -> None:
    with pytest.raises(ValueError, match="such as Asia/Shanghai"):
        time_zone(name)

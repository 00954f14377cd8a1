"""The bank's time zone: whose days and months are meant, on both engines and in every answer.

Instants are kept as milliseconds since 1970 in UTC, whatever the zone; it says which day an instant
lies on, when a day begins, and how an instant is told. Texts of queries get its days as instants,
so that no engine works with zones of its own.
"""

import functools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from cypher.engine.arrays import Ints
from cypher.errors import BadValue

DAY_MS = 86_400_000
#: The zone of the banks that this is made for.
DEFAULT_ZONE = "Asia/Shanghai"
#: Between these years each change of an offset is looked for; outside them the nearest one stays.
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class TimeZone:
    """A zone: its name, and from which instant on (milliseconds) which offset (milliseconds)."""

    name: str
    changes: Ints
    offsets: Ints

    def today(self) -> date:
        """The day that it is there now."""
        return datetime.now(ZoneInfo(self.name)).date()

    def begins(self, day: date) -> int:
        """The instant at which a day begins, in milliseconds since 1970.

        Where the clocks are put forward over midnight that is the first instant of the day.
        """
        # Of a midnight that comes twice the first; where there is none, the end of the gap.
        midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(self.name))
        offset = midnight.utcoffset()
        assert offset is not None
        return (day - _EPOCH.date()).days * DAY_MS - offset // _MILLISECOND

    def ends(self, day: date) -> int:
        """The instant at which the next day begins."""
        return self.begins(day + timedelta(days=1)) if day < date.max else _END_OF_TIME

    def local(self, milliseconds: Ints) -> Ints:
        """What the clocks there show at instants, in milliseconds since 1970 as they show it."""
        place = np.searchsorted(self.changes, milliseconds, "right") - 1
        shown: Ints = milliseconds + self.offsets[np.maximum(place, 0)]
        return shown

    def days(self, milliseconds: Ints) -> Ints:
        """The days on which instants lie there, counted from 1970-01-01."""
        return self.local(milliseconds) // DAY_MS

    def instant(self, text: str) -> datetime:
        """The instant that a text names in ISO 8601; without an offset it is meant here.

        Raises ValueError for anything else.
        """
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            return instant.replace(tzinfo=ZoneInfo(self.name))
        return instant

    def told(self, instant: str) -> str:
        """An instant of ISO 8601 as it is told here: with this zone's offset (Z where it is 0)."""
        moment = datetime.fromisoformat(instant)
        try:
            moment = moment.astimezone(ZoneInfo(self.name))
        except OverflowError:
            return instant
        text = moment.isoformat(timespec="milliseconds" if "." in instant else "seconds")
        return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_END_OF_TIME = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND


@functools.cache
def time_zone(name: str) -> TimeZone:
    """The zone by its IANA name; raises BadValue where there is none.

    Cost: some hundredths of a second for each name, once a process.
    """
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadValue(
            f"没有时区{name!r}：请用IANA名称，例如Asia/Shanghai或UTC",
            f"there is no time zone {name!r}: name one as IANA does, such as Asia/Shanghai or UTC",
        ) from None
    changes, offsets = [-(2**62)], [_offset(zone, _second(FIRST_YEAR))]
    step = 86_400
    for second in range(_second(FIRST_YEAR), _second(LAST_YEAR), step):
        if _offset(zone, second + step) != offsets[-1]:
            before, after = second, second + step
            while after - before > 1:
                middle = (before + after) // 2
                unchanged = _offset(zone, middle) == offsets[-1]
                before, after = (middle, after) if unchanged else (before, middle)
            changes.append(after * 1000)
            offsets.append(_offset(zone, after))
    return TimeZone(name, np.array(changes), np.array(offsets))


def _second(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    assert offset is not None
    return offset // _MILLISECOND

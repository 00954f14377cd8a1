"""The day that a run looks at: today, or one that somebody can have meant."""

from datetime import date, timedelta

from cypher.time_zone import TimeZone
from cypher.vocabulary import Text
from service.errors import NoSuchDay

#: Banks keep nothing that is older.
FIRST_DAY = date(1900, 1, 1)


def day_named(text: str) -> date:
    """The day that a text names in ISO 8601; raises NoSuchDay for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay(
            Text(f"{text!r}不是日期，例如2025-12-31", f"{text!r} is no day, such as 2025-12-31")
        ) from None


def day_looked_at(on: date | None, zone: TimeZone) -> date:
    """The day, today where none is named; raises NoSuchDay for what a mistyped year has made.

    Tomorrow is one: it has begun where clocks are ahead of the zone's.
    """
    today = zone.today()
    if on is None:
        return today
    if on > today + timedelta(days=1):
        raise NoSuchDay(
            Text(
                f"{on}尚未到来，{zone.name}今天是{today}：最晚可指定明天",
                f"{on} has not come yet, today being {today} in {zone.name}: name a day up to "
                "tomorrow",
            )
        )
    if on < FIRST_DAY:
        raise NoSuchDay(
            Text(
                f"{on}过早：请指定{FIRST_DAY}或以后的日期",
                f"{on} is too long ago: name a day from {FIRST_DAY} on",
            )
        )
    return on

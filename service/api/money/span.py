"""The time and the amounts that payments must lie between."""

from datetime import timedelta

from cypher.vocabulary import Text
from service.api.http.times import instant_of, is_day
from service.api.money.steps import Span
from service.errors import BadRequest

#: The instants between which payments can lie at all, in milliseconds since 1970.
FIRST, LAST = -62_135_596_800_000, 253_402_300_799_999


def span_of(
    since: str | None, until: str | None, least: float | None, first: str, last: str
) -> Span:
    """The payments from a day or instant to another, the last included, of an amount or more.

    `first` and `last` are what the request calls the two. Raises BadRequest for what is neither a
    day nor an instant, and for an end before its beginning.
    """
    begin = FIRST if since is None else _milliseconds(since, first, timedelta())
    end = LAST if until is None else _milliseconds(until, last, timedelta(days=1))
    if end <= begin:
        raise BadRequest(
            Text(f"{last}={until}早于{first}={since}", f"{last}={until} is before {first}={since}"),
            first,
            last,
        )
    return Span(begin, end, least or 0.0)


def _milliseconds(text: str, field: str, whole_day: timedelta) -> int:
    """A day (or its end) or an instant, and a millisecond more where it is an end."""
    try:
        instant = instant_of(text)
        after = whole_day if is_day(text) else min(whole_day, timedelta(milliseconds=1))
        return int((instant + after).timestamp() * 1000)
    except (ValueError, OverflowError):
        raise BadRequest(
            Text(
                f"{field}={text!r}不是日期（2025-12-31）或时刻（2025-12-31T08:00:00Z）",
                f"{field}={text!r} is no day (2025-12-31) or instant (2025-12-31T08:00:00Z)",
            ),
            field,
        ) from None

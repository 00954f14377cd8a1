"""How salaries are told in a sentence."""

from service.tagging import figures
from service.tagging.declaration import Text
from service.tagging.sentences import ordinal, plural


def told_day(day: int) -> Text:
    """When in the month a usual day of the month is; 31 is the last one."""
    if day == 31:
        return Text("月末", "at the end of the month")
    return Text(f"{day}日前后", f"around the {ordinal(day)} of the month")


def told_months(first: str, last: str, months: int) -> Text:
    """From which month to which, and in how many of them: 2025年1月至12月（12个月）."""
    span = figures.month_span(first, last)
    return Text(f"{span.zh}（{months}个月）", f"{span.en} ({plural(months, 'month')})")

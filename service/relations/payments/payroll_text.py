"""How salaries are told in a sentence."""

from service.tagging.declaration import Text


def told_day(day: int) -> Text:
    """When in the month a usual day of the month is; 31 is the last one."""
    if day == 31:
        return Text("月末", "at the end of the month")
    return Text(f"{day}日前后", f"around day {day} of the month")

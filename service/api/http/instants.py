"""Days and instants as requests name them."""

from datetime import UTC, datetime


def instant_of(text: str) -> datetime:
    """An instant, or the beginning of a day, in ISO 8601; in UTC where it names no zone.

    Raises ValueError for anything else.
    """
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant


def is_day(text: str) -> bool:
    """Whether the text of an instant names no more than a day."""
    return len(text) <= len("2025-12-31")

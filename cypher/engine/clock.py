"""The time as both engines keep it, and how long whoever asks them is ready to wait.

The latter is known to every engine without being passed down.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


def now_ms() -> int:
    """This instant, in whole milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Whatever is asked of a store in the block must be answered so many seconds from now."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left(most: float) -> float:
    """How many seconds an answer may take: `most`, or what the caller's `within` has left of it."""
    until = _until.get()
    return most if until is None else max(0.0, min(most, until - time.monotonic()))

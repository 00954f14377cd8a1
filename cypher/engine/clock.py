"""The time as both engines keep it, and how long whoever asks them is ready to wait.

The latter is known to every engine without being passed down.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)
_given_up: ContextVar[Callable[[], bool] | None] = ContextVar("given_up", default=None)


def now_ms() -> int:
    """This instant, in whole milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


@contextmanager
def within(seconds: float, given_up: Callable[[], bool] | None = None) -> Iterator[None]:
    """Whatever is asked of a store in the block must be answered so many seconds from now.

    `given_up` tells whether nobody waits for it any more; without, that of a block around counts.
    """
    until = _until.set(time.monotonic() + seconds)
    asked = _given_up.set(given_up or _given_up.get())
    try:
        yield
    finally:
        _given_up.reset(asked)
        _until.reset(until)


def seconds_left(most: float) -> float:
    """How many seconds an answer may take: `most`, or what the caller's `within` has left of it."""
    until = _until.get()
    return most if until is None else max(0.0, min(most, until - time.monotonic()))


def is_late() -> bool:
    """Whether the time of the caller's `within` is up, or nobody waits for the answer any more."""
    until, given_up = _until.get(), _given_up.get()
    return (until is not None and time.monotonic() > until) or (given_up is not None and given_up())

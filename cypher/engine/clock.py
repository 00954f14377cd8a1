"""The time as both engines keep it, and how long whoever asks them is ready to wait.

The latter is known to every engine without being passed down.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

#: Until when an answer is waited for, and what tells that nobody does any more.
_Wait = tuple[float, Callable[[], bool] | None]
_wait: ContextVar[_Wait | None] = ContextVar("wait", default=None)


def now_ms() -> int:
    """This instant, in whole milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


@contextmanager
def within(seconds: float, given_up: Callable[[], bool] | None = None) -> Iterator[None]:
    """Whatever is asked of a store in the block must be answered so many seconds from now.

    `given_up` tells whether nobody waits for it any more; without, that of a block around counts.
    """
    end = wait_for(seconds, given_up)
    try:
        yield
    finally:
        end()


def wait_for(seconds: float, given_up: Callable[[], bool] | None = None) -> Callable[[], None]:
    """As `within`, until what is given back is called, in the same thread."""
    around = _wait.get()
    if given_up is None and around is not None:
        given_up = around[1]
    token = _wait.set((time.monotonic() + seconds, given_up))
    return partial(_wait.reset, token)


def seconds_left(most: float) -> float:
    """How many seconds an answer may take: `most`, or what the caller's `within` has left of it."""
    wait = _wait.get()
    return most if wait is None else max(0.0, min(most, wait[0] - time.monotonic()))


def is_late() -> bool:
    """Whether the time of the caller's `within` is up, or nobody waits for the answer any more."""
    wait = _wait.get()
    if wait is None:
        return False
    until, given_up = wait
    return time.monotonic() > until or (given_up is not None and given_up())

"""The time as both engines keep it."""

import time


def now_ms() -> int:
    """This instant, in whole milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000

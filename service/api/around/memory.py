"""What a question has freed goes back to the system; the C library would keep it."""

import ctypes
import functools
from collections.abc import Callable


def give_back_memory() -> None:
    """Give back what is free, where the C library can: some milliseconds."""
    _trim()(0)


@functools.cache
def _trim() -> Callable[[int], int]:
    """glibc's malloc_trim; elsewhere nothing."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return lambda pad: 0
    return found

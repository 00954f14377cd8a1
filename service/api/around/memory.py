"""What a question leaves behind goes back to the system, which would be kept for the next one."""

import ctypes
import functools
import gc
from collections.abc import Callable


def give_back_memory() -> None:
    """Free what refers to itself, as banks do, and give back what is free where the C library can.

    Some ten milliseconds: what was there before the first request is not gone through.
    """
    gc.collect()
    _trim()(0)


@functools.cache
def _trim() -> Callable[[int], int]:
    """glibc's malloc_trim; elsewhere nothing."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return lambda pad: 0
    return found

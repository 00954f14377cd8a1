"""What questions leave behind goes back to the system, which would be kept for the next one."""

import ctypes
import functools
import gc
import os
from collections.abc import Callable
from pathlib import Path

#: How many bytes a process grows before it gives back: less is not worth looking for garbage.
GROWN = 64 * 2**20


def giving_back_memory() -> Callable[[], None]:
    """What to call after a question: where the process has grown by GROWN since it last gave back,
    frees what refers to itself, as banks do, and gives back what is free where the C library can.

    That takes some ten milliseconds of everybody: what was there before the first request is not
    gone through. Where the system does not tell how large a process is, nothing is given back.
    """
    kept = resident_bytes()

    def give_back() -> None:
        nonlocal kept
        if resident_bytes() - kept < GROWN:
            return
        gc.collect()
        _trim()(0)
        kept = resident_bytes()

    return give_back


def resident_bytes() -> int:
    """How much memory this process has now, as Linux tells it; elsewhere 0."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


@functools.cache
def _trim() -> Callable[[int], int]:
    """glibc's malloc_trim; elsewhere nothing."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return lambda pad: 0
    return found

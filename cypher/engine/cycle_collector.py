"""Python's collector of reference cycles, which looks through all that is held again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the collection of cycles, for work that makes many rows and no cycles.

    It is paused for the whole process, and goes on afterwards only where it went on before.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

"""Python's collector of reference cycles, which looks through all that is held again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: The collector looks through what is new after so many objects, through what outlived that after
#: so many such looks, and through everything in effect never.
NEW_OBJECTS, LOOKS, NEVER = 100_000, 50, 1_000_000


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect cycles seldom, and only among what is new, for work that makes many rows.

    Never would be too seldom: the Neo4j driver makes cycles, a kilobyte for each row written. It is
    so for the whole process.
    """
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, LOOKS, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)

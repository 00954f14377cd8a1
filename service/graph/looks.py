"""LOOKS: long work looks, between kernels, rounds and batches, whether it is still wanted.

Whoever asks for something says with `looking` what to call then; it raises where the time is up, or
nobody waits for the answer any more. Where nobody has said so, nothing is called.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

_look: ContextVar[Callable[[], None] | None] = ContextVar("look", default=None)


def look() -> None:
    """Raise what whoever asks has to say against going on; nothing else happens here."""
    asked = _look.get()
    if asked is not None:
        asked()


@contextmanager
def looking(asked: Callable[[], None]) -> Iterator[None]:
    """Have long work in the block call this between its pieces, in whatever thread it runs."""
    end = look_with(asked)
    try:
        yield
    finally:
        end()


def look_with(asked: Callable[[], None]) -> Callable[[], None]:
    """As `looking`, until what is given back is called, in the same thread."""
    return partial(_look.reset, _look.set(asked))

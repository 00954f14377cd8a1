"""KERNELS: functions over arrays that numba compiles, and that Python runs until it has.

Compiling all of them takes a minute on a fresh machine, while a small bank is derived without in
seconds. A process that has said `interpret_until` runs kernels as Python until they are compiled;
in any other each is compiled at its first call. The bits are the same. See docs/adr/0040.
"""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, ParamSpec, TypeVar

import numpy as np
from numba import njit
from numba.core import config, types
from numba.extending import typeof_impl

from service.graph.cache_folder import MARK, cache_folder
from service.graph.looks import look

P = ParamSpec("P")
R = TypeVar("R")

#: Where compiled kernels are kept: of all kernels, so it is found before the first is declared.
FOLDER = cache_folder()
config.CACHE_DIR = str(FOLDER.path)  # type: ignore[attr-defined]  # read from the environment

#: Python takes arrays of so many elements: those of a bank of some thousand customers.
INTERPRETED = 50_000
#: How often a process that waits for compiled kernels looks for them, in seconds.
LOOK_SECONDS = 1.0


class StillCompiling(Exception):
    """What was asked for would take too long before the kernels are compiled."""


class _Waiting:
    """Whether this process waits for compiled kernels, and when it last looked for them."""

    waits = False
    looked = 0.0


def all_compiled() -> bool:
    """Tell whether every kernel is in the folder."""
    return (FOLDER.path / MARK).exists()


def interpret_until_compiled() -> None:
    """Let this process run its kernels as Python until all are compiled, by whichever process."""
    _Waiting.waits, _Waiting.looked = not all_compiled(), time.monotonic()


@contextmanager
def interpreted_until_compiled() -> Iterator[None]:
    """As `interpret_until_compiled`, in the block alone; then the process is as it was before."""
    before = _Waiting.waits
    interpret_until_compiled()
    try:
        yield
    finally:
        _Waiting.waits = before


def compiled() -> bool:
    """Tell whether a kernel that is called now is compiled code. Cost: a look at most a second."""
    if _Waiting.waits and time.monotonic() - _Waiting.looked >= LOOK_SECONDS:
        _Waiting.waits, _Waiting.looked = not all_compiled(), time.monotonic()
    return not _Waiting.waits


def need_compiled() -> None:
    """Raise StillCompiling where kernels are not compiled: for what Python would take minutes."""
    if not compiled():
        raise StillCompiling(
            "the algorithms are still being compiled, which takes a minute after an "
            "installation: ask again then"
        )


class Kernel(Generic[P, R]):
    """A function over arrays and numbers in both forms, `interpreted` and `compiled`."""

    def __init__(self, function: Callable[P, R]) -> None:
        """Keep the function, and what numba makes of it at its first call."""
        functools.update_wrapper(self, function)
        self.interpreted = function
        self.compiled = njit(nogil=True, cache=True)(function)

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Call the form that is to be used now, once it has been looked whether that is wanted.

        Raises StillCompiling where that is not compiled and the arrays are large, and as `look`.
        """
        look()
        if compiled():
            return self.compiled(*arguments, **named)
        if any(_elements(each) > INTERPRETED for each in arguments):
            need_compiled()
        # Hashes wrap around: compiled they do so without a word.
        with np.errstate(over="ignore"):
            return self.interpreted(*arguments, **named)


def _elements(argument: object) -> int:
    """How many elements an array has, or the largest of a tuple's."""
    if isinstance(argument, tuple):
        return max(map(_elements, argument), default=0)
    return argument.size if isinstance(argument, np.ndarray) else 0


def kernel(function: Callable[P, R]) -> Kernel[P, R]:
    """Make a function a kernel: it takes arrays and numbers, and calls nothing but kernels."""
    return Kernel(function)


@typeof_impl.register(Kernel)
def _called_by_a_kernel(called: Kernel[Any, Any], context: Any) -> types.Dispatcher:
    """What a kernel is to another one that is being compiled."""
    return types.Dispatcher(called.compiled)

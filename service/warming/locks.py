"""What several processes do one after the other, by locks on files."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from numba.core.dispatcher import Dispatcher


@contextmanager
def locked(path: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock that a file stands for; a process that ends in any way gives it back.

    `on_wait` is called where another has it.
    """
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def compile_once(folder: Path) -> None:
    """Let one process compile a kernel while the others wait, and then read it from the cache.

    The folder, which all of them name, holds the locks. Kernels that call each other do so in one
    direction, so that nobody waits in a ring.
    """
    compile_kernel = Dispatcher.compile

    def compiled(self: Dispatcher, signature: Any) -> Any:
        function = self.py_func
        name = f"{function.__module__}.{function.__qualname__}"
        with locked(folder / f"{name.replace('<', '').replace('>', '')}.lock"):
            return compile_kernel(self, signature)

    Dispatcher.compile = compiled  # type: ignore[method-assign, assignment]

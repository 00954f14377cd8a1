"""What the processes of one test session make once for all of them."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from numba.core.dispatcher import Dispatcher


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` as `make` filled it, in whichever process came first."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with locked(folder.with_suffix(".lock")):
        done = folder / "done"
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that a file stands for; a process that ends in any way gives it back."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def compile_once(folder: Path) -> None:
    """Let one process compile a kernel while the others wait, and then read it from the cache.

    Kernels that call each other do so in one direction, so that nobody waits in a ring.
    """
    compile_kernel = Dispatcher.compile

    def compiled(self: Dispatcher, signature: Any) -> Any:
        kernel = self.py_func
        with locked(folder / f"{kernel.__module__}.{kernel.__qualname__}.lock"):
            return compile_kernel(self, signature)

    Dispatcher.compile = compiled  # type: ignore[method-assign, assignment]

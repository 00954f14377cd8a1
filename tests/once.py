"""What the processes of one test session make once for all of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from service.warming.locks import locked


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

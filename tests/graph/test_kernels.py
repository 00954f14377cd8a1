"""Kernels run as Python until they are compiled, with the same bits."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from service.graph import kernels
from service.graph.cache_folder import MARK
from service.graph.kernels import (
    FOLDER,
    INTERPRETED,
    Kernel,
    StillCompiling,
    compiled,
    interpret_until_compiled,
    kernel,
    need_compiled,
)


def wrapped(start: np.uint64, steps: int) -> np.uint64:
    """Multiply often enough to wrap around."""
    for _ in range(steps):
        start = start * np.uint64(0x9E3779B97F4A7C15)
    return start


def total(values: np.ndarray) -> float:
    """Add up in order."""
    found = 0.0
    for value in values:
        found += value
    return found


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A process that waits for kernels; the file that says that they are compiled."""
    monkeypatch.setattr(kernels, "FOLDER", FOLDER._replace(path=tmp_path))
    monkeypatch.setattr(kernels, "LOOK_SECONDS", 0.0)
    interpret_until_compiled()
    yield tmp_path / MARK
    (tmp_path / MARK).touch()
    assert compiled()


def test_python_runs_them_until_they_are_compiled(waiting: Path) -> None:
    asked: Kernel[[np.uint64, int], np.uint64] = kernel(wrapped)
    start = np.uint64(3)
    as_python = asked(start, 5)
    assert not compiled()
    assert asked.compiled.signatures == []
    waiting.touch()
    assert asked(start, 5) == as_python
    assert len(asked.compiled.signatures) == 1


def test_what_is_too_large_for_python_is_asked_for_later(waiting: Path) -> None:
    small, large = np.ones(INTERPRETED), np.ones(INTERPRETED + 1)
    assert kernel(total)(small) == INTERPRETED
    with pytest.raises(StillCompiling, match="ask again"):
        kernel(total)(large)
    with pytest.raises(StillCompiling):
        need_compiled()
    waiting.touch()
    assert kernel(total)(large) == INTERPRETED + 1


def test_a_process_that_does_not_wait_compiles_at_the_first_call() -> None:
    assert compiled()
    need_compiled()
    asked: Kernel[[np.ndarray], float] = kernel(total)
    assert asked(np.ones(3)) == 3.0
    assert asked.__doc__ == "Add up in order."

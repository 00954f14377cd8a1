"""What a heavy question leaves goes back once the process has grown."""

import gc

import pytest

from service.api.around import memory


def test_garbage_is_looked_for_when_the_process_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not before, and after it only when it has grown again."""
    size, looked = [10 * memory.GROWN], []
    monkeypatch.setattr(memory, "resident_bytes", lambda: size[0])
    monkeypatch.setattr(gc, "collect", lambda: looked.append(size[0]))
    give_back = memory.giving_back_memory()
    for grown in (0, memory.GROWN - 1, memory.GROWN, memory.GROWN, 2 * memory.GROWN):
        size[0] = 10 * memory.GROWN + grown
        give_back()
    assert looked == [11 * memory.GROWN, 12 * memory.GROWN]


def test_linux_tells_how_large_a_process_is() -> None:
    """More than a megabyte, less than a terabyte: bytes, not pages."""
    if not (told := memory.resident_bytes()):
        pytest.skip("the system does not tell")
    assert 2**20 < told < 2**40

"""What a killed load leaves is swept by the next one, and nothing else is."""

import fcntl
import os
import stat
from pathlib import Path

import pytest

from tests.loaders.banks import SMALL_BANK, write_bank
from tests.loaders.conftest import Load


def left(parent: Path, name: str, seconds: float = 3_600) -> Path:
    folder = parent / name
    folder.mkdir()
    (folder / "rows").write_text("C1,person,A")
    (folder / "lock").touch()
    then = folder.stat().st_mtime - seconds
    os.utime(folder, (then, then))
    return folder


def test_folders_of_dead_loads_are_removed(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    dead, young = left(scratch, "guanxi-load-a"), left(scratch, "guanxi-load-b", seconds=1)
    held, other = left(scratch, "guanxi-load-c"), left(scratch, "something-else")
    lock = os.open(held / "lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    load(write_bank(tmp_path / "bank", **SMALL_BANK))
    os.close(lock)
    assert not dead.exists()
    assert sorted(scratch.iterdir()) == [young, held, other]


def test_a_store_is_for_its_owner_alone(load: Load, store: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        load(write_bank(tmp_path / "bank", **SMALL_BANK))
    finally:
        os.umask(before)
    for path in store.parent.glob(f"{store.name}*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

"""Compiled kernels lie where they can be written, apart from those of any other code."""

import os
import shutil
from pathlib import Path

import pytest

from service.graph import cache_folder as folders
from service.graph.cache_folder import MARK, TEMPORARY, VARIABLE, cache_folder, fingerprint

ROOM = Path(folders.__file__).parent


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the kernels' sources, and a home, for a process that has named no folder."""
    copied = tmp_path / "graph"
    shutil.copytree(ROOM, copied, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(folders, "ROOM", copied)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("atexit.register", lambda *work: None)
    return copied


def read_only(monkeypatch: pytest.MonkeyPatch, *below: Path) -> None:
    """Let nothing be written below some folders, also where the tests run as root."""
    access, mkdir = os.access, Path.mkdir

    def may(path: Path, mode: int) -> bool:
        return access(path, mode) and not any(Path(path).is_relative_to(each) for each in below)

    def make(path: Path, *arguments: object, **named: object) -> None:
        if not path.exists() and any(path.is_relative_to(each) for each in below):
            raise PermissionError(path)
        mkdir(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("os.access", may)
    monkeypatch.setattr(Path, "mkdir", make)


def test_they_lie_beside_their_sources(room: Path) -> None:
    assert cache_folder() == (room / "__pycache__" / f"kernels-{fingerprint()}", True)


def test_they_lie_where_the_environment_says(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    assert cache_folder() == (tmp_path / "named" / f"kernels-{fingerprint()}", True)


def test_they_lie_in_the_users_cache_where_the_sources_are_read_only(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(monkeypatch, room)
    assert cache_folder() == (tmp_path / "home" / "guanxi" / f"kernels-{fingerprint()}", True)


def test_where_nothing_can_be_written_they_are_gone_with_the_process(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(monkeypatch, room, tmp_path / "home")
    found = cache_folder()
    assert not found.lasting
    assert found.path.parent.name.startswith(TEMPORARY)
    # What this process starts finds the same, and knows that it does not last.
    assert cache_folder() == found


def test_what_is_full_and_cannot_be_written_is_copied(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = tmp_path / "image"
    monkeypatch.setenv(VARIABLE, str(image))
    full = cache_folder().path
    (full / "kernel.nbc").write_bytes(b"code")
    (full / MARK).touch()
    read_only(monkeypatch, image)
    found = cache_folder()
    assert (found.path / "kernel.nbc").read_bytes() == b"code"
    assert (found.path / MARK).exists()
    assert not found.lasting


def test_every_source_and_the_processor_count(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert fingerprint() == before
    monkeypatch.setenv("NUMBA_CPU_NAME", "generic")
    generic = fingerprint()
    (room / "csr.py").write_text((room / "csr.py").read_text() + "\n")
    assert len({before, generic, fingerprint()}) == 3

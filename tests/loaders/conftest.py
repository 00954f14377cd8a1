"""What the loaders' tests share: a store of their own, and a loader that uses it."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from loaders.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its status, its summary (empty where not done), what it complained."""

    status: int
    summary: dict[str, Any]
    complaint: str
    rejects: list[dict[str, str]]
    warnings: list[dict[str, str]]


Load = Callable[..., Outcome]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The path of an SQLite store that is not there yet."""
    return tmp_path / "store.db"


@pytest.fixture
def load(
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Load:
    """Runs the command in this process on `store`, its rejects beside it."""
    monkeypatch.setenv("GUANXI_STORE", f"sqlite:///{store}")
    monkeypatch.chdir(tmp_path)

    def run(folder: Path, *options: str) -> Outcome:
        rejects = tmp_path / "rejects" / "rejects.csv"
        capsys.readouterr()
        status = main([str(folder), "--json", "--rejects", str(rejects.parent), *options])
        told = capsys.readouterr()
        summary = json.loads(told.out) if told.out else {}
        complaint = told.err.splitlines()[-1] if status == 2 else ""
        warnings = rejects.with_name("warnings.csv")
        return Outcome(status, summary, complaint, _told(rejects), _told(warnings))

    return run


def _told(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

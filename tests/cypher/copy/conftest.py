"""The store that is copied, made once."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from cypher.publish import DiscardRun
from tests.cypher.copy.banks import made, opened
from tests.once import made_once


@pytest.fixture(scope="session")
def kept_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the store, which no test may write to."""

    def make(folder: Path) -> None:
        made(folder)

    return made_once(tmp_path_factory, "copied", make) / "guanxi.db"


@pytest.fixture
def source(kept_source: Path, tmp_path: Path) -> str:
    """A store with a long past, and a run that broke off."""
    path = shutil.copyfile(kept_source, tmp_path / "source.db")
    return f"sqlite:///{path}"


@pytest.fixture
def whole(kept_source: Path, tmp_path: Path) -> str:
    """The same without the run that broke off: what a copy of it must hold."""
    path = shutil.copyfile(kept_source, tmp_path / "whole.db")
    with closing(opened(f"sqlite:///{path}")) as store:
        for broken_off in (6, -2):
            store.run(DiscardRun(run_id=broken_off))
    return f"sqlite:///{path}"


@pytest.fixture
def target(tmp_path: Path) -> str:
    """Where there is no store yet."""
    return f"sqlite:///{tmp_path / 'target.db'}"

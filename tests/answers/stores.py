"""Stores to ask: a bank's files loaded and derived with the commands that users run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import loaders.__main__
import service.__main__

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("GUANXI_SHARED_DATA", HERE.parents[2] / "shared" / "data"))


@dataclass(frozen=True)
class Files:
    """The files of a bank: where they lie, of which source, and the day to derive on."""

    folder: Path
    source: str
    as_of: str


BANKS = {
    "demo": Files(HERE / "bank", "canonical", "2025-12-31"),
    "finbench": Files(SHARED / "finbench" / "sf0.01" / "snapshot", "finbench", "2022-12-31"),
}


def derived(url: str, files: Files, folder: Path) -> None:
    """Load and derive a bank into the empty store of a URL; rejects go to `folder`.

    Raises AssertionError where a command ends with another status than 0.
    """
    with named(url):
        arguments = [str(files.folder), "--source", files.source, "--rejects", str(folder)]
        assert loaders.__main__.main(arguments) == 0
        assert service.__main__.main(["derive", "--as-of", files.as_of]) == 0


@contextmanager
def named(url: str) -> Iterator[None]:
    """The store as commands find it: named in the environment."""
    before = os.environ.get("GUANXI_STORE")
    os.environ["GUANXI_STORE"] = url
    try:
        yield
    finally:
        del os.environ["GUANXI_STORE"]
        if before is not None:
            os.environ["GUANXI_STORE"] = before

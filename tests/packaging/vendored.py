"""`make vendor`: fetch again what others made and pages use, as npm publishes it."""

import hashlib
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What is served, and what tests alone use.
FOLDERS = (ROOT / "service" / "web" / "static" / "vendor", ROOT / "tests" / "web" / "vendor")
#: What each folder says of its files.
DECLARED = "vendor.toml"


@dataclass(frozen=True)
class Vendored:
    """A package of npm's of which a folder holds some files: each file's name, and its path there.

    `sha256` is that of the first file, the script.
    """

    folder: Path
    package: str
    version: str
    licence: str
    sha256: str
    files: dict[str, str]


def vendored() -> Iterator[Vendored]:
    """What the folders declare."""
    for folder in FOLDERS:
        declared = tomllib.loads((folder / DECLARED).read_text("utf-8"))
        for entry in declared.values():
            yield Vendored(folder, **entry)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(wanted: Vendored) -> None:
    """Fetch a package's files into their folder; raises ValueError where a script is another."""
    with tempfile.TemporaryDirectory() as folder:
        asked = f"{wanted.package}@{wanted.version}"
        subprocess.run(["npm", "pack", "--silent", asked], cwd=folder, check=True)
        [packed] = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            for name, path in wanted.files.items():
                member = archive.extractfile(f"package/{path}")
                assert member is not None, path
                (wanted.folder / name).write_bytes(member.read())
    script = wanted.folder / next(iter(wanted.files))
    if (found := sha256_of(script)) != wanted.sha256:
        raise ValueError(f"{script.name} of {asked} is another file than declared: {found}")


if __name__ == "__main__":
    for package in vendored():
        fetch(package)

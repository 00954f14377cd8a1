"""Where each record's rows come from: a canonical file, or a SELECT over a source's own files."""

import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoadError
from loaders.records.canonical import RECORDS
from loaders.records.column_types import ID_CHARACTERS
from loaders.records.declarations import Record

SOURCES = Path(__file__).parents[1] / "sources"
CANONICAL = "canonical"
ENDINGS = (".csv", ".csv.gz", ".parquet")


@dataclass(frozen=True)
class Origin:
    """A record and the one file, a canonical one or an .sql text, that yields its rows."""

    record: Record
    path: Path


@dataclass(frozen=True)
class Source:
    """A source's name, where its records come from, a hash over all that, and files left out."""

    name: str
    origins: tuple[Origin, ...]
    fingerprint: str
    ignored: tuple[str, ...]


def find_source(source: str, folder: Path) -> Source:
    """What `--source SOURCE` yields from `folder`, records in their order of loading.

    `source` is canonical, the name of a folder under loaders/sources, or the path of a folder of
    SELECTs. Raises LoadError where a folder is missing or holds no customers, or where a record
    has two files.
    """
    if not folder.is_dir():
        raise LoadError(f"there is no folder {folder}")
    if source == CANONICAL:
        return _canonical(folder)
    known = sorted(path.name for path in SOURCES.iterdir() if path.is_dir())
    selects = SOURCES / source if source in known else Path(source)
    if not source or not selects.is_dir():
        raise LoadError(
            f"there is no source {source}: name one of {', '.join(known)}, or a folder of SELECTs"
        )
    return _selected(selects, folder)


def renamed(source: Source, name: str) -> Source:
    """The source under another name, or as it is where that is empty.

    Raises LoadError for a name that is none.
    """
    if not name:
        return source
    if len(name) > ID_CHARACTERS or not name.isprintable() or "," in name or name != name.strip():
        raise LoadError(
            f"{name!r} cannot be a source's name: at most {ID_CHARACTERS} letters, no comma"
        )
    return dataclasses.replace(source, name=name)


def _canonical(folder: Path) -> Source:
    found: list[Origin] = []
    for record in RECORDS:
        paths = [path for path in _named(folder, record) if path.exists()]
        if len(paths) > 1:
            names = " and ".join(path.name for path in paths)
            raise LoadError(f"{folder} holds {names}: leave one of them")
        found += [Origin(record, path) for path in paths]
    _need_customers(found, folder, "customers.csv (or .csv.gz, .parquet)")
    paths = [origin.path for origin in found]
    return Source(CANONICAL, tuple(found), _fingerprint(CANONICAL, folder, paths), _ignored(folder))


def _selected(selects: Path, folder: Path) -> Source:
    name = selects.resolve().name
    texts = ((record, selects / f"{record.name}.sql") for record in RECORDS)
    found = [Origin(record, path) for record, path in texts if path.exists()]
    _need_customers(found, selects, "customers.sql")
    known = {origin.path.name for origin in found}
    strays = sorted(path.name for path in selects.glob("*.sql") if path.name not in known)
    if strays:
        raise LoadError(f"{selects / strays[0]} is named after no record: rename or remove it")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    fingerprint = _fingerprint(name, folder, [*(origin.path for origin in found), *files])
    return Source(name, tuple(found), fingerprint, ())


def _named(folder: Path, record: Record) -> list[Path]:
    return [folder / f"{record.name}{ending}" for ending in ENDINGS]


def _ignored(folder: Path) -> tuple[str, ...]:
    """Files that look as if they were meant to be loaded, but are named after no record."""
    named = {path.name for record in RECORDS for path in _named(folder, record)}
    return tuple(
        sorted(
            path.name
            for path in folder.iterdir()
            if path.name.endswith(ENDINGS) and path.name not in named
        )
    )


def _need_customers(found: list[Origin], folder: Path, name: str) -> None:
    if not any(origin.record.name == "customers" for origin in found):
        raise LoadError(f"{folder} holds no {name}: every load needs it")


def _fingerprint(name: str, folder: Path, paths: Iterable[Path]) -> str:
    """A hash over the source's name and each file's name and content, 32 hexadecimal digits."""
    total = hashlib.blake2b(name.encode(), digest_size=16)
    for path in paths:
        inside = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
        with path.open("rb") as file:
            content = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
        total.update(f"\0{inside.as_posix()}\0{content.hexdigest()}".encode())
    return total.hexdigest()

"""The files of a folder: which may be read, which bear a record's name by mistake, what changed."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders.errors import LoadError
from loaders.records.canonical import RECORDS

ENDINGS = (".csv", ".csv.gz", ".parquet")
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
#: What changes where a file is written to: device, inode, size and time.
Stamp = tuple[int, int, int, int]


def need_regular(path: Path) -> None:
    """Return where a file is there to be read to its end; raises LoadError where none is.

    A pipe or a device would be waited for, or read for ever.
    """
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError:
        raise LoadError(f"{shown(path)} is a link to nothing: put the file there") from None
    if kind != stat.S_IFREG:
        raise LoadError(
            f"{shown(path)} is {_KINDS.get(kind, 'no regular file')}: put a regular file there"
        )


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link to nothing."""
    return os.path.lexists(path)


def shown(path: Path) -> str:
    """The path on one line, whatever letters it has."""
    name = str(path)
    return name if name.isprintable() else repr(name)


def refuse_misnamed(folder: Path) -> None:
    """Return where nothing in the folder bears a record's name in a form that is not read.

    Passed over, it would be a record that is missing. Raises LoadError that names the first.
    """
    proper = {f"{record.name}{ending}" for record in RECORDS for ending in ENDINGS}
    names = {record.name for record in RECORDS}
    for path in sorted(folder.iterdir()):
        stem, dot, _ = unicodedata.normalize("NFKC", path.name).casefold().partition(".")
        if stem.strip() in names and path.name not in proper and (dot or not path.is_dir()):
            raise LoadError(
                f"{shown(path)} bears the name of a record and is not read: "
                f"{_advice(path.name, stem.strip())}, or take it out of the folder"
            )


def _advice(name: str, record: str) -> str:
    ending = name.casefold().partition(".")[2]
    if f".{ending}" in ENDINGS:
        return f"call it {record}.{ending}"
    if ending in ("xlsx", "xls", "et", "ods"):
        return f"save it as CSV in UTF-8 ({record}.csv)"
    if ending.endswith(("zip", "7z", "rar", "bz2", "xz", "zst")):
        return f"unpack it to {record}.csv, or pack it with gzip ({record}.csv.gz)"
    if ending in ("tsv", "txt", "psv", "dat", "del", "tab"):
        return f"separate it by commas and call it {record}.csv, or describe it in a mapping.yaml"
    return f"call it {record}.csv if it is one"


def unused(folder: Path, used: Iterable[Path]) -> tuple[str, ...]:
    """The names of the folder's own files that are not among those used, hidden ones left out."""
    taken = {path.name for path in used if path.parent == folder}
    return tuple(
        sorted(
            path.name
            for path in folder.iterdir()
            if not path.is_dir() and not path.name.startswith(".") and path.name not in taken
        )
    )


def stamps_of(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """How each file stands now."""
    return {path: _stamp(path) for path in paths}


@contextmanager
def unchanged(stamps: dict[Path, Stamp]) -> Iterator[None]:
    """Raise LoadError where a file was written to before the block ended, whatever ended it."""
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException:
        _need_unchanged(stamps)
        raise
    _need_unchanged(stamps)


def _need_unchanged(stamps: dict[Path, Stamp]) -> None:
    for path, before in stamps.items():
        try:
            same = _stamp(path) == before
        except OSError:
            same = False
        if not same:
            raise LoadError(
                f"{shown(path)} changed while it was read: load again when it is written to its end"
            ) from None


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def at(path: Path) -> Iterator[None]:
    """Name this path in an error of the system that names none, such as a full disk's."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            raise OSError(error.errno, os.strerror(error.errno), str(path)) from error
        raise

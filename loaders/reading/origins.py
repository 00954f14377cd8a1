"""Where each record's rows come from: a canonical file, a SELECT, or files as a mapping says."""

import dataclasses
import hashlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.encodings import UTF8, encoding_called
from loaders.reading.files import (
    ENDINGS,
    Stamp,
    is_there,
    need_regular,
    refuse_misnamed,
    shown,
    stamps_of,
    unchanged,
    unused,
)
from loaders.reading.mapped.mapping import MAPPING, Mapped, read_mapping
from loaders.records.canonical import RECORDS
from loaders.records.column_types import ID_CHARACTERS
from loaders.records.declarations import Record

SOURCES = Path(__file__).parents[1] / "sources"
CANONICAL = "canonical"


@dataclass(frozen=True)
class Origin:
    """A record and what yields its rows: a canonical file, an .sql text, or files and a mapping."""

    record: Record
    paths: tuple[Path, ...]
    mapped: Mapped | None = None

    @property
    def path(self) -> Path:
        """The file; the first of several."""
        return self.paths[0]


@dataclass(frozen=True)
class Source:
    """A source's name, where its records come from, a hash over all that, and files left out.

    `stamps` are the files that it was found to have, as they stood then.
    """

    name: str
    origins: tuple[Origin, ...]
    fingerprint: str
    ignored: tuple[str, ...]
    encoding: str
    stamps: dict[Path, Stamp]

    def unchanged(self) -> AbstractContextManager[None]:
        """Raises LoadError where one of its files was written to before the block ended."""
        return unchanged(self.stamps)


def find_source(source: str, folder: Path, encoding: str = UTF8) -> Source:
    """What `--source SOURCE` yields from `folder`, records in their order of loading.

    `source` is canonical, the name of a folder under loaders/sources, or the path of a folder of
    SELECTs or of a mapping. Raises LoadError where a folder is missing or holds nothing to load,
    where a record has two files, and for what is no regular file.
    """
    encoding = encoding_called(encoding)
    if not folder.is_dir():
        raise LoadError(Text(f"没有文件夹{shown(folder)}", f"there is no folder {shown(folder)}"))
    if source == CANONICAL:
        return _canonical(folder, encoding)
    known = sorted(path.name for path in SOURCES.iterdir() if path.is_dir())
    own = SOURCES / source if source in known else Path(source)
    if not source or not own.is_dir():
        raise LoadError(
            Text(
                f"没有来源{source}：请从{'、'.join(known)}中选择，"
                f"或指定含有SELECT或{MAPPING}的文件夹",
                f"there is no source {source}: name one of {', '.join(known)}, or a folder of "
                f"SELECTs or of a {MAPPING}",
            )
        )
    if is_there(own / MAPPING):
        return _mapped(own, folder, encoding)
    return _selected(own, folder, encoding)


def renamed(source: Source, name: str) -> Source:
    """The source under another name, or as it is where that is empty.

    Raises LoadError for a name that is none.
    """
    if not name:
        return source
    if len(name) > ID_CHARACTERS or not name.isprintable() or "," in name or name != name.strip():
        raise LoadError(
            Text(
                f"{name!r}不能作为来源名称：至多{ID_CHARACTERS}个字符，不含逗号",
                f"{name!r} cannot be a source's name: at most {ID_CHARACTERS} letters, no comma",
            )
        )
    return dataclasses.replace(source, name=name)


def _canonical(folder: Path, encoding: str) -> Source:
    refuse_misnamed(folder)
    found: list[Origin] = []
    for record in RECORDS:
        named = [folder / f"{record.name}{ending}" for ending in ENDINGS]
        paths = [path for path in named if is_there(path)]
        if len(paths) > 1:
            names = [path.name for path in paths]
            raise LoadError(
                Text(
                    f"{shown(folder)}中同时有{'、'.join(names)}：请只保留一个",
                    f"{shown(folder)} holds {' and '.join(names)}: leave one of them",
                )
            )
        found += [Origin(record, _files_of(path)) for path in paths]
    if not found:
        raise LoadError(
            Text(
                f"{shown(folder)}中没有标准格式文件：请至少放入一个，例如customers.csv"
                "（或.csv.gz、.parquet）",
                f"{shown(folder)} holds no canonical file: put one there, such as customers.csv "
                "(or .csv.gz, .parquet)",
            )
        )
    paths = [path for origin in found for path in origin.paths]
    return _source(CANONICAL, folder, found, encoding, paths, unused(folder, paths))


def _files_of(path: Path) -> tuple[Path, ...]:
    """The file itself; of a folder that Spark wrote its parts, in the order of their names."""
    if path.suffix == ".parquet" and path.is_dir():
        parts = tuple(sorted(path.glob("*.parquet")))
        if not parts:
            raise LoadError(
                Text(
                    f"文件夹{shown(path)}中没有Parquet分片：请放入分片",
                    f"{shown(path)} is a folder without a part of Parquet: put one there",
                )
            )
        return parts
    return (path,)


def _selected(selects: Path, folder: Path, encoding: str) -> Source:
    texts = ((record, selects / f"{record.name}.sql") for record in RECORDS)
    found = [Origin(record, (path,)) for record, path in texts if path.exists()]
    if not found:
        raise LoadError(
            Text(
                f"{shown(selects)}中既没有SELECT（例如customers.sql），也没有{MAPPING}",
                f"{shown(selects)} holds no SELECT, such as customers.sql, and no {MAPPING}",
            )
        )
    known = {origin.path.name for origin in found}
    strays = sorted(path.name for path in selects.glob("*.sql") if path.name not in known)
    if strays:
        raise LoadError(
            Text(
                f"{selects / strays[0]}的名称不对应任何记录：请改名或移除",
                f"{selects / strays[0]} is named after no record: rename or remove it",
            )
        )
    files = sorted(path for path in folder.rglob("*") if not path.is_dir())
    paths = [*(origin.path for origin in found), *files]
    return _source(selects.resolve().name, folder, found, encoding, paths, ())


def _mapped(own: Path, folder: Path, encoding: str) -> Source:
    path = own / MAPPING
    need_regular(path)
    selects = sorted(select.name for select in own.glob("*.sql"))
    if selects:
        raise LoadError(
            Text(
                f"{shown(own)}中同时有{MAPPING}和{selects[0]}：请只保留一种",
                f"{shown(own)} holds {MAPPING} and {selects[0]}: leave one kind of them",
            )
        )
    found = [Origin(record, files, mapped) for record, files, mapped in read_mapping(path, folder)]
    paths = [path, *dict.fromkeys(file for origin in found for file in origin.paths)]
    return _source(own.resolve().name, folder, found, encoding, paths, unused(folder, paths))


def _source(
    name: str,
    folder: Path,
    found: list[Origin],
    encoding: str,
    paths: list[Path],
    ignored: tuple[str, ...],
) -> Source:
    for path in paths:
        need_regular(path)
    # Before the hash, which reads what is then staged.
    stamps = stamps_of(paths)
    with unchanged(stamps):
        fingerprint = _fingerprint(name, folder, encoding, paths)
    return Source(name, tuple(found), fingerprint, ignored, encoding, stamps)


def _fingerprint(name: str, folder: Path, encoding: str, paths: Iterable[Path]) -> str:
    """A hash over the source's name and each file's name and content, 32 hexadecimal digits."""
    total = hashlib.blake2b(name.encode(), digest_size=16)
    if encoding != UTF8:
        total.update(f"\0\0{encoding}".encode())
    for path in paths:
        inside = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
        with path.open("rb") as file:
            content = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
        named = inside.as_posix().encode("utf-8", "surrogateescape")
        total.update(b"\0" + named + f"\0{content.hexdigest()}".encode())
    return total.hexdigest()

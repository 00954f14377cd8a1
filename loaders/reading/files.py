"""The files of a folder: which may be read, which bear a record's name by mistake, what changed."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.records.canonical import RECORDS

ENDINGS = (".csv", ".csv.gz", ".parquet")
_KINDS = {
    stat.S_IFDIR: Text("文件夹", "a folder"),
    stat.S_IFIFO: Text("命名管道", "a named pipe"),
    stat.S_IFSOCK: Text("套接字", "a socket"),
    stat.S_IFCHR: Text("设备", "a device"),
    stat.S_IFBLK: Text("设备", "a device"),
}
_NO_FILE = Text("非普通文件", "no regular file")
#: What changes where a file is written to: device, inode, size and time.
Stamp = tuple[int, int, int, int]


def need_regular(path: Path) -> None:
    """Return where a file is there to be read to its end; raises LoadError where none is.

    A pipe or a device would be waited for, or read for ever.
    """
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError:
        raise LoadError(
            Text(
                f"{shown(path)}是指向空处的链接：请将文件放到该处",
                f"{shown(path)} is a link to nothing: put the file there",
            )
        ) from None
    if kind != stat.S_IFREG:
        found = _KINDS.get(kind, _NO_FILE)
        raise LoadError(
            Text(
                f"{shown(path)}是{found.zh}：请在此处放普通文件",
                f"{shown(path)} is {found.en}: put a regular file there",
            )
        )


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link to nothing."""
    return os.path.lexists(path)


def shown(path: Path) -> str:
    """The path on one line, whatever letters it has."""
    name = str(path)
    return name if name.isprintable() else repr(name)


def not_utf8(path: Path) -> Text:
    """What is said of a text of ours that is in another encoding."""
    return Text(
        f"{shown(path)}不是UTF-8编码：请另存为UTF-8",
        f"{shown(path)} is not UTF-8: save it as UTF-8",
    )


def refuse_misnamed(folder: Path) -> None:
    """Return where nothing in the folder bears a record's name in a form that is not read.

    Passed over, it would be a record that is missing. Raises LoadError that names the first.
    """
    proper = {f"{record.name}{ending}" for record in RECORDS for ending in ENDINGS}
    names = {record.name for record in RECORDS}
    for path in sorted(folder.iterdir()):
        stem, dot, _ = unicodedata.normalize("NFKC", path.name).casefold().partition(".")
        if stem.strip() in names and path.name not in proper and (dot or not path.is_dir()):
            advice = _advice(path.name, stem.strip())
            raise LoadError(
                Text(
                    f"{shown(path)}使用了标准记录的名称，但无法按此读取：{advice.zh}，"
                    "或将其移出文件夹",
                    f"{shown(path)} bears the name of a record and is not read: {advice.en}, or "
                    "take it out of the folder",
                )
            )


def _advice(name: str, record: str) -> Text:
    ending = name.casefold().partition(".")[2]
    if f".{ending}" in ENDINGS:
        return Text(f"请改名为{record}.{ending}", f"call it {record}.{ending}")
    if ending in ("xlsx", "xls", "et", "ods"):
        return Text(
            f"请另存为UTF-8编码的CSV（{record}.csv）", f"save it as CSV in UTF-8 ({record}.csv)"
        )
    if ending.endswith(("zip", "7z", "rar", "bz2", "xz", "zst")):
        return Text(
            f"请解压为{record}.csv，或改用gzip压缩（{record}.csv.gz）",
            f"unpack it to {record}.csv, or pack it with gzip ({record}.csv.gz)",
        )
    if ending in ("tsv", "txt", "psv", "dat", "del", "tab"):
        return Text(
            f"请改用逗号分隔并命名为{record}.csv，或用mapping.yaml加以说明",
            f"separate it by commas and call it {record}.csv, or describe it in a mapping.yaml",
        )
    return Text(f"若内容相符请改名为{record}.csv", f"call it {record}.csv if it is one")


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
                Text(
                    f"{shown(path)}在读取时有变化：请待其写完后重新加载",
                    f"{shown(path)} changed while it was read: load again when it is written to "
                    "its end",
                )
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

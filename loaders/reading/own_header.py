"""The header of a file that is not canonical yet: its columns, and what parts them."""

import csv
import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.csv_files import damaged, other_encoding
from loaders.reading.csv_rows import UTF8_MARK
from loaders.reading.encodings import UTF8, encoding_called
from loaders.reading.parquet import unreadable

#: What may part a file's columns; a tie goes to the first.
DELIMITERS = ",|;\t"
_LONGEST = 1_048_576


@dataclass(frozen=True)
class Header:
    """The columns in their order, and the delimiter; '' where the file has none (Parquet)."""

    columns: tuple[str, ...]
    delimiter: str


def own_header(path: Path, encoding: str = UTF8) -> Header:
    """The header of a CSV, gzipped CSV or Parquet file; of a CSV its first line alone is read.

    An encoding in which a line does not end with the byte of a line feed is not for this.

    Raises LoadError where there is no such file, and where it has no readable header.
    """
    if not path.is_file():
        raise LoadError(Text(f"没有文件{path}", f"there is no file {path}"))
    if path.suffix == ".parquet":
        return Header(_of_parquet(path), "")
    line = _first_line(path, encoding_called(encoding))
    delimiter = max(DELIMITERS, key=line.count)
    names = (name.strip() for name in next(csv.reader([line], delimiter=delimiter), []))
    columns = tuple(name for name in names if name)
    if not columns:
        raise LoadError(
            Text(
                f"{path}是空的：须以列名表头开头",
                f"{path} is empty: it must begin with a header that names its columns",
            )
        )
    return Header(columns, delimiter)


def _of_parquet(path: Path) -> tuple[str, ...]:
    try:
        with TemporaryDirectory() as scratch, duckdb.connect(":memory:") as connection:
            # By a link whose name DuckDB does not take for a pattern.
            link = Path(scratch) / "file.parquet"
            link.symlink_to(path.absolute())
            described = connection.read_parquet(str(link)).columns
    except duckdb.Error as error:
        raise unreadable(path, str(error).splitlines()[0]) from error
    return tuple(described)


def _first_line(path: Path, encoding: str) -> str:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            line = file.readline(_LONGEST + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(path.name, error) from error
    if len(line) > _LONGEST:
        raise LoadError(
            Text(
                f"{path}的表头无法读取：首行过长",
                f"{path} has no readable header: its first line is too long",
            )
        )
    try:
        return line.removeprefix(UTF8_MARK).decode(encoding).rstrip("\r\n")
    except UnicodeError as error:
        other = other_encoding(encoding)
        raise LoadError(
            Text(
                f"{path}不是{encoding.upper()}编码：{other.zh}",
                f"{path} is not {encoding.upper()}: {other.en}",
            )
        ) from error

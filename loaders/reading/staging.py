"""A record's rows as texts in a table of the workbench, numbered in their order.

`raw_<record>` has `row_no` and the file's columns, all text; what could not even be read as a row
is in `broken`. Only whole files are refused here, by a LoadError that names the file.
"""

import csv
import gzip
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.errors import LoadError
from loaders.reading.csv_lines import filled_lines
from loaders.reading.csv_rows import UTF8_MARK, csv_rows
from loaders.reading.headers import own_columns
from loaders.reading.origins import Origin
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Record

#: The columns of the rows that could not be read.
BROKEN = ("record", "row_no", "value", "code", "reason")


@dataclass(frozen=True)
class Part:
    """One file of a record, whose rows are numbered from `after` on.

    The number of a row, less `after`, is its line where `numbered` is None; otherwise it is a count
    of rows, and `numbered` the file in which each row stands on a line of its own.
    """

    file: str
    after: int
    numbered: Path | None


@dataclass(frozen=True)
class Staged:
    """What was read of one record.

    `columns` are the file's, `own` those kept as attributes. `rows` is how many rows the files
    have, good and broken, counted apart from what the workbench holds of them.
    """

    record: Record
    columns: tuple[str, ...]
    own: tuple[str, ...]
    rows: int
    parts: tuple[Part, ...]


def prepare(workbench: Workbench) -> None:
    """Make the tables of rows that could not be read and of further warnings; once a workbench."""
    workbench.run(
        "CREATE TABLE broken (record VARCHAR, row_no BIGINT, value VARCHAR, code VARCHAR,"
        " reason VARCHAR)"
    )
    workbench.run(
        "CREATE TABLE noted (record VARCHAR, row_no BIGINT, key VARCHAR, name VARCHAR,"
        " value VARCHAR, code VARCHAR, reason VARCHAR)"
    )


def stage(workbench: Workbench, origin: Origin) -> Staged:
    """Read one record's file or SELECT into the workbench; linear in it, memory bounded.

    Raises LoadError where the file as a whole cannot be read or has not the record's columns.
    """
    if origin.path.suffix == ".sql":
        return _stage_select(workbench, origin)
    if origin.path.suffix == ".parquet":
        return _stage_query(
            workbench, origin, "SELECT * FROM read_parquet(?)", [_named(workbench, origin)]
        )
    return _stage_csv(workbench, origin)


def _stage_select(workbench: Workbench, origin: Origin) -> Staged:
    try:
        text = origin.path.read_text("utf-8").strip().removesuffix(";")
    except UnicodeDecodeError as error:
        raise LoadError(f"{origin.path} is not UTF-8: save it as UTF-8") from error
    return _stage_query(workbench, origin, text, [])


def _stage_query(workbench: Workbench, origin: Origin, query: str, parameters: list[str]) -> Staged:
    record, file = origin.record, origin.path.name
    try:
        described = workbench.rows(f"DESCRIBE (\n{query}\n)", *parameters)
        columns = tuple(str(row[0]) for row in described)
        own = own_columns(record, file, columns)
        texts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in columns)
        workbench.run(
            f"CREATE TABLE raw_{record.name} AS"
            f" SELECT row_number() OVER () AS row_no, {texts} FROM (\n{query}\n)",
            *parameters,
        )
    except duckdb.Error as error:
        raise LoadError(f"{origin.path} cannot be read: {str(error).splitlines()[0]}") from error
    rows = workbench.number(f"SELECT count(*) FROM raw_{record.name}")
    return Staged(record, columns, own, rows, (Part(file, 0, None),))


def _named(workbench: Workbench, origin: Origin) -> str:
    """A path to the file without the letters that DuckDB takes for a pattern."""
    link = workbench.folder / origin.path.name
    link.symlink_to(origin.path.absolute())
    return str(link)


def _stage_csv(workbench: Workbench, origin: Origin) -> Staged:
    record, file = origin.record, origin.path.name
    path = Path(_named(workbench, origin))
    if path.suffix == ".gz":
        path = _unzipped(path)
    columns = _header(path, file, workbench.settings.load_line_bytes)
    own = own_columns(record, file, columns)
    rows = _read_whole(workbench, record, path, columns)
    if rows is not None:
        return Staged(record, columns, own, rows, (Part(file, 0, path),))
    rows = _read_mended(workbench, record, file, path, columns)
    return Staged(record, columns, own, rows, (Part(file, 0, None),))


def _read_whole(
    workbench: Workbench, record: Record, path: Path, columns: Sequence[str]
) -> int | None:
    """Read a file whose rows stand on one line each; None, and nothing read, for any other.

    DuckDB's word is not taken for it: an unclosed quote may end its reading without an error. Each
    row takes a line at least, so where there are as many rows as lines, none is missing, and none
    holds what stands in several. Answers how many they are.
    """
    lines = filled_lines(path)
    if lines is None or len(columns) == 1:
        # DuckDB ends a row at some of the CRs that stand alone, and of one column it takes a blank
        # line for a row.
        return None
    table = f"raw_{record.name}"
    try:
        workbench.run(
            f"CREATE TABLE {table} AS SELECT row_number() OVER () AS row_no, *"
            f" FROM {_csv(columns)}",
            str(path),
            workbench.settings.load_line_bytes,
        )
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise
    except duckdb.Error:
        return None
    if workbench.number(f"SELECT count(*) FROM {table}") == lines - 1:
        return lines - 1
    workbench.run(f"DROP TABLE {table}")
    return None


def _unzipped(path: Path) -> Path:
    # DuckDB reads gzip too, but does not notice a wrong checksum.
    plain = path.with_suffix("")
    try:
        with gzip.open(path) as packed, plain.open("wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise LoadError(f"{path.name} is cut off or damaged: fetch it again ({error})") from error
    return plain


def _header(path: Path, file: str, line_bytes: int) -> tuple[str, ...]:
    with path.open("rb") as content:
        start = content.read(4_096)
    if not start.removeprefix(UTF8_MARK).strip():
        raise LoadError(f"{file} is empty: it must begin with a header that names its columns")
    if b"\0" in start.partition(b"\n")[0] or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LoadError(f"{file} is not UTF-8 (it seems to be UTF-16): save it as UTF-8")
    header = next(csv_rows(path, line_bytes))
    if header.code == "not_utf8":
        raise LoadError(f"{file} is not UTF-8: save it as UTF-8")
    if header.code:
        raise LoadError(f"{file} has no readable header: {header.reason}")
    if header.line > 1:
        raise LoadError(f"{file} begins with an empty line: it must begin with a header")
    if any("\r" in name for name in header.cells):
        raise LoadError(f"{file} ends its lines with CR alone: save it with LF or CRLF")
    return tuple(header.cells)


def _csv(columns: Sequence[str]) -> str:
    """The SQL of a file's rows as texts, in its order; takes its path and its longest row."""
    texts = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv(?, columns = {{{texts}}}, auto_detect = false, header = true, delim = ',',"
        " quote = '\"', escape = '\"', max_line_size = ?)"
    )


def _read_mended(
    workbench: Workbench, record: Record, file: str, path: Path, columns: Sequence[str]
) -> int:
    """Read a file row by row, note what cannot be read as broken, and count both."""
    mended, broken = path.with_name(f"{path.name}.mended"), path.with_name(f"{path.name}.broken")
    read = not_utf8 = 0
    with (
        mended.open("w", encoding="utf-8", newline="") as good_file,
        broken.open("w", encoding="utf-8", newline="") as bad_file,
    ):
        good, bad = (csv.writer(f, quoting=csv.QUOTE_ALL) for f in (good_file, bad_file))
        good.writerow(["row_no", *columns])
        bad.writerow(BROKEN)
        rows = csv_rows(path, workbench.settings.load_line_bytes)
        next(rows)
        for row in rows:
            read += 1
            not_utf8 += row.code == "not_utf8"
            if row.code:
                bad.writerow([record.name, row.line, row.value, row.code, row.reason])
            else:
                good.writerow([row.line, *row.cells])
    if 2 * not_utf8 > read:
        raise LoadError(f"{file} is not UTF-8 ({not_utf8} of {read} rows): save it as UTF-8")
    # Each letter may be a quote, which is written twice.
    longest = 4 * workbench.settings.load_line_bytes
    workbench.run(
        f"CREATE TABLE raw_{record.name} AS SELECT * REPLACE (CAST(row_no AS BIGINT) AS row_no)"
        f" FROM {_csv(('row_no', *columns))}",
        str(mended),
        longest,
    )
    workbench.run(f"INSERT INTO broken SELECT * FROM {_csv(BROKEN)}", str(broken), longest)
    return read

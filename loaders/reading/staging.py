"""A record's rows as texts in a table of the workbench, numbered in their order.

`raw_<record>` has `row_no` and the file's columns, all text; what could not even be read as a row
is in `broken`. Only whole files are refused here, by a LoadError that names the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.csv_files import CsvFile, columns_of, open_csv, read_csv
from loaders.reading.files import not_utf8
from loaders.reading.headers import own_columns, source_columns
from loaders.reading.mapped.conversions import Conversion
from loaders.reading.mirrors import mirrored
from loaders.reading.origins import Origin, Source
from loaders.reading.parquet import NOTHING_MORE, parquet_columns, read_parquet, unreadable
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Record


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

    `columns` are the file's, `own` those kept as attributes; what is typed in some of them is
    canonical only after its conversion. `rows` is how many rows the files have, good and broken,
    counted apart from what the workbench holds of them.
    """

    record: Record
    columns: tuple[str, ...]
    own: tuple[str, ...]
    rows: int
    parts: tuple[Part, ...]
    conversions: Mapping[str, Conversion] = field(default_factory=dict)
    table: str = ""

    @property
    def file(self) -> Text:
        """Its file, or the first of several and how many more there are."""
        first, more = self.parts[0].file, len(self.parts) - 1
        return (
            Text(f"{first}等{more + 1}个文件", f"{first} and {more} more")
            if more
            else Text(first, first)
        )

    @property
    def raw(self) -> str:
        """The table of its texts."""
        return self.table or f"raw_{self.record.name}"


def prepare(workbench: Workbench, source: Source) -> None:
    """Make the tables of rows that could not be read and of what is noted of others; once.

    SELECTs find the source's files in UTF-8.
    """
    workbench.run(
        "CREATE TABLE broken (record VARCHAR, row_no BIGINT, value VARCHAR, code VARCHAR,"
        " reason VARCHAR)"
    )
    workbench.run(
        "CREATE TABLE noted (record VARCHAR, row_no BIGINT, code VARCHAR, reason VARCHAR)"
    )
    if any(origin.path.suffix == ".sql" for origin in source.origins):
        mirrored(workbench, source)


def stage(workbench: Workbench, origin: Origin, encoding: str) -> Staged:
    """Read one record's files or SELECT into the workbench; linear in them, memory bounded.

    Raises LoadError where a file as a whole cannot be read or has not the record's columns.
    """
    if origin.path.suffix == ".sql":
        return _stage_select(workbench, origin)
    made: tuple[str, ...] = ()
    parts: list[Part] = []
    after = rows = 0
    for path in origin.paths:
        delimiter = origin.mapped.delimiter if origin.mapped else ","
        file: CsvFile | None = None
        if path.suffix == ".parquet":
            header = parquet_columns(workbench, path)
        else:
            file = open_csv(workbench, path, encoding, delimiter)
            header = file.header
        columns, chosen = _chosen(origin, path, header)
        if not parts:
            made = columns
            workbench.run(f"CREATE TABLE raw_{origin.record.name} ({columns_of(columns)})")
        elif columns != made:
            raise LoadError(
                Text(
                    f"{path}与{origin.path}的列不同：各分片须一致",
                    f"{path} has other columns than {origin.path}: write all parts alike",
                )
            )
        if file is None:
            count = read_parquet(workbench, origin.record, path, chosen, columns, after)
            part = Part(_name_of(origin, path), after, None)
        else:
            read = read_csv(workbench, origin.record, file, chosen, after)
            count, part = read.rows, Part(path.name, after, read.numbered)
        parts.append(part)
        rows, after = rows + count, _last(workbench, origin.record, after)
    own = own_columns(origin.record, origin.path.name, made)
    conversions = origin.mapped.conversions if origin.mapped else {}
    return Staged(origin.record, made, own, rows, tuple(parts), conversions)


def _name_of(origin: Origin, path: Path) -> str:
    """What a file is called in rejects: a part with the folder whose part it is."""
    is_part = path.parent.suffix == ".parquet" and origin.mapped is None
    return f"{path.parent.name}/{path.name}" if is_part else path.name


def _chosen(
    origin: Origin, path: Path, header: Sequence[str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The columns that the record gets of a file, and where in its header each stands."""
    if origin.mapped is None:
        own_columns(origin.record, path.name, header)
        return tuple(header), tuple(range(len(header)))
    return tuple(origin.mapped.sources), source_columns(origin.mapped.sources, path.name, header)


def _last(workbench: Workbench, record: Record, after: int) -> int:
    """The highest number of a row so far."""
    return workbench.number(
        f"SELECT greatest({after}, (SELECT coalesce(max(row_no), 0) FROM raw_{record.name}),"
        " (SELECT coalesce(max(row_no), 0) FROM broken WHERE record = ?))",
        record.name,
    )


def _stage_select(workbench: Workbench, origin: Origin) -> Staged:
    record, path = origin.record, origin.path
    try:
        query = path.read_text("utf-8").strip().removesuffix(";")
    except UnicodeDecodeError as error:
        raise LoadError(not_utf8(path)) from error
    try:
        described = workbench.rows(f"DESCRIBE (\n{query}\n)")
        columns = tuple(str(row[0]) for row in described)
        own = own_columns(record, path.name, columns)
        texts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in columns)
        workbench.run(
            f"CREATE TABLE raw_{record.name} AS"
            f" SELECT row_number() OVER () AS row_no, {texts} FROM (\n{query}\n)"
        )
    except duckdb.Error as error:
        first, *more = str(error).splitlines()
        # Of a CSV file the line comes first, and then what is wrong with it.
        told = " ".join([first, *more[:1]]) if "CSV Error" in first else first
        raise unreadable(path, told, _advice(str(error))) from error
    rows = workbench.number(f"SELECT count(*) FROM raw_{record.name}")
    return Staged(record, columns, own, rows, (Part(path.name, 0, None),))


def _advice(told: str) -> Text:
    """What to do about an error of a SELECT that is made often."""
    if "strptime" in told or "Could not parse" in told:
        return Text(
            "（一个这样的值会使所有行无法读取：请写作"
            "coalesce(try_strptime(x, '...')::DATE::VARCHAR, x)，它便只作为存疑取值列出）",
            " (one such value stops all rows: write coalesce(try_strptime(x, '...')::DATE::VARCHAR,"
            " x), and it is told as a warning)",
        )
    if "does not support the encoding" in told:
        return Text(
            "（请从read_csv中去掉encoding，改用--encoding指定）",
            " (leave encoding out of read_csv, and name it with --encoding)",
        )
    if "utf-8" in told.lower() or "unicode" in told.lower():
        return Text(
            "（请用--encoding指定文件编码，例如gb18030）",
            " (name the encoding of the files with --encoding, such as gb18030)",
        )
    return NOTHING_MORE

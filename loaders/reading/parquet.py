"""Parquet files as texts, by what their columns are meant to hold, as pandas and Spark write them.

A number, a day or bytes in a column do not all have one text: each is told here by the type that
the file has and the one that the record declares.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from cypher.language import spoken
from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.csv_rows import NOT_UTF8, SHOWN_CHARACTERS
from loaders.reading.workbench import Workbench, linked, literal, quoted
from loaders.records.column_types import DAY, ID, ColumnType
from loaders.records.declarations import Record

NOTHING_MORE = Text("", "")
_FLOATS = ("FLOAT", "DOUBLE")
#: A value of several: no column holds one.
_SEVERAL = ("STRUCT(", "MAP(", "UNION(")
#: Whole numbers up to here are told apart by a double.
_EXACT = 2**53
#: From here on money has two decimals, below it four.
_LARGE = 100_000_000_000
#: Columns that name somebody, beside those that are ids: (record, column).
_NAMING = {("customers", "id_number"), ("identifiers", "value")}


def parquet_columns(workbench: Workbench, path: Path) -> tuple[str, ...]:
    """The columns of a file in their order, the index that pandas adds left out."""
    return tuple(name for name in _types(workbench, path) if not _is_index(name))


def read_parquet(
    workbench: Workbench,
    record: Record,
    path: Path,
    chosen: Sequence[int],
    columns: Sequence[str],
    after: int,
) -> int:
    """Add the file's rows to `raw_<record>`, numbered from `after` on; their count.

    Raises LoadError for an id that is a DOUBLE: of long numbers it has lost the last digits.
    """
    types = {n: t for n, t in _types(workbench, path).items() if not _is_index(n)}
    names, file = list(types), str(linked(workbench, path))
    texts, bytes_of = [], []
    for place, column in zip(chosen, columns, strict=True):
        name = names[place]
        if types[name] in _FLOATS and _names_somebody(record, column):
            _need_empty(workbench, path, file, name, types[name])
        if types[name].startswith(_SEVERAL) or types[name].endswith("]"):
            raise LoadError(
                Text(
                    f"{path.name}的{name}为{types[name]}：每行请只写一段文字",
                    f"{path.name} has {name} as {types[name]}: write one text for each row",
                )
            )
        texts.append(f"{_text(record, column, quoted(name), types[name])} AS {quoted(column)}")
        if types[name] == "BLOB":
            bytes_of.append(quoted(name))
    rows = f"SELECT {after} + row_number() OVER () AS row_no, * FROM read_parquet(?)"
    bad = " OR ".join(f"{name} IS NOT NULL AND TRY(decode({name})) IS NULL" for name in bytes_of)
    good = f" WHERE NOT ({bad})" if bad else ""
    try:
        workbench.run(
            f"INSERT INTO raw_{record.name} SELECT row_no, {', '.join(texts)} FROM ({rows}){good}",
            file,
        )
        if bad:
            told = f"concat_ws(', ', {', '.join(f'CAST({name} AS VARCHAR)' for name in bytes_of)})"
            workbench.run(
                f"INSERT INTO broken SELECT '{record.name}', row_no,"
                f" left({told}, {SHOWN_CHARACTERS}), 'not_utf8', {literal(spoken(NOT_UTF8))}"
                f" FROM ({rows}) WHERE {bad}",
                file,
            )
        return workbench.number("SELECT count(*) FROM read_parquet(?)", file)
    except duckdb.Error as error:
        raise unreadable(path, str(error).splitlines()[0]) from error


def _types(workbench: Workbench, path: Path) -> dict[str, str]:
    try:
        described = workbench.rows(
            "DESCRIBE SELECT * FROM read_parquet(?)", str(linked(workbench, path))
        )
    except duckdb.Error as error:
        raise unreadable(path, str(error).splitlines()[0]) from error
    return {str(row[0]): str(row[1]) for row in described}


def unreadable(path: Path, told: str, advice: Text = NOTHING_MORE) -> LoadError:
    """What is said of a file that DuckDB cannot read, in its own words."""
    return LoadError(
        Text(f"无法读取{path}：“{told}”{advice.zh}", f"{path} cannot be read: {told}{advice.en}")
    )


def _is_index(name: str) -> bool:
    return name.startswith("__index_level_") and name.endswith("__")


def _names_somebody(record: Record, column: str) -> bool:
    return (record.name, column) in _NAMING or _type_of(record, column) is ID


def _type_of(record: Record, column: str) -> ColumnType | None:
    """The type that the record declares; None for a column that it keeps as an attribute."""
    return next((known.type for known in record.columns if known.name == column), None)


def _need_empty(workbench: Workbench, path: Path, file: str, name: str, found: str) -> None:
    filled = f"SELECT count({quoted(name)}) FROM read_parquet(?) WHERE NOT isnan({quoted(name)})"
    if workbench.number(filled, file):
        raise LoadError(
            Text(
                f"{path.name}的{name}列为{found}，无法完整保存长号码：请写为文本或整数"
                "（pandas：在丢失位数之前用astype('string')或astype('Int64')；"
                "Spark：读取时转为string或bigint）",
                f"{path.name} has {name} as {found}, which cannot hold long numbers whole: write "
                "it as text or as a whole number (pandas: astype('string') or astype('Int64') "
                "before it has lost digits; Spark: cast to string or bigint where it is read)",
            )
        )


def _text(record: Record, column: str, value: str, found: str) -> str:
    """The SQL of a value's text."""
    meant = _type_of(record, column)
    if found == "BLOB":
        return f"TRY(decode({value}))"
    if found.startswith("TIMESTAMP") and meant is DAY:
        return _day(value, found)
    if found in _FLOATS:
        return f"CASE WHEN NOT isnan({value}) THEN {_number(meant, value)} END"
    return f"CAST({value} AS VARCHAR)"


def _day(value: str, found: str) -> str:
    """A day where the instant is midnight, by the bank's clock or by UTC; else the instant."""
    local = f"CAST({value} AS TIMESTAMP)"
    days = [local]
    if "TIME ZONE" in found:
        days.append(f"({value} AT TIME ZONE 'UTC')")
    whens = " ".join(
        f"WHEN {day} = date_trunc('day', {day}) THEN CAST(CAST({day} AS DATE) AS VARCHAR)"
        for day in days
    )
    return f"CASE {whens} ELSE CAST({value} AS VARCHAR) END"


def _number(meant: ColumnType | None, value: str) -> str:
    """Money to the decimals that it has, a whole number without any; else as it stands."""
    double = f"CAST({value} AS DOUBLE)"
    if meant is not None and meant.is_money:
        return (
            f"coalesce(CASE WHEN abs({double}) < {_LARGE}"
            f" THEN CAST(TRY_CAST({double} AS DECIMAL(38, 4)) AS VARCHAR)"
            f" ELSE CAST(TRY_CAST({double} AS DECIMAL(38, 2)) AS VARCHAR) END,"
            f" CAST({value} AS VARCHAR))"
        )
    whole = f"abs({double}) <= {_EXACT} AND {double} = trunc({double})"
    return (
        f"CASE WHEN {whole} THEN CAST(CAST({double} AS BIGINT) AS VARCHAR)"
        f" ELSE CAST({value} AS VARCHAR) END"
    )

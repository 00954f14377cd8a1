"""What was not loaded, row by row, and what of the rest was taken as unknown, value by value.

`rejects.csv` has every row that was not loaded, `warnings.csv` every value that only describes its
row and was bad, and every row that another source tells otherwise. Both name file, line and key,
what was typed and what is wrong with it. They hold customers' data: nobody but who loads may read
them.
"""

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cypher.language import spoken
from cypher.spreadsheet import safe_cell
from loaders.checking.checks import Fault, faults, filled, typed, warnings
from loaders.reading.csv_rows import SHOWN_CHARACTERS
from loaders.reading.files import at
from loaders.reading.staging import Part, Staged
from loaders.reading.workbench import Workbench, literal, quoted

REJECTS_FILE = "rejects.csv"
WARNINGS_FILE = "warnings.csv"
HEADER = ("file", "line", "record", "key", "column", "value", "reason_code", "reason")
FETCHED_AT_ONCE = 10_000


@dataclass(frozen=True)
class Told:
    """How many lines a file has of each record, and for which reason, by its code.

    Its path is None where it has none at all.
    """

    path: Path | None
    lines: dict[str, int]
    reasons: dict[str, dict[str, int]]


def write_rejects(workbench: Workbench, staged: Sequence[Staged], folder: Path) -> Told:
    """Write `rejects.csv` into the folder, whole or not at all; remove it where nothing was.

    Records in their order of loading, rows in that of their file. Linear in the rejects, and in a
    file with any once more, to find their lines; memory is bounded.
    """
    queries = {one.record.name: _rejected(one) for one in staged}
    return _write(workbench, staged, queries, folder / REJECTS_FILE)


def write_warnings(workbench: Workbench, staged: Sequence[Staged], folder: Path) -> Told:
    """Write `warnings.csv` as `write_rejects` does: what is to be known of accepted rows.

    The values in the lists `warned`, and what the workbench's table `noted` says of whole rows.
    """
    queries = {one.record.name: _warned(one) for one in staged}
    return _write(workbench, staged, queries, folder / WARNINGS_FILE)


def _write(
    workbench: Workbench, staged: Sequence[Staged], queries: dict[str, str], path: Path
) -> Told:
    for name, query in queries.items():
        # Not on a cursor, which has no variables: a default may be one.
        workbench.run(f"CREATE OR REPLACE TABLE lines_{name} AS {query}", name)
    counts = {name: workbench.number(f"SELECT count(*) FROM lines_{name}") for name in queries}
    if not any(counts.values()):
        path.unlink(missing_ok=True)
        return Told(None, counts, {})
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial-{os.getpid()}")
    try:
        with at(partial), _private(partial) as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for one in staged:
                if counts[one.record.name]:
                    writer.writerows(_lines(workbench, one))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    reasons = {name: _reasons(workbench, name) for name, count in counts.items() if count}
    return Told(path, counts, reasons)


def _reasons(workbench: Workbench, name: str) -> dict[str, int]:
    """How many lines of a record have which reason, the most frequent first."""
    cursor = workbench.connection.cursor()
    cursor.execute(
        f"SELECT code, count(*) AS rows FROM lines_{name} GROUP BY code ORDER BY rows DESC, code"
    )
    return dict(cursor.fetchall())


def _private(path: Path) -> IO[str]:
    """A new file for its owner alone."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    return open(path, "w", encoding="utf-8", newline="", opener=opener)


def _lines(workbench: Workbench, staged: Staged) -> Iterator[list[Any]]:
    """The lines of one record, their cells in the order of HEADER."""
    cursor = workbench.connection.cursor()
    cursor.execute(
        f"SELECT * EXCLUDE (place) FROM lines_{staged.record.name} ORDER BY row_no, place"
    )
    places = _Places(staged.parts)
    while rows := cursor.fetchmany(FETCHED_AT_ONCE):
        for row_no, key, column, value, code, reason in rows:
            file, line = places.of(row_no)
            texts = (staged.record.name, key, column, value, code, reason)
            yield [safe_cell(file), line, *(safe_cell(text or "") for text in texts)]


class _Places:
    """In which file, and on which line of it, rows stand that are asked for in their order."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._part_no = self._counted = self._line = 0
        self._lines: Iterator[int] = iter(())
        self._open(0)

    def of(self, row_no: int) -> tuple[str, int]:
        """The file and the line of a row."""
        while any(part.after < row_no for part in self._parts[self._part_no + 1 :]):
            self._open(self._part_no + 1)
        part = self._parts[self._part_no]
        if part.numbered is None:
            return part.file, row_no - part.after
        while self._counted < row_no:
            self._counted, self._line = self._counted + 1, next(self._lines, self._line)
        return part.file, self._line

    def _open(self, part_no: int) -> None:
        part = self._parts[part_no]
        self._part_no, self._counted, self._line = part_no, part.after, 0
        self._lines = _filled_lines(part)


def _filled_lines(part: Part) -> Iterator[int]:
    """The line of each row of a file whose rows stand on one each, the header left out."""
    if part.numbered is not None:
        with part.numbered.open("rb") as file:
            filled_lines = (line for line, text in enumerate(file, 1) if text.strip(b"\r\n"))
            next(filled_lines)
            yield from filled_lines


def _rejected(staged: Staged) -> str:
    """The SELECT of what was rejected; takes the record's name."""
    columns, values, codes, reasons = [], [], [], []
    for number, fault in enumerate(faults(staged)):
        shown = [typed(staged, column) for column in fault.columns if column in staged.columns]
        told = f"concat_ws(', ', {', '.join(shown)})" if shown else "''"
        columns.append(f"WHEN {number} THEN '{', '.join(fault.columns)}'")
        values.append(f"WHEN {number} THEN {told}")
        codes.append(f"WHEN {number} THEN '{fault.code}'")
        reasons.append(f"WHEN {number} THEN {literal(spoken(fault.reason))}")
    cases = (f"CASE fault {' '.join(whens)} END" for whens in (columns, values, codes, reasons))
    column, value, code, reason = cases
    faulty = f"SELECT row_no, fault FROM checked_{staged.record.name} WHERE fault IS NOT NULL"
    return (
        f"SELECT row_no, {_key(staged)} AS key, {column} AS name,"
        f" left({value}, {SHOWN_CHARACTERS}) AS value, {code} AS code, {reason} AS reason,"
        f" 0 AS place FROM ({faulty}) JOIN ({filled(staged)}) USING (row_no)"
        " UNION ALL SELECT row_no, '', '', value, code, reason, 0 FROM broken WHERE record = ?"
    )


def _warned(staged: Staged) -> str:
    """The SELECT of what is to be known of accepted rows; takes the record's name."""
    noted = (
        f"SELECT row_no, {_key(staged)} AS key, '' AS name, '' AS value, code, reason, 0 AS place"
        f" FROM noted JOIN ({filled(staged)}) USING (row_no) WHERE record = ?"
    )
    columns: dict[str, list[tuple[Fault, str]]] = {}
    for fault, condition in warnings(staged):
        if fault.columns[0] in staged.columns:
            columns.setdefault(fault.columns[0], []).append((fault, condition))
    if not columns:
        return noted
    values, codes, reasons = [], [], []
    for column, told in columns.items():
        code = " ".join(f"WHEN {breaks} THEN '{fault.code}'" for fault, breaks in told)
        reason = " ".join(
            f"WHEN {breaks} THEN {literal(spoken(fault.reason))}" for fault, breaks in told
        )
        values.append(f"WHEN '{column}' THEN {typed(staged, column)}")
        codes.append(f"WHEN '{column}' THEN CASE {code} END")
        reasons.append(f"WHEN '{column}' THEN CASE {reason} END")
    value, code, reason = (
        f"CASE warned_name {' '.join(whens)} END" for whens in (values, codes, reasons)
    )
    marked = (
        "SELECT row_no, unnest(warned) AS warned_name, generate_subscripts(warned, 1) AS place"
        f" FROM checked_{staged.record.name}"
        " WHERE fault IS NULL AND len(warned) > 0"
    )
    return (
        f"SELECT row_no, {_key(staged)} AS key, warned_name AS name,"
        f" left({value}, {SHOWN_CHARACTERS}) AS value, {code} AS code, {reason} AS reason, place"
        f" FROM ({marked}) JOIN ({filled(staged)}) USING (row_no) UNION ALL {noted}"
    )


def _key(staged: Staged) -> str:
    """The SQL of a row's key, its parts joined by bars."""
    parts = ", ".join(f"coalesce({quoted(name)}, '')" for name in staged.record.key)
    return f"left(concat_ws('|', {parts}), {SHOWN_CHARACTERS})"

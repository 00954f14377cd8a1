"""The rejects file: every row that was not loaded, with the line, the value and the reason."""

import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.checking.checks import faults
from loaders.reading.csv_rows import SHOWN_CHARACTERS
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, quoted

REJECTS_FILE = "rejects.csv"
HEADER = ("file", "line", "record", "column", "value", "reason_code", "reason")
FETCHED_AT_ONCE = 10_000


def count_rejects(workbench: Workbench, staged: Staged) -> int:
    """How many rows of this record were rejected."""
    name = staged.record.name
    unreadable = workbench.number("SELECT count(*) FROM broken WHERE record = ?", name)
    return unreadable + workbench.number(
        f"SELECT count(*) FROM checked_{name} WHERE fault IS NOT NULL"
    )


def write_rejects(workbench: Workbench, staged: Sequence[Staged], folder: Path) -> dict[str, int]:
    """Write `rejects.csv` into the folder, whole or not at all; answer its rows a record.

    Records in their order of loading, rows in that of their file. Linear in the rejects, and in a
    file with any once more, to find their lines; memory is bounded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{REJECTS_FILE}.partial-{os.getpid()}"
    counts = {}
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for one in staged:
                counts[one.record.name] = 0
                for line, column, value, code, reason in _rejects(workbench, one):
                    writer.writerow((one.file, line, one.record.name, column, value, code, reason))
                    counts[one.record.name] += 1
        partial.replace(folder / REJECTS_FILE)
    finally:
        partial.unlink(missing_ok=True)
    return counts


def _rejects(workbench: Workbench, staged: Staged) -> Iterator[tuple[int, str, str, str, str]]:
    """Line, column, value, code and reason of each reject of a record, in order."""
    cursor = workbench.connection.cursor()
    cursor.execute(_query(staged), [staged.record.name])
    lines = _lines(staged)
    row_no, line = 0, 0
    while rows := cursor.fetchmany(FETCHED_AT_ONCE):
        for rejected_no, column, value, code, reason in rows:
            if staged.numbered is None:
                line = rejected_no
            while staged.numbered is not None and row_no < rejected_no:
                row_no, line = row_no + 1, next(lines, line)
            yield line, column, value, code, reason


def _lines(staged: Staged) -> Iterator[int]:
    """The line of each row of a file whose rows stand on one each, the header left out."""
    if staged.numbered is not None:
        with staged.numbered.open("rb") as file:
            filled = (line for line, text in enumerate(file, 1) if text.strip(b"\r\n"))
            next(filled)
            yield from filled


def _query(staged: Staged) -> str:
    name, present = staged.record.name, {*staged.columns}
    columns, values, codes, reasons = [], [], [], []
    for number, fault in enumerate(faults(staged)):
        shown = [f"raw.{quoted(column)}" for column in fault.columns if column in present]
        told = f"concat_ws(', ', {', '.join(shown)})" if shown else "''"
        columns.append(f"WHEN {number} THEN '{', '.join(fault.columns)}'")
        values.append(f"WHEN {number} THEN {told}")
        codes.append(f"WHEN {number} THEN '{fault.code}'")
        reasons.append(f"WHEN {number} THEN '{fault.reason}'")
    cases = (f"CASE fault {' '.join(whens)} END" for whens in (columns, values, codes, reasons))
    column, value, code, reason = cases
    return (
        f"SELECT row_no, {column}, left({value}, {SHOWN_CHARACTERS}), {code}, {reason}"
        f" FROM checked_{name} AS checked JOIN raw_{name} AS raw USING (row_no)"
        " WHERE fault IS NOT NULL"
        " UNION ALL SELECT row_no, '', value, code, reason FROM broken WHERE record = ?"
        " ORDER BY row_no"
    )

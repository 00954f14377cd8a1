"""Rows as a file: CSV, or a workbook with a sheet that says what it is."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter

from cypher.spreadsheet import safe_cell
from service.api.tables.cells import Cell
from service.api.tables.columns import Column

MEDIA_TYPES: dict[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: How many bytes of a file are kept in memory; longer ones go to a temporary file.
IN_MEMORY = 16_000_000
#: Excel takes UTF-8 for what it is where the file begins with this.
BYTE_ORDER_MARK = "\ufeff"
#: How many rows a sheet of Excel's takes besides its header.
MOST_ROWS = 1_048_575

_FORMATS = {
    "amount": "#,##0.00",
    "share": "0.00%",
    "day": "yyyy-mm-dd",
    "instant": "yyyy-mm-dd hh:mm:ss",
    "text": "@",
    "code": "@",
    "words": "@",
}
_WIDTHS = {"words": 60, "amount": 18, "instant": 20, "text": 18}


class TooManyRows(Exception):
    """More rows than a sheet takes."""


@dataclass(frozen=True)
class Sheets:
    """What a file holds: columns with their headers, rows, and lines about all of it."""

    title: str
    columns: Sequence[Column]
    headers: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about_title: str


def written(sheets: Sheets, form: str, about: Any) -> IO[bytes]:
    """The file, to be read from its beginning; `about` gives the lines once all rows are known.

    CSV has the rows alone. Raises TooManyRows where a workbook would not take them. Memory: that of
    IN_MEMORY and of one row.
    """
    # The file outlives this function: whoever sends it closes it.
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    try:
        if form == "csv":
            _write_csv(sheets, file)
        else:
            _write_workbook(sheets, file, about)
    except BaseException:
        file.close()
        raise
    return file


def _write_csv(sheets: Sheets, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(sheets.headers)
    for row in sheets.rows:
        writer.writerow(map(_plain, row))
    text.flush()
    text.detach()


def _plain(value: Cell) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return safe_cell(value) if isinstance(value, str) else value


def _write_workbook(sheets: Sheets, file: IO[bytes], about: Any) -> None:
    # Row after row goes to disk; no text is taken for a formula or an address.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": _FORMATS["day"],
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(sheets.title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            kind: book.add_format({"num_format": pattern}) for kind, pattern in _FORMATS.items()
        }
        for at, column in enumerate(sheets.columns):
            sheet.set_column(at, at, _WIDTHS.get(column.kind, 14), formats.get(column.kind))
        sheet.write_row(0, 0, sheets.headers, bold)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, row in enumerate(sheets.rows, 1):
            if count > MOST_ROWS:
                raise TooManyRows
            for at, (column, value) in enumerate(zip(sheets.columns, row, strict=True)):
                _write_cell(sheet, count, at, value, formats.get(column.kind))
        sheet.autofilter(0, 0, count, len(sheets.columns) - 1)
        said = book.add_worksheet(sheets.about_title)
        said.set_column(0, 0, 24)
        said.set_column(1, 1, 80)
        for line, (name, text) in enumerate(about(count)):
            said.write_string(line, 0, name, bold)
            said.write_string(line, 1, text)


def _write_cell(sheet: Any, row: int, at: int, value: Cell, form: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, at, value, form)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, at, value, form)
    elif value is not None:
        # A sheet has floating-point numbers alone; the CSV file has every digit.
        sheet.write_number(row, at, value, form)


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """A file from its beginning, piece by piece; closed at the end."""
    with file:
        file.seek(0)
        while piece := file.read(65_536):
            yield piece

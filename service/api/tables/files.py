"""Tables as a file: CSV, or a workbook with a sheet that says what it is."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter

from cypher.spreadsheet import safe_cell
from service.api.tables.cells import Cell
from service.api.tables.columns import Kind

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
#: How many letters a cell of Excel's takes.
MOST_LETTERS = 32_767

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
class Sheet:
    """A table of a file: its headers, what each column holds, rows, and what is to be noted."""

    title: str
    headers: Sequence[str]
    kinds: Sequence[Kind]
    rows: Iterable[Sequence[Cell]]
    note: str = ""


@dataclass(frozen=True)
class About:
    """The sheet about all of a file; `lines` gives them once it is known how many rows each has."""

    title: str
    lines: Callable[[Sequence[int]], Iterable[tuple[str, str]]]


def written(sheets: Sequence[Sheet], form: str, about: About) -> IO[bytes]:
    """The file, to be read from its beginning.

    CSV has the rows alone; several tables stand one below the other, each under its title, with an
    empty line between. Raises TooManyRows where a workbook would not take them. Memory: that of
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


def _write_csv(sheets: Sequence[Sheet], file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    for place, sheet in enumerate(sheets):
        if len(sheets) > 1:
            writer.writerows([[]] if place else [])
            writer.writerow(filter(None, (sheet.title, sheet.note)))
        writer.writerow(sheet.headers)
        for row in sheet.rows:
            writer.writerow(map(_plain, row))
    text.flush()
    text.detach()


def _plain(value: Cell) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return safe_cell(value) if isinstance(value, str) else value


def _write_workbook(sheets: Sequence[Sheet], file: IO[bytes], about: About) -> None:
    # Row after row goes to disk; no text is taken for a formula or an address.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": _FORMATS["day"],
    }
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            kind: book.add_format({"num_format": pattern}) for kind, pattern in _FORMATS.items()
        }
        counts = [
            _write_sheet(book.add_worksheet(sheet.title[:31]), sheet, bold, formats)
            for sheet in sheets
        ]
        said = book.add_worksheet(about.title)
        said.set_column(0, 0, 24)
        said.set_column(1, 1, 80)
        for line, (name, text) in enumerate(about.lines(counts)):
            said.write_string(line, 0, name, bold)
            said.write_string(line, 1, text)


def _write_sheet(page: Any, sheet: Sheet, bold: Any, formats: Mapping[str, Any]) -> int:
    """Write a table to a worksheet, and tell how many rows it has."""
    for at, kind in enumerate(sheet.kinds):
        page.set_column(at, at, _WIDTHS.get(kind, 14), formats.get(kind))
    page.write_row(0, 0, sheet.headers, bold)
    page.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        if count > MOST_ROWS:
            raise TooManyRows
        for at, (kind, value) in enumerate(zip(sheet.kinds, row, strict=True)):
            _write_cell(page, count, at, value, formats.get(kind))
    page.autofilter(0, 0, count, len(sheet.kinds) - 1)
    return count


def _write_cell(page: Any, row: int, at: int, value: Cell, form: Any) -> None:
    if isinstance(value, str):
        page.write_string(row, at, value[:MOST_LETTERS], form)
    elif isinstance(value, (date, datetime)):
        page.write_datetime(row, at, value, form)
    elif value is not None:
        # A sheet has floating-point numbers alone; the CSV file has every digit.
        page.write_number(row, at, value, form)


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """A file from its beginning, piece by piece; closed at the end."""
    with file:
        file.seek(0)
        while piece := file.read(65_536):
            yield piece

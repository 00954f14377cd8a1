"""The table with what was found: as CSV, or as a workbook with a sheet that says of what run."""

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from cypher.spreadsheet import safe_cell
from cypher.vocabulary import Text
from service.match_file.reading import MatchFileError

ENDINGS = (".csv", ".xlsx")
#: Excel takes UTF-8 for what it is where the file begins with this mark.
_ENCODING = "utf-8-sig"
#: What a sheet holds at most: rows, and letters of a cell.
_MOST_ROWS, _MOST_LETTERS = 1_048_576, 32_767
_WIDTHS = {"name": 32, "because": 48, "others": 40}

Cell = str | float | None


class Writer(Protocol):
    """What rows are written to."""

    def write(self, cells: Sequence[Cell]) -> None:
        """Write a row."""

    def finish(self, about: Sequence[tuple[str, str]]) -> None:
        """End the table; `about` says what it is."""

    def close(self) -> None:
        """Let go of the file, also of one that was not finished."""


@contextmanager
def written(target: Path, sheet: str, about_sheet: str) -> Iterator[Writer]:
    """A writer of a file that is there, whole, once everything went well, and not before.

    Raises MatchFileError where the file cannot be written.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        # It names customers: its owner alone reads it, whatever its folder allows.
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        in_book = target.suffix.lower() == ".xlsx"
        with closing(_Workbook(part, sheet, about_sheet) if in_book else _Text(part)) as writer:
            yield writer
        os.replace(part, target)
    except OSError as error:
        raise MatchFileError(
            Text(
                f"无法写入{target}：{error.strerror or error}",
                f"{target} cannot be written: {error.strerror or error}",
            )
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


class _Text:
    """A CSV file; a text that a spreadsheet would take for a formula stands after an apostrophe."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding=_ENCODING, newline="")
        self._writer = csv.writer(self._file)

    def write(self, cells: Sequence[Cell]) -> None:
        self._writer.writerow(
            [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]
        )

    def finish(self, about: Sequence[tuple[str, str]]) -> None:
        """A CSV has no place for what it is about."""

    def close(self) -> None:
        self._file.close()


class _Workbook:
    """A workbook: texts are texts, whatever they look like, and scores are numbers."""

    def __init__(self, path: Path, sheet: str, about_sheet: str) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_numbers": False}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._sheet: Any = self._book.add_worksheet(sheet)
        self._about: Any = self._book.add_worksheet(about_sheet)
        self._bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        self._row = 0

    def write(self, cells: Sequence[Cell]) -> None:
        if self._row == _MOST_ROWS:
            raise MatchFileError(
                Text(
                    f"一张工作表至多{_MOST_ROWS:,}行，行数超出：请用--out FILE.csv",
                    f"a sheet holds {_MOST_ROWS:,} rows and there are more: name --out FILE.csv",
                )
            )
        style = None if self._row else self._bold
        if not self._row:
            for place, name in enumerate(cells):
                self._sheet.set_column(place, place, _WIDTHS.get(str(name), 18))
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                text = safe_cell(cell)[:_MOST_LETTERS]
                self._sheet.write_string(self._row, place, text, style)
            elif cell is not None:
                self._sheet.write_number(self._row, place, cell)
        self._row += 1

    def finish(self, about: Sequence[tuple[str, str]]) -> None:
        self._about.set_column(0, 1, 24)
        for row, (name, text) in enumerate(about):
            self._about.write_string(row, 0, name, self._bold)
            self._about.write_string(row, 1, safe_cell(text))

    def close(self) -> None:
        self._book.close()

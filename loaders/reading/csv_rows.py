"""Rows of a CSV file one by one, each with its line: for files with faults, and to name lines.

DuckDB reads files whose rows stand on one line each, many times faster; it neither goes on reliably
after a malformed row nor says on which physical line a row stands. Here a row that cannot be read
costs only itself: an unclosed quote ends with its line. Where DuckDB reads a file without a fault,
both find the same rows: spaces may stand around quoted cells, and a quote inside an unquoted cell
is a letter as any other.

A quoted cell may run over line ends. Two stray quotes in two rows look alike, and would make one
cell of all that lies between. They are told apart by the header: where both the line that opens the
quote and the line that closes it have the header's number of cells, each is a row with a stray
quote, and the lines between them are rows too.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from cypher.vocabulary import Text

UTF8_MARK = b"\xef\xbb\xbf"
NOT_UTF8 = Text("该行不是UTF-8编码", "the row is not encoded in UTF-8")
_TOO_LONG = Text("该行过长，无法读取", "the row is too long to be read")
_UNCLOSED = Text(
    "引号没有闭合，或闭合引号之后另有内容",
    "a quote is not closed, or text follows the closing one",
)
_NO_REASON = Text("", "")
#: How much of a rejected value is told.
SHOWN_CHARACTERS = 200

_OPENING = re.compile(r' *"')
_INSIDE = re.compile(r'[^"]*(?:""[^"]*)*')


@dataclass(frozen=True)
class Row:
    """A row as its cells, or what is wrong with it: the code, the reason and the text at fault.

    `lines` is how many lines it takes that are not blank.
    """

    line: int
    cells: list[str]
    code: str = ""
    reason: Text = _NO_REASON
    value: str = ""
    lines: int = 1


def csv_rows(path: Path, line_bytes: int, delimiter: str = ",") -> Iterator[Row]:
    """Every row that is not blank, the header first; memory follows `line_bytes` alone.

    The delimiter is one letter or a few, and no quote. The header stands on one line; each row
    after it has as many cells, or a fault. The line is the physical line on which the row begins,
    counted from 1. Lines end with LF or CRLF. Linear in the file: a quote that does not close is
    looked for over `line_bytes` at most.
    """
    with path.open("rb") as file:
        if file.read(len(UTF8_MARK)) != UTF8_MARK:
            file.seek(0)
        lines = _Lines(file, line_bytes, delimiter)
        width = 0
        while (line := lines.next()) is not None:
            if line.strip(b"\r\n"):
                row = _row(line, lines, width)
                width = width or len(row.cells)
                yield row


class _Lines:
    """The physical lines of a file, with a way back for those read in vain."""

    def __init__(self, file: BinaryIO, line_bytes: int, delimiter: str) -> None:
        self.delimiter = delimiter
        self.closing = re.compile(rf'" *({re.escape(delimiter)}|\r?\n|$)')
        self._file = file
        self._line_bytes = line_bytes
        self._ahead: deque[bytes] = deque()
        self.number = 0
        #: The lines of the last two stray quotes: the one that opens and the one that closes.
        self.stray_open = self.stray_close = 0

    def next(self) -> bytes | None:
        """The next line with its end; None after the last. One too long comes cut."""
        self.number += 1
        return self._ahead.popleft() if self._ahead else self._read()

    def following(self) -> Iterator[bytes]:
        """The lines after this one, as far as a row may reach, without going on to them."""
        size = position = 0
        while size <= self._line_bytes:
            if position == len(self._ahead):
                line = self._read()
                if line is None:
                    return
                self._ahead.append(line)
            line = self._ahead[position]
            if self.is_too_long(line):
                return
            yield line
            size += len(line)
            position += 1

    def skip(self, count: int) -> int:
        """Go on by that many lines that `following` has shown; how many of them are not blank."""
        gone = [self._ahead.popleft() for _ in range(count)]
        self.number += count
        return sum(bool(line.strip(b"\r\n")) for line in gone)

    def note_stray(self, count: int) -> None:
        """Note that a quote of this line closes, by mistake, that many lines further down."""
        self.stray_open, self.stray_close = self.number, self.number + count

    def is_too_long(self, line: bytes) -> bool:
        """Whether this line was cut."""
        return len(line) > self._line_bytes

    def _read(self) -> bytes | None:
        line = self._file.readline(self._line_bytes + 1)
        if self.is_too_long(line):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = self._file.readline(self._line_bytes + 1)
        return line or None


def _row(line: bytes, lines: _Lines, width: int) -> Row:
    number = lines.number
    if lines.is_too_long(line):
        return _fault(number, line[:1_000], "line_too_long", _TOO_LONG)
    if number == lines.stray_close:
        reason = Text(
            f"第{lines.stray_open}行误开的引号在此闭合",
            f"a quote closes here that line {lines.stray_open} opens by mistake",
        )
        return _fault(number, line, "broken_quotes", reason)
    text = _decoded(line)
    found = (
        _quoted_cells(text, lines, width)
        if '"' in text
        else (text.rstrip("\r\n").split(lines.delimiter), 1)
    )
    if found is None:
        return _fault(number, line, "broken_quotes", _UNCLOSED)
    cells, taken = found
    if not _is_utf8("".join(cells)):
        return _fault(number, line, "not_utf8", NOT_UTF8, taken)
    row = _of_width(number, cells, width or len(cells), lines.delimiter)
    return row if taken == 1 else replace(row, lines=taken)


def _of_width(line: int, cells: list[str], width: int, delimiter: str) -> Row:
    """The row with exactly that many cells, or the fault of having fewer or more.

    Delimiters at the end are let pass, as DuckDB does in files without faults.
    """
    if len(cells) >= width and not any(cells[width:]):
        return Row(line, cells[:width])
    code = "too_few_cells" if len(cells) < width else "too_many_cells"
    reason = Text(
        f"该行有{len(cells)}格，表头有{width}格",
        f"the row has {len(cells)} cells, the header {width}",
    )
    return Row(line, [], code, reason, delimiter.join(cells)[:SHOWN_CHARACTERS])


@dataclass(frozen=True)
class _Overrun:
    """A quoted cell that runs over `lines` line ends.

    `column` counts the cells before it; the commas are those after the opening quote in its line,
    and those before the closing quote in that line.
    """

    lines: int
    column: int
    commas_after_opening: int
    commas_before_closing: int

    def is_stray(self, cells: int, width: int) -> bool:
        """Whether both lines have `width` cells by themselves; the row as read has `cells`."""
        opening_line = self.column + 1 + self.commas_after_opening
        closing_line = self.commas_before_closing + cells - self.column
        return opening_line == closing_line == width


def _quoted_cells(text: str, lines: _Lines, width: int) -> tuple[list[str], int] | None:
    """The cells of the row that begins with this line, and the lines it takes that are not blank.

    None where its quotes are broken.

    A quoted cell may run over line ends; the lines that it takes are then gone past.
    """
    cells: list[str] = []
    following = lines.following()
    taken = at = 0
    overrun: _Overrun | None = None
    while True:
        opening = _OPENING.match(text, at)
        if opening is None:
            cell, comma, rest = text[at:].partition(lines.delimiter)
            cells.append(cell if comma else cell.rstrip("\r\n"))
            at = len(text) - len(rest)
        else:
            first, before, parts = text[opening.end() :], taken, list[str]()
            at = _end_of_quoted(text, opening.end(), parts)
            while at == len(text):
                line = next(following, None)
                if line is None or not width:
                    return None
                text, taken = _decoded(line), taken + 1
                at = _end_of_quoted(text, 0, parts)
            closing = lines.closing.match(text, at)
            if closing is None:
                return None
            if overrun is None and taken > before:
                mark = lines.delimiter
                commas = first.count(mark), text.count(mark, 0, at)
                overrun = _Overrun(taken, len(cells), *commas)
            cells.append("".join(parts).replace('""', '"'))
            at, comma = closing.end(), closing[1] if closing[1] == lines.delimiter else ""
        if not comma:
            if overrun is not None and overrun.is_stray(len(cells), width):
                lines.note_stray(overrun.lines)
                return None
            return cells, 1 + lines.skip(taken)


def _end_of_quoted(text: str, start: int, parts: list[str]) -> int:
    """Where the quoted text from `start` on ends: at its quote, or at the text's own end."""
    inside = _INSIDE.match(text, start)
    assert inside is not None
    parts.append(inside.group())
    return inside.end()


def _is_utf8(text: str) -> bool:
    """Whether nothing in the decoded text stands for a byte that is not UTF-8."""
    try:
        return text.isascii() or bool(text.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _fault(line: int, text: bytes, code: str, reason: Text, lines: int = 1) -> Row:
    shown = text.rstrip(b"\r\n").decode("utf-8", "replace")[:SHOWN_CHARACTERS]
    return Row(line, [], code, reason, shown, lines)

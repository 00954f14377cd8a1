"""A table's rows as texts: of a CSV file, or of a workbook's first sheet that names somebody."""

import csv
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from cypher.reasons import system_reason
from cypher.vocabulary import Text
from service.errors import ServiceError
from service.match_file.columns import NUMBERS, WORDS, fields_of, names_somebody

#: A header stands among the first lines, below a title perhaps.
_HEADER_WITHIN = 20
#: A spreadsheet's number holds so many digits; those behind are lost.
_DIGITS = 15
_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
#: How programs make a spreadsheet take digits for text.
_AS_TEXT = re.compile(r'="([^"]*)"')
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"))
_FORMULA = re.compile(rb"<f[ >/]")
_ZEROS = re.compile("0+")
#: What a formula is that no program has calculated.
_UNCALCULATED = object()
_DELIMITERS = ",;\t|"
#: Every letter of a cell counts: some banks keep long notes in them.
_LONGEST_CELL = 10_000_000

#: A row by its number in the file, and its cells.
Row = tuple[int, list[str]]


class MatchFileError(ServiceError):
    """A file cannot be matched, or what was found cannot be written."""


@dataclass(frozen=True)
class Table:
    """A table: its header, the field that each column says, its rows as they are read."""

    header: list[str]
    fields: dict[int, str]
    rows: Iterator[Row]


@contextmanager
def opened(path: Path, encoding: str) -> Iterator[Table]:
    """The table of a file; raises MatchFileError where it holds none that can be read."""
    if not path.is_file():
        raise MatchFileError(Text(f"没有文件{path}", f"there is no file {path}"))
    if path.suffix.lower() == ".xlsx":
        with _workbook(path) as sheets:
            yield _first_table(path, sheets)
    elif path.suffix.lower() == ".csv":
        with _text(path, encoding) as rows:
            yield _first_table(path, iter([rows]))
    else:
        raise MatchFileError(
            Text(
                f"{path}既不是.csv也不是.xlsx：请另存为其中一种",
                f"{path} is neither .csv nor .xlsx: save it as one of these"
                f"{' (an old .xls too)' if path.suffix.lower() == '.xls' else ''}",
            )
        )


def _first_table(path: Path, sheets: Iterator[Iterator[tuple[int, list[Any]]]]) -> Table:
    first: list[str] = []
    for sheet in sheets:
        begin = list(islice(sheet, _HEADER_WITHIN))
        for place, (_, cells) in enumerate(begin):
            header = [_shown(cell) for cell in cells]
            first = first or [text for text in header if text]
            fields = fields_of(header)
            if names_somebody(fields):
                rest = chain(begin[place + 1 :], sheet)
                return Table(header, fields, _rows(path, rest, header, fields))
    if not first:
        raise MatchFileError(Text(f"{path}是空的，没有表头", f"{path} is empty: it has no header"))
    known = "、".join(words.split()[0] for words in WORDS.values())
    raise MatchFileError(
        Text(
            f"{path}的表头（{'、'.join(first[:6])}）中没有可识别的列：请将一列命名为名称（name）、客户号（customer_id）或证件号码（id_number）；也可用{known}",
            f"no column of {path} is known by its header ({', '.join(first[:6])}): name one "
            f"名称 (name), 客户号 (customer_id) or 证件号码 (id_number); known are also {known}",
        )
    )


def _rows(
    path: Path,
    rows: Iterator[tuple[int, list[Any]]],
    header: Sequence[str],
    fields: dict[int, str],
) -> Iterator[Row]:
    for number, cells in rows:
        texts = [_shown(cell) for cell in cells[: len(header)]]
        texts += [""] * (len(header) - len(texts))
        for place, field in fields.items():
            cell = cells[place] if place < len(cells) else None
            if cell is _UNCALCULATED:
                raise MatchFileError(
                    Text(
                        f"{path}第{number}行{header[place]}：公式未经计算，请用表格软件打开后保存",
                        f"{path}, row {number}, {header[place]}: a formula that was never "
                        "calculated: open the file in a spreadsheet program and save it",
                    )
                )
            if field in NUMBERS and _is_spoilt(cell):
                raise MatchFileError(
                    Text(
                        f"{path}第{number}行{header[place]}：{texts[place]}按数值录入，第{_DIGITS}位以后已丢失，请将该列设为文本后重新录入",
                        f"{path}, row {number}, {header[place]}: {texts[place]} was typed as a "
                        f"number and has lost digits behind the {_DIGITS}th: make the column text "
                        "and type it again",
                    )
                )
        if any(texts):
            yield number, texts


def _is_spoilt(cell: Any) -> bool:
    """Whether a number has more digits than a spreadsheet keeps."""
    value = getattr(cell, "value", cell)
    if isinstance(value, str):
        return _ROUNDED.fullmatch(value.strip()) is not None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return bool(abs(value) >= 10**_DIGITS)


def _shown(cell: Any) -> str:
    """A cell as a person sees it, on one line; what is an error or not a value is empty."""
    value = getattr(cell, "value", cell)
    if value is None or value is _UNCALCULATED or value in _ERRORS:
        return ""
    if isinstance(value, str):
        as_text = _AS_TEXT.fullmatch(value)
        return " ".join((as_text[1] if as_text else value).split())
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(value, getattr(cell, "number_format", ""))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float, number_format: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    text = str(int(value)) if value == int(value) else repr(value)
    # 000123 may be shown of 123 by its format.
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format or "") else text


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[Iterator[tuple[int, list[Any]]]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        file = path.open(encoding=_known(encoding), newline="")
    except OSError as error:
        raise _unreadable(path, error) from None
    with file:
        try:
            line = next((line for line in file if line.strip()), "")
            file.seek(0)
            delimiter = max(_DELIMITERS, key=line.count)
            yield _lines(path, csv.reader(file, delimiter=delimiter), encoding)
        except UnicodeError:
            raise _undecodable(path, encoding) from None


def _lines(path: Path, reader: Any, encoding: str) -> Iterator[tuple[int, list[Any]]]:
    try:
        yield from enumerate(reader, 1)
    except UnicodeError:
        raise _undecodable(path, encoding) from None
    except csv.Error as error:
        raise MatchFileError(
            Text(
                f"{path}第{reader.line_num}行不是有效的CSV：“{error}”",
                f"{path}, line {reader.line_num} is no CSV: {error}",
            )
        ) from None


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        raise MatchFileError(
            Text(
                f"没有编码{encoding!r}：请用utf-8、gb18030或utf-16等",
                f"there is no encoding {encoding!r}: name one such as utf-8, gb18030 or utf-16",
            )
        ) from None
    return "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding


def _undecodable(path: Path, encoding: str) -> MatchFileError:
    other = "gb18030" if encoding.lower().startswith("utf") else "utf-8"
    return MatchFileError(
        Text(
            f"{path}不是{encoding}编码：请试用--encoding {other}",
            f"{path} is not {encoding}: try --encoding {other}",
        )
    )


@contextmanager
def _workbook(path: Path) -> Iterator[Iterator[Iterator[tuple[int, list[Any]]]]]:
    from openpyxl import load_workbook  # a quarter of a second, for whom has a workbook

    with warnings.catch_warnings():
        # Of what it leaves out (validations, pictures), which nobody asked for.
        warnings.simplefilter("ignore")
        with ExitStack() as stack:
            try:
                books = [
                    stack.enter_context(closing(load_workbook(path, read_only=True, data_only=yes)))
                    for yes in ((True, False) if _has_formulas(path) else (True,))
                ]
            except PermissionError as error:
                raise _unreadable(path, error) from None
            except Exception as error:
                raise _broken(path, error) from None
            sheets = zip(*(book.worksheets for book in books), strict=True)
            yield (_cells(path, *ways) for ways in sheets)


def _has_formulas(path: Path) -> bool:
    """Whether any sheet has a formula: most lists have none, and are read once."""
    with ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with book.open(name) as sheet:
                    before = b""
                    while part := sheet.read(1 << 20):
                        if _FORMULA.search(before + part):
                            return True
                        before = part[-2:]
    return False


def _cells(path: Path, sheet: Any, formulas: Any = None) -> Iterator[tuple[int, list[Any]]]:
    """A sheet's rows by their values; `formulas` is the same sheet with these, where it has any."""
    try:
        # What a file says of its own size may be wrong.
        sheet.reset_dimensions()
        if formulas is None:
            for number, cells in enumerate(sheet.iter_rows(), 1):
                yield number, list(cells)
            return
        formulas.reset_dimensions()
        rows = zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)
        for number, (cells, sources) in enumerate(rows, 1):
            yield (
                number,
                [
                    _UNCALCULATED if cell.value is None and source.data_type == "f" else cell
                    for cell, source in zip(cells, sources, strict=True)
                ],
            )
    except MatchFileError:
        raise
    except Exception as error:
        raise _broken(path, error) from None


def _unreadable(path: Path, error: OSError) -> MatchFileError:
    reason = system_reason(error)
    return MatchFileError(
        Text(f"无法读取{path}：{reason.zh}", f"{path} cannot be read: {reason.en}")
    )


def _broken(path: Path, error: Exception) -> MatchFileError:
    """What is said of a workbook in which the library meets anything that it does not know."""
    told = " ".join(str(error).split())[:200] or type(error).__name__
    return MatchFileError(
        Text(
            f"{path}不是可读取的工作簿（“{told}”）：请用表格软件打开，另存为不加密的.xlsx",
            f"{path} is no workbook that can be read ({told}): open it in a spreadsheet program "
            "and save it anew as .xlsx, without a password",
        )
    )

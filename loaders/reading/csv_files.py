"""CSV files as texts on the workbench, whatever encoding, delimiter and faults they have."""

import csv
import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cypher.language import spoken
from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.csv_lines import filled_lines
from loaders.reading.csv_rows import UTF8_MARK, Row, csv_rows
from loaders.reading.encodings import UTF8, first_fault, write_utf8
from loaders.reading.files import at
from loaders.reading.workbench import Workbench, linked, literal, quoted
from loaders.records.declarations import Record

#: The columns of the rows that could not be read.
BROKEN = ("record", "row_no", "value", "code", "reason")
#: A file may unpack to so many bytes, and beyond that to so many times its size.
UNPACKED, RATIO = 64_000_000, 200
_PIECE = 1 << 20


@dataclass(frozen=True)
class CsvFile:
    """A file in UTF-8 on this machine: its own name, how it was encoded, and its header."""

    name: str
    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """How many rows a file has; `numbered` is None where a row's number is its line."""

    rows: int
    numbered: Path | None


def open_csv(workbench: Workbench, path: Path, encoding: str, delimiter: str = ",") -> CsvFile:
    """The file, unpacked and decoded, with its header; raises LoadError where it has none."""
    name, plain = path.name, linked(workbench, path)
    if path.suffix == ".gz":
        packed, plain = plain, plain.with_suffix("")
        unzip(packed, plain, name)
    if encoding != UTF8:
        decoded = plain.with_name(f"{plain.name}.decoded")
        write_utf8(plain, decoded, encoding, name)
        plain = decoded
    header = _header(plain, name, encoding, delimiter, workbench.settings.load_line_bytes)
    return CsvFile(name, plain, encoding, delimiter, header)


def read_csv(
    workbench: Workbench, record: Record, file: CsvFile, chosen: Sequence[int], after: int
) -> Read:
    """Add the file's rows to `raw_<record>`, which has its `row_no` and the chosen columns.

    Rows are numbered from `after` on; what could not be read as a row goes to `broken`. Linear in
    the file, memory bounded. Raises LoadError for a file in another encoding.
    """
    rows = _read_whole(workbench, record, file, chosen, after)
    if rows is not None:
        return Read(rows, file.path)
    return Read(_read_mended(workbench, record, file, chosen, after), None)


def _read_whole(
    workbench: Workbench, record: Record, file: CsvFile, chosen: Sequence[int], after: int
) -> int | None:
    """Read a file whose rows stand on one line each; None, and nothing read, for any other.

    DuckDB's word is not taken for it: an unclosed quote may end its reading without an error. Each
    row takes a line at least, so where there are as many rows as lines, none is missing, and none
    holds what stands in several. Answers how many they are.
    """
    lines = filled_lines(file.path)
    if lines is None or len(file.header) == 1:
        # DuckDB ends a row at some of the CRs that stand alone, and of one column it takes a blank
        # line for a row.
        return None
    columns = "".join(f", c{number}" for number in chosen)
    workbench.run("BEGIN")
    try:
        rows = workbench.number(
            f"INSERT INTO raw_{record.name} SELECT {after} + row_number() OVER (){columns}"
            f" FROM {_csv(len(file.header), file.delimiter)}",
            str(file.path),
            workbench.settings.load_line_bytes,
        )
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InterruptException):
        workbench.run("ROLLBACK")
        raise
    except duckdb.Error:
        workbench.run("ROLLBACK")
        return None
    if rows != lines - 1:
        workbench.run("ROLLBACK")
        return None
    workbench.run("COMMIT")
    return rows


def unzip(path: Path, plain: Path, name: str) -> None:
    """Unpack a gzip file; raises LoadError where it is damaged, or holds next to nothing.

    `name` is what errors call it. DuckDB reads gzip too, but does not notice a wrong checksum.
    """
    most = max(UNPACKED, RATIO * path.stat().st_size)
    size = 0
    try:
        with gzip.open(path) as packed, at(plain), plain.open("wb") as file:
            while piece := packed.read(_PIECE):
                size += len(piece)
                if size > most:
                    raise LoadError(
                        Text(
                            f"{name}解压后超过其大小的{RATIO}倍：文件已损坏，或请自行解压",
                            f"{name} unpacks to more than {RATIO} times its size: it is damaged, "
                            "or unpack it yourself",
                        )
                    )
                file.write(piece)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(name, error) from error


def damaged(name: str, error: Exception) -> LoadError:
    """What is said of a packed file that cannot be unpacked."""
    return LoadError(
        Text(
            f"{name}不完整或已损坏：请重新获取（“{error}”）",
            f"{name} is cut off or damaged: fetch it again ({error})",
        )
    )


def _header(
    path: Path, file: str, encoding: str, delimiter: str, line_bytes: int
) -> tuple[str, ...]:
    with path.open("rb") as content:
        start = content.read(4_096)
    if not start.removeprefix(UTF8_MARK).strip():
        raise LoadError(
            Text(
                f"{file}是空的：须以列名表头开头",
                f"{file} is empty: it must begin with a header that names its columns",
            )
        )
    if b"\0" in start.partition(b"\n")[0] or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        other = other_encoding(UTF8)
        raise LoadError(
            Text(
                f"{file}不是UTF-8编码（似为UTF-16）：{other.zh}",
                f"{file} is not UTF-8 (it seems to be UTF-16): {other.en}",
            )
        )
    header = next(csv_rows(path, line_bytes, delimiter))
    if header.code == "not_utf8":
        other = other_encoding(encoding)
        raise LoadError(
            Text(
                f"{file}不是{encoding.upper()}编码，表头即不符：{other.zh}",
                f"{file} is not {encoding.upper()}, its header first: {other.en}",
            )
        )
    if header.code:
        told = header.reason
        raise LoadError(
            Text(f"{file}的表头无法读取：{told.zh}", f"{file} has no readable header: {told.en}")
        )
    if header.line > 1:
        raise LoadError(
            Text(
                f"{file}以空行开头：须以表头开头",
                f"{file} begins with an empty line: it must begin with a header",
            )
        )
    if any("\r" in name for name in header.cells):
        raise LoadError(
            Text(
                f"{file}只用CR换行：请以LF或CRLF换行保存",
                f"{file} ends its lines with CR alone: save it with LF or CRLF",
            )
        )
    return tuple(header.cells)


def other_encoding(encoding: str) -> Text:
    """What to do about a file in another encoding than was said."""
    if encoding == UTF8:
        return Text(
            "请另存为UTF-8，或指定其编码，例如--encoding gb18030",
            "save it as UTF-8, or name its encoding, such as --encoding gb18030",
        )
    return Text("请用--encoding指定其实际编码", "name its own encoding with --encoding")


def _csv(width: int, delimiter: str) -> str:
    """The SQL of a file's rows as texts c0, c1, ...; takes its path and its longest row."""
    texts = ", ".join(f"c{number}: 'VARCHAR'" for number in range(width))
    return (
        f"read_csv(?, columns = {{{texts}}}, auto_detect = false, header = true,"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', max_line_size = ?)"
    )


def _read_mended(
    workbench: Workbench, record: Record, file: CsvFile, chosen: Sequence[int], after: int
) -> int:
    """Read a file row by row, note what cannot be read as broken, and count both."""
    mended = file.path.with_name(f"{file.path.name}.mended")
    broken = file.path.with_name(f"{file.path.name}.broken")
    read = not_encoded = encoded = lines = 0
    with (
        at(mended),
        mended.open("w", encoding="utf-8", newline="") as good_file,
        broken.open("w", encoding="utf-8", newline="") as bad_file,
    ):
        good, bad = (csv.writer(f, quoting=csv.QUOTE_ALL) for f in (good_file, bad_file))
        good.writerow(["row_no", *(f"c{number}" for number in chosen)])
        bad.writerow(BROKEN)
        rows = csv_rows(file.path, workbench.settings.load_line_bytes, file.delimiter)
        lines += next(rows).lines
        for row in rows:
            read, lines = read + 1, lines + row.lines
            not_encoded += row.code == "not_utf8"
            encoded += not all(map(str.isascii, row.cells))
            if row.code:
                bad.writerow([record.name, after + row.line, row.value, *_told(row, file)])
            else:
                good.writerow([after + row.line, *(row.cells[number] for number in chosen)])
    # A file with letters that are in its encoding has it, and its other rows are bad ones.
    if not encoded and 2 * not_encoded > read:
        encoding, first = file.encoding.upper(), first_fault(file.path)
        other = other_encoding(file.encoding)
        raise LoadError(
            Text(
                f"{file.name}不是{encoding}编码（{read:,}行中有{not_encoded:,}行不符，最先见于"
                f"第{first}行）：{other.zh}",
                f"{file.name} is not {encoding} ({not_encoded} of {read} rows, line {first} "
                f"first): {other.en}",
            )
        )
    _need_all_lines(file, lines)
    # Each letter may be a quote, which is written twice.
    longest = 4 * workbench.settings.load_line_bytes
    workbench.run(
        f"INSERT INTO raw_{record.name} SELECT * REPLACE (CAST(c0 AS BIGINT) AS c0)"
        f" FROM {_csv(1 + len(chosen), ',')}",
        str(mended),
        longest,
    )
    workbench.run(
        "INSERT INTO broken SELECT * REPLACE (CAST(c1 AS BIGINT) AS c1)"
        f" FROM {_csv(len(BROKEN), ',')}",
        str(broken),
        longest,
    )
    for done in (mended, broken):
        done.unlink()
    return read


def _told(row: Row, file: CsvFile) -> tuple[str, str]:
    """The code and the reason of what could not be read as a row."""
    if row.code == "not_utf8" and file.encoding != UTF8:
        reason = Text(f"该行不是{file.encoding}编码", f"the row is not encoded in {file.encoding}")
        return "not_in_encoding", spoken(reason)
    return row.code, spoken(row.reason)


def _need_all_lines(file: CsvFile, taken: int) -> None:
    """Return where the rows take all lines that the file has, by a count that knows no rows."""
    lines = filled_lines(file.path)
    if lines is not None and lines != taken:
        raise LoadError(
            Text(
                f"{file.name}有{lines:,}个非空行，而读出的行只占{taken:,}行："
                "文件在读取时有变化；若无变化，请作为加载程序的缺陷上报",
                f"{file.name} has {lines} lines that are not empty, and rows were found in "
                f"{taken}: it changed while it was read, or report this as a fault of the loader",
            )
        )


def columns_of(names: Sequence[str]) -> str:
    """The SQL of the columns of `raw_<record>`, all of them texts but the number."""
    return ", ".join(["row_no BIGINT", *(f"{quoted(name)} VARCHAR" for name in names)])

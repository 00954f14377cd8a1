"""`guanxi template FOLDER`: what a bank's engineer has to deliver, as empty files and a sheet.

Each canonical file is written with its header alone, and `columns.csv` says of each column what it
means, what it holds, whether it is needed and which tags read it. With `--from FILE` the beginning
of a mapping.yaml is written instead.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from guanxi.mapping import NAME, as_yaml, begun
from guanxi.reading_tags import reading_tags
from loaders.errors import LoadError
from loaders.reading.encodings import UTF8
from loaders.records.canonical import RECORDS
from loaders.records.declarations import Column
from loaders.records.meanings import meanings
from loaders.texts.canonical_page import when_bad, when_empty

WHAT = "write empty canonical files and a sheet that explains each column, or begin a mapping.yaml"
SHEET = "columns.csv"
COLUMNS = (
    "file",
    "column",
    "meaning_zh",
    "meaning_en",
    "type",
    "needed",
    "where_bad",
    "refers_to",
    "read_by_tags",
)
#: Excel takes UTF-8 for what it is where the file begins with this.
BYTE_ORDER_MARK = "\ufeff"
DONE, NOT_DONE = 0, 2


def main(arguments: Sequence[str]) -> int:
    """Write the template or the mapping; returns the exit status, 2 where nothing was written."""
    options = _parser().parse_args(arguments)
    try:
        line = _begin_mapping(options) if options.source else _write_template(options)
    except LoadError as error:
        return _not_done(str(error))
    except OSError as error:
        return _not_done(f"{error.filename}: {error.strerror}")
    print(line)
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guanxi template", description=WHAT)
    parser.add_argument("folder", type=Path, help="a folder that is empty, or not there yet")
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FILE",
        help="begin a mapping.yaml from the header of this CSV, gzipped CSV or Parquet file",
    )
    parser.add_argument(
        "--encoding", default=UTF8, help="how that file is encoded, such as gb18030 (default utf-8)"
    )
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")
    return parser


def _write_template(options: argparse.Namespace) -> str:
    headers = {
        f"{record.name}.csv": ",".join(column.name for column in record.columns) + "\n"
        for record in RECORDS
    }
    _write(options.folder, {**headers, SHEET: sheet()})
    columns = sum(len(record.columns) for record in RECORDS)
    if options.json:
        return json.dumps(
            {"folder": str(options.folder), "files": [*headers], "sheet": SHEET, "columns": columns}
        )
    return (
        f"wrote {len(headers)} empty files to {options.folder}; {SHEET} explains their "
        f"{columns} columns"
    )


def _begin_mapping(options: argparse.Namespace) -> str:
    mapping = begun(options.source, options.encoding)
    _write(options.folder, {NAME: as_yaml(mapping)})
    total = len(mapping.header.columns)
    if options.json:
        told = {
            "mapping": str(options.folder / NAME),
            "record": mapping.record.name,
            "columns": total,
            "placed": mapping.placed,
            "missing": mapping.missing,
            "left": mapping.left,
        }
        return json.dumps(told, ensure_ascii=False)
    missing = f", and lacks {', '.join(mapping.missing)}" if mapping.missing else ""
    return (
        f"placed {len(mapping.placed)} of {total} columns of {options.source} in "
        f"{mapping.record.name}{missing}: check {options.folder / NAME}"
    )


def sheet() -> str:
    """The sheet that explains each column, a row for each."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(COLUMNS)
    for record in RECORDS:
        for column in record.columns:
            meaning = meanings()[record.name, column.name]
            writer.writerow(
                [
                    f"{record.name}.csv",
                    column.name,
                    meaning.zh,
                    meaning.en,
                    column.type.name,
                    _needed(column),
                    when_bad(record, column),
                    column.refers_to or "",
                    reading_tags().get((record.name, column.name), ""),
                ]
            )
    return BYTE_ORDER_MARK + rows.getvalue()


def _needed(column: Column) -> str:
    if column.required:
        return "yes"
    return f"default {when_empty(column)}" if column.default else "no"


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write the files into a folder that holds nothing yet; raises LoadError where it does."""
    if folder.exists() and not folder.is_dir():
        raise LoadError(f"{folder} is no folder: name one that is empty or not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise LoadError(f"{folder} is not empty: name a folder that is empty or not there yet")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _not_done(reason: str) -> int:
    print(f"not written: {' '.join(reason.split())}", file=sys.stderr)
    return NOT_DONE

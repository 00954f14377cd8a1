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

from cypher.language import spoken
from cypher.reasons import system_fault
from cypher.vocabulary import Text
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
        return _not_done(error.text)
    except OSError as error:
        return _not_done(system_fault(error))
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
    return spoken(
        Text(
            f"已在{options.folder}写入{len(headers)}个空文件；{SHEET}说明其中的{columns}列",
            f"wrote {len(headers)} empty files to {options.folder}; {SHEET} explains their "
            f"{columns} columns",
        )
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
    lacks = Text(
        f"，还缺{'、'.join(mapping.missing)}" if mapping.missing else "",
        f", and lacks {', '.join(mapping.missing)}" if mapping.missing else "",
    )
    placed, name = len(mapping.placed), mapping.record.name
    return spoken(
        Text(
            f"{options.source}的{total}列中有{placed}列对应到{name}{lacks.zh}："
            f"请核对{options.folder / NAME}",
            f"placed {placed} of {total} columns of {options.source} in {name}{lacks.en}: check "
            f"{options.folder / NAME}",
        )
    )


def sheet() -> str:
    """The sheet that explains each column, a row for each; types in the language of commands."""
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
                    spoken(column.type.name),
                    spoken(_needed(column)),
                    spoken(when_bad(record, column)),
                    column.refers_to or "",
                    reading_tags().get((record.name, column.name), ""),
                ]
            )
    return BYTE_ORDER_MARK + rows.getvalue()


def _needed(column: Column) -> Text:
    if column.required:
        return Text("必填", "yes")
    empty = when_empty(column)
    return Text(f"默认{empty.zh}", f"default {empty.en}") if column.default else Text("否", "no")


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write the files into a folder that holds nothing yet; raises LoadError where it does."""
    if folder.exists() and not folder.is_dir():
        raise LoadError(
            Text(
                f"{folder}不是文件夹：请指定空的或尚不存在的文件夹",
                f"{folder} is no folder: name one that is empty or not there yet",
            )
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise LoadError(
            Text(
                f"{folder}不是空的：请指定空的或尚不存在的文件夹",
                f"{folder} is not empty: name a folder that is empty or not there yet",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _not_done(reason: Text) -> int:
    told = spoken(Text(f"未写入：{reason.zh}", f"not written: {reason.en}"))
    print(" ".join(told.split()), file=sys.stderr)
    return NOT_DONE

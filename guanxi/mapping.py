"""The beginning of a mapping.yaml: which canonical columns a bank's own columns are, by name.

Names alone decide, never values: what comes out is for a person to check.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cypher.vocabulary import Text
from loaders.errors import LoadError
from loaders.reading.encodings import UTF8
from loaders.reading.own_header import Header, own_header
from loaders.records.canonical import RECORDS
from loaders.records.column_types import AMOUNT, MONEY, PORTION, POSITIVE, SHARE
from loaders.records.declarations import Record
from loaders.records.meanings import meanings, plain

NAME = "mapping.yaml"
#: What is written in brackets after a column's name, and the factor that its values take.
UNITS = {"万元": 10_000, "万": 10_000, "亿元": 100_000_000, "亿": 100_000_000, "%": 0.01}
SCALED = (AMOUNT, MONEY, PORTION, POSITIVE, SHARE)
_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")

HEAD = """\
# Begun by `guanxi template --from` by the names in the header of {file}. Names may mislead, and
# codes, formats and units are not known from them: a person must check every line against the
# columns' meanings (`guanxi template FOLDER` writes them).
# 本文件由 guanxi template --from 按 {file} 的表头名称推测而成，可能有误；
# 代码、日期格式和金额单位无法由名称得知，须由人工逐行核对。
"""


@dataclass(frozen=True)
class Mapping:
    """A header placed in a record: `placed` has the source column of each canonical one."""

    file: str
    header: Header
    record: Record
    placed: dict[str, str]

    @property
    def left(self) -> list[str]:
        """The source columns that found no place, in their order."""
        taken = set(self.placed.values())
        return [name for name in self.header.columns if name not in taken]

    @property
    def missing(self) -> list[str]:
        """The canonical columns that the record needs and that no source column is."""
        return [name for name in self.record.required if name not in self.placed]


def begun(path: Path, encoding: str = UTF8) -> Mapping:
    """The record in which most columns of a file find a place.

    Between equals the one that the file is named after, then the one that lacks fewest columns.
    Raises LoadError where the header cannot be read, and where none of its names is known.
    """
    header = own_header(path, encoding)
    stem = plain(path.name.partition(".")[0])
    found = [Mapping(path.name, header, record, _placed(header, record)) for record in RECORDS]

    def fit(mapping: Mapping) -> tuple[int, bool, int]:
        record = mapping.record
        named = stem in {plain(record.name), *meanings()[record.name, ""].names}
        return len(mapping.placed), named, -len(mapping.missing)

    best = max(found, key=fit)
    if not best.placed:
        names = [*header.columns[:5], *["..."] * (len(header.columns) > 5)]
        raise LoadError(
            Text(
                f"{path}中没有可按名称识别的列（{'、'.join(names)}）",
                f"no column of {path} is known by its name ({', '.join(names)})",
            )
        )
    return best


def _placed(header: Header, record: Record) -> dict[str, str]:
    """Each canonical column that is there, with its source column; the better name first."""
    placed: dict[str, str] = {}
    for exact in (True, False):
        for source in header.columns:
            bare = plain(_BRACKETS.sub("", _narrow(source)))
            for column in record.columns:
                known = {plain(column.name)}
                if not exact:
                    known |= meanings()[record.name, column.name].names
                if bare in known and column.name not in placed and source not in placed.values():
                    placed[column.name] = source
    return placed


def as_yaml(mapping: Mapping) -> str:
    """The mapping as YAML, what it lacks and what it leaves as comments."""
    record = mapping.record
    lines = [
        f"# {_told(record, '')}",
        f"{record.name}:",
        f"  file: {_text(mapping.file)}",
    ]
    if mapping.header.delimiter:
        lines.append(f"  delimiter: {_text(mapping.header.delimiter)}")
    lines.append("  columns:")
    for column in record.columns:
        if source := mapping.placed.get(column.name):
            unit = _unit(source) if column.type in SCALED else None
            told = f"{{from: {_text(source)}, unit: {unit}}}" if unit else _text(source)
            lines.append(f"    {column.name}: {told}")
    if mapping.missing:
        lines.append("    # Needed, and not found 必填，未找到:")
        lines += [f"    # {name}: {_told(record, name)}" for name in mapping.missing]
    if mapping.left:
        lines.append("# Columns of the file that found no place 未能对应的列:")
        lines += [f"#   {_text(name)}" for name in mapping.left]
    return HEAD.format(file=_text(mapping.file)) + "\n".join(lines) + "\n"


def _told(record: Record, column: str) -> str:
    """What a column, or with '' the record itself, means."""
    meaning = meanings()[record.name, column]
    return f"{meaning.zh} / {meaning.en}"


def _unit(source: str) -> float | None:
    """The factor of the unit that a name ends with in brackets, if any."""
    found = _BRACKETS.search(_narrow(source))
    return UNITS.get(found[1].strip().removeprefix("单位:").strip()) if found else None


def _narrow(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _text(text: str) -> str:
    """A text in double quotes, on one line; a JSON string is a YAML one too."""
    return json.dumps(text, ensure_ascii=not text.isprintable())

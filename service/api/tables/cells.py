"""Values of answers as cells of a table, and the words of their codes."""

import csv
import functools
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from cypher.vocabulary import (
    CUSTOMER_KINDS,
    EDGE_TYPES,
    EXPOSURE_KINDS,
    EXPOSURE_STATUSES,
    FIVE_CLASSES,
    GROUP_KINDS,
    OWNERSHIP_TYPES,
    VERDICTS,
    Text,
    Vocabulary,
)
from service.api.tables.columns import Heading
from service.tags import catalogue

Row = Mapping[str, Any]
Cell = str | float | Decimal | date | datetime | None

_TRUTH = {True: Text("是", "true"), False: Text("否", "false")}
#: Columns whose codes a vocabulary declares; those of `kind` by what else a row has.
_VOCABULARIES: dict[str, Vocabulary[Any]] = {
    "group_kind": GROUP_KINDS,
    "status": EXPOSURE_STATUSES,
    "five_class": FIVE_CLASSES,
    "verdict": VERDICTS,
    "ownership_type": OWNERSHIP_TYPES,
    "edge": EDGE_TYPES,
}
_KINDS: dict[str, Vocabulary[Any]] = {
    "exposure_id": EXPOSURE_KINDS,
    "customer_id": CUSTOMER_KINDS,
    "group_id": GROUP_KINDS,
}


def cell(column: Heading, row: Row, value: Any, language: str) -> Cell:
    """A value of a row as a cell of the column; an empty cell where there is none."""
    if value is None or value == "":
        return None
    if column.kind == "code":
        words = value if isinstance(value, list) else [value]
        return told([title_of(column.name, row, word) for word in words], language)
    if column.kind == "truth":
        return told(_TRUTH[value], language)
    return _READ[column.kind](value) if column.kind in _READ else told(value, language)


def told(value: Any, language: str) -> str:
    """A value in words: a text in the reader's language, several joined, else what it says."""
    if isinstance(value, Text):
        return value.told(language)
    if isinstance(value, list):
        return ("、" if language == "zh" else ", ").join(told(one, language) for one in value)
    if isinstance(value, Mapping):
        if language in value:
            return str(value[language])
        return " ".join(told(part, language) for part in value.values() if part is not None)
    return str(value)


def _number(value: Any) -> Cell:
    return float(value) if isinstance(value, str) else value


def _instant(text: str) -> datetime:
    # A spreadsheet knows no offsets: the instant is in the bank's zone, as everywhere.
    return datetime.fromisoformat(text).replace(tzinfo=None)


_READ: dict[str, Callable[[Any], Cell]] = {
    "amount": Decimal,
    "number": _number,
    "share": float,
    "day": date.fromisoformat,
    "instant": _instant,
}


def title_of(name: str, row: Row, word: str) -> Text:
    """What people call a code of a row's column; one that nobody declared is called by itself."""
    if name.startswith("grade") and row.get("tag_id") in catalogue():
        titles = {grade.grade_id: grade.title for grade in catalogue()[row["tag_id"]].grades}
    elif name == "tag_id":
        titles = {tag_id: tag.title for tag_id, tag in catalogue().items()}
    else:
        of_row = next((kinds for key, kinds in _KINDS.items() if key in row), None)
        words = of_row if name == "kind" else _VOCABULARIES.get(name)
        titles = {key: entry.title for key, entry in words.items()} if words else codes()[name]
    return titles.get(word) or Text(word, word)


@functools.cache
def codes() -> Mapping[str, dict[str, Text]]:
    """The codes of answers that no vocabulary declares, by their columns."""
    found: dict[str, dict[str, Text]] = defaultdict(dict)
    with Path(__file__).with_name("codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["column"]][row["word"]] = Text(row["zh"], row["en"])
    return found

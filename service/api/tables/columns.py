"""The columns that tables may have: what each holds, and what people call it."""

import csv
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

Kind = Literal[
    "text",  # as it is; ids too, so that a spreadsheet rounds none of them
    "words",  # a text in both languages
    "code",  # a word of a vocabulary
    "amount",  # money
    "number",
    "share",  # of 1, shown in per cent
    "day",
    "instant",
    "truth",
]


@dataclass(frozen=True)
class Heading:
    """A line of columns.csv: the name of a column, what it holds, and its header in Chinese."""

    name: str
    kind: Kind
    zh: str


@dataclass(frozen=True)
class Column:
    """A column of one table: its heading, and by which keys its value is found.

    `told_once`: in the answer, not in a row.
    """

    heading: Heading
    keys: Sequence[str]
    told_once: bool

    @property
    def name(self) -> str:
        """The column's name."""
        return self.heading.name

    @property
    def kind(self) -> Kind:
        """What the column holds."""
        return self.heading.kind

    def header(self, language: str) -> str:
        """The header: in Chinese words, in English the name, as in JSON."""
        return self.heading.zh if language == "zh" else self.name

    def value(self, row: Mapping[str, Any], answer: Mapping[str, Any]) -> Any:
        """The value of a row; None where there is none."""
        return at(answer if self.told_once else row, self.keys)


def at(content: Any, keys: Sequence[str]) -> Any:
    """What stands at the end of some keys, of each item of a list; None where there is nothing."""
    if not keys:
        return content
    if isinstance(content, list):
        return [at(item, keys) for item in content]
    return at(content.get(keys[0]), keys[1:]) if isinstance(content, Mapping) else None


def column(declared: str) -> Column:
    """A column as a table declares it; raises KeyError for one that columns.csv does not have."""
    name, named, path = declared.rpartition("=")
    keys = path.removeprefix("/").split(".")
    return Column(headings()[name if named else keys[-1]], keys, path.startswith("/"))


@functools.cache
def headings() -> Mapping[str, Heading]:
    """All headings by name; raises ValueError for a line of a kind that there is not."""
    path = Path(__file__).with_suffix(".csv")
    with path.open(encoding="utf-8", newline="") as file:
        found = [Heading(**row) for row in csv.DictReader(file)]  # type: ignore[arg-type]
    for heading in found:
        if heading.kind not in get_args(Kind):
            raise ValueError(f"{path.name}: {heading.name} is of no kind {heading.kind!r}")
    return {heading.name: heading for heading in found}

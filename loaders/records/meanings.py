"""What a bank's engineer is told of each record and column, and what else they are called.

`meanings.csv` beside this file has a row for each record (its column left empty) and each column:
the meaning in Chinese and English, and other names that files come with, parted by bars.
"""

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_suffix(".csv")


@dataclass(frozen=True)
class Meaning:
    """A meaning in both languages, and other names in the form that `plain` gives them."""

    zh: str
    en: str
    names: frozenset[str]


@functools.cache
def meanings() -> dict[tuple[str, str], Meaning]:
    """Every meaning by record and column; that of a record itself by '' for the column."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["record"], row["column"]): Meaning(
                row["zh"], row["en"], frozenset(map(plain, row["names"].split("|")))
            )
            for row in csv.DictReader(file)
        }


def plain(name: str) -> str:
    """A name as it is compared: without case, spaces and signs, full-width letters as others."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())

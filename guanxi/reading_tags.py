"""Which tags read a canonical column: reading_tags.csv beside this file, by `make documents`."""

import csv
import functools
from pathlib import Path

FILE = Path(__file__).with_suffix(".csv")


@functools.cache
def reading_tags() -> dict[tuple[str, str], str]:
    """The tags by record and column, their ids parted by spaces; no entry where none reads it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {(row["record"], row["column"]): row["tags"] for row in csv.DictReader(file)}

"""Columns as CSV: arrays become cells, and a table is written block by block.

A table's rows are never held all at once: its blocks are made when they are written, so memory
follows the size of a block and not that of the bank.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK_ROWS = 50_000

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Truths = NDArray[np.bool_]
Texts = NDArray[np.str_]
Block = Mapping[str, Sequence[object]]
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Table:
    """One file to be: its name and its blocks of columns, each of at least one block."""

    name: str
    blocks: Iterator[Block]


def table(name: str, /, **columns: Sequence[object]) -> Table:
    """A table small enough to be one block: columns of equal length, in the order given."""
    return Table(name, iter([columns]))


def continued(first: Table, more: Callable[[int], Table]) -> Table:
    """A table with another behind it, which is made of the number of rows before it."""

    def blocks() -> Iterator[Block]:
        rows = 0
        for block in first.blocks:
            rows += len(next(iter(block.values())))
            yield block
        yield from more(rows).blocks

    return Table(first.name, blocks())


def spans(start: int, stop: int) -> Iterator[slice]:
    """The blocks that cover start to stop: slices of at most BLOCK_ROWS, none if empty."""
    for first in range(start, stop, BLOCK_ROWS):
        yield slice(first, min(first + BLOCK_ROWS, stop))


def write_table(folder: Path, rows: Table, on_progress: Progress | None) -> int:
    """Write `<name>.csv` (UTF-8, header, comma, LF) and return its number of rows.

    `on_progress` is called after each block with the name and the rows written so far.
    """
    written = 0
    with (folder / f"{rows.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for block in rows.blocks:
            if not written:
                writer.writerow(block)
            columns = list(block.values())
            writer.writerows(zip(*columns, strict=True))
            written += len(columns[0])
            if on_progress is not None:
                on_progress(rows.name, written)
    return written


def money(cents: Ints) -> list[str]:
    """Amounts in cents as decimals with two places; a negative one is unknown, so empty."""
    return [f"{c // 100}.{c % 100:02d}" if c >= 0 else "" for c in cents.tolist()]


def shares(percents: Ints) -> list[str]:
    """Whole percents as shares of one: 5 is "0.05", 100 is "1.00"."""
    return [f"{p // 100}.{p % 100:02d}" for p in percents.tolist()]


def days(since_1970: Ints) -> list[str]:
    """Days counted from 1970-01-01 as YYYY-MM-DD."""
    texts: list[str] = np.datetime_as_string(since_1970.astype("datetime64[D]")).tolist()
    return texts


def instants(since_1970: Ints) -> list[str]:
    """Seconds counted from 1970-01-01 as YYYY-MM-DDThh:mm:ss, on the clocks of the bank's zone."""
    texts: list[str] = np.datetime_as_string(since_1970.astype("datetime64[s]")).tolist()
    return texts


def truths(values: Truths) -> list[str]:
    """Truth values as "true" and "false"."""
    texts: list[str] = np.where(values, "true", "false").tolist()
    return texts


def numbered(prefix: str, start: int, stop: int, most: int) -> list[str]:
    """Ids start to stop - 1, counted from 1 and wide enough for `most`: P000001, P000002, ..."""
    width = max(6, len(str(most)))
    return [f"{prefix}{number + 1:0{width}d}" for number in range(start, stop)]

"""What a measurement comes to: a figure, what was wanted of it, and a table of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One measured figure; `ours` and `peer` hold one value a round, in `unit`.

    What is wanted (`at_least`, `at_most`) is wanted of the ratio ours / peer, or of ours itself
    where there is no peer. Without either the figure is told for the record. `note` says what a
    reader of the figure needs to know of this run.
    """

    name: str
    unit: str
    ours: tuple[float, ...]
    peer: tuple[float, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The median of ours over the median of the peer; None without a peer."""
        return median(self.ours) / median(self.peer) if self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether the figure is what was wanted; None where nothing was."""
        value = median(self.ours) if self.ratio is None else self.ratio
        if self.at_least is not None:
            return value >= self.at_least
        return None if self.at_most is None else value <= self.at_most

    def as_json(self) -> dict[str, Any]:
        """The figure with its medians and every round."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": median(self.ours),
            "peer": median(self.peer) if self.peer else None,
            "ratio": self.ratio,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "met": self.met,
            "note": self.note,
            "rounds": {"ours": self.ours, "peer": self.peer},
        }


HEADER = ("figure", "unit", "ours", "peer", "ratio", "wanted", "met")


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of aligned columns, and their notes below."""
    rows = [HEADER, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    notes = [f"{figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join([*lines, "", *notes])


def _cells(figure: Figure) -> tuple[str, ...]:
    suffix = "" if figure.ratio is None else "x"
    wanted = "-"
    if figure.at_least is not None:
        wanted = f">= {figure.at_least:g}{suffix}"
    elif figure.at_most is not None:
        wanted = f"<= {figure.at_most:g}{suffix}"
    return (
        figure.name,
        figure.unit,
        _number(median(figure.ours)),
        _number(median(figure.peer)) if figure.peer else "-",
        "-" if figure.ratio is None else f"{figure.ratio:.2f}x",
        wanted,
        {True: "yes", False: "NO", None: "-"}[figure.met],
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"

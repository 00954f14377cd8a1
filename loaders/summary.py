"""What a load did, as one line and as one JSON object."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: How many of the files that were not read the line names.
SHOWN = 10


@dataclass(frozen=True)
class Counts:
    """Rows of one record: accepted + rejected = read, written + unchanged = accepted + named.

    `warnings` are values of accepted rows that were taken as unknown, and the `differing` rows:
    those that say something else than another source, whose values stand. `named` are accounts that
    no file has, and payments name; `kept` stored rows that stay since their new row was rejected.
    """

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    written: int = 0
    unchanged: int = 0
    closed: int = 0
    kept: int = 0
    warnings: int = 0
    differing: int = 0
    named: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Both taken together."""
        pairs = zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)
        return Counts(*(one + another for one, another in pairs))


@dataclass(frozen=True)
class Summary:
    """One load: its id, its source, counts a record, where the rejects are, how long it took.

    `ignored` are the files of the folder that were not read. A check
    has no id: it tells what a load would do, and why it would be refused.
    """

    load_id: str
    source: str
    records: dict[str, Counts]
    rejects_file: Path | None
    warnings_file: Path | None
    ignored: tuple[str, ...]
    seconds: float
    check: bool = False
    refused: str = ""

    @property
    def total(self) -> Counts:
        """The counts of all records together."""
        return sum(self.records.values(), Counts())

    def line(self) -> str:
        """The summary as one line for a person."""
        total = self.total
        where = f" (see {self.rejects_file})" if self.rejects_file else ""
        what = f"check of {self.source}" if self.check else f"load {self.load_id} of {self.source}"
        wrote, closed = ("would write", "would close") if self.check else ("wrote", "closed")
        return (
            f"{what}: read {total.read:,} = "
            f"accepted {total.accepted:,} + rejected {total.rejected:,}{where}; "
            f"{wrote} {total.written:,}, unchanged {total.unchanged:,}, {closed} {total.closed:,}; "
            + (
                f"kept {total.kept:,} as stored, since their rows were rejected; "
                * bool(total.kept)
            )
            + (
                f"warnings {total.warnings:,} (see {self.warnings_file}); "
                if total.warnings
                else ""
            )
            + (
                f"{total.differing:,} rows differ from another source, whose values stand; "
                if total.differing
                else ""
            )
            + (f"ignored {self._ignored}; " if self.ignored else "")
            + f"{self.seconds:.1f} s"
        )

    @property
    def _ignored(self) -> str:
        """The files that were not read, the first ten of them by name, on one line."""
        names = [name if name.isprintable() else repr(name) for name in self.ignored[:SHOWN]]
        more = len(self.ignored) - SHOWN
        return ", ".join(names) + (f" and {more} more" if more > 0 else "")

    def as_json(self) -> dict[str, Any]:
        """The summary as what --json prints: the totals beside the counts of each record."""
        told = {"check": True, "refused": self.refused or None} if self.check else {}
        return {
            "load_id": self.load_id or None,
            "source": self.source,
            **told,
            **dataclasses.asdict(self.total),
            "rejects_file": None if self.rejects_file is None else str(self.rejects_file),
            "warnings_file": None if self.warnings_file is None else str(self.warnings_file),
            "ignored": list(self.ignored),
            "seconds": round(self.seconds, 3),
            "records": {name: dataclasses.asdict(counts) for name, counts in self.records.items()},
        }

"""What a load did, as one line and as one JSON object."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cypher.language import spoken
from cypher.vocabulary import Text

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
    refused: Text | None = None

    @property
    def total(self) -> Counts:
        """The counts of all records together."""
        return sum(self.records.values(), Counts())

    def line(self) -> Text:
        """The summary as one line for a person."""
        parts = list(self._parts())
        return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))

    def _parts(self) -> Iterator[Text]:
        total = self.total
        what = Text(
            f"加载批次{self.load_id}（{self.source}）", f"load {self.load_id} of {self.source}"
        )
        wrote, closed = Text("写入", "wrote"), Text("关闭", "closed")
        if self.check:
            what = Text(f"检查{self.source}", f"check of {self.source}")
            wrote, closed = Text("将写入", "would write"), Text("将关闭", "would close")
        yield Text(
            f"{what.zh}：读取{total.read:,}行 = 接收{total.accepted:,}行 + 拒收{total.rejected:,}行"
            f"{_see(self.rejects_file).zh}",
            f"{what.en}: read {total.read:,} = accepted {total.accepted:,} + rejected "
            f"{total.rejected:,}{_see(self.rejects_file).en}",
        )
        yield Text(
            f"{wrote.zh}{total.written:,}行，不变{total.unchanged:,}行，{closed.zh}{total.closed:,}行",
            f"{wrote.en} {total.written:,}, unchanged {total.unchanged:,}, {closed.en} "
            f"{total.closed:,}",
        )
        if total.kept:
            yield Text(
                f"因新行被拒收而保留原有{total.kept:,}行",
                f"kept {total.kept:,} as stored, since their rows were rejected",
            )
        if total.warnings:
            yield Text(
                f"存疑取值{total.warnings:,}个{_see(self.warnings_file).zh}",
                f"warnings {total.warnings:,}{_see(self.warnings_file).en}",
            )
        if total.differing:
            yield Text(
                f"{total.differing:,}行与其他来源不同，以其他来源的取值为准",
                f"{total.differing:,} row{' differs' if total.differing == 1 else 's differ'} from "
                "another source, whose values stand",
            )
        if self.ignored:
            yield Text(f"未读取{self._ignored.zh}", f"ignored {self._ignored.en}")
        yield Text(f"用时{self.seconds:.1f}秒", f"{self.seconds:.1f} s")

    @property
    def _ignored(self) -> Text:
        """The files that were not read, the first ten of them by name, on one line."""
        names = [name if name.isprintable() else repr(name) for name in self.ignored[:SHOWN]]
        more = len(self.ignored) - SHOWN
        if more <= 0:
            return Text("、".join(names), ", ".join(names))
        total = len(self.ignored)
        return Text(f"{'、'.join(names)}等{total}个文件", f"{', '.join(names)} and {more} more")

    def as_json(self) -> dict[str, Any]:
        """The summary as what --json prints: the totals beside the counts of each record."""
        refused = None if self.refused is None else spoken(self.refused)
        told = {"check": True, "refused": refused} if self.check else {}
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


def _see(file: Path | None) -> Text:
    """Where to read more, in brackets."""
    return Text(f"（见{file}）", f" (see {file})") if file else Text("", "")

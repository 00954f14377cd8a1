"""How far a load is: bars on a terminal, plain lines elsewhere; always on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cypher.language import spoken
from cypher.vocabulary import Text

#: What is done to a file or a record.
Doing = Literal["read", "write", "close", "merge"]
#: Told what is done to which file or record, how much of it is done, and how much there is (None:
#: not known yet).
Report = Callable[[Doing, str, int, int | None], None]

_DOING: dict[Doing, Text] = {
    "read": Text("读取", "read"),
    "write": Text("写入", "write"),
    "close": Text("关闭", "close"),
    "merge": Text("合并", "merge"),
}


def silent(doing: Doing, name: str, done: int, total: int | None) -> None:
    """The report that nobody reads."""


@contextmanager
def reporting() -> Iterator[Report]:
    """A report for as long as the block runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        tasks = {}

        def report(doing: Doing, name: str, done: int, total: int | None) -> None:
            if (doing, name) not in tasks:
                told = spoken(_task(doing, name))
                tasks[doing, name] = progress.add_task(told, total=total)
            progress.update(tasks[doing, name], completed=done, total=total)

        yield report


def _plain(doing: Doing, name: str, done: int, total: int | None) -> None:
    if done == total:
        task = _task(doing, name)
        told = Text(f"{task.zh}：{done:,}行", f"{task.en}: {done:,}")
        print(spoken(told), file=sys.stderr, flush=True)


def _task(doing: Doing, name: str) -> Text:
    verb = _DOING[doing]
    return Text(f"{verb.zh}{name}", f"{verb.en} {name}")

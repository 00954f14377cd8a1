"""How far a load is: bars on a terminal, plain lines elsewhere; always on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

#: Told what is being done, how much of it is done, and how much there is (None: not known yet).
Report = Callable[[str, int, int | None], None]


def silent(task: str, done: int, total: int | None) -> None:
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

        def report(task: str, done: int, total: int | None) -> None:
            if task not in tasks:
                tasks[task] = progress.add_task(task, total=total)
            progress.update(tasks[task], completed=done, total=total)

        yield report


def _plain(task: str, done: int, total: int | None) -> None:
    if done == total:
        print(f"{task}: {done:,}", file=sys.stderr, flush=True)

"""What the history of loads is told of one: that it began, how it ended, and why."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from cypher import Store, StoreError
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.load import BeginLoad, FinishLoad, GiveUpLoads
from loaders.deliveries.history import read_history
from loaders.errors import LoadRefused
from loaders.progress import Report
from loaders.reading.origins import Source
from loaders.reading.staging import Staged
from loaders.settings import LoaderSettings
from loaders.summary import Counts

REASON_CHARACTERS = 500


def begin(
    store: Store,
    settings: LoaderSettings,
    source: Source,
    staged: Sequence[Staged],
    in_full: bool,
    began: int,
) -> int:
    """Note a load under the next number.

    The records it has are noted at once, so that a load that breaks off tells what it lacks.
    """
    store.run(GiveUpLoads())
    history = read_history(store, settings.sources)
    files = [
        {"record": one.record.name, "file": one.file, "columns": list(one.columns)}
        for one in staged
    ]
    store.run(
        BeginLoad(
            load_no=history.next_no,
            source=source.name,
            fingerprint=source.fingerprint,
            in_full=in_full,
            now=began,
            sources=json.dumps(history.order(source.name)),
            files=json.dumps(files),
            counts=json.dumps({one.record.name: {} for one in staged}),
        )
    )
    return history.next_no


@contextmanager
def noted(store: Store, load_no: int, records: dict[str, Counts]) -> Iterator[None]:
    """Notes in the history that what is done in the block was refused, or failed, and why."""
    try:
        yield
    except BaseException as error:
        state = "refused" if isinstance(error, LoadRefused) else "failed"
        with suppress(StoreError):
            store.run(finish(load_no, state, _told(error), records))
        raise


def note_failure(
    store: Store,
    settings: LoaderSettings,
    source: Source,
    in_full: bool,
    began: int,
    error: Exception,
) -> None:
    """Note a load whose files could not be read, where nobody else writes."""
    with suppress(StoreError), only_writer(store, "load"):
        load_no = begin(store, settings, source, [], in_full, began)
        store.run(finish(load_no, "failed", _told(error), {}))


def finish(load_no: int, state: str, reason: str, records: dict[str, Counts]) -> FinishLoad:
    """The command that notes how a load ended: done, refused or failed, and why."""
    counts = {name: dataclasses.asdict(record) for name, record in records.items()}
    return FinishLoad(
        load_no=load_no, state=state, reason=reason, now=now_ms(), counts=json.dumps(counts)
    )


def _told(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "stopped"
    return " ".join(str(error).split())[:REASON_CHARACTERS] or type(error).__name__


def counting(report: Report, records: dict[str, Counts]) -> Report:
    """A report by which the counts follow what is written and closed."""

    def counted(task: str, done: int, total: int | None) -> None:
        verb, _, name = task.partition(" ")
        field = {"write": "written", "close": "closed"}.get(verb)
        if field:
            records[name] = dataclasses.replace(records[name], **{field: done})
        report(task, done, total)

    return counted

"""Loads as they are noted in the history: begun, refused, failed, done."""

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from cypher import Store, StoreError
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.load import BeginLoad, FinishLoad, GiveUpLoads
from loaders.deliveries.history import read_history
from loaders.errors import LoadRefused
from loaders.reading.origins import Source
from loaders.reading.staging import Staged
from loaders.settings import LoaderSettings
from loaders.summary import Counts

REASON_CHARACTERS = 500


def begin_load(
    store: Store,
    settings: LoaderSettings,
    source: Source,
    staged: Sequence[Staged],
    *,
    full: bool,
    began: int,
) -> int:
    """Note a load under the next number; one that is said to run was killed, since this one may.

    The records it has are noted at once, so that a load that breaks off tells what it lacks.
    """
    store.run(GiveUpLoads())
    history = read_history(store, settings.sources)
    files = [
        {"record": one.record.name, "file": one.file.en, "columns": list(one.columns)}
        for one in staged
    ]
    store.run(
        BeginLoad(
            load_no=history.next_no,
            source=source.name,
            fingerprint=source.fingerprint,
            in_full=full,
            now=began,
            sources=json.dumps(history.order(source.name)),
            files=json.dumps(files),
            counts=json.dumps({one.record.name: {} for one in staged}),
        )
    )
    return history.next_no


@contextmanager
def noted(store: Store, load_no: int, so_far: Mapping[str, Counts]) -> Iterator[None]:
    """Notes of a block that it was refused, or failed, why, and what it did until then."""
    try:
        yield
    except BaseException as error:
        state = "refused" if isinstance(error, LoadRefused) else "failed"
        with suppress(StoreError):
            store.run(finish_load(load_no, state, so_far, _told(error)))
        raise


def note_failure(
    store: Store,
    settings: LoaderSettings,
    source: Source,
    error: Exception,
    *,
    full: bool,
    began: int,
) -> None:
    """Note a load whose files could not be read, where nobody else writes."""
    with suppress(StoreError), only_writer(store, "load"):
        load_no = begin_load(store, settings, source, [], full=full, began=began)
        store.run(finish_load(load_no, "failed", {}, _told(error)))


def finish_load(
    load_no: int,
    state: str,
    records: Mapping[str, Counts],
    reason: str = "",
    rejected_by: Mapping[str, Mapping[str, int]] | None = None,
) -> FinishLoad:
    """The note of how a load ended, and for which reasons it rejected rows."""
    by = rejected_by or {}
    counts = {
        name: dataclasses.asdict(record) | ({"rejected_by": by[name]} if name in by else {})
        for name, record in records.items()
    }
    return FinishLoad(
        load_no=load_no, state=state, reason=reason, now=now_ms(), counts=json.dumps(counts)
    )


def _told(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "stopped"
    return " ".join(str(error).split())[:REASON_CHARACTERS] or type(error).__name__

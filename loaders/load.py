"""A load from end to end: read, check, number, and only then write.

    files --stage--> texts --check--> typed rows --resolve--> accepted rows --write--> store

Nothing is written before everything is read and checked, so a file that cannot be read leaves the
store as it was. A load that was killed while it wrote is finished by running it again.
"""

import dataclasses
import json
import time
from collections.abc import Sequence
from pathlib import Path

from cypher import Store
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.engine.migrations import known_version, migrate
from cypher.load import BeginLoad, FinishLoad, LoadsOfFingerprint
from cypher.publish.finish import finish_publishing
from cypher.time_zone import time_zone
from loaders.checking.checks import check
from loaders.checking.references import resolve
from loaders.checking.rejects import REJECTS_FILE, count_rejects, write_rejects
from loaders.errors import LoadError
from loaders.progress import Report, silent
from loaders.reading.origins import CANONICAL, Source, find_source
from loaders.reading.staging import Staged, prepare, stage
from loaders.reading.workbench import Workbench, open_workbench
from loaders.records.canonical import RECORDS
from loaders.records.declarations import Record
from loaders.settings import LoaderSettings
from loaders.summary import Counts, Summary
from loaders.writing import close_gone, find_changes, find_gone, write_changes


def load(
    store: Store,
    settings: LoaderSettings,
    folder: Path,
    source: str = CANONICAL,
    full: bool = False,
    rejects: Path | None = None,
    report: Report = silent,
) -> Summary:
    """Load the folder's files into the store; loading them again changes nothing.

    `full` closes rows of this source that the files no longer have, or that are now rejected.
    `rejects` is the folder of the rejects file, rejects/<load id> where it is None. Raises
    LoadError where the files, StoreError where the store cannot do it; OSError for a full disk.
    """
    started = time.monotonic()
    found = find_source(source, folder)
    # Fail before the files are read where the store does not answer, or is of a newer version.
    known_version(store)
    with open_workbench(settings, folder) as workbench:
        staged = _read(workbench, found, report)
        migrate(store)
        with only_writer(store, "load"):
            finish_publishing(store)
            resolve(workbench, store, staged)
            load_no = _begin(store, found, staged)
            reject_folder = Path("rejects") / f"L{load_no}" if rejects is None else rejects
            records, rejects_file = _judged(workbench, staged, reject_folder)
            for one in staged:
                written = _write(workbench, store, one.record, found.name, load_no, report)
                records[one.record.name] = _with_written(records[one.record.name], written)
            if full:
                _close(workbench, store, found.name, records, report)
            counts = {name: dataclasses.asdict(record) for name, record in records.items()}
            store.run(FinishLoad(load_no=load_no, now=now_ms(), counts=json.dumps(counts)))
    seconds = time.monotonic() - started
    return Summary(f"L{load_no}", found.name, records, rejects_file, found.ignored, seconds)


def _read(workbench: Workbench, source: Source, report: Report) -> list[Staged]:
    prepare(workbench)
    staged = []
    for origin in source.origins:
        task = f"read {origin.path.name}"
        report(task, 0, None)
        one = stage(workbench, origin)
        check(workbench, one)
        report(task, one.rows, one.rows)
        staged.append(one)
    return staged


def _begin(store: Store, source: Source, staged: Sequence[Staged]) -> int:
    """The number of this load: the one it had before, where the same files were loaded before.

    The records it has are noted at once, so that a load that breaks off tells what it lacks.
    """
    records = json.dumps({one.record.name: {} for one in staged})
    store.run(
        BeginLoad(source=source.name, fingerprint=source.fingerprint, now=now_ms(), counts=records)
    )
    [load_number] = store.rows(LoadsOfFingerprint(fingerprint=source.fingerprint))
    return load_number.load_no


def _judged(
    workbench: Workbench, staged: Sequence[Staged], folder: Path
) -> tuple[dict[str, Counts], Path | None]:
    """What was read, accepted and rejected of each record; the rejects file, where there is one."""
    rejected = {one.record.name: count_rejects(workbench, one) for one in staged}
    path = folder / REJECTS_FILE
    if any(rejected.values()):
        written = write_rejects(workbench, staged, folder)
    else:
        written = rejected
        path.unlink(missing_ok=True)
    records = {
        one.record.name: _counted(workbench, one, written[one.record.name]) for one in staged
    }
    return records, path if any(rejected.values()) else None


def _counted(workbench: Workbench, staged: Staged, rejected: int) -> Counts:
    name, read = staged.record.name, staged.rows
    accepted = workbench.number(f"SELECT count(*) FROM checked_{name} WHERE fault IS NULL")
    if accepted + rejected != read:
        raise LoadError(
            f"{name}: {accepted} accepted and {rejected} rejected are not the {read} rows read"
        )
    return Counts(read=read, accepted=accepted, rejected=rejected)


def _write(
    workbench: Workbench,
    store: Store,
    record: Record,
    source: str,
    load_no: int,
    report: Report,
) -> int:
    changed = find_changes(workbench, store, record)

    def after_batch(written: int) -> None:
        report(f"write {record.name}", written, changed)

    if changed:
        write_changes(workbench, store, record, source, load_no, after_batch)
    return changed


def _with_written(counts: Counts, written: int) -> Counts:
    return dataclasses.replace(counts, written=written, unchanged=counts.accepted - written)


def _close(
    workbench: Workbench,
    store: Store,
    source: str,
    records: dict[str, Counts],
    report: Report,
) -> None:
    """Close what the source lost, of records whose file is absent too; counts go to `records`."""
    today = time_zone(workbench.settings.time_zone).today().isoformat()
    for record in RECORDS:
        gone = find_gone(workbench, store, record, source, staged=record.name in records)
        for closed in close_gone(store, record, gone, today):
            report(f"close {record.name}", closed, len(gone))
        if gone:
            counts = records.get(record.name, Counts())
            records[record.name] = dataclasses.replace(counts, closed=len(gone))

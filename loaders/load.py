"""A load from end to end: read, check, number, plan, and only then write.

    files --stage--> texts --check--> typed rows --resolve--> accepted rows --plan, write--> store

Nothing is written before everything is read, checked and planned, so a file that cannot be read,
and a load that would close too much, leave the bank as it was. A load that was killed while it
wrote is finished by running it again.
"""

import dataclasses
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cypher import Store
from cypher.engine.clock import now_ms
from cypher.engine.lease import only_writer
from cypher.engine.migrations import known_version, migrate, newest
from cypher.engine.sqlite import SqliteStore
from cypher.load import BeginWriting
from cypher.publish.finish import finish_publishing
from loaders.checking.checks import check
from loaders.checking.references import resolve
from loaders.checking.rejects import REJECTS_FILE, count_rejects, write_rejects
from loaders.deliveries.guards import refusal
from loaders.deliveries.history import History, read_history
from loaders.deliveries.noting import begin_load, finish_load, note_failure, noted
from loaders.deliveries.planning import Plan
from loaders.deliveries.warned import fill_warned
from loaders.delivering import make_plans, write_plans
from loaders.errors import LoadError, LoadRefused
from loaders.progress import Report, silent
from loaders.reading.origins import CANONICAL, Source, find_source, renamed
from loaders.reading.staging import Staged, prepare, stage
from loaders.reading.workbench import Workbench, open_workbench
from loaders.settings import LoaderSettings
from loaders.summary import Counts, Summary

#: Where the rejects of a check go, which has no number.
CHECKED = "check"


@dataclass(frozen=True)
class Wanted:
    """How a load is wanted: see `load`."""

    full: bool = False
    allow_closing: bool = False
    rejects: Path | None = None
    report: Report = silent
    began: int = 0


def load(
    store: Store,
    settings: LoaderSettings,
    folder: Path,
    source: str = CANONICAL,
    full: bool = False,
    rejects: Path | None = None,
    report: Report = silent,
    *,
    called: str = "",
    allow_closing: bool = False,
    only_check: bool = False,
) -> Summary:
    """Load the folder's files into the store; loading them again changes nothing.

    `full` closes rows that this source had, that the files no longer name and that no other source
    delivers; `allow_closing` says that this is meant however much it closes. `called` is the
    source's name, its own where it is empty. `rejects` is the folder of the rejects file,
    rejects/<load id> where it is None. With `only_check` the store is read and nothing else.

    Raises LoadRefused where too much would close, LoadError where the files, StoreError where the
    store cannot do it; OSError for a full disk.
    """
    started = time.monotonic()
    found = renamed(find_source(source, folder), called)
    wanted = Wanted(full, allow_closing, rejects, report, began=now_ms())
    # Fail before the files are read where the store does not answer, or is of a newer version.
    version = known_version(store)
    with open_workbench(settings, folder) as workbench, ExitStack() as stack:
        if only_check:
            if 0 < version < newest():
                raise LoadError("the store is of an older version: migrate it, then check again")
            asked = store if version else stack.enter_context(_nothing(workbench))
            return _checked(workbench, asked, settings, found, wanted, started)
        try:
            staged = _read(workbench, found, report)
        except (LoadError, OSError, duckdb.Error) as error:
            if version == newest():
                note_failure(store, settings, found, error, full=full, began=wanted.began)
            raise
        migrate(store)
        with only_writer(store, "load"):
            finish_publishing(store)
            return _loaded(workbench, store, settings, found, staged, wanted, started)


def _loaded(
    workbench: Workbench,
    store: Store,
    settings: LoaderSettings,
    source: Source,
    staged: Sequence[Staged],
    wanted: Wanted,
    started: float,
) -> Summary:
    load_no = begin_load(store, settings, source, staged, full=wanted.full, began=wanted.began)
    history = read_history(store, settings.sources)
    records: dict[str, Counts] = {one.record.name: Counts() for one in staged}
    # What the history has where the load breaks off: what is written and closed so far.
    so_far: dict[str, Counts] = {}
    with noted(store, load_no, so_far):
        folder = Path("rejects") / f"L{load_no}" if wanted.rejects is None else wanted.rejects
        rejects_file, plans = _planned(
            workbench, store, source, staged, history, wanted.full, folder, records
        )
        so_far |= {
            name: dataclasses.replace(counts, written=0, unchanged=0, closed=0)
            for name, counts in records.items()
        }
        reason = _refusal(plans, history, settings, source, wanted)
        if reason:
            raise LoadRefused(reason)
        store.run(BeginWriting(load_no=load_no, now=now_ms()))
        report = _counting(wanted.report, so_far)
        write_plans(workbench, store, plans, history, source.name, load_no, report)
        store.run(finish_load(load_no, "done", records))
    seconds = time.monotonic() - started
    return Summary(f"L{load_no}", source.name, records, rejects_file, source.ignored, seconds)


def _checked(
    workbench: Workbench,
    store: Store,
    settings: LoaderSettings,
    source: Source,
    wanted: Wanted,
    started: float,
) -> Summary:
    """All that a load would do and say; the store is only read."""
    staged = _read(workbench, source, wanted.report)
    history = read_history(store, settings.sources)
    records: dict[str, Counts] = {one.record.name: Counts() for one in staged}
    folder = Path("rejects") / CHECKED if wanted.rejects is None else wanted.rejects
    rejects_file, plans = _planned(
        workbench, store, source, staged, history, wanted.full, folder, records
    )
    return Summary(
        "",
        source.name,
        records,
        rejects_file,
        source.ignored,
        time.monotonic() - started,
        check=True,
        refused=_refusal(plans, history, settings, source, wanted),
    )


def _refusal(
    plans: Sequence[Plan],
    history: History,
    settings: LoaderSettings,
    source: Source,
    wanted: Wanted,
) -> str:
    if not wanted.full or wanted.allow_closing:
        return ""
    return refusal(plans, history, source.name, settings.max_closed)


def _planned(
    workbench: Workbench,
    store: Store,
    source: Source,
    staged: Sequence[Staged],
    history: History,
    full: bool,
    folder: Path,
    records: dict[str, Counts],
) -> tuple[Path | None, list[Plan]]:
    """Number and judge the rows, and plan what is to be done; counts go to `records`."""
    resolve(workbench, store, staged)
    for one in staged:
        fill_warned(workbench, store, one, source.name)
    judged, rejects_file = _judged(workbench, staged, folder)
    records |= judged
    plans = make_plans(workbench, store, staged, history, source.name, full)
    for plan in plans:
        counts = records.get(plan.record.name, Counts())
        if plan.staged or plan.closing or plan.kept:
            records[plan.record.name] = dataclasses.replace(
                counts,
                written=plan.written,
                unchanged=counts.accepted - plan.written,
                closed=plan.closing,
                kept=plan.kept,
                differing=plan.differing,
            )
    return rejects_file, plans


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


def _counting(report: Report, records: dict[str, Counts]) -> Report:
    """A report by which the counts follow what is written and closed."""

    def counted(task: str, done: int, total: int | None) -> None:
        verb, _, name = task.partition(" ")
        field = {"write": "written", "close": "closed"}.get(verb)
        if field:
            records[name] = dataclasses.replace(records[name], **{field: done})
        report(task, done, total)

    return counted


@contextmanager
def _nothing(workbench: Workbench) -> Iterator[Store]:
    """A store with a schema and nothing in it, to check files against that nobody has loaded."""
    store = SqliteStore(workbench.folder / "nothing.db")
    try:
        migrate(store)
        yield store
    finally:
        store.close()


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

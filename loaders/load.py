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
from cypher.vocabulary import Text
from loaders.checking.checks import check
from loaders.checking.counterparties import name_counterparties
from loaders.checking.erased import reject_erased
from loaders.checking.references import resolve
from loaders.deliveries.guards import refusal
from loaders.deliveries.history import History, read_history
from loaders.deliveries.noting import begin_load, finish_load, note_failure, noted
from loaders.deliveries.planning import Plan
from loaders.deliveries.warned import fill_warned
from loaders.delivering import make_plans, write_plans
from loaders.errors import LoadError, LoadRefused
from loaders.judging import Judged, judged
from loaders.progress import Doing, Report, silent
from loaders.reading.encodings import UTF8
from loaders.reading.files import shown
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
    encoding: str = UTF8,
) -> Summary:
    """Load the folder's files into the store; loading them again changes nothing.

    `full` closes rows that this source had, that the files no longer name and that no other source
    delivers; `allow_closing` says that this is meant however much it closes. `called` is the
    source's name, its own where it is empty. `rejects` is the folder of the files of rejects and
    warnings, rejects/<load id> where it is None. `encoding` is that of the files' texts. With
    `only_check` the store is read and nothing else.

    Raises LoadRefused where too much would close, LoadError where the files, StoreError where the
    store cannot do it; OSError for a full disk.
    """
    started = time.monotonic()
    found = renamed(find_source(source, folder, encoding), called)
    wanted = Wanted(full, allow_closing, rejects, report, began=now_ms())
    # Fail before the files are read where the store does not answer, or is of a newer version.
    version = known_version(store)
    with open_workbench(settings, folder) as workbench, ExitStack() as stack:
        if only_check:
            if 0 < version < newest():
                raise LoadError(
                    Text(
                        "存储由较早版本建立：请先升级，再检查",
                        "the store is of an older version: migrate it, then check again",
                    )
                )
            asked = store if version else stack.enter_context(_nothing(workbench))
            return _checked(workbench, asked, settings, found, wanted, started)
        try:
            staged = _read(workbench, found, report)
        except (LoadError, OSError, duckdb.Error) as error:
            if version == newest():
                note_failure(store, settings, found, error, full=wanted.full, began=wanted.began)
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
        files, plans = _planned(
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
        store.run(finish_load(load_no, "done", records, rejected_by=files.rejected_by))
    seconds = time.monotonic() - started
    return Summary(
        f"L{load_no}",
        source.name,
        records,
        files.rejects_file,
        files.warnings_file,
        source.ignored,
        seconds,
    )


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
    files, plans = _planned(workbench, store, source, staged, history, wanted.full, folder, records)
    return Summary(
        "",
        source.name,
        records,
        files.rejects_file,
        files.warnings_file,
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
) -> Text | None:
    if not wanted.full or wanted.allow_closing:
        return None
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
) -> tuple[Judged, list[Plan]]:
    """Number and judge the rows, and plan what is to be done; counts go to `records`."""
    reject_erased(workbench, store, staged)
    staged = name_counterparties(workbench, store, staged)
    resolve(workbench, store, staged)
    for one in staged:
        fill_warned(workbench, store, one, source.name)
    plans = make_plans(workbench, store, staged, history, source.name, full)
    files = judged(workbench, staged, folder)
    records |= files.records
    for plan in plans:
        counts = records.get(plan.record.name, Counts())
        if plan.staged or plan.closing or plan.kept:
            records[plan.record.name] = dataclasses.replace(
                counts,
                written=plan.written,
                unchanged=counts.accepted + counts.named - plan.written,
                closed=plan.closing,
                kept=plan.kept,
                differing=plan.differing,
            )
    return files, plans


def _read(workbench: Workbench, source: Source, report: Report) -> list[Staged]:
    with source.unchanged():
        prepare(workbench, source)
        staged = []
        for origin in source.origins:
            file = shown(Path(origin.path.name))
            report("read", file, 0, None)
            one = stage(workbench, origin, source.encoding)
            check(workbench, one)
            report("read", file, one.rows, one.rows)
            staged.append(one)
    return staged


def _counting(report: Report, records: dict[str, Counts]) -> Report:
    """A report by which the counts follow what is written and closed."""

    def counted(doing: Doing, name: str, done: int, total: int | None) -> None:
        field = {"write": "written", "close": "closed"}.get(doing)
        if field:
            records[name] = dataclasses.replace(records[name], **{field: done})
        report(doing, name, done, total)

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

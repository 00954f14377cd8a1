"""Copying: part by part, in batches of a bounded size, from the place that was last noted.

A batch that is kept twice is kept once, so a copy that was killed goes on from its last note. The
store that is copied is only read. What makes it another store while it is copied is noticed, and
what was copied until then never passes for whole: the note goes only once both have been compared.
"""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import partial
from typing import Any

import orjson

from cypher.copy import (
    MADE_WITH_SCHEMA,
    PARTS,
    AnythingHeld,
    EndCopy,
    NoteCopy,
    StateOfStore,
    UnfinishedCopies,
    part_name,
)
from cypher.engine.errors import StoreBusy, StoreUnusable
from cypher.engine.lease import only_writer, work_zh, writing
from cypher.engine.migrations import known_version, need_schema, newest, renew
from cypher.engine.store import Page, Store
from cypher.publish.finish import tag_run
from cypher.query import Extract
from cypher.serve.runs import CurrentRun
from cypher.text import Text
from cypher.view.loaded import RecordSums

#: A batch says no more than this, or one row more: evidence may be long.
BATCH_CHARACTERS = 2_000_000
#: A part that takes long tells after so many seconds how far it is.
TELL_SECONDS = 10.0
#: No run has this number.
AFTER_ALL = 2**53

Rows = list[tuple[Any, ...]]
Tell = Callable[[Text], None]


@dataclass(frozen=True)
class Copied:
    """How many rows of each part were written, in how many seconds; after a break only the rest."""

    rows: dict[str, int]
    seconds: float
    went_on: bool


def copy_store(
    source: Store,
    target: Store,
    origin: str,
    on_step: Tell = lambda step: None,
    on_begin: Callable[[], None] = lambda: None,
) -> Copied:
    """Copy a whole store into an empty one, or go on with the same copy; `on_step` is told how far.

    `origin` says where the source lies: a place that was noted is one of that store alone.
    `on_begin` is called before the first row is copied, once nothing stands against it.

    Memory, and every transaction, is that of a batch. Cost: linear in what the source holds.

    Raises StoreUnusable where the source has not this version's schema, where the target holds
    anything else, and where the source has become another meanwhile; StoreBusy while either is
    written to.
    """
    started = time.monotonic()
    state = _state(source)
    note = partial(NoteCopy, origin=origin, state=state)
    _need_still(source)
    # One that has nothing is of a copy that was killed while it made the schema.
    if 0 < known_version(target) < newest() and target.rows(AnythingHeld())[0].held:
        raise StoreUnusable(
            Text(
                "目标存储已在使用（由较早版本建立）：请指定其他存储",
                "the store to copy into is in use (an older version's): name another",
            )
        )
    renew(target)
    rows: dict[str, int] = {}
    with only_writer(target, "copy"):
        part_no, place = begun = _begin(target, origin, state)
        on_begin()
        for part in PARTS[part_no:]:
            name = part_name(part)
            on_step(Text(f"正在复制{name}", f"copying {name}"))
            note_part = partial(note, part=name)
            target.run(note_part(place=place))
            rows[name] = _copy(part, source, target, place, note_part, on_step)
            if _state(source) != state:
                raise StoreUnusable(
                    Text(
                        "复制期间源存储发生了变化（加载、批次或人工认定）："
                        "请清空目标存储，在无人写入时重新复制",
                        "the store that is copied has changed meanwhile (a load, a run or an "
                        "decision): empty the other, and copy again while nothing is written",
                    )
                )
            place = 0
        _need_still(source)
        # What the derived groups are called follows from their heads, and has no table.
        for run in target.rows(CurrentRun()):
            tag_run(target, run.run_id)
        on_step(Text("正在核对两个存储", "comparing both"))
        _need_alike(source, target)
        target.run(EndCopy())
    return Copied(rows, round(time.monotonic() - started, 3), went_on=begun > (0, 0))


def _state(source: Store) -> str:
    """What the store to copy is at this moment, as one text."""
    try:
        need_schema(source)
    except StoreUnusable as error:
        told = error.text
        raise StoreUnusable(
            Text(f"无法复制：{told.zh}", f"nothing can be copied: {told.en}")
        ) from None
    says = [astuple(row) for row in source.rows(StateOfStore())]
    return hashlib.blake2b(orjson.dumps(says), digest_size=16).hexdigest()


def _need_still(source: Store) -> None:
    lease = writing(source)
    if lease is not None:
        raise StoreBusy(
            Text(
                f"源存储正在{work_zh(lease.work)}（{lease.host}上的进程{lease.pid}）："
                "请等其结束后重新复制",
                f"a {lease.work} is writing to the store that is copied (process {lease.pid} on "
                f"{lease.host}): wait until it ends, then run the copy again",
            )
        )


def _begin(target: Store, origin: str, state: str) -> tuple[int, int]:
    """The part to begin with, and the place in it: those of the copy that broke off, if one did.

    Another store in the same state has its rows at other places: it is read from the beginning.

    Raises StoreUnusable where the target holds anything else than a copy of that state.
    """
    names = [part_name(part) for part in PARTS]
    for copy in target.rows(UnfinishedCopies()):
        if copy.state != state or copy.part not in names:
            raise StoreUnusable(
                Text(
                    "目标存储中有另一存储（或源存储变化之前）的未完成副本：请清空，或指定其他存储",
                    "the store to copy into holds an unfinished copy of another store, or of this "
                    "one before it changed: empty it, or name another",
                )
            )
        return (names.index(copy.part), copy.place) if copy.origin == origin else (0, 0)
    for part, name in zip(PARTS, names, strict=True):
        if name not in MADE_WITH_SCHEMA and any(target.pages(_asked(part, AFTER_ALL))):
            raise StoreUnusable(
                Text(
                    f"目标存储已在使用（其中有{name}）：请指定空的存储",
                    f"the store to copy into is in use (it holds {name}): name an empty one",
                )
            )
    return 0, 0


def _asked(part: type[Extract], run_id: int) -> Extract:
    return part(**{name: run_id for name in part.field_names()})


def _copy(
    part: type[Extract],
    source: Store,
    target: Store,
    place: int,
    note: Callable[..., NoteCopy],
    on_step: Tell,
) -> int:
    """Copy one part from a place on; returns how many rows were written."""
    name = part_name(part)
    latest = next((run.run_id for run in source.rows(CurrentRun())), 0)
    places: deque[int] = deque()

    def batches() -> Iterator[Rows]:
        pages = source.pages(_asked(part, latest), place)
        for rows, reached in _batches(pages, target.batch_rows):
            places.append(reached)
            yield rows

    written, noted, told = 0, place, time.monotonic()
    for count in target.run_batches(part.batch, batches()):
        written += count
        reached = places.popleft()
        if reached > noted:
            noted = reached
            target.run(note(place=reached))
        if time.monotonic() - told > TELL_SECONDS:
            told = time.monotonic()
            on_step(Text(f"正在复制{name}：{written:,}行", f"copying {name}: {written:,} rows"))
    return written


def _batches(pages: Iterable[Page], most: int) -> Iterator[tuple[Rows, int]]:
    """The rows of the pages in batches, each with the place from which to read on after it."""
    rows: Rows = []
    characters = place = 0
    for page in pages:
        place = page.place
        for row in page.rows:
            rows.append(row)
            characters += sum(len(value) for value in row if isinstance(value, str))
            if len(rows) == most or characters >= BATCH_CHARACTERS:
                yield rows, place
                rows, characters = [], 0
    if rows:
        yield rows, place


def _need_alike(source: Store, target: Store) -> None:
    """Raise StoreUnusable unless both have as many open rows of each record, which say the same."""
    found = [
        {row.record: (row.rows, row.checksum) for row in store.rows(RecordSums())}
        for store in (source, target)
    ]
    differ = [name for name in found[0] | found[1] if found[0].get(name) != found[1].get(name)]
    if differ:
        raise StoreUnusable(
            Text(
                f"副本与源存储内容不一致（{'、'.join(sorted(differ))}）：请清空后重新复制",
                f"the copy does not hold what the other store holds ({', '.join(sorted(differ))}): "
                "empty it, and copy again",
            )
        )

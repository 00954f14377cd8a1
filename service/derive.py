"""DERIVE: read the views, find the holders of each tag, publish the run in one switch."""

import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import numpy as np
import orjson

from cypher import Store, View
from cypher.clock import now_ms
from cypher.publish import (
    AddGroups,
    AddHoldings,
    BeginRun,
    DiscardRun,
    EndGroups,
    EndHoldings,
    GroupDigests,
    HeldTags,
    HoldingDigests,
    KeepTags,
    PublishRun,
    UnpublishedRuns,
)
from cypher.serve import CurrentRun, RunById
from cypher.view import FinishedLoads, RecordSums
from cypher.writing import only_writer
from service.errors import UndeclaredView, UnknownTag
from service.settings import Settings
from service.tagging.bank import Bank
from service.tagging.declaration import Detail, Holdings, Tag
from service.tags import catalogue

Columns = TypeVar("Columns")


def derive(
    store: Store,
    settings: Settings,
    tag_ids: Sequence[str] = (),
    on: date | None = None,
    on_step: Callable[[str], None] = lambda step: None,
) -> dict[str, Any]:
    """Derive tags and publish them as the next run; returns the run's report.

    `tag_ids` are the tags to derive (none named: all); the others stay as they are. `on` is the
    day the run looks at (default: today, UTC). `on_step` is told what is being done.

    Only what changed is written: a holding that says the same as before keeps its first run. What
    is written stays invisible until the last statement, so a run that breaks off leaves nothing.

    Raises UnknownTag for an id that is not in the catalogue, StoreBusy while another writes.
    """
    tags = [_tag(tag_id) for tag_id in dict.fromkeys(tag_ids)] or list(catalogue().values())
    on = on or datetime.now(UTC).date()
    with only_writer(store, "derive") as keep:
        for broken in store.rows(UnpublishedRuns()):
            store.run(DiscardRun(run_id=broken.run_id))
        latest = next((run.run_id for run in store.rows(CurrentRun())), 0)
        run = _Run(store, keep, latest + 1)
        started = time.monotonic()
        store.run(BeginRun(run_id=run.run_id, as_of=on.isoformat(), now=now_ms()))
        on_step("reading the customers")
        bank = Bank(store, on)
        report: dict[str, Any] = {
            "loads": [f"L{load.load_no}" for load in store.rows(FinishedLoads())],
            "customers": len(bank),
            "tags": _earlier(store, latest) if tag_ids else {},
            "settings": settings.model_dump(
                mode="json", exclude={"store", "neo4j_user", "neo4j_password"}
            ),
        }
        store.run_batch(
            KeepTags, [(tag.tag_id, tag.version, tag.title.zh, tag.title.en) for tag in tags]
        )
        for tag in tags:
            on_step(f"deriving {tag.tag_id}")
            report["tags"][tag.tag_id] = _derive_tag(run, tag, bank, settings)
        if not tag_ids:
            for held in store.rows(HeldTags()):
                if held.tag_id not in catalogue():
                    run.end(held.tag_id, store.columns(HoldingDigests(held.tag_id)).digest.tolist())
        on_step("publishing")
        report["seconds"] = round(time.monotonic() - started, 3)
        keep()
        store.run(
            PublishRun(
                run_id=run.run_id,
                now=now_ms(),
                fingerprint=_fingerprint(store),
                report=orjson.dumps(report).decode(),
            )
        )
    return {"run_id": run.run_id, "as_of": on.isoformat(), **report}


@dataclass(frozen=True)
class _Declared:
    """The bank as one tag may read it: with the views it declared, and no others."""

    bank: Bank
    tag: Tag

    def __getitem__(self, view: type[View[Columns]]) -> Columns:
        if view not in self.tag.views:
            raise UndeclaredView(f"{self.tag.tag_id} reads {view.__name__} without declaring it")
        return self.bank[view]

    def __len__(self) -> int:
        return len(self.bank)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.bank, name)


@dataclass(frozen=True)
class _Run:
    """The run being built: what it writes goes beside the current one."""

    store: Store
    keep: Callable[[], None]
    run_id: int

    def end(self, tag_id: str, digests: list[int]) -> None:
        for chunk in _chunks(digests, self.store.batch_rows):
            self.keep()
            self.store.run(EndHoldings(tag_id=tag_id, digests=chunk, run_id=self.run_id))


def _derive_tag(run: _Run, tag: Tag, bank: Bank, settings: Settings) -> dict[str, Any]:
    """Find one tag's holders and write what changed; returns the tag's part of the report."""
    started = time.monotonic()
    run.keep()
    holdings = tag.find(_Declared(bank, tag), settings)
    found_at = time.monotonic()
    before = set(run.store.columns(HoldingDigests(tag.tag_id)).digest.tolist())
    groups: dict[str, tuple[str, int]] = {}
    new: list[tuple[Any, ...]] = []
    kept: set[int] = set()
    added = 0
    for row in holding_rows(tag, holdings, bank, run.run_id):
        if row.group_id is not None:
            head_id, size = groups.get(row.group_id, (row.head_id, 0))
            groups[row.group_id] = (head_id, size + 1)
        if row.digest in before:
            kept.add(row.digest)
            continue
        new.append(row.columns)
        if len(new) == run.store.batch_rows:
            run.keep()
            run.store.run_batch(AddHoldings, new)
            added += len(new)
            new = []
    if new:
        run.store.run_batch(AddHoldings, new)
        added += len(new)
    run.end(tag.tag_id, sorted(before - kept))
    if tag.group_kind:
        _write_groups(run, tag.group_kind, groups, bank)
    counts = np.bincount(holdings.grade, minlength=len(tag.grades)).tolist()
    return {
        "version": tag.version,
        "holdings": len(holdings.customer),
        "holders": len(np.unique(holdings.customer)),
        "groups": len(groups),
        "grades": {g.grade_id: count for g, count in zip(tag.grades, counts, strict=True)},
        "added": added,
        "ended": len(before - kept),
        "unchanged": len(kept),
        "notes": dict(holdings.notes),
        "seconds": {
            "finding": round(found_at - started, 3),
            "writing": round(time.monotonic() - found_at, 3),
        },
    }


@dataclass(frozen=True)
class HoldingRow:
    """One holding as AddHoldings takes it, with what the run needs to know of it."""

    columns: tuple[Any, ...]
    digest: int
    group_id: str | None
    head_id: str


def holding_rows(tag: Tag, holdings: Holdings, bank: Bank, run_id: int) -> Iterator[HoldingRow]:
    """The holdings as rows, one at a time, with value and evidence as JSON.

    The cycle collector rests meanwhile: nothing here makes cycles, and it would look through the
    customers and their evidence again and again (a third of the time, measured).
    """
    gc.disable()
    try:
        yield from _holding_rows(tag, holdings, bank, run_id)
    finally:
        gc.enable()


def _holding_rows(tag: Tag, holdings: Holdings, bank: Bank, run_id: int) -> Iterator[HoldingRow]:
    customer_ids, customer_no = bank.customer_ids, bank.customer_no
    grade_ids = [grade.grade_id for grade in tag.grades]
    for i, (customer, score, grade) in enumerate(
        zip(
            holdings.customer.tolist(),
            holdings.score.tolist(),
            holdings.grade.tolist(),
            strict=True,
        )
    ):
        detail = holdings.detail(i)
        value = orjson.dumps(detail.value)
        evidence = _evidence(detail)
        said = (
            *(customer_ids[customer], tag.tag_id, detail.subject, tag.version, grade_ids[grade]),
            *(repr(score), value.decode(), evidence.decode()),
        )
        digest = _digest("\x1f".join(said).encode())
        group_id = detail.value.get("group_id")
        yield HoldingRow(
            columns=(
                *(customer_ids[customer], int(customer_no[customer]), tag.tag_id, detail.subject),
                *(tag.version, grade_ids[grade], score, said[6], said[7], group_id),
                *(detail.value.get("role"), digest, run_id),
            ),
            digest=digest,
            group_id=group_id,
            head_id=detail.value.get("head_id", ""),
        )


def _evidence(detail: Detail) -> bytes:
    edges = [
        {
            "type": edge.type,
            "from": edge.from_id,
            "to": edge.to_id,
            "source": f"L{edge.load_no}",
            **edge.properties,
        }
        for edge in detail.edges
    ]
    return orjson.dumps({"edges": edges, "facts": detail.facts})


def _write_groups(run: _Run, kind: str, groups: dict[str, tuple[str, int]], bank: Bank) -> None:
    numbers = dict(zip(bank.customer_ids.tolist(), bank.customer_no.tolist(), strict=True))
    before = set(run.store.columns(GroupDigests(kind)).digest.tolist())
    rows, kept = [], set()
    for group_id, (head_id, size) in sorted(groups.items()):
        digest = _digest(f"{group_id}\x1f{kind}\x1f{head_id}\x1f{size}".encode())
        if digest in before:
            kept.add(digest)
        else:
            rows.append((group_id, kind, head_id, numbers[head_id], size, digest, run.run_id))
    for chunk in _chunks(rows, run.store.batch_rows):
        run.keep()
        run.store.run_batch(AddGroups, chunk)
    for ended in _chunks(sorted(before - kept), run.store.batch_rows):
        run.keep()
        run.store.run(EndGroups(kind=kind, digests=ended, run_id=run.run_id))


def _tag(tag_id: str) -> Tag:
    try:
        return catalogue()[tag_id]
    except KeyError:
        raise UnknownTag(
            f"there is no tag {tag_id!r}: the tags are {', '.join(catalogue())}"
        ) from None


def _earlier(store: Store, run_id: int) -> dict[str, Any]:
    """What the run before said of each tag: it still holds for the tags left alone."""
    for run in store.rows(RunById(run_id=run_id)):
        tags: dict[str, Any] = orjson.loads(run.report)["tags"]
        return tags
    return {}


def _fingerprint(store: Store) -> str:
    sums = sorted((s.record, s.rows, s.checksum) for s in store.rows(RecordSums()))
    return hashlib.blake2b(orjson.dumps(sums), digest_size=8).hexdigest()


def _digest(said: bytes) -> int:
    """63 bits of a hash: what an integer column of either engine holds."""
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest()) >> 1


def _chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))

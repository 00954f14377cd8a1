"""PUBLISH: what one tag found, written beside the current run: only what changed.

A holding that says the same as before keeps its first run. Groups get their ids here, by comparison
with those of the run before. All of it stays invisible until the run is published.

A run on a day before the current run's stands beside the current line, under a number below 0: all
that it finds is written for it alone, and nothing of the line is ended or moved. A group that has
the core of one of the current run's has its id; what happened in between is told nowhere.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import orjson

from cypher import Batch, Store
from cypher.cycle_collector import rare_collection
from cypher.publish import (
    AddGroupEvents,
    AddGroups,
    AddHoldings,
    DerivedGroups,
    DerivedMembers,
    EndGroups,
    EndHoldings,
    HoldingDigests,
)
from cypher.serve.runs import CurrentRun
from service.graph.tables.segments import first_by
from service.run.group_ids import GroupEvent, Membership, identify
from service.tagging.bank import Bank
from service.tagging.declaration import Detail, Holdings, Tag
from service.tagging.evidence import stored_evidence
from service.tagging.grades import tied_at_cutoffs

#: A transaction's holdings say no more than this, or one: evidence may be long.
BATCH_CHARACTERS = 2_000_000


@dataclass(frozen=True)
class Building:
    """The run being built: what is written goes beside the current one."""

    store: Store
    run_id: int

    @property
    def beside_line(self) -> bool:
        """Whether it looks at a day before the current run's and will never be current."""
        return self.run_id < 0

    @property
    def until_run(self) -> int | None:
        """The run from which on what it adds no longer counts, where that is known already."""
        return self.run_id + 1 if self.beside_line else None

    def add(self, batch: type[Batch], rows: list[tuple[Any, ...]]) -> None:
        """Write rows, a transaction a batch."""
        for chunk in _chunks(rows, self.store.batch_rows):
            self.store.run_batch(batch, chunk)

    def end(self, tag_id: str, digests: list[int]) -> None:
        """End the current holdings of a tag that have these digests."""
        for chunk in _chunks(digests, self.store.batch_rows):
            self.store.run(EndHoldings(tag_id=tag_id, digests=chunk, run_id=self.run_id))


class NamedGroups(NamedTuple):
    """The ids of the groups that holdings make, in their order, and what happened to groups.

    `digests` are those of the groups of the run before.
    """

    ids: list[str]
    events: list[GroupEvent]
    digests: set[int]


def publish_holdings(run: Building, tag: Tag, holdings: Holdings, bank: Bank) -> dict[str, Any]:
    """Write what changed of one tag's holdings; what is left is the tag's part of the report.

    Memory is that of one batch of holdings and the digests of all.
    """
    before: set[int] = set()
    if not run.beside_line:
        before.update(run.store.columns(HoldingDigests(tag.tag_id)).digest.tolist())
    group_ids = _publish_groups(run, tag, holdings, bank)
    new: list[tuple[Any, ...]] = []
    kept: set[int] = set()
    added = characters = 0
    # The collector would look through the customers and their evidence again and again (a third of
    # the time, measured).
    with rare_collection():
        for row in holding_rows(tag, holdings, bank, run.run_id, group_ids, run.until_run):
            if row.digest in before:
                kept.add(row.digest)
                continue
            new.append(row.columns)
            added += 1
            characters += row.characters
            if len(new) == run.store.batch_rows or characters >= BATCH_CHARACTERS:
                run.add(AddHoldings, new)
                new, characters = [], 0
    run.add(AddHoldings, new)
    run.end(tag.tag_id, sorted(before - kept))
    counts = np.bincount(holdings.grade, minlength=len(tag.grades)).tolist()
    tied = {}
    if tag.by_distribution:
        tied = tied_at_cutoffs(holdings.score, holdings.grade, tag.grades)
    return {
        "version": tag.version,
        "holdings": len(holdings.customer),
        "holders": len(np.unique(holdings.customer)),
        "groups": len(group_ids),
        "grades": {g.grade_id: count for g, count in zip(tag.grades, counts, strict=True)},
        "tied": tied,
        "added": added,
        "ended": len(before - kept),
        "unchanged": len(kept),
        "notes": dict(holdings.notes),
    }


def name_groups(store: Store, tag: Tag, holdings: Holdings, bank: Bank) -> NamedGroups:
    """Give the groups of a tag's holdings their ids, by comparison with those of the current run.

    A tag that makes no groups gets none. Cost: that of `group_identity.identify`.
    """
    if holdings.groups is None:
        return NamedGroups([], [], set())
    groups, ids = holdings.groups, bank.customer_ids
    now = Membership(*(groups.members or (groups.of, holdings.customer)), groups.head)
    before, ids_before, digests = _groups_before(store, tag, bank)
    known_by = [ids[customer] for customer in groups.known_by.tolist()]
    return NamedGroups(*identify(tag.group_letters, now, known_by, before, ids_before), digests)


def _publish_groups(run: Building, tag: Tag, holdings: Holdings, bank: Bank) -> list[str]:
    """Give the tag's groups their ids and write what changed of them, and what happened to them."""
    if holdings.groups is None:
        return []
    ids = bank.customer_ids
    group_ids, events, digests = name_groups(run.store, tag, holdings, bank)
    if tag.groups_of:
        return group_ids
    if run.beside_line:
        events, digests = [], set()
    rows = []
    kept = set()
    heads, sizes = holdings.groups.head.tolist(), np.bincount(holdings.groups.of).tolist()
    for group_id, head, size in sorted(zip(group_ids, heads, sizes, strict=True)):
        text = f"{group_id}\x1f{tag.group_kind}\x1f{ids[head]}\x1f{size}"
        digest = _digest(text.encode())
        if digest in digests:
            kept.add(digest)
        else:
            head_no = int(bank.customer_no[head])
            said = (group_id, tag.group_kind, ids[head], head_no, size, digest)
            rows.append((*said, run.run_id, run.until_run))
    run.add(AddGroups, rows)
    run.add(
        AddGroupEvents,
        [(group, tag.group_kind, run.run_id, *what) for group, *what in events],
    )
    for ended in _chunks(sorted(digests - kept), run.store.batch_rows):
        run.store.run(EndGroups(kind=tag.group_kind, digests=ended, run_id=run.run_id))
    return group_ids


def _groups_before(store: Store, tag: Tag, bank: Bank) -> tuple[Membership, list[str], set[int]]:
    """The tag's groups as the current run has them: members, ids and digests.

    Members that have been closed since, or are one with another member by now, are nobody in the
    bank: they are counted, and have left. Heads that have been closed are unknown.
    """
    current = next((run.run_id for run in store.rows(CurrentRun())), 0)
    groups = store.columns(DerivedGroups(tag.group_kind, current))
    members = store.columns(DerivedMembers(tag.groups_of or tag.tag_id, current))
    order = np.argsort(groups.group_id.astype(str))
    ids = groups.group_id[order].astype(str)
    group = np.searchsorted(ids, members.group_id.astype(str)) if len(ids) else members.customer_no
    customer = bank.positions(members.customer_no)
    own = bank.customer_no[customer] == members.customer_no if len(bank) else customer >= 0
    first = np.zeros(len(customer), np.bool_)
    first[first_by(group, customer, by=(~own, members.customer_no))] = True
    customer = np.where(first & (customer >= 0), customer, len(bank) + members.customer_no)
    before = Membership(group, customer, bank.positions(groups.head_no[order]))
    return before, ids.tolist(), set(groups.digest.tolist())


@dataclass(frozen=True)
class HoldingRow:
    """One holding as AddHoldings takes it, the digest of what it says, and the length of that."""

    columns: tuple[Any, ...]
    digest: int
    characters: int


def holding_rows(
    tag: Tag,
    holdings: Holdings,
    bank: Bank,
    run_id: int,
    group_ids: Sequence[str],
    until_run: int | None = None,
) -> Iterator[HoldingRow]:
    """The holdings as rows, one at a time, with value and evidence as JSON."""
    customer_ids, customer_no = bank.customer_ids, bank.customer_no
    grade_ids = [grade.grade_id for grade in tag.grades]
    group_of = holdings.groups.of.tolist() if holdings.groups else None
    for i, (customer, score, grade) in enumerate(
        zip(
            holdings.customer.tolist(),
            holdings.score.tolist(),
            holdings.grade.tolist(),
            strict=True,
        )
    ):
        detail = holdings.detail(i)
        value, subject, group_id = detail.value, detail.subject, None
        if holdings.groups and group_of:
            group_id = group_ids[group_of[i]]
            # Of another's group something may be said that is about yet another thing.
            subject = (detail.subject if tag.groups_of else "") or group_id
            head_id = customer_ids[holdings.groups.head[group_of[i]]]
            value = {"group_id": group_id, **value, "head_id": head_id}
            # Who is in a group is said by the tag that makes it.
            group_id = None if tag.groups_of else group_id
        value_text, evidence = orjson.dumps(value).decode(), _evidence(detail).decode()
        said = (
            customer_ids[customer],
            tag.tag_id,
            subject,
            tag.version,
            grade_ids[grade],
            repr(score),
            value_text,
            evidence,
        )
        text = "\x1f".join(said)
        digest = _digest(text.encode())
        yield HoldingRow(
            columns=(
                customer_ids[customer],
                int(customer_no[customer]),
                tag.tag_id,
                subject,
                tag.version,
                grade_ids[grade],
                score,
                value_text,
                evidence,
                group_id,
                value.get("role") if group_id else None,
                digest,
                run_id,
                until_run,
            ),
            digest=digest,
            characters=len(text),
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
    return stored_evidence(edges, detail.facts)


def _digest(said: bytes) -> int:
    """63 bits of a hash: what an integer column of either engine holds."""
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest()) >> 1


def _chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))

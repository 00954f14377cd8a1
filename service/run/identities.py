"""The identities of a run: read what is said of numbers, resolve it, write what changed.

An identity is known by the number that it was known by while that is one of its own and its core
stays (as groups keep their ids); at first by the smallest id of a client, else by the smallest.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from cypher import Store
from cypher.engine.arrays import Ints, Texts
from cypher.identity import (
    AddKnownAs,
    EndKnownAs,
    IdentityDecisions,
    KnownAs,
    KnownAsColumns,
    NamedNumberColumns,
    NamedNumbers,
    SameAsRecords,
)
from cypher.load import KnownIds
from cypher.serve.customers import CustomersById
from cypher.view.loaded import LoadedSources, Loads
from service.run.group_ids import Membership, successors
from service.run.publish import Building
from service.run.resolution import Resolved, Said, joining_edges, resolve
from service.settings import Settings
from service.tagging.numbers import NO_NUMBERS, Numbers

#: How many of the edges that did not join a run's report names.
CONFLICTS_TOLD = 50


class KnownRow(NamedTuple):
    """A number of an identity as it is kept, but for the runs: see `cypher.identity.AddKnownAs`."""

    customer_id: str
    known_id: str
    customer_no: int
    known_no: int
    basis: str
    since_at: int


@dataclass(frozen=True)
class Identities:
    """What a run resolved: its numbers as a bank takes them, as they are kept, and how it came."""

    numbers: Numbers
    rows: list[KnownRow]
    resolved: Resolved

    def told(self) -> dict[str, Any]:
        """The run's report of it: how many customers of several numbers, what did not join."""
        conflicts = self.resolved.conflicts
        return {
            "customers": len(self.resolved.identities),
            "numbers": len(self.rows),
            "conflicts": len(conflicts),
            "not_joined": [
                {"a": edge.a, "b": edge.b, "different": list(different)}
                for edge, different in conflicts[:CONFLICTS_TOLD]
            ],
        }


def identities_of(
    store: Store,
    settings: Settings,
    before: int,
    suppose: Callable[[list[Said]], list[Said]] = lambda said: said,
    named: Sequence[str] = (),
) -> Identities:
    """What the records and decisions that now stand make of the customers' numbers.

    `before` is the run whose names for identities are kept; `suppose` says what is said instead of
    what stands, of the numbers `named` as well. Cost: that of `resolve`, and a look at every number
    that is named beside another.
    """
    if settings.resolve == "off":
        return Identities(NO_NUMBERS, [], Resolved([], [], []))
    facts = _with(store.columns(NamedNumbers()), store, named)
    resolved = resolve(suppose(_said(store, facts)))
    known = _known_by(resolved.identities, facts, store.columns(KnownAs(run_id=before)))
    number_of = dict(zip(facts.customer_id, facts.customer_no.tolist(), strict=True))
    source_of = dict(zip(facts.customer_id, facts.source, strict=True))
    first = joining_edges(resolved.joined)
    rows = [
        KnownRow(
            number,
            known_id,
            number_of[number],
            number_of[known_id],
            first[number].basis,
            first[number].at,
        )
        for known_id, members in zip(known, resolved.identities, strict=True)
        for number in members
    ]
    numbers = _numbers(
        store,
        np.array([row.customer_no for row in rows], np.int64),
        np.array([row.known_no for row in rows], np.int64),
        np.array([row.customer_id for row in rows], object),
        [source_of[row.customer_id] for row in rows],
    )
    return Identities(numbers, rows, resolved)


def _with(facts: NamedNumberColumns, store: Store, named: Sequence[str]) -> NamedNumberColumns:
    """The facts with those of open customers who are named and of whom nothing is said yet."""
    there = set(facts.customer_id)
    asked = [customer_id for customer_id in dict.fromkeys(named) if customer_id not in there]
    if not asked:
        return facts
    number = {row.id: row.no for row in store.rows(KnownIds(target="customers", ids=asked))}
    rows = [row for row in store.rows(CustomersById(asked)) if row.closed_on is None]
    return NamedNumberColumns(
        np.append(facts.customer_no, [number[row.customer_id] for row in rows]).astype(np.int64),
        np.append(facts.customer_id, np.array([row.customer_id for row in rows], object)),
        np.append(facts.source, np.array([row.source for row in rows], object)),
        np.append(facts.is_client, [int(row.is_client) for row in rows]).astype(np.int64),
    )


def numbers_of_run(store: Store, settings: Settings, run_id: int) -> Numbers:
    """The identities that a run resolved, as a bank takes them. Linear in their numbers."""
    kept = store.columns(KnownAs(run_id=run_id))
    if settings.resolve == "off" or not len(kept.customer_no):
        return NO_NUMBERS
    sources = kept.source.tolist()
    return _numbers(store, kept.customer_no, kept.known_no, kept.customer_id, sources)


def publish_identities(run: Building, identities: Identities, before: int) -> None:
    """Write what changed of the identities since the run before; all of one beside the line."""
    stood: dict[int, tuple[int, str, int]] = {}
    if not run.beside_line:
        kept = run.store.columns(KnownAs(run_id=before))
        stood.update(zip(kept.customer_no.tolist(), _says(kept), strict=True))
    now = {row.customer_no: (row.known_no, row.basis, row.since_at) for row in identities.rows}
    ended = sorted(number for number, said in stood.items() if now.get(number) != said)
    new = [
        (*row, run.run_id, run.until_run)
        for row in identities.rows
        if stood.get(row.customer_no) != now[row.customer_no]
    ]
    size = run.store.batch_rows
    for start in range(0, len(ended), size):
        run.store.run(EndKnownAs(numbers=ended[start : start + size], run_id=run.run_id))
    run.add(AddKnownAs, new)


def _says(kept: KnownAsColumns) -> Iterable[tuple[int, str, int]]:
    return zip(kept.known_no.tolist(), kept.basis, kept.since_at.tolist(), strict=True)


def _said(store: Store, facts: NamedNumberColumns) -> list[Said]:
    """What records and decisions say of numbers that are all open."""
    id_of: Mapping[int, str] = dict(zip(facts.customer_no.tolist(), facts.customer_id, strict=True))
    began = {load.load_no: load.started_at for load in store.rows(Loads())}
    records, decisions = store.columns(SameAsRecords()), store.columns(IdentityDecisions())
    said = [
        Said(id_of[a], id_of[b], verdict, began.get(load_no, 0), basis)
        for a, b, verdict, load_no, basis in zip(
            records.customer_no.tolist(),
            records.other_no.tolist(),
            records.verdict,
            records.first_load_no.tolist(),
            records.basis,
            strict=True,
        )
        if a in id_of and b in id_of
    ]
    said += [
        Said(id_of[a], id_of[b], verdict, at, f"decision {decision_no}", decision_no)
        for a, b, verdict, at, decision_no in zip(
            decisions.customer_no.tolist(),
            decisions.other_no.tolist(),
            decisions.verdict,
            decisions.at.tolist(),
            decisions.decision_no.tolist(),
            strict=True,
        )
        if a in id_of and b in id_of
    ]
    return said


def _known_by(
    identities: Sequence[Sequence[str]], facts: NamedNumberColumns, before: KnownAsColumns
) -> list[str]:
    """The number that each identity is known by, in their order."""
    number_of = dict(zip(facts.customer_id, facts.customer_no.tolist(), strict=True))
    id_of = dict(zip(facts.customer_no.tolist(), facts.customer_id, strict=True))
    client = dict(zip(facts.customer_id, facts.is_client.tolist(), strict=True))
    first = [min(members, key=lambda one: (not client[one], one)) for members in identities]
    heads, group = np.unique(before.known_no, return_inverse=True)
    if not len(heads):
        return first
    sizes = [len(members) for members in identities]
    now = Membership(
        np.repeat(np.arange(len(identities)), sizes),
        np.array([number_of[one] for members in identities for one in members], np.int64),
        np.array([number_of[one] for one in first], np.int64),
    )
    succeeds, _ = successors(now, Membership(group, before.customer_no, heads))
    known = []
    for members, own, old in zip(identities, first, succeeds.tolist(), strict=True):
        stayed = id_of.get(int(heads[old])) if old >= 0 else None
        known.append(stayed if stayed in members and stayed is not None else own)
    return known


def _numbers(
    store: Store,
    customer_no: Ints,
    known_no: Ints,
    customer_ids: Texts,
    sources: Sequence[str],
) -> Numbers:
    """The numbers ranked: by source, then the one that is known, then the smallest first."""
    place = {source: i for i, source in enumerate(source_order(store))}
    of_source = [place.get(source, len(place)) for source in sources]
    by = (customer_ids.astype(str), customer_no != known_no, np.array(of_source, np.int64))
    order = np.lexsort(by)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Numbers(customer_no, known_no, rank)


def source_order(store: Store) -> list[str]:
    """The sources in the order in which they are believed: that in which the last load merged."""
    sources = store.rows(LoadedSources())
    merged: list[str] = json.loads(sources[0].merged) if sources else []
    return [*dict.fromkeys([*merged, *(row.source for row in sources)])]

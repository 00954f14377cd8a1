"""The identities of a run: read what is said of numbers, resolve it, write what changed.

An identity is known by the number that it was known by while that is one of its own and its core
stays (as groups keep their ids); at first by the smallest id of a client, else by the smallest.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

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
from service.graph.tables.segments import first_by
from service.run.group_ids import Membership, successors
from service.run.joining import Joined, Pairs, joined_numbers
from service.run.publish import Building
from service.run.resolution import Conflict, Said
from service.settings import Settings
from service.tagging.numbers import NO_NUMBERS, Numbers

#: How many of the edges that did not join a run's report names.
CONFLICTS_TOLD = 50
_NO_NUMBERS, _NO_TEXTS = np.empty(0, np.int64), np.empty(0, object)
#: No identity has several numbers.
NOBODY = KnownAsColumns(
    *(_NO_NUMBERS, _NO_TEXTS, _NO_NUMBERS), *(_NO_TEXTS, _NO_TEXTS, _NO_NUMBERS)
)


@dataclass(frozen=True)
class Identities:
    """What a run resolved: its numbers as a bank takes them, as they are kept, and how it came."""

    numbers: Numbers
    kept: KnownAsColumns
    known_ids: Texts
    conflicts: Sequence[Conflict]

    def told(self) -> dict[str, Any]:
        """The run's report of it: how many customers of several numbers, what did not join."""
        return {
            "customers": len(np.unique(self.kept.known_no)),
            "numbers": len(self.kept.customer_no),
            "conflicts": len(self.conflicts),
            "not_joined": [
                {"a": edge.a, "b": edge.b, "different": list(different)}
                for edge, different in self.conflicts[:CONFLICTS_TOLD]
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
    what stands of the numbers `named`, and of all that hang together with these. Cost: a sort of
    the numbers and of what is said, and that of `resolve` for what is more than records of *same*.
    """
    if settings.resolve == "off":
        return Identities(NO_NUMBERS, NOBODY, NOBODY.customer_id, [])
    facts = _by_id(_with(store.columns(NamedNumbers()), store, named))
    pairs = _said(store, facts)
    among = np.isin(facts.customer_id, [*named])
    joined, conflicts = joined_numbers(pairs, facts.customer_id, among, suppose)
    known = _known_by(joined, facts, store.columns(KnownAs(run_id=before)))
    kept = KnownAsColumns(
        customer_no=facts.customer_no[joined.number],
        customer_id=facts.customer_id[joined.number],
        known_no=facts.customer_no[known],
        source=facts.source[joined.number],
        basis=joined.basis,
        since_at=joined.at,
    )
    return Identities(_numbers(store, kept), kept, facts.customer_id[known], conflicts)


def _by_id(facts: NamedNumberColumns) -> NamedNumberColumns:
    """The facts in the order of ids."""
    order = np.argsort(facts.customer_id.astype(str), kind="stable")
    return NamedNumberColumns(*(values[order] for values in vars(facts).values()))


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
    """The identities that a run resolved, as a bank takes them. A sort of their numbers."""
    kept = store.columns(KnownAs(run_id=run_id))
    if settings.resolve == "off" or not len(kept.customer_no):
        return NO_NUMBERS
    return _numbers(store, kept)


def publish_identities(run: Building, identities: Identities, before: int) -> None:
    """Write what changed of the identities since the run before; all of one beside the line."""
    now = identities.kept
    new = np.arange(len(now.customer_no))
    if not run.beside_line:
        stood = run.store.columns(KnownAs(run_id=before))
        same_now, same_then = _unchanged(now, stood)
        new = np.delete(new, same_now)
        ended = np.sort(np.delete(stood.customer_no, same_then)).tolist()
        size = run.store.batch_rows
        for start in range(0, len(ended), size):
            run.store.run(EndKnownAs(numbers=ended[start : start + size], run_id=run.run_id))
    # In the order of the table's key.
    new = new[np.argsort(now.customer_no[new])]
    columns = (
        *(now.customer_id, identities.known_ids),
        *(now.customer_no, now.known_no, now.basis, now.since_at),
    )
    rows = zip(*(values[new].tolist() for values in columns), strict=True)
    run.add(AddKnownAs, [(*row, run.run_id, run.until_run) for row in rows])


def _unchanged(now: KnownAsColumns, stood: KnownAsColumns) -> tuple[Ints, Ints]:
    """The rows of numbers of which both say the same."""
    _, left, right = np.intersect1d(now.customer_no, stood.customer_no, return_indices=True)
    same = (
        (now.known_no[left] == stood.known_no[right])
        & (now.basis[left] == stood.basis[right])
        & (now.since_at[left] == stood.since_at[right])
    )
    return left[same], right[same]


def _said(store: Store, facts: NamedNumberColumns) -> Pairs:
    """What records and decisions say of numbers that are all open."""
    loads = store.rows(Loads())
    began = np.zeros(max((load.load_no for load in loads), default=0) + 1, np.int64)
    began[[load.load_no for load in loads]] = [load.started_at for load in loads]
    records, decisions = store.columns(SameAsRecords()), store.columns(IdentityDecisions())
    decided = [f"decision {decision_no}" for decision_no in decisions.decision_no.tolist()]
    order = np.argsort(facts.customer_no)
    pairs = Pairs(
        a=_places(facts.customer_no, order, records.customer_no, decisions.customer_no),
        b=_places(facts.customer_no, order, records.other_no, decisions.other_no),
        verdict=np.concatenate((records.verdict, decisions.verdict)),
        at=np.concatenate((began[records.first_load_no], decisions.at)),
        basis=np.concatenate((records.basis, np.array(decided, object))),
        decision_no=np.concatenate((np.zeros_like(records.first_load_no), decisions.decision_no)),
    )
    return pairs.only((pairs.a >= 0) & (pairs.b >= 0))


def _places(among: Ints, order: Ints, *parts: Ints) -> Ints:
    """Where values stand among others that `order` sorts; -1 for those that do not."""
    values = np.concatenate(parts)
    if not len(among):
        return np.full(len(values), -1)
    place = order[np.searchsorted(among, values, sorter=order).clip(max=len(among) - 1)]
    return np.where(among[place] == values, place, -1)


def _known_by(joined: Joined, facts: NamedNumberColumns, before: KnownAsColumns) -> Ints:
    """The place of the number that the identity of each is known by."""
    _, identity = np.unique(joined.identity, return_inverse=True)
    no = facts.customer_no
    first = joined.number[
        first_by(identity, by=(facts.is_client[joined.number] == 0, joined.number))
    ]
    heads, group = np.unique(before.known_no, return_inverse=True)
    if len(heads) and len(first):
        now = Membership(identity, no[joined.number], no[first])
        succeeds, _ = successors(now, Membership(group, before.customer_no, heads))
        stayed = _places(no, np.argsort(no), np.where(succeeds >= 0, heads[succeeds], -1))
        identity_of = np.full(len(no), -1)
        identity_of[joined.number] = identity
        own = (stayed >= 0) & (identity_of[stayed] == np.arange(len(first)))
        first = np.where(own, stayed, first)
    return first[identity]


def _numbers(store: Store, kept: KnownAsColumns) -> Numbers:
    """The numbers ranked: by source, then the one that is known, then the smallest first."""
    place = {source: i for i, source in enumerate(source_order(store))}
    of_source = np.array([place.get(source, len(place)) for source in kept.source], np.int64)
    by = (kept.customer_id.astype(str), kept.customer_no != kept.known_no, of_source)
    order = np.lexsort(by)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Numbers(kept.customer_no, kept.known_no, rank)


def source_order(store: Store) -> list[str]:
    """The sources in the order in which they are believed: that in which the last load merged."""
    sources = store.rows(LoadedSources())
    merged: list[str] = json.loads(sources[0].merged) if sources else []
    return [*dict.fromkeys([*merged, *(row.source for row in sources)])]

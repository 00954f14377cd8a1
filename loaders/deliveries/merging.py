"""Customers of whom several sources speak, or who gave consents: merged, and written if changed."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import orjson

from cypher import Store
from cypher.load import (
    LatestConsents,
    RowsOfKeys,
    SourceRow,
    SourceRowsAfter,
    SourceRowsOf,
    StoredNames,
)
from loaders.checking.references import FEW
from loaders.deliveries.history import History
from loaders.deliveries.merge import digest_of, found_by, merged
from loaders.deliveries.source_rows import as_row, in_order, set_apart
from loaders.reading.workbench import Workbench
from loaders.records.declarations import Record
from loaders.writing import in_chunks, write_batches

#: The purpose whose consents count for a customer's `marketing_consent`.
MARKETING = "marketing"


def touched(workbench: Workbench) -> list[str]:
    """The customers of whom this load changes what is kept beside others; in order."""
    told = (
        "SELECT key FROM keyed_customers SEMI JOIN told_customers USING (row_no)"
        " UNION SELECT key FROM dropped_customers"
    )
    return [key for (key,) in workbench.rows(f"SELECT DISTINCT key FROM ({told}) ORDER BY key")]


def consenting(workbench: Workbench, *, every: bool) -> list[str]:
    """The customers of whom this load writes a consent to marketing, or has any; in order."""
    rows = workbench.rows(
        "SELECT DISTINCT checked.customer_id FROM checked_consents AS checked"
        " WHERE fault IS NULL AND purpose = ? AND (? OR digest IN (FROM unwritten_consents)"
        " OR row_no IN (FROM told_consents)) ORDER BY 1",
        MARKETING,
        every,
    )
    return [customer_id for (customer_id,) in rows]


def merge_customers(
    store: Store,
    record: Record,
    keys: Sequence[str] | None,
    order: Sequence[str],
    load_no: int,
    after_batch: Callable[[int], None],
) -> None:
    """Merge customers again, all of whom several speak where `keys` is None; write who changed.

    Linear in what is said of them; memory is that of some thousand rows.
    """
    groups = _all(store) if keys is None else _some(store, keys)

    def batches() -> Iterator[list[tuple[Any, ...]]]:
        for said in groups:
            if changed := _changed(store, record, said, order, load_no):
                yield changed

    write_batches(store, record.batch, batches(), after_batch)


def set_consenting_apart(
    store: Store, record: Record, keys: Sequence[str], history: History
) -> None:
    """Keep what the one source of some customers says beside them, where it does not stand yet."""
    for some in in_chunks(keys, FEW):
        there = {row.key for row in store.rows(SourceRowsOf(record=record.name, keys=some))}
        set_apart(store, record, [key for key in some if key not in there], history)


def _changed(
    store: Store,
    record: Record,
    said: dict[str, list[SourceRow]],
    order: Sequence[str],
    load_no: int,
) -> list[tuple[Any, ...]]:
    keys = list(said)
    asked = [{record.key[0]: key} for key in keys]
    stored = {row.key: row for row in store.rows(RowsOfKeys(record=record.name, keys=asked))}
    consents = {
        row.customer_id: row
        for row in store.rows(LatestConsents(customer_ids=keys, purpose=MARKETING))
    }
    called = {row.customer_id: row for row in store.rows(StoredNames(customer_ids=keys))}
    rows = []
    for key, sources in said.items():
        first, *others = in_order(sources, order)
        customer = merged(
            [orjson.loads(row.said) for row in (first, *others)],
            consents.get(key),
        )
        digest = digest_of(customer)
        before = stored.get(key)
        if before is None or (before.digest, before.source) != (digest, first.source):
            whole = {**customer, **found_by(customer, called.get(key))}
            rows.append(as_row(record, first.source, whole, digest, load_no))
    return rows


def _some(store: Store, keys: Sequence[str]) -> Iterator[dict[str, list[SourceRow]]]:
    for some in in_chunks(keys, min(store.batch_rows, FEW)):
        if found := _by_key(store.rows(SourceRowsOf(record="customers", keys=some))):
            yield found


def _all(store: Store) -> Iterator[dict[str, list[SourceRow]]]:
    after = ""
    while rows := store.rows(SourceRowsAfter(record="customers", after=after, limit=FEW)):
        found = _by_key(rows)
        if len(rows) == FEW and len(found) > 1:
            # The last may have more rows, which then come with the next.
            found.popitem()
        after = list(found)[-1]
        yield found


def _by_key(rows: Sequence[SourceRow]) -> dict[str, list[SourceRow]]:
    return {key: list(some) for key, some in groupby(rows, key=lambda row: row.key)}

"""Rows of canonical files as the store's merge batches take them: what a load makes of good files.

Columns, defaults and numbers are read off the loader's own declarations. Nothing is looked for that
a load would reject: a row must be good, and what it refers to known.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import orjson

from cypher import Store, StoreSettings
from cypher.engine.clock import now_ms
from cypher.load import (
    AccountNumbers,
    BeginLoad,
    BeginWriting,
    CloseRecords,
    CustomerNumbers,
    Digests,
    FinishLoad,
    StoredNames,
)
from cypher.normalisation import normalised, own_id_number
from cypher.search.terms import earlier_names, search_text
from cypher.time_zone import time_zone
from cypher.view.loaded import FinishedLoads
from loaders.reading.origins import CANONICAL
from loaders.records.canonical import RECORDS
from loaders.records.column_types import (
    AMOUNT,
    COUNT,
    INSTANT,
    MONEY,
    PORTION,
    POSITIVE,
    SHARE,
    TRUTH,
)
from loaders.records.declarations import SETTING_CURRENCY, Record
from loaders.settings import LoaderSettings
from tests.building import Row

#: The number of each customer and of each account, by its id.
Numbers = dict[str, dict[str, int]]


def write_rows(store: Store, records: Mapping[str, Sequence[Row]], *, full: bool = False) -> None:
    """Write each record's rows with its own batch, as one finished load of the canonical source.

    `full` closes every other row, as a full load does. Raises ValueError for a record, column or
    word that there is not, for a key that comes twice and for an empty required column; KeyError
    for a reference to nothing.
    """
    if unknown := records.keys() - {record.name for record in RECORDS}:
        raise ValueError(f"there are no records {sorted(unknown)}")
    currency = LoaderSettings().currency
    numbers = _numbers(store, records)
    before = [load.load_no for load in store.rows(FinishedLoads())]
    load_no = max(before, default=0) + 1
    fingerprint = hashlib.blake2b(orjson.dumps(records, default=str)).hexdigest()
    counts = orjson.dumps({name: {"read": len(rows)} for name, rows in records.items()}).decode()
    store.run(
        BeginLoad(
            load_no=load_no,
            source=CANONICAL,
            fingerprint=fingerprint,
            in_full=full,
            now=now_ms(),
            sources=f'["{CANONICAL}"]',
            files="[]",
            counts=counts,
        )
    )
    store.run(BeginWriting(load_no=load_no, now=now_ms()))
    for record in RECORDS:
        kept = [_kept(record, row, currency) for row in records.get(record.name, ())]
        if len({tuple(row[name] for name in record.key) for row in kept}) < len(kept):
            raise ValueError(f"{record.name}: a key comes twice")
        if not kept and not full:
            continue
        known = _known(store, record) if before else set()
        # As a load does: what the store has just so keeps the load that wrote it.
        new = [row for row in kept if row["digest"] not in known]
        for row in new:
            _number(record, row, numbers)
            row["load_no"] = row["first_load_no"] = load_no
        if record.searched:
            _make_searchable(store, new)
        new.sort(key=partial(_place, record))
        columns = record.batch.columns
        store.run_batch(record.batch, [tuple(map(row.__getitem__, columns)) for row in new])
        if full and (gone := known.difference(row["digest"] for row in kept)):
            day = time_zone(StoreSettings().time_zone).today().isoformat()
            store.run(CloseRecords(record.name, sorted(gone), day, load_no))
    store.run(FinishLoad(load_no, "done", "", now_ms(), counts))


def _known(store: Store, record: Record) -> set[int]:
    """The digests of a record's open rows."""
    return set(store.columns(Digests(record=record.name, source="")).digest.tolist())


def _numbers(store: Store, records: Mapping[str, Sequence[Row]]) -> Numbers:
    """The numbers that the store has given, and new ones on from them in the order of ids."""
    customers, accounts = store.columns(CustomerNumbers()), store.columns(AccountNumbers())
    numbers: Numbers = {
        "customers": dict(
            zip(customers.customer_id.tolist(), customers.customer_no.tolist(), strict=True)
        ),
        "accounts": dict(
            zip(accounts.account_id.tolist(), accounts.account_no.tolist(), strict=True)
        ),
    }
    for name, known in numbers.items():
        key = f"{name[:-1]}_id"
        new = {str(row[key]) for row in records.get(name, ())} - known.keys()
        known |= {id_: no for no, id_ in enumerate(sorted(new), max(known.values(), default=0) + 1)}
    return numbers


def _kept(record: Record, row: Row, currency: str) -> dict[str, Any]:
    """What the row says in each column of its record, where it comes from, and its digest."""
    texts = {name: str(value).strip() for name, value in row.items() if value is not None}
    own = {name: text for name, text in texts.items() if name.startswith("x_") and text}
    kept: dict[str, Any] = {}
    for column in record.columns:
        text = texts.get(column.name) or _default(column.default, texts, currency)
        if column.required and not text:
            raise ValueError(f"{record.name}: {column.name} must not be empty")
        kept[column.name] = _typed(column.type.name.en, text) if text else None
    if unknown := texts.keys() - kept.keys() - {name for name in texts if name.startswith("x_")}:
        raise ValueError(f"{record.name} has no columns {sorted(unknown)}")
    kept["attributes"] = orjson.dumps(own).decode() if own else None
    digest = hashlib.blake2b(orjson.dumps(kept), digest_size=8).digest()
    kept["digest"] = int.from_bytes(digest, "big") >> 1
    kept["source"] = CANONICAL
    kept["closed_on"] = kept["closed_load"] = None
    return kept


def _number(record: Record, row: dict[str, Any], numbers: Numbers) -> None:
    """Put the numbers of what the row refers to beside its ids, and the columns that are made."""
    for column in record.columns:
        if column.number:
            known = numbers[column.refers_to or record.name]
            # The outside is the account '', number 0.
            row[column.name] = row[column.name] or ""
            row[column.number] = known[row[column.name]] if row[column.name] else 0
    if record.name == "customers":
        row["id_normalised"] = own_id_number(row["id_number"], row["id_type"])
        row["consent_until"] = None
    if record.name == "identifiers":
        row["normalised"] = normalised(row["kind"], row["value"])


def _make_searchable(store: Store, customers: Sequence[dict[str, Any]]) -> None:
    """Put what customers were called before, and are found by, into their rows."""
    known = {
        row.customer_id: row
        for row in store.rows(StoredNames([row["customer_id"] for row in customers]))
    }
    for row in customers:
        before = known.get(row["customer_id"])
        earlier = before and earlier_names(before.earlier_names, before.name, row["name"])
        row["earlier_names"] = earlier or None
        names = [row["name"], row["former_name"] or "", *(earlier or "").split("\n")]
        row["search_text"] = search_text(row["customer_id"], filter(None, names), row["id_number"])


def _place(record: Record, row: Row) -> list[tuple[bool, Any]]:
    """Where a row stands in the order of the record's key, as a load writes it."""
    values = (row[column.number or column.name] for column in map(record.column, record.key))
    return [(value is None, "" if value is None else value) for value in values]


def _default(default: str, texts: Mapping[str, str], currency: str) -> str:
    """What an empty column holds: the currency, a word, or what another column says."""
    if default == SETTING_CURRENCY:
        return currency
    if default.startswith('"'):
        return texts[default.strip('"')]
    return default.strip("'")


def _typed(type_name: str, text: str) -> Any:
    words = type_name.removeprefix("one of ").split(", ")
    if type_name.startswith("one of ") and text not in words:
        raise ValueError(f"{text} is not {type_name}")
    return _TYPED.get(type_name, str)(text)


def _truth(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text.lower()]


def _milliseconds(text: str) -> int:
    instant = time_zone(StoreSettings().time_zone).instant(text)
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


#: How a text becomes what is kept, by the name of its type; others are kept as they are.
_TYPED: dict[str, Callable[[str], Any]] = {
    TRUTH.name.en: _truth,
    COUNT.name.en: int,
    INSTANT.name.en: _milliseconds,
    **{each.name.en: float for each in (SHARE, PORTION, MONEY, AMOUNT, POSITIVE)},
}

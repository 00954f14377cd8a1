"""Accepted rows into the store, batch by batch, and closed there where their source lost them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb
import numpy as np

from cypher import Store
from cypher.cycle_collector import rare_collection
from cypher.engine.arrays import Ints
from cypher.load import CloseRecords, Digests, DigestsOfKeys, StoredNames
from cypher.search.terms import earlier_names
from loaders.checking.references import FEW
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Column, Record

CLOSED_AT_ONCE = 50_000
#: Of so many customers the store is asked at a time what it calls them.
NAMES_AT_ONCE = 5_000
#: The names by which a customer is found, a line each: the present one, and those before.
_NAMES = "concat_ws(chr(10), checked.name, checked.former_name, {})"
_EARLIER = "(SELECT names FROM earlier_names AS e WHERE e.customer_id = checked.customer_id)"


def find_changes(workbench: Workbench, store: Store, record: Record) -> int:
    """Make `unwritten_<record>`: the accepted digests that the store has not open; their count.

    Linear in the rows, and in those of the store where they are more than a few.
    """
    _fetch_open(workbench, store, record)
    workbench.run(
        f"CREATE TABLE unwritten_{record.name} AS SELECT digest FROM checked_{record.name}"
        " ANTI JOIN open_digests USING (digest) WHERE fault IS NULL"
    )
    return workbench.number(f"SELECT count(*) FROM unwritten_{record.name}")


def write_changes(
    workbench: Workbench,
    store: Store,
    record: Record,
    source: str,
    load_no: int,
    after_batch: Callable[[int], None],
) -> None:
    """Write the rows of `unwritten_<record>` in the order of their key, a transaction a batch.

    `after_batch` is told how many rows are written so far. Memory is that of two batches.
    """
    if record.searched:
        _keep_earlier_names(workbench, store)
    cursor = workbench.connection.cursor()
    cursor.execute(_rows(record), {"source": source, "load_no": load_no})
    written = 0
    # The collector would look through a batch's tuples again and again.
    with rare_collection():
        for count in store.run_batches(record.batch, _batches(cursor, store.batch_rows)):
            written += count
            after_batch(written)


def find_gone(
    workbench: Workbench, store: Store, record: Record, source: str, staged: bool
) -> list[int]:
    """The digests of the source's open rows that this load does not have, in order."""
    _fetch_digests(workbench, store, record, source)
    kept = f"(SELECT digest FROM checked_{record.name} WHERE fault IS NULL)"
    left_out = f"ANTI JOIN {kept} USING (digest)" if staged else ""
    gone = workbench.rows(f"SELECT digest FROM open_digests {left_out} ORDER BY digest")
    return [digest for (digest,) in gone]


def close_gone(store: Store, record: Record, digests: list[int], day: str) -> Iterator[int]:
    """Close the rows of these digests as of that day; yields how many are closed so far.

    Each chunk of them costs a pass over the record in the store.
    """
    for start in range(0, len(digests), CLOSED_AT_ONCE):
        chunk = digests[start : start + CLOSED_AT_ONCE]
        store.run(CloseRecords(record=record.name, digests=chunk, closed_on=day))
        yield start + len(chunk)


def _fetch_open(workbench: Workbench, store: Store, record: Record) -> None:
    """Make `open_digests`: of the store's rows that have the keys of the accepted, or of all."""
    few = f"SELECT count(*) <= {FEW} FROM checked_{record.name} WHERE fault IS NULL"
    if not workbench.number(few):
        _fetch_digests(workbench, store, record, source="")
        return
    columns = [record.column(name) for name in record.key]
    names = [
        *(column.name for column in columns),
        *(column.number for column in columns if column.number),
    ]
    rows = workbench.rows(_select(record, names))
    keys = [dict(zip(names, row, strict=True)) for row in rows]
    found = store.rows(DigestsOfKeys(record=record.name, keys=keys)) if keys else []
    _keep_open(workbench, np.array([row.digest for row in found], np.int64))


def _fetch_digests(workbench: Workbench, store: Store, record: Record, source: str) -> None:
    """Make `open_digests` of all rows that the store has open: of one source, or of any."""
    _keep_open(workbench, store.columns(Digests(record=record.name, source=source)).digest)


def _keep_open(workbench: Workbench, digests: Ints) -> None:
    workbench.connection.register("fetched", {"digest": digests})
    workbench.run("CREATE OR REPLACE TABLE open_digests AS SELECT digest FROM fetched")
    workbench.connection.unregister("fetched")


def _keep_earlier_names(workbench: Workbench, store: Store) -> None:
    """Make `earlier_names`: what customers that are to be written were called in earlier loads.

    Memory is that of the customers who were called otherwise.
    """
    workbench.run("CREATE OR REPLACE TABLE earlier_names (customer_id VARCHAR, names VARCHAR)")
    changed = (
        "SELECT customer_id, name FROM checked_customers WHERE fault IS NULL"
        " AND digest IN (SELECT digest FROM unwritten_customers) ORDER BY customer_id"
    )
    cursor = workbench.connection.cursor()
    cursor.execute(changed)
    before = []
    while rows := cursor.fetchmany(NAMES_AT_ONCE):
        names = dict(rows)
        for stored in store.rows(StoredNames(customer_ids=list(names))):
            now = names[stored.customer_id]
            if earlier := earlier_names(stored.earlier_names, stored.name, now):
                before.append((stored.customer_id, earlier))
    if before:
        workbench.connection.register("before", _columns(before))
        workbench.run("INSERT INTO earlier_names SELECT customer_id, names FROM before")
        workbench.connection.unregister("before")


def _columns(rows: list[tuple[str, str]]) -> dict[str, Any]:
    ids, names = zip(*rows, strict=True)
    return {"customer_id": np.array(ids, object), "names": np.array(names, object)}


def _batches(cursor: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(size):
        yield rows


def _rows(record: Record) -> str:
    """The SELECT of what is to be written, as the record's batch takes it, in the order of keys."""
    key = ", ".join(
        quoted(column.number or column.name) for column in map(record.column, record.key)
    )
    unwritten = f"checked.digest IN (SELECT digest FROM unwritten_{record.name})"
    return f"{_select(record, record.batch.columns)} AND {unwritten} ORDER BY {key}"


def _select(record: Record, names: Sequence[str]) -> str:
    """The SELECT of some columns, as the store takes them, of the rows that were accepted."""
    joins = "".join(
        f" LEFT JOIN number_of_{_numbered_by(record, column)} AS {quoted(column.number)}"
        f" ON {quoted(column.number)}.id = checked.{quoted(column.name)}"
        for column in record.columns
        if column.number
    )
    values = ", ".join(f"{_value(record, name)} AS {quoted(name)}" for name in names)
    return f"SELECT {values} FROM checked_{record.name} AS checked{joins} WHERE fault IS NULL"


def _value(record: Record, name: str) -> str:
    if name in ("source", "load_no"):
        return f"${name}"
    if name == "closed_on":
        # What the files have is open, also where it was closed before.
        return "NULL"
    if name == "earlier_names":
        return _EARLIER
    if name == "search_text":
        return f"search_text(checked.customer_id, {_NAMES.format(_EARLIER)}, checked.id_number)"
    for made in record.made:
        if made.name == name:
            return made.sql
    for column in record.columns:
        if column.number == name:
            return f"coalesce({quoted(name)}.no, 0)"
        if column.name == name:
            value = column.type.written.replace("@value", f"checked.{quoted(name)}")
            # The outside is the account '', number 0.
            return f"coalesce({value}, '')" if column.number else value
    return f"checked.{quoted(name)}"


def _numbered_by(record: Record, column: Column) -> str:
    """Whose numbers a column's number is one of: its own record's, where it refers to nothing."""
    return column.refers_to or record.name

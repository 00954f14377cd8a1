"""Accepted rows into the store, batch by batch, and closed there where their source lost them."""

from collections.abc import Callable, Iterator
from typing import Any

import duckdb

from cypher import Store
from cypher.engine.cycle_collector import rare_collection
from cypher.load import CloseRecords, Digests
from cypher.search_key import SEARCH_KEY_SQL
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Column, Record

CLOSED_AT_ONCE = 50_000


def find_changes(workbench: Workbench, store: Store, record: Record) -> int:
    """Make `unwritten_<record>`: the accepted digests that the store has not open; their count."""
    _fetch_digests(workbench, store, record, source="")
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


def _fetch_digests(workbench: Workbench, store: Store, record: Record, source: str) -> None:
    found = store.columns(Digests(record=record.name, source=source))
    workbench.connection.register("fetched", {"digest": found.digest})
    workbench.run("CREATE OR REPLACE TABLE open_digests AS SELECT digest FROM fetched")
    workbench.connection.unregister("fetched")


def _batches(cursor: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(size):
        yield rows


def _rows(record: Record) -> str:
    """The SELECT whose columns are those of the record's batch, in the order of its key."""
    joins = "".join(
        f" LEFT JOIN number_of_{_numbered_by(record, column)} AS {quoted(column.number)}"
        f" ON {quoted(column.number)}.id = checked.{quoted(column.name)}"
        for column in record.columns
        if column.number
    )
    values = ", ".join(f"{_value(record, name)} AS {quoted(name)}" for name in record.batch.columns)
    key = ", ".join(
        quoted(column.number or column.name) for column in map(record.column, record.key)
    )
    return (
        f"SELECT {values} FROM checked_{record.name} AS checked"
        f" SEMI JOIN unwritten_{record.name} AS unwritten ON unwritten.digest = checked.digest"
        f"{joins} WHERE fault IS NULL ORDER BY {key}"
    )


def _value(record: Record, name: str) -> str:
    if name in ("source", "load_no"):
        return f"${name}"
    if name == "closed_on":
        # What the files have is open, also where it was closed before.
        return "NULL"
    if name == "search_text":
        keys = (SEARCH_KEY_SQL.replace("@value", f"checked.{quoted(key)}") for key in record.search)
        return " || chr(10) || ".join(keys)
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

"""Accepted rows into the store, batch by batch, and closed there where their source lost them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import duckdb

from cypher import Store
from cypher.cycle_collector import rare_collection
from cypher.load import CloseRecords
from cypher.search_key import SEARCH_KEY_SQL
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Column, Record

CLOSED_AT_ONCE = 50_000
#: What a row is written with beside what it says.
ORIGIN = ("source", "load_no", "digest", "closed_on", "closed_load")


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
        for count in store.run_batches(record.batch, in_batches(cursor, store.batch_rows)):
            written += count
            after_batch(written)


def close_gone(
    store: Store, record: Record, digests: list[int], day: str, load_no: int
) -> Iterator[int]:
    """Close the rows of these digests as of that day; yields how many are closed so far.

    Each chunk of them costs a pass over the record in the store.
    """
    for start in range(0, len(digests), CLOSED_AT_ONCE):
        chunk = digests[start : start + CLOSED_AT_ONCE]
        store.run(CloseRecords(record=record.name, digests=chunk, closed_on=day, load_no=load_no))
        yield start + len(chunk)


def in_batches(cursor: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[tuple[Any, ...]]]:
    """All rows of a cursor, so many at a time."""
    while rows := cursor.fetchmany(size):
        yield rows


def selected(record: Record, names: Sequence[str], *more: str) -> str:
    """The SELECT of some columns of `checked_<record>`, as the store takes them; `more` is SQL."""
    values = [f"{_value(record, name)} AS {quoted(name)}" for name in names]
    return (
        f"SELECT {', '.join([*values, *more])}"
        f" FROM checked_{record.name} AS checked{numbers_joined(record)}"
    )


def said_columns(record: Record) -> list[str]:
    """The columns of the record's batch that a row says, and not where it comes from."""
    return [name for name in record.batch.columns if name not in ORIGIN]


def numbers_joined(record: Record) -> str:
    """The joins that find the numbers of what the rows of `checked` name."""
    return "".join(
        f" LEFT JOIN number_of_{_numbered_by(record, column)} AS {quoted(column.number)}"
        f" ON {quoted(column.number)}.id = checked.{quoted(column.name)}"
        for column in record.columns
        if column.number
    )


def _rows(record: Record) -> str:
    """The SELECT of what is to be written, as the record's batch takes it, in the order of keys."""
    key = ", ".join(
        quoted(column.number or column.name) for column in map(record.column, record.key)
    )
    unwritten = f"checked.digest IN (SELECT digest FROM unwritten_{record.name})"
    rows = selected(record, record.batch.columns)
    return f"{rows} WHERE fault IS NULL AND {unwritten} ORDER BY {key}"


def _value(record: Record, name: str) -> str:
    if name in ("source", "load_no"):
        return f"${name}"
    if name in ("closed_on", "closed_load"):
        # What the files have is open, also where it was closed before.
        return "NULL"
    if name == "search_text":
        keys = (SEARCH_KEY_SQL.replace("@value", f"checked.{quoted(key)}") for key in record.search)
        return " || chr(10) || ".join(keys)
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

"""Accepted rows into the store, batch by batch, and closed there where their source lost them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import duckdb
import numpy as np

from cypher import Batch, Store
from cypher.cycle_collector import rare_collection
from cypher.load import CloseRecords, StoredNames
from cypher.search.terms import earlier_names
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Column, Record

Item = TypeVar("Item")

CLOSED_AT_ONCE = 50_000
#: What a row is written with beside what it says.
ORIGIN = ("source", "load_no", "digest", "closed_on", "closed_load")
#: By what a row of a record that is searched is found.
SEARCHED = ("earlier_names", "search_text")
#: Of so many customers the store is asked at a time what it calls them.
NAMES_AT_ONCE = 5_000
#: The names by which a customer is found, a line each: the present one, and those before.
_NAMES = "concat_ws(chr(10), checked.name, checked.former_name, {})"
_EARLIER = "(SELECT names FROM earlier_names AS e WHERE e.customer_id = checked.customer_id)"


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
    # What customers are found by is as long as the rest of the row, and indexed word by word.
    most = store.batch_rows // 2 if record.searched else store.batch_rows
    # The collector would look through a batch's tuples again and again.
    with rare_collection():
        write_batches(store, record.batch, in_batches(cursor, most), after_batch)


def write_batches(
    store: Store,
    batch: type[Batch],
    batches: Iterable[Sequence[tuple[Any, ...]]],
    after_batch: Callable[[int], None],
) -> None:
    """Write batches of rows, a transaction each; `after_batch` is told how many rows so far."""
    written = 0
    for count in store.run_batches(batch, batches):
        written += count
        after_batch(written)


def close_gone(
    store: Store, record: Record, digests: list[int], day: str, load_no: int
) -> Iterator[int]:
    """Close the rows of these digests as of that day; yields how many are closed so far.

    Each chunk of them costs a pass over the record in the store.
    """
    closed = 0
    for some in in_chunks(digests, CLOSED_AT_ONCE):
        store.run(CloseRecords(record=record.name, digests=some, closed_on=day, load_no=load_no))
        closed += len(some)
        yield closed


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


def in_batches(cursor: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[tuple[Any, ...]]]:
    """All rows of a cursor, so many at a time."""
    while rows := cursor.fetchmany(size):
        yield rows


def in_chunks(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def selected(record: Record, names: Sequence[str], *more: str) -> str:
    """The SELECT of some columns of `checked_<record>`, as the store takes them; `more` is SQL."""
    values = [f"{_value(record, name)} AS {quoted(name)}" for name in names]
    return (
        f"SELECT {', '.join([*values, *more])}"
        f" FROM checked_{record.name} AS checked{numbers_joined(record)}"
    )


def said_columns(record: Record) -> list[str]:
    """The columns of the record's batch that a row says, and not where it comes from.

    Nor by what it is found: that follows from what all sources say.
    """
    others = [*ORIGIN, *SEARCHED, *(made.name for made in record.made if made.stays)]
    return [name for name in record.batch.columns if name not in others]


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

"""Values that are taken as unknown stay as the source had them."""

from typing import Any

import orjson

from cypher import Store
from cypher.load import RowsOfKeys, SourceRowsOf
from loaders.checking.checks import digest
from loaders.checking.references import FEW
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, quoted
from loaders.writing import in_chunks, selected


def fill_warned(workbench: Workbench, store: Store, staged: Staged, source: str) -> None:
    """Put what the source had said in the place of bad values that stand for nothing.

    `checked_<record>` has their columns in `warned`, and nothing in these. Linear in such rows.
    """
    name, record = staged.record.name, staged.record
    columns = [record.column(key) for key in record.key]
    names = [*record.key, *(column.number for column in columns if column.number)]
    parts = " || chr(31) || ".join(
        f"coalesce(CAST({quoted(column.stored)} AS VARCHAR), '')" for column in columns
    )
    rows = workbench.rows(
        f"SELECT row_no, warned, {parts}, {', '.join(map(quoted, names))}"
        f" FROM ({selected(record, names, 'checked.row_no', 'checked.warned')}"
        " WHERE fault IS NULL AND len(warned) > 0)"
    )
    filled: list[tuple[int, str, str]] = []
    for some in in_chunks(rows, FEW):
        keys = [dict(zip(names, row[3:], strict=True)) for row in some]
        had: dict[str, dict[str, Any]] = {
            row.key: row.said
            for row in store.rows(RowsOfKeys(record=name, keys=keys))
            if row.source == source
        }
        told = store.rows(SourceRowsOf(record=name, keys=[row[2] for row in some]))
        several = {row.key for row in told}
        for key in several:
            had.pop(key, None)
        had |= {row.key: orjson.loads(row.said) for row in told if row.source == source}
        for row_no, warned, key, *_ in some:
            said = had.get(key, {})
            filled += [(row_no, column, str(said[column])) for column in warned if column in said]
    if filled:
        _fill(workbench, staged, filled)


def _fill(workbench: Workbench, staged: Staged, filled: list[tuple[int, str, str]]) -> None:
    name, record = staged.record.name, staged.record
    workbench.run(f"CREATE TABLE filled_{name} (row_no BIGINT, name VARCHAR, value VARCHAR)")
    workbench.connection.executemany(f"INSERT INTO filled_{name} VALUES (?, ?, ?)", filled)
    for column in {column for _, column, _ in filled}:
        value = record.column(column).type.typed.replace("@value", "filled.value")
        workbench.run(
            f"UPDATE checked_{name} AS checked SET {quoted(column)} = {value}"
            f" FROM filled_{name} AS filled"
            f" WHERE filled.row_no = checked.row_no AND filled.name = '{column}'"
        )
    workbench.run(
        f"UPDATE checked_{name} SET digest = {digest(record.columns)}"
        f" WHERE row_no IN (SELECT row_no FROM filled_{name})"
    )

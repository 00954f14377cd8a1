"""What each source says of a row that others speak of too, kept beside it.

`said` is the row as it is stored, as JSON by column, without what the source does not say.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import orjson

from cypher import Store
from cypher.load import (
    DropSourceRows,
    KeepSourceRows,
    OpenRow,
    RowsOfKeys,
    SourceRow,
    SourceRowsOf,
)
from loaders.checking.references import FEW
from loaders.deliveries.history import History
from loaders.deliveries.keys import SILENT, silent_in
from loaders.deliveries.merge import CONSENT, REFUSED_AT
from loaders.reading.workbench import Workbench
from loaders.records.column_types import TRUTH
from loaders.records.declarations import Record
from loaders.writing import in_batches, in_chunks, said_columns, selected, write_batches

Row = tuple[Any, ...]


def keep_told(
    workbench: Workbench,
    store: Store,
    record: Record,
    source: str,
    load_no: int,
    history: History,
    after_batch: Callable[[int], None],
) -> None:
    """Keep the rows of `told_<record>` beside those of other sources.

    Where a customer has been of one other source alone, that one's own row is kept first: a load
    that is killed between the two loses neither.
    """
    name = record.name
    if name == "customers":
        alone = workbench.rows(
            f"SELECT key FROM keyed_{name} SEMI JOIN told_{name} USING (row_no)"
            f" ANTI JOIN others_{name} USING (key) ORDER BY key"
        )
        set_apart(store, record, [key for (key,) in alone], history)
    names = said_columns(record)
    cursor = workbench.connection.cursor()
    cursor.execute(
        f"SELECT said.*, keyed.key, keyed.own, xor(keyed.own, keyed.digest)"
        f" FROM ({selected(record, names, 'checked.row_no AS row_no')}) AS said"
        f" JOIN keyed_{name} AS keyed USING (row_no)"
        f" SEMI JOIN told_{name} USING (row_no) ORDER BY keyed.key"
    )
    began = history.began(load_no)

    def batches() -> Iterator[list[Row]]:
        for rows in in_batches(cursor, min(store.batch_rows, FEW)):
            keys = [row[-3] for row in rows]
            before = {
                row.key: orjson.loads(row.said)
                for row in store.rows(SourceRowsOf(record=name, keys=keys))
                if row.source == source
            }
            kept = []
            for *values, _, key, own, bits in rows:
                said = {n: v for n, v in zip(names, values, strict=True) if v is not None}
                for column, bit in SILENT.items():
                    if bits & bit:
                        said.pop(column, None)
                _note_refusal(said, before.get(key, {}), began)
                kept.append((name, key, source, said, own, load_no))
            yield [_as_batch(*row) for row in kept]

    write_batches(store, KeepSourceRows, batches(), after_batch)


def set_apart(store: Store, record: Record, keys: Sequence[str], history: History) -> None:
    """Keep beside them what the stored rows of some customers say, as what their source says."""
    for some in in_chunks(keys, FEW):
        asked = [{record.key[0]: key} for key in some]
        rows = [
            _as_batch(record.name, row.key, row.source, said, _own(row, said), row.load_no)
            for row in store.rows(RowsOfKeys(record=record.name, keys=asked))
            for said in [said_alone(record, row, history)]
        ]
        store.run_batch(KeepSourceRows, rows)


def drop_unsaid(workbench: Workbench, store: Store, record: Record, source: str) -> None:
    """Let go of what `dropped_<record>` says that the source no longer does."""
    keys = [key for (key,) in workbench.rows(f"SELECT key FROM dropped_{record.name} ORDER BY key")]
    for some in in_chunks(keys, store.batch_rows):
        store.run_batch(DropSourceRows, [(record.name, key, source) for key in some])


def hand_over(
    workbench: Workbench, store: Store, record: Record, order: Sequence[str], load_no: int
) -> None:
    """Give the rows of `gone_<record>` that others still have to the first of them."""
    keys = [
        key
        for (key,) in workbench.rows(
            f"SELECT key FROM gone_{record.name} WHERE NOT closes ORDER BY key"
        )
    ]
    for some in in_chunks(keys, min(store.batch_rows, FEW)):
        first: dict[str, SourceRow] = {}
        found = store.rows(SourceRowsOf(record=record.name, keys=some))
        for row in in_order(found, order):
            first.setdefault(row.key, row)
        rows = [
            as_row(record, row.source, orjson.loads(row.said), row.digest, load_no)
            for row in first.values()
        ]
        store.run_batch(record.batch, rows)
        store.run_batch(
            DropSourceRows, [(record.name, row.key, row.source) for row in first.values()]
        )


def as_row(record: Record, source: str, said: dict[str, Any], digest: int, load_no: int) -> Row:
    """A row as the record's batch takes it, of what is said."""
    first = {made.name: load_no for made in record.made if made.stays}
    origin = {"source": source, "digest": digest, "load_no": load_no, **first}
    return tuple({**said, **origin}.get(name) for name in record.batch.columns)


def in_order(rows: Sequence[SourceRow], order: Sequence[str]) -> list[SourceRow]:
    """The rows of sources, those whose word counts first coming first."""
    return sorted(rows, key=lambda row: (_rank(order, row.source), row.source))


def _rank(order: Sequence[str], source: str) -> int:
    return order.index(source) if source in order else len(order)


def said_alone(record: Record, row: OpenRow, history: History) -> dict[str, Any]:
    """What the one source of a stored row says: as `keep_told` would have kept it."""
    said = dict(row.said)
    own = said.pop("attributes", None)
    if isinstance(own, list):
        own = orjson.dumps(dict(sorted(own))).decode() if own else None
    if own:
        said["attributes"] = own
    for column in record.columns:
        if column.type is TRUTH and column.name in said:
            said[column.name] = bool(said[column.name])
    for name in silent_in(history.columns(record.name, row.load_no), said):
        said.pop(name, None)
    _note_refusal(said, {}, history.began(row.load_no))
    return said


def _own(row: OpenRow, said: dict[str, Any]) -> int:
    """The digest of what a source itself says: see `loaders.deliveries.keys`."""
    return row.digest ^ sum(bit for name, bit in SILENT.items() if name not in said)


def _note_refusal(said: dict[str, Any], before: dict[str, Any], began: int) -> None:
    """Note since when a source's row says no to marketing, however often it is delivered since."""
    if said.get(CONSENT) is False:
        said[REFUSED_AT] = before.get(REFUSED_AT, began) if before.get(CONSENT) is False else began


def _as_batch(
    record: str, key: str, source: str, said: dict[str, Any], digest: int, load_no: int
) -> Row:
    row = {
        "record": record,
        "key": key,
        "source": source,
        "said": orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode(),
        "digest": digest,
        "load_no": load_no,
    }
    return tuple(row[name] for name in KeepSourceRows.columns)

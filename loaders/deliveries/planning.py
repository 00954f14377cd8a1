"""What a load would do to one record, worked out before anything is written.

    unwritten_<record>   digest                rows that are written into the record's own table
    told_<record>        row_no                rows that are kept beside what another source says
    gone_<record>        key, digest, closes   rows of the source that its files no longer name
    dropped_<record>     key                   what the source no longer says beside others
    noted                record, row_no, ...   rows that say something else than another source

A bank of one source has nothing in the second and last, and pays for neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cypher import Store
from cypher.engine.arrays import Ints, Texts
from cypher.language import spoken
from cypher.load import (
    Digests,
    KeyColumns,
    KnownAccounts,
    OpenKeys,
    OpenRow,
    RowsOfKeys,
    SourceKeys,
    SourceRow,
    SourceRowsOf,
)
from cypher.vocabulary import Text
from loaders.checking.counterparties import KIND
from loaders.checking.references import FEW
from loaders.deliveries.keys import SILENT, make_keys, make_no_keys
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, literal
from loaders.records.declarations import Record
from loaders.writing import CLOSED_AT_ONCE, in_chunks, selected

CUSTOMERS, ACCOUNTS = "customers", "accounts"
#: Whether a source says that a customer is not blocked, or nothing, makes no other customer.
MOOT = SILENT["blocked"]
#: The code of a warning of a row that another source, whose values stand, tells otherwise.
DIFFERS = "differs"
_STANDS = Text(
    "来源{source}的说法不同，以其取值为准",
    "source {source} says something else, and its values stand",
)


@dataclass(frozen=True)
class Plan:
    """What a load would do to one record: counts of rows, and whether other sources speak of it.

    `differing` rows say something else than the source that the stored row is of. `kept` stored
    rows stay since their new row was rejected. `closing` of the source's `open_rows` would close.
    """

    record: Record
    staged: Staged | None
    several: bool
    written: int = 0
    differing: int = 0
    kept: int = 0
    open_rows: int = 0
    closing: int = 0


def make_plan(
    workbench: Workbench,
    store: Store,
    record: Record,
    staged: Staged | None,
    source: str,
    *,
    full: bool,
    several: bool,
) -> Plan:
    """Work out what a load would do to a record; the store is only read.

    Linear in the rows, and in those of the store where rows are more than a few, close, or are
    spoken of by several sources.
    """
    name = record.name
    if staged:
        make_keys(workbench, staged)
    else:
        make_no_keys(workbench, record)
    workbench.run(f"CREATE TABLE dropped_{name} (key VARCHAR)")
    workbench.run(f"CREATE TABLE told_{name} (row_no BIGINT)")
    if several:
        _fetch_several(workbench, store, record, source, full)
        if name == ACCOUNTS:
            _take_over(workbench, store, source)
        differing = _compare_several(workbench, name, source)
    else:
        differing = 0
        _compare_one(workbench, store, record, staged is not None)
    gone = _Gone(0, 0, 0)
    if full:
        gone = (_gone_of_several if several else _gone_of_one)(workbench, store, record, source)
    else:
        workbench.run(f"CREATE TABLE gone_{name} (key VARCHAR, digest BIGINT, closes BOOLEAN)")
    unwritten = workbench.number(f"SELECT count(*) FROM unwritten_{name}")
    told = workbench.number(f"SELECT count(*) FROM told_{name}")
    return Plan(
        record=record,
        staged=staged,
        several=several,
        written=unwritten + told,
        differing=differing,
        kept=gone.kept + _rejected_and_stored(workbench, store, record),
        open_rows=gone.open_rows,
        closing=gone.closing,
    )


@dataclass(frozen=True)
class _Gone:
    open_rows: int
    closing: int
    kept: int


def _compare_one(workbench: Workbench, store: Store, record: Record, has_rows: bool) -> None:
    """Make `unwritten_<record>`: the accepted digests that the store has not open."""
    name = record.name
    if not has_rows:
        workbench.run(f"CREATE TABLE unwritten_{name} (digest BIGINT)")
        return
    if workbench.number(f"SELECT count(*) FROM checked_{name} WHERE fault IS NULL") > FEW:
        digests = store.columns(Digests(record=name, source="")).digest
    else:
        rows = store.rows(RowsOfKeys(name, _named(workbench, record, "fault IS NULL")))
        digests = np.array([row.digest for row in rows], np.int64)
    _keep(workbench, f"open_{name}", digest=digests)
    workbench.run(
        f"CREATE TABLE unwritten_{name} AS SELECT digest FROM checked_{name}"
        f" ANTI JOIN open_{name} USING (digest) WHERE fault IS NULL"
    )


def _fetch_several(
    workbench: Workbench, store: Store, record: Record, source: str, full: bool
) -> None:
    """Make `stored_<record>` and `others_<record>`: what is stored, and what stands beside it."""
    name = record.name
    if full or workbench.number(f"SELECT count(*) FROM keyed_{name}") > FEW:
        beside = store.columns(SourceKeys(record=name))
        rows = store.columns(OpenKeys(record=name, source="", digests=[], every=True))
    else:
        named = workbench.rows(f"SELECT DISTINCT key FROM keyed_{name} WHERE key IS NOT NULL")
        keys = [key for (key,) in named]
        beside = _as_columns(store.rows(SourceRowsOf(record=name, keys=keys)))
        rows = _as_columns(store.rows(RowsOfKeys(name, _named(workbench, record, "true"))))
    for table, of in (("others", beside), ("stored", rows)):
        _keep(workbench, f"{table}_{name}", key=of.key, source=of.source, digest=of.digest)


def _take_over(workbench: Workbench, store: Store, source: str) -> None:
    """Compare accounts of files with those that another source's payments made as with its own.

    What payments call an account is no word of the bank's: whatever source has the account in a
    file says what it is.
    """
    named = workbench.rows(
        f"SELECT key FROM keyed_{ACCOUNTS} JOIN stored_{ACCOUNTS} AS stored USING (key)"
        " WHERE row_no >= 0 AND stored.source <> ? ORDER BY key",
        source,
    )
    for some in in_chunks([key for (key,) in named], FEW):
        made = [row.account_id for row in store.rows(KnownAccounts(ids=some)) if row.kind == KIND]
        workbench.run(
            f"UPDATE stored_{ACCOUNTS} SET source = ? WHERE key IN (SELECT unnest(?))", source, made
        )


def _as_columns(rows: Sequence[OpenRow] | Sequence[SourceRow]) -> KeyColumns:
    return KeyColumns(
        key=np.array([row.key for row in rows], object),
        source=np.array([row.source for row in rows], object),
        digest=np.array([row.digest for row in rows], np.int64),
    )


def _compare_several(workbench: Workbench, name: str, source: str) -> int:
    """Make `unwritten_<record>` and `told_<record>`; how many rows say something else.

    A customer of whom several speak is in nobody's own row: each source has one beside it.
    """
    shared = f"EXISTS (FROM others_{name} WHERE key = row.key)" if name == CUSTOMERS else "false"
    rows = (
        f"(SELECT row.row_no, row.digest, row.own, stored.digest AS was, mine.digest AS said,"
        f" stored.key IS NOT NULL AND (stored.source <> $source OR {shared}) AS aside,"
        f" stored.source <> $source AS another, stored.source AS stood"
        f" FROM keyed_{name} AS row LEFT JOIN stored_{name} AS stored USING (key)"
        f" LEFT JOIN (FROM others_{name} WHERE source = $source) AS mine USING (key)"
        " WHERE row.fault IS NULL)"
    )
    bound = {"source": source}
    workbench.connection.execute(
        f"CREATE TABLE unwritten_{name} AS SELECT digest FROM {rows}"
        " WHERE NOT aside AND was IS DISTINCT FROM digest",
        bound,
    ).fetchall()
    workbench.connection.execute(
        f"INSERT INTO told_{name} SELECT row_no FROM {rows}"
        f" WHERE aside AND (said IS NULL OR xor(said, own) NOT IN (0, {MOOT}))",
        bound,
    ).fetchall()
    if name == CUSTOMERS:
        # What they differ in is told column by column, as conflicts.
        return 0
    before, _, after = spoken(_STANDS).partition("{source}")
    workbench.connection.execute(
        f"INSERT INTO noted SELECT '{name}', row_no, '{DIFFERS}',"
        f" {literal(before)} || stood || {literal(after)} FROM {rows}"
        " WHERE another AND was <> digest AND row_no > 0",
        bound,
    ).fetchall()
    return workbench.number("SELECT count(*) FROM noted WHERE record = ?", name)


def _gone_of_one(workbench: Workbench, store: Store, record: Record, source: str) -> _Gone:
    """Make `gone_<record>`: open rows whose digest and whose key the files no longer have."""
    name = record.name
    digests = store.columns(Digests(record=name, source=source)).digest
    _keep(workbench, f"mine_{name}", digest=digests)
    missed = f"FROM mine_{name} ANTI JOIN (FROM keyed_{name} WHERE fault IS NULL) USING (digest)"
    missing = [digest for (digest,) in workbench.rows(f"SELECT digest {missed}")]
    if missing:
        every = len(missing) > CLOSED_AT_ONCE
        wanted = [] if every else missing
        rows = store.columns(OpenKeys(record=name, source=source, digests=wanted, every=every))
        _keep(workbench, f"stored_{name}", key=rows.key, digest=rows.digest)
    else:
        workbench.run(f"CREATE TABLE stored_{name} (key VARCHAR, digest BIGINT)")
    workbench.run(
        f"CREATE TABLE gone_{name} AS SELECT key, digest, true AS closes FROM stored_{name}"
        f" SEMI JOIN (SELECT digest {missed}) USING (digest)"
        f" ANTI JOIN (SELECT DISTINCT key FROM keyed_{name}) USING (key)"
    )
    return _spared(workbench, name, len(digests))


def _gone_of_several(workbench: Workbench, store: Store, record: Record, source: str) -> _Gone:
    """Make `gone_<record>`, where rows close that no other source has, and `dropped_<record>`."""
    name = record.name
    shared = f"key IN (SELECT key FROM others_{name})" if name == CUSTOMERS else "false"
    named = f"ANTI JOIN (SELECT DISTINCT key FROM keyed_{name}) USING (key)"
    bound = {"source": source}
    run = workbench.connection.execute
    mine = f"(FROM others_{name} WHERE source = $source)"
    theirs = f"(SELECT DISTINCT key FROM others_{name} WHERE source <> $source)"
    run(f"INSERT INTO dropped_{name} SELECT key FROM {mine} {named}", bound).fetchall()
    held = f"(FROM stored_{name} WHERE source = $source AND NOT ({shared}))"
    own = f"SELECT key, digest, key NOT IN {theirs} AS closes FROM {held} {named}"
    left = (
        f"SELECT key, stored.digest, true FROM dropped_{name} JOIN stored_{name} AS stored"
        f" USING (key) ANTI JOIN {theirs} USING (key)"
    )
    # A record's own row stands apart from those beside it, save of customers.
    both = f"{own} UNION ALL {left}" if name == CUSTOMERS else own
    run(f"CREATE TABLE gone_{name} AS {both}", bound).fetchall()
    [(open_rows,)] = run(
        f"SELECT (SELECT count(*) FROM {held}) + (SELECT count(*) FROM {mine})", bound
    ).fetchall()
    return _spared(workbench, name, open_rows)


def _spared(workbench: Workbench, name: str, open_rows: int) -> _Gone:
    """What is gone; nothing where rows were rejected of which nobody can tell what they name."""
    gone = workbench.number(f"SELECT (SELECT count(*) FROM gone_{name} WHERE closes)")
    broken = workbench.number("SELECT count(*) FROM broken WHERE record = ?", name)
    blind = broken + workbench.number(f"SELECT count(*) FROM keyed_{name} WHERE blind")
    if not blind:
        return _Gone(open_rows, gone, 0)
    workbench.run(f"DELETE FROM gone_{name}")
    workbench.run(f"DELETE FROM dropped_{name}")
    return _Gone(open_rows, 0, gone)


def _rejected_and_stored(workbench: Workbench, store: Store, record: Record) -> int:
    """How many open rows stay as they are because the row that names them was rejected."""
    name = record.name
    workbench.run(
        f"CREATE TABLE rejected_{name} AS SELECT DISTINCT key FROM keyed_{name}"
        " WHERE fault IS NOT NULL AND NOT blind AND key IS NOT NULL"
        f" AND key NOT IN (SELECT key FROM keyed_{name} WHERE fault IS NULL)"
    )
    keys = workbench.number(f"SELECT count(*) FROM rejected_{name}")
    if not keys:
        return 0
    if keys <= FEW:
        rows = f"row_no IN (SELECT row_no FROM keyed_{name} SEMI JOIN rejected_{name} USING (key))"
        return len(
            {row.key for row in store.rows(RowsOfKeys(name, _named(workbench, record, rows)))}
        )
    stored = store.columns(OpenKeys(record=name, source="", digests=[], every=True))
    _keep(workbench, f"all_{name}", key=stored.key)
    return workbench.number(
        f"SELECT count(*) FROM rejected_{name} SEMI JOIN all_{name} USING (key)"
    )


def _named(workbench: Workbench, record: Record, where: str) -> list[dict[str, object]]:
    """The keys of some rows as `RowsOfKeys` takes them, each once."""
    columns = [record.column(name) for name in record.key]
    names = [
        *(column.name for column in columns),
        *(column.number for column in columns if column.number),
    ]
    rows = workbench.rows(f"SELECT DISTINCT * FROM ({selected(record, names)} WHERE {where})")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _keep(workbench: Workbench, table: str, **columns: Texts | Ints) -> None:
    """Make a table of arrays; texts stay texts also where there are none."""
    values = ", ".join(
        f"CAST({name} AS {'BIGINT' if name == 'digest' else 'VARCHAR'}) AS {name}"
        for name in columns
    )
    workbench.connection.register("fetched", dict(columns))
    workbench.run(f"CREATE OR REPLACE TABLE {table} AS SELECT {values} FROM fetched")
    workbench.connection.unregister("fetched")

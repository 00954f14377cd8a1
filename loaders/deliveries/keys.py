"""The key of each row as one text, as `rows_of_keys` and `open_keys` tell it of stored ones."""

from collections.abc import Sequence

from loaders.checking.checks import ERASED, faults
from loaders.reading.staging import Staged
from loaders.reading.workbench import Workbench, quoted
from loaders.records.declarations import Column, Record
from loaders.writing import numbers_joined

#: What a source that leaves a cell empty does not say, though the row has a value: the bit by which
#: the digest of what it says differs.
SILENT = {"is_client": 1, "blocked": 2}


def make_keys(workbench: Workbench, staged: Staged) -> None:
    """Make `keyed_<record>`: row_no, key, fault and digest of each row that could be read.

    `own` is the digest of what the source itself says, `blind` whether it cannot be told what a
    rejected row names. A key is null where the row names something that there is not.
    """
    record = staged.record
    parts = " || chr(31) || ".join(_part(record.column(name)) for name in record.key)
    empty = " OR ".join(
        f"checked.{quoted(name)} IS NULL" for name in record.key if record.column(name).required
    )
    in_key = [
        str(number)
        for number, fault in enumerate(faults(staged))
        if set(fault.columns) & set(record.key)
        and fault.code not in ("duplicate_key", ERASED)
        and not fault.code.startswith("unknown_")
    ]
    blind = f"checked.fault IN ({', '.join(in_key)}) OR {empty}"
    own, joined = "checked.digest", ""
    if record.name == "customers":
        joined = f" JOIN raw_{record.name} AS raw USING (row_no)"
        for name, bit in SILENT.items():
            silent = _silent(name) if name in staged.columns else "true"
            own = f"xor({own}, CASE WHEN {silent} THEN {bit} ELSE 0 END)"
    workbench.run(
        f"CREATE TABLE keyed_{record.name} AS SELECT checked.row_no, {parts} AS key,"
        f" checked.fault, checked.digest, {own} AS own,"
        f" checked.fault IS NOT NULL AND ({blind}) AS blind"
        f" FROM checked_{record.name} AS checked{joined}{numbers_joined(record)}"
    )


def make_no_keys(workbench: Workbench, record: Record) -> None:
    """Make `keyed_<record>` of a record that the load has no file of."""
    workbench.run(
        f"CREATE TABLE keyed_{record.name} (row_no BIGINT, key VARCHAR, fault INTEGER,"
        " digest BIGINT, own BIGINT, blind BOOLEAN)"
    )


def silent_in(columns: Sequence[str] | None, said: dict[str, object]) -> list[str]:
    """Of a stored customer the columns that its source does not speak of.

    `columns` are those of the file that it came from; where nobody knows them, what is as it would
    be by default is taken as not said.
    """
    by_default = {"is_client": True, "blocked": False}
    if columns is None:
        return [name for name in SILENT if bool(said.get(name)) == by_default[name]]
    return [name for name in SILENT if name not in columns]


def _silent(name: str) -> str:
    return f"nullif(trim(raw.{quoted(name)}), '') IS NULL"


def _part(column: Column) -> str:
    if column.refers_to and column.number:
        return f"CAST({quoted(column.number)}.no AS VARCHAR)"
    value = f"CAST(checked.{quoted(column.name)} AS VARCHAR)"
    return value if column.required or column.default else f"coalesce({value}, '')"

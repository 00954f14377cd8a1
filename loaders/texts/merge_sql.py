"""The SQL that keeps a record's rows: an upsert by the record's key."""

from loaders.records.declarations import Column, Record
from loaders.texts.layout import listed, merge_head

_ORIGIN = ("attributes", "source", "load_no", "digest", "closed_on")


def merge_sql(record: Record) -> str:
    """The text of merge_<record>.sql."""
    columns = _table_columns(record)
    key = [record.column(name) for name in record.key]
    renewed = [
        f"{name} = excluded.{name}"
        for name in columns
        if name not in [column.stored for column in key]
    ]
    return (
        f"{merge_head('sql', record.holds, record.key)}"
        f"INSERT INTO {record.name} (\n{listed(columns, ')')}\n"
        f"VALUES (\n{listed([f':{name}' for name in columns], ')')}\n"
        f"ON CONFLICT ({', '.join(map(indexed, key))}) DO UPDATE SET\n"
        f"{listed(renewed, ';')}\n"
    )


def _table_columns(record: Record) -> list[str]:
    stored = (column.stored for column in record.columns)
    return [*record.own_numbers, *stored, *record.added_columns, *_ORIGIN]


def indexed(column: Column) -> str:
    """As the unique index has it: two rows without a first day are one."""
    never_empty = column.required or column.default
    return column.stored if never_empty else f"ifnull({column.stored}, '')"

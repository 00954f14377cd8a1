"""The texts that tell what the store has open under some keys of one record, or under all.

A row's key is one text: the values that its table holds, numbers for customers and accounts, with
`BETWEEN` between them, which no value can hold.
"""

from collections.abc import Sequence

from loaders.records.declarations import Column, Node, Record, Share
from loaders.texts.graph import match
from loaders.texts.layout import Language, folded, head, listed
from loaders.texts.merge_cypher import own_key, properties
from loaders.texts.merge_sql import indexed
from loaders.texts.stored import answers, made_value, of_customer_or_account, window

_RECORD = ":record  the record, as its file is called"
_BETWEEN = {"sql": " || char(31) || ", "cypher": " + '\\u001F' + "}


def rows_of_keys(language: Language, records: Sequence[Record]) -> str:
    """The text of rows_of_keys in one language."""
    sql = language == "sql"
    comments = head(
        language,
        "The open rows of one record that have one of the keys, and what they say.",
        _RECORD,
        ":keys    a map for each row: the columns of the record's key, numbers beside the ids",
        "Index: the unique one of the record's key; linear in the keys."
        if sql
        else "Index: the ids of what the keys name, or of the rows themselves; linear in the keys,"
        " and in the ties of their ends where a row has no id of its own.",
        'Example: {"record": "guarantees", "keys": "[{\\"guarantee_id\\": \\"GUA1\\"}]"}'
        if sql
        else 'Example: {record: "guarantees", keys: [{guarantee_id: "GUA1"}]}',
    )
    if sql:
        parts = "\nUNION ALL\n".join(map(_row_in_sql, records))
        return f"{comments}{parts}\nORDER BY digest;\n"
    parts = "\n  UNION ALL\n".join(map(_row_in_cypher, records))
    return (
        f"{comments}CALL () {{\n{parts}\n}}\n"
        "WITH * WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL\n"
        "RETURN key, x.source AS source, x.digest AS digest, x.load_no AS load_no, said\n"
        "ORDER BY digest;\n"
    )


def open_keys(language: Language, records: Sequence[Record]) -> str:
    """The text of open_keys in one language."""
    sql = language == "sql"
    comments = head(
        language,
        "The keys, sources and digests of open rows of one record"
        f"{'' if sql else ', a window of customers or accounts at a time'}.",
        _RECORD,
        ":source  only rows of this source; '' for all",
        ":digests  only rows with one of these digests, a list; unless `every`",
        ":every   whether rows of any digest are wanted",
        f"Index: {'none' if sql else 'customer_no or account_no'}; linear in the rows of the one"
        " record.",
        'Example: {"record": "ownerships", "source": "", "digests": "[]", "every": true}'
        if sql
        else 'Example: {record: "ownerships", source: "", digests: [], every: true, low: 0, '
        "high: 10000}",
    )
    if sql:
        parts = "\nUNION ALL\n".join(map(_key_in_sql, records))
        return f"{comments}{parts};\n"
    parts = "\n  UNION ALL\n".join(map(_key_in_cypher, records))
    return (
        f"{comments}CALL () {{\n{parts}\n}}\n"
        "WITH * WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL\n"
        "    AND ($source = '' OR x.source = $source)\n"
        "    AND ($every OR x.digest IN $digests)\n"
        "RETURN collect(key) AS key, collect(x.source) AS source, collect(x.digest) AS digest;\n"
    )


def _key(language: Language, record: Record) -> str:
    part = _part_in_sql if language == "sql" else _part_in_cypher
    between = _BETWEEN[language]
    parts = between.join(part(record, record.column(name)) for name in record.key)
    return folded(parts, between, 4 if language == "sql" else 6)


def _part_in_sql(record: Record, column: Column) -> str:
    return indexed(column).replace(column.stored, f"x.{column.stored}")


def _part_in_cypher(record: Record, column: Column) -> str:
    value = answers(record, column)[column.stored]
    if value.endswith("_no") or value.endswith("epochMillis"):
        return f"toString({value})"
    never_empty = column.required or column.default
    return value if never_empty else f"coalesce({value}, '')"


def _row_in_sql(record: Record) -> str:
    keys = "\n    AND ".join(_equal(record.column(name)) for name in record.key)
    referred = [column for column in record.columns if column.refers_to and column.number]
    joins = "".join(
        f"\nLEFT JOIN {column.refers_to} AS {column.number}"
        f" ON {column.number}.{str(column.refers_to)[:-1]}_no = x.{column.number}"
        for column in referred
    )
    said = {
        **{number: f"x.{number}" for number in record.own_numbers},
        **dict(of_customer_or_account(column) for column in referred),
        **{column.stored: f"x.{column.stored}" for column in record.columns},
        **{made.name: f"x.{made.name}" for made in record.made if not made.stays},
        "attributes": "x.attributes",
    }
    pairs = listed([f"'{name}', {value}" for name, value in said.items()], ") AS said")
    return (
        f"SELECT {_key('sql', record)} AS key,\n"
        "    x.source, x.digest, x.load_no, json_object(\n"
        f"{pairs}\n"
        f"FROM json_each(:keys) AS wanted JOIN {record.name} AS x\n    ON {keys}{joins}\n"
        f"WHERE :record = '{record.name}' AND x.closed_on IS NULL"
    )


def _equal(column: Column) -> str:
    mine = f"wanted.value ->> '{column.stored}'"
    stored = indexed(column).replace(column.stored, f"x.{column.stored}")
    return f"{stored} = {indexed(column).replace(column.stored, mine)}"


def _row_in_cypher(record: Record) -> str:
    lines = "\n  ".join(_pattern(record))
    said = {
        **{number: f"x.{number}" for number in record.own_numbers},
        **{
            name: value
            for column in record.columns
            for name, value in answers(record, column).items()
        },
        **{made.name: made_value(record, made.name) for made in record.made if not made.stays},
        "attributes": "[key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]]",
    }
    pairs = listed([f"{name}: {value}" for name, value in said.items()], "} AS said", indent=6)
    return (
        f"  WITH $record AS record WHERE record = '{record.name}'\n"
        f"  UNWIND $keys AS row\n  {lines}\n"
        f"  RETURN x, {_key('cypher', record)} AS key,\n    {{\n{pairs}"
    )


def _key_in_sql(record: Record) -> str:
    return (
        f"SELECT {_key('sql', record)} AS key,\n"
        f"    x.source, x.digest FROM {record.name} AS x\n"
        f"WHERE :record = '{record.name}' AND x.closed_on IS NULL"
        " AND (:source = '' OR x.source = :source)\n"
        "    AND (:every OR x.digest IN (SELECT value FROM json_each(:digests)))"
    )


def _key_in_cypher(record: Record) -> str:
    matched, numbered = window(record)
    lines = matched.replace("\n", "\n  ")
    if not numbered:
        lines += " WHERE $low = 0"
    return (
        f"  WITH $record AS record WHERE record = '{record.name}'\n"
        f"  {lines}\n  RETURN x, {_key('cypher', record)} AS key"
    )


def _pattern(record: Record) -> list[str]:
    """The MATCH of what has the key of a row, called x, between what it begins and ends at."""
    shape = record.shape
    if isinstance(shape, Node):
        node = f"(x:{shape.label} {{{folded(properties(record, record.key), ', ', 4)}}})"
        held = [f"MATCH (a)-[:{shape.tie}]->(x)"] if shape.holder else []
        return [f"MATCH {node}", *held]
    if isinstance(shape, Share):
        shared = f"b:{shape.label} {{{properties(record, [shape.kind])}}}"
        told_by = properties(record, [shape.value])
        return [
            match("a", record, shape.start),
            f"MATCH (a)-[x:{shape.type} {{{told_by}}}]->({shared})",
        ]
    told = own_key(record, shape)
    if len(told) == len(record.key):
        return [f"MATCH (a)-[x:{shape.type} {{{properties(record, told)}}}]->(b)"]
    told_by = f" {{{properties(record, told)}}}" if told else ""
    return [
        match("a", record, shape.start),
        match("b", record, shape.end),
        f"MATCH (a)-[x:{shape.type}{told_by}]->(b)",
    ]

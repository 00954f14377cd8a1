"""The text that tells what the store has open under the keys of some rows of one record."""

from collections.abc import Sequence

from loaders.records.declarations import Column, Node, Record, Share
from loaders.texts.graph import match
from loaders.texts.layout import Language, head
from loaders.texts.merge_cypher import own_key, properties
from loaders.texts.merge_sql import indexed

_PARAMETERS = (
    ":record  the record, as its file is called",
    ":keys    a map for each row: the columns of the record's key, numbers beside the ids",
)


def digests_of_keys(language: Language, records: Sequence[Record]) -> str:
    """The text of digests_of_keys in one language."""
    return _sql(records) if language == "sql" else _cypher(records)


def _sql(records: Sequence[Record]) -> str:
    comments = head(
        "sql",
        "The digests of the open rows of one record that have one of the keys.",
        *_PARAMETERS,
        "Index: the unique one of the record's key; linear in the keys.",
        'Example: {"record": "guarantees", "keys": "[{\\"guarantee_id\\": \\"GUA1\\"}]"}',
    )
    parts = "\nUNION ALL\n".join(map(_in_sql, records))
    return f"{comments}{parts}\nORDER BY digest;\n"


def _in_sql(record: Record) -> str:
    keys = "\n    AND ".join(_equal(record.column(name)) for name in record.key)
    return (
        f"SELECT x.digest FROM json_each(:keys) AS wanted JOIN {record.name} AS x\n"
        f"    ON {keys}\n"
        f"WHERE :record = '{record.name}' AND x.closed_on IS NULL"
    )


def _equal(column: Column) -> str:
    mine = f"wanted.value ->> '{column.stored}'"
    stored = indexed(column).replace(column.stored, f"x.{column.stored}")
    return f"{stored} = {indexed(column).replace(column.stored, mine)}"


def _cypher(records: Sequence[Record]) -> str:
    comments = head(
        "cypher",
        "The digests of the open rows of one record that have one of the keys.",
        *_PARAMETERS,
        "Index: the ids of what the keys name, or of the rows themselves; linear in the keys, and"
        " in the ties of their ends where a row has no id of its own.",
        'Example: {record: "guarantees", keys: [{guarantee_id: "GUA1"}]}',
    )
    parts = "\n  UNION ALL\n".join(map(_in_cypher, records))
    return (
        f"{comments}CALL () {{\n{parts}\n}}\n"
        "WITH x WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL\n"
        "RETURN x.digest AS digest ORDER BY digest;\n"
    )


def _in_cypher(record: Record) -> str:
    lines = "\n  ".join(_pattern(record))
    return (
        f"  WITH $record AS record WHERE record = '{record.name}'\n"
        f"  UNWIND $keys AS row\n  {lines}\n  RETURN x"
    )


def _pattern(record: Record) -> list[str]:
    """The MATCH of what has the key of a row, called x."""
    shape = record.shape
    if isinstance(shape, Node):
        return [f"MATCH (x:{shape.label} {{{properties(record, record.key)}}})"]
    if isinstance(shape, Share):
        shared = f"{shape.label} {{{properties(record, [shape.kind])}}}"
        told_by = properties(record, [shape.value])
        return [
            match("a", record, shape.start),
            f"MATCH (a)-[x:{shape.type} {{{told_by}}}]->(:{shared})",
        ]
    told = own_key(record, shape)
    if len(told) == len(record.key):
        return [f"MATCH ()-[x:{shape.type} {{{properties(record, told)}}}]->()"]
    told_by = f" {{{properties(record, told)}}}" if told else ""
    return [
        match("a", record, shape.start),
        match("b", record, shape.end),
        f"MATCH (a)-[x:{shape.type}{told_by}]->(b)",
    ]

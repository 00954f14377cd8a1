"""The text that tells how many rows each record has, and their checksum."""

from collections.abc import Sequence

from loaders.records.declarations import Node, Record
from loaders.texts.layout import Language, head

_SAYS = (
    "How many open rows each record has, and the sum of their digests modulo a prime;"
    " no row for a record without rows."
)
_INDEX = {
    "cypher": "Index: the label and relationship type scans; linear in everything that was loaded.",
    "sql": "Index: none; linear in everything that was loaded.",
}


def record_sums(language: Language, records: Sequence[Record]) -> str:
    """The text of record_sums in one language."""
    parts = map(_in_sql if language == "sql" else _in_cypher, records)
    text = "\nUNION ALL\n".join(parts)
    return f"{head(language, _SAYS, _INDEX[language])}{text};\n"


def _in_sql(record: Record) -> str:
    return (
        f"SELECT '{record.name}' AS record, count(*) AS rows,\n"
        "    ifnull(sum(digest % 2147483647), 0) AS checksum\n"
        f"FROM {record.name} WHERE closed_on IS NULL GROUP BY 1"
    )


def _in_cypher(record: Record) -> str:
    shape = record.shape
    rows = f"(x:{shape.label})" if isinstance(shape, Node) else f"()-[x:{shape.type}]->()"
    return (
        f"MATCH {rows} WHERE x.digest IS NOT NULL AND x.closed_on IS NULL\n"
        f"RETURN '{record.name}' AS record, count(x) AS rows,\n"
        "    coalesce(sum(x.digest % 2147483647), 0) AS checksum"
    )

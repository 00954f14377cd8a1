"""The text that closes the rows of one record."""

from collections.abc import Sequence

from loaders.records.declarations import Node, Record
from loaders.texts.graph import nodes_referred_to
from loaders.texts.layout import Language, head

_HEAD = (
    "Closes rows of one record that are gone from their source; what they said stays readable.",
    ":record     the record, as its file is called",
    ":digests    the digests of the rows, a list",
    ":closed_on  the day",
    ":load_no    the load that closes them",
    "Index: none; linear in the rows of the one record.",
)
_EXAMPLE = {
    "cypher": 'Example: {record: "ownerships", digests: [17], closed_on: "2025-12-31", load_no: 1}',
    "sql": 'Example: {"record": "ownerships", "digests": "[17]", "closed_on": "2025-12-31",'
    ' "load_no": 1}',
}


def close_records(language: Language, records: Sequence[Record]) -> str:
    """The text of close_records in one language."""
    comments = head(language, *_HEAD, _EXAMPLE[language])
    if language == "sql":
        return comments + "".join(map(_in_sql, records))
    parts = "\n  UNION ALL\n".join(map(_in_cypher, records))
    return f"{comments}CALL () {{\n{parts}\n}};\n"


def _in_sql(record: Record) -> str:
    return (
        f"UPDATE {record.name} SET closed_on = :closed_on, closed_load = :load_no\n"
        f"WHERE :record = '{record.name}' AND digest IN (SELECT value FROM json_each(:digests));\n"
    )


def _in_cypher(record: Record) -> str:
    if isinstance(record.shape, Node):
        rows = f"(x:{record.shape.label})"
    else:
        start = nodes_referred_to(record, record.shape.start)
        rows = f"(:{start.label})-[x:{record.shape.type}]->()"
    return (
        f"  WITH $record AS record WHERE record = '{record.name}'\n"
        f"  MATCH {rows} WHERE x.digest IN $digests\n"
        "  SET x.closed_on = date($closed_on), x.closed_load = $load_no"
    )

"""The text that tells the digests of one record's open rows."""

from collections.abc import Sequence

from loaders.records.declarations import Node, Record
from loaders.texts.graph import Nodes, nodes_of, nodes_referred_to
from loaders.texts.layout import Language, head

_PARAMETERS = (
    ":record  the record, as its file is called",
    ":source  only rows of this source; '' for all",
)


def digests(language: Language, records: Sequence[Record]) -> str:
    """The text of digests in one language."""
    return _sql(records) if language == "sql" else _cypher(records)


def _sql(records: Sequence[Record]) -> str:
    comments = head(
        "sql",
        "The digests of the open rows of one record.",
        *_PARAMETERS,
        "Index: none, all rows of the one record are wanted; linear in them.",
        'Example: {"record": "ownerships", "source": ""}',
    )
    parts = "\nUNION ALL\n".join(
        f"SELECT digest FROM {record.name}\n"
        f"WHERE :record = '{record.name}' AND closed_on IS NULL"
        " AND (:source = '' OR source = :source)"
        for record in records
    )
    return f"{comments}{parts};\n"


def _cypher(records: Sequence[Record]) -> str:
    comments = head(
        "cypher",
        "The digests of the open rows of one record, a window of customers or accounts at a time.",
        *_PARAMETERS,
        "Index: customer_no or account_no; linear in the rows of the one record.",
        'Example: {record: "ownerships", source: "", low: 0, high: 10000}',
    )
    parts = "\n  UNION ALL\n".join(
        f"  WITH $record AS record WHERE record = '{record.name}'\n{_window(record)}\n  RETURN x"
        for record in records
    )
    # What a run derived, and the outside, have no load.
    return (
        f"{comments}CALL () {{\n{parts}\n}}\n"
        "WITH x WHERE x.load_no IS NOT NULL AND x.closed_on IS NULL\n"
        "    AND ($source = '' OR x.source = $source)\n"
        "RETURN collect(x.digest) AS digest;\n"
    )


def _window(record: Record) -> str:
    """The rows of one window: those of the nodes in it, or of their relationships."""
    shape = record.shape
    if not isinstance(shape, Node):
        start = nodes_referred_to(record, shape.start)
        return f"{_within('a', start)}\n  MATCH (a)-[x:{shape.type}]->()"
    if shape.holder:
        holders = nodes_referred_to(record, shape.holder)
        return f"{_within('a', holders)}\n  MATCH (a)-[:{shape.tie}]->(x:{shape.label})"
    return _within("x", nodes_of(record))


def _within(variable: str, nodes: Nodes) -> str:
    """The nodes whose number lies in the window; all in the first, where they have no numbers."""
    bounds = f"$low <= {variable}.{nodes.number} < $high" if nodes.number else "$low = 0"
    return f"  MATCH ({variable}:{nodes.label}) WHERE {bounds}"

"""The Cypher that keeps a record's rows: as nodes or relationships, one by the record's key."""

from collections.abc import Sequence

from loaders.records.column_types import DAY
from loaders.records.declarations import Column, Node, Record, Share, Tie
from loaders.texts.graph import match
from loaders.texts.layout import listed, merge_head

#: A first day that is not known cannot be part of a key: its text can, empty where it is not known.
_PERIOD = "period: coalesce(row.from_on, '')"


def merge_cypher(record: Record) -> str:
    """The text of merge_<record>.cypher."""
    return (
        f"{merge_head('cypher', record.holds, record.key)}UNWIND $rows AS row\n{_merge(record)};\n"
    )


def _merge(record: Record) -> str:
    shape = record.shape
    if isinstance(shape, Node):
        return _node(record, shape)
    return _tie(record, shape) if isinstance(shape, Tie) else _share(record, shape)


def _node(record: Record, shape: Node) -> str:
    merge = f"MERGE (n:{shape.label} {{{properties(record, record.key)}}})"
    if not shape.holder:
        return f"{merge}\n{_set(record, 'n')}{_labels(shape)}"
    return (
        f"{match('a', record, shape.holder)}\n"
        f"{merge}\n{_set(record, 'n', shape.holder)}\n"
        "WITH a, n\n"
        f"OPTIONAL MATCH (other)-[moved:{shape.tie}]->(n) WHERE other <> a\n"
        "DELETE moved\n"
        f"MERGE (a)-[:{shape.tie}]->(n)"
    )


def _labels(shape: Node) -> str:
    """The labels that follow the kind of a node; those of a kind that it had before are gone."""
    if not shape.by_kind:
        return ""
    cases = "".join(f" WHEN '{kind}' THEN ['{label}']" for kind, label in shape.by_kind.items())
    gone = "".join(f":{label}" for label in shape.by_kind.values())
    return f"\nREMOVE n{gone}\nSET n:$(CASE row.kind{cases} ELSE [] END)"


def _tie(record: Record, shape: Tie) -> str:
    ends, key = (shape.start, shape.end), own_key(record, shape)
    told = f" {{{properties(record, key)}}}" if key else ""
    merge = f"MERGE (a)-[r:{shape.type}{told}]->(b)"
    if len(key) == len(record.key):
        # Its ends are no part of the key: a row that changed is made anew, so that it can move.
        merge = (
            f"OPTIONAL MATCH ()-[before:{shape.type}{told}]->()\n"
            f"DELETE before\n"
            f"CREATE (a)-[r:{shape.type}]->(b)"
        )
    return (
        f"{match('a', record, shape.start)}\n{match('b', record, shape.end)}\n"
        f"{merge}\n{_set(record, 'r', *ends)}"
    )


def _share(record: Record, shape: Share) -> str:
    return (
        f"{match('a', record, shape.start)}\n"
        f"MERGE (b:{shape.label} {{\n"
        f"    {shape.kind}: row.{shape.kind}, value: row.{shape.normalised},\n"
        f"    only_for: CASE row.{shape.normalised} WHEN '' THEN row.{shape.start} ELSE '' END}})\n"
        f"MERGE (a)-[r:{shape.type} {{{properties(record, [shape.value])}}}]->(b)\n"
        f"{_set(record, 'r', shape.start, shape.kind, shape.normalised)}"
    )


def _set(record: Record, variable: str, *elsewhere: str) -> str:
    """All that a row says but what is said `elsewhere`, and nothing of what was there before."""
    numbers = [f"{name}: row.{name}" for name in record.own_numbers]
    period = [_PERIOD] if "from_on" in record.key else []
    said = [_property(column) for column in record.columns if column.name not in elsewhere]
    made = (name for name in record.added_columns if name not in elsewhere)
    origin = [f"{name}: row.{name}" for name in (*made, "source", "load_no", "digest")]
    closed = DAY.in_graph.replace("@value", "row.closed_on")
    properties = listed([*numbers, *period, *said, *origin, f"closed_on: {closed}"], "}")
    return f"SET {variable} = {{\n{properties}\nSET {variable} += row.attributes"


def own_key(record: Record, shape: Tie) -> list[str]:
    """What tells a relationship from others between the same two nodes."""
    return [name for name in record.key if name not in (shape.start, shape.end)]


def properties(record: Record, names: Sequence[str]) -> str:
    """What makes a node or relationship the one of its key."""
    return ", ".join(
        _PERIOD if name == "from_on" else _property(record.column(name)) for name in names
    )


def _property(column: Column) -> str:
    return f"{column.name}: {column.type.in_graph.replace('@value', f'row.{column.name}')}"

"""What the graph calls the things that a record's columns refer to."""

from dataclasses import dataclass

from loaders.records.canonical import RECORDS
from loaders.records.declarations import Node, Record


@dataclass(frozen=True)
class Nodes:
    """The nodes of a record: their label, and the properties that hold their id and number.

    `number` is empty where they have none.
    """

    label: str
    id: str
    number: str


def nodes_of(record: Record) -> Nodes:
    """The nodes of a record; raises TypeError where its rows are relationships."""
    if not isinstance(record.shape, Node):
        raise TypeError(f"the rows of {record.name} are no nodes")
    [key] = record.key
    return Nodes(label=record.shape.label, id=key, number=record.column(key).number)


def nodes_referred_to(record: Record, column: str) -> Nodes:
    """The nodes that a column refers to; raises StopIteration where it refers to nothing."""
    target = record.column(column).refers_to
    return nodes_of(next(other for other in RECORDS if other.name == target))


def match(variable: str, record: Record, column: str) -> str:
    """The Cypher that finds the node that a column of a row refers to."""
    nodes = nodes_referred_to(record, column)
    return f"MATCH ({variable}:{nodes.label} {{{nodes.id}: row.{column}}})"

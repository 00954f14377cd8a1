"""What the records declare is stored and served, and tied as the vocabulary says."""

from dataclasses import fields

from cypher.serve.customers import CustomerRow
from cypher.vocabulary import EDGE_TYPES
from loaders.records.canonical import RECORDS
from loaders.records.declarations import Node, Share
from loaders.texts.graph import nodes_referred_to


def test_every_column_of_a_customer_is_served() -> None:
    [customers] = [record for record in RECORDS if record.name == "customers"]
    declared = {column.name for column in customers.columns}
    assert declared <= {field.name for field in fields(CustomerRow)}


def test_the_ties_that_records_make_are_the_edges_of_the_vocabulary() -> None:
    ties = {}
    for record in RECORDS:
        shape = record.shape
        if isinstance(shape, Node):
            continue
        if isinstance(shape, Share):
            ends, label = shape.normalised, shape.label
        else:
            ends, label = (
                record.column(shape.end).stored,
                nodes_referred_to(record, shape.end).label,
            )
        begins = record.column(shape.start).stored
        ties[shape.type] = (begins, ends, nodes_referred_to(record, shape.start).label, label)
    edges = EDGE_TYPES.values()
    assert ties == {
        edge.word: (edge.begins, edge.ends, edge.from_end, edge.to_end) for edge in edges
    }

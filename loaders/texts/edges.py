"""The part of edges_of_customers that the records say: the ties of customers that were loaded.

What a run derived, and payments, which lead from account to account, stand beside it by hand.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.records.declarations import Node, Record, Share, Tie
from loaders.texts.graph import nodes_referred_to
from loaders.texts.layout import MADE, Language, listed

_END = "End of what is made."
_WANTED = "IN (SELECT customer_no FROM wanted)"


def edges_of_customers(language: Language, records: Sequence[Record], text: str) -> str:
    """The text with the part that stands between two comments made again.

    Raises ValueError where it does not have the two comments.
    """
    ties = [
        (record, record.shape)
        for record in records
        if not isinstance(record.shape, Node)
        and nodes_referred_to(record, record.shape.start).label == "Customer"
    ]
    if language == "sql":
        made = "".join(f"{_block(record, shape)}    UNION ALL\n" for record, shape in ties)
    else:
        made = _pattern([shape.type for _, shape in ties])
    before, begin, rest = text.partition(f"{MADE}\n")
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"edges_of_customers has no comments {MADE!r} and {_END!r}")
    mark = before.rpartition("\n")[2]
    return f"{before}{begin}{made}{mark}{end}{after}"


def _pattern(types: Sequence[str]) -> str:
    """The MATCH of all ties of a customer; a line may end before each type."""
    union = " |".join(types)
    lines = textwrap.fill(
        f"MATCH\0(:Customer\0{{customer_id:\0customer_id}})-[r:{union}]-()",
        100,
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
    )
    return re.sub(r"(?<=\w) \|", "|", lines).replace("\0", " ") + "\n"


@dataclass(frozen=True)
class _FarEnd:
    """The SQL of where a tie leads: its label, its id, how that is joined.

    `customer` is the column of its number where it is a customer.
    """

    label: str
    id: str
    join: str = ""
    customer: str = ""


def _far_end(record: Record, shape: Tie | Share) -> _FarEnd:
    if isinstance(shape, Share):
        return _FarEnd(shape.label, f"e.{shape.kind} || ':' || e.{shape.normalised}")
    nodes, column = nodes_referred_to(record, shape.end), record.column(shape.end)
    if not nodes.number:
        return _FarEnd(nodes.label, f"e.{column.stored}")
    return _FarEnd(
        nodes.label,
        f"b.{nodes.id}",
        join=f"    JOIN {column.refers_to} b ON b.{nodes.number} = e.{column.stored}\n",
        customer=column.stored if column.refers_to == "customers" else "",
    )


def _block(record: Record, shape: Tie | Share) -> str:
    """The SELECT of the ties of one record that have a wanted customer at either end."""
    ends = {shape.start, shape.kind if isinstance(shape, Share) else shape.end}
    properties = [
        f"'{column.name}', {column.type.in_json.replace('@value', f'e.{column.stored}')}"
        for column in record.columns
        if column.name not in ends
    ]
    start, far = record.column(shape.start).stored, _far_end(record, shape)
    wanted = f"e.{start} {_WANTED}"
    if far.customer:
        wanted = f"({wanted}\n            OR e.{far.customer} {_WANTED})"
    if isinstance(shape, Share):
        # What says nothing leads nowhere.
        wanted += f"\n        AND e.{shape.normalised} <> ''"
    asked = f"'{shape.type}' IN (SELECT value FROM json_each(:types))"
    return (
        f"    SELECT '{shape.type}' AS type, 'Customer' AS from_label, a.customer_id AS from_id,\n"
        f"        '{far.label}' AS to_label, {far.id} AS to_id, e.load_no, e.digest AS tie,\n"
        "        json_patch(json_object(\n"
        f"{listed(properties, '),', indent=12)}\n"
        "            ifnull(e.attributes, '{}')) AS properties\n"
        f"    FROM {record.name} e\n"
        f"    JOIN customers a ON a.customer_no = e.{start}\n"
        f"{far.join}"
        f"    WHERE {asked} AND e.closed_on IS NULL\n"
        f"        AND {wanted}\n"
    )

"""The texts that read all rows of a record, closed ones too, as the batch that keeps them takes."""

from loaders.records.column_types import DAY
from loaders.records.declarations import Column, Node, Record, Share
from loaders.texts.graph import Nodes, nodes_of, nodes_referred_to
from loaders.texts.layout import Language, head, listed

_ORIGIN = ("source", "load_no", "digest")


def stored(language: Language, record: Record) -> str:
    """The text of stored_<record> in one language."""
    return _sql(record) if language == "sql" else _cypher(record)


def _sql(record: Record) -> str:
    place = _place(record)
    referred = [column for column in record.columns if column.refers_to and column.number]
    columns = [
        *([f"{place} AS position"] if place else []),
        *(f"x.{number}" for number in record.own_numbers),
        *(f"{value} AS {name}" for name, value in map(of_customer_or_account, referred)),
        *(f"x.{column.stored}" for column in record.columns),
        *(
            f"x.{name}"
            for name in (*record.added_columns, "attributes", *_ORIGIN, "closed_on", "closed_load")
        ),
    ]
    joins = "".join(
        f"\nLEFT JOIN {column.refers_to} AS {column.number}"
        f" ON {column.number}.{column.refers_to[:-1]}_no = x.{column.number}"
        for column in referred
        if column.refers_to
    )
    begins = f"\nWHERE {place} >= :place ORDER BY {place}" if place else ""
    comments = head(
        "sql",
        f"All rows of {record.name}, closed ones too.",
        *([":place  from this place on"] if place else []),
        f"Index: {'one in the order of the places' if place else 'the primary key'};"
        " linear in the rows.",
        *(['Example: {"place": 0}'] if place else []),
    )
    return f"{comments}SELECT\n{listed(columns, '')}\nFROM {record.name} AS x{joins}{begins};\n"


def _place(record: Record) -> str:
    """The SQL of a row's place: a number that an index begins with, or that of the row itself.

    Empty for the tables that are kept in the order of a group's id and have neither.
    """
    first = record.column(record.key[0])
    if first.number:
        return f"x.{first.number}"
    return "" if first.name == "group_id" else "x.rowid"


def of_customer_or_account(column: Column) -> tuple[str, str]:
    """The name and the SQL of the id of what a column refers to; the outside has none but ''."""
    named = f"{column.number}.{str(column.refers_to)[:-1]}_id"
    return column.name, named if column.required else f"ifnull({named}, '')"


def _cypher(record: Record) -> str:
    match, numbered = window(record)
    told = [
        *(f"x.{number} AS {number}" for number in record.own_numbers),
        *(
            f"{value} AS {name}"
            for column in record.columns
            for name, value in answers(record, column).items()
        ),
        *(f"{made_value(record, name)} AS {name}" for name in record.added_columns),
        *(f"x.{name} AS {name}" for name in _ORIGIN),
        f"{DAY.from_graph.replace('@value', 'x.closed_on')} AS closed_on",
        "x.closed_load AS closed_load",
    ]
    comments = head(
        "cypher",
        f"All rows of {record.name}, closed ones too{', a window at a time' if numbered else ''}.",
        f"Index: {numbered or 'the label scan, which is of few'}; linear in the rows.",
        *(["Example: {low: 0, high: 10000}"] if numbered else []),
    )
    # What a run derived, and the outside, have no load.
    return (
        f"{comments}{match}\nWITH * WHERE x.load_no IS NOT NULL\n"
        f"RETURN\n{listed(told, ',')}\n"
        "    [key IN keys(x) WHERE key STARTS WITH 'x_' | [key, x[key]]] AS attributes;\n"
    )


def answers(record: Record, column: Column) -> dict[str, str]:
    """The Cypher of a column, and of its number where it refers to something that has one.

    The row is called x, what it begins and ends at a and b.
    """
    shape = record.shape
    if isinstance(shape, Node):
        near, far = shape.holder, ""
    else:
        near, far = shape.start, "" if isinstance(shape, Share) else shape.end
    if column.name in (near, far):
        variable, nodes = (
            "a" if column.name == near else "b",
            nodes_referred_to(record, column.name),
        )
        number = {column.number: f"{variable}.{nodes.number}"} if nodes.number else {}
        return {column.name: f"{variable}.{nodes.id}", **number}
    holder = "b" if isinstance(shape, Share) and column.name == shape.kind else "x"
    value = column.type.from_graph.replace("@value", f"{holder}.{column.name}")
    return {column.name: value}


def made_value(record: Record, name: str) -> str:
    """The Cypher of a column that the loader made: what is shared has it as its value."""
    shape = record.shape
    shared = isinstance(shape, Share) and name == shape.normalised
    return "b.value" if shared else f"x.{name}"


def window(record: Record) -> tuple[str, str]:
    """The MATCH of one window of rows, called x, and the number that windows are of.

    The number is empty where rows have none: all of them are one window.
    """
    shape = record.shape
    if isinstance(shape, Node):
        if not shape.holder:
            nodes = nodes_of(record)
            return _within("x", nodes), nodes.number
        holders = nodes_referred_to(record, shape.holder)
        row = f"MATCH (a)-[:{shape.tie}]->(x:{shape.label})"
        return f"{_within('a', holders)}\n{row}", holders.number
    start = nodes_referred_to(record, shape.start)
    end = shape.label if isinstance(shape, Share) else nodes_referred_to(record, shape.end).label
    return f"{_within('a', start)}\nMATCH (a)-[x:{shape.type}]->(b:{end})", start.number


def _within(variable: str, nodes: Nodes) -> str:
    where = f" WHERE $low <= {variable}.{nodes.number} < $high" if nodes.number else ""
    return f"MATCH ({variable}:{nodes.label}){where}"

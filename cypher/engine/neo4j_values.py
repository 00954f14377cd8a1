"""What Neo4j gives and takes, and what the rest of the code holds instead."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

import neo4j.time
import orjson

from cypher.query import Batch, Extract


def batch_maps(batch: type[Batch], rows: Sequence[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The rows as a text unwinds them, without what is missing: it reads as null all the same."""
    names = batch.columns
    maps = [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    ]
    if "attributes" in names:
        for written in maps:
            written["attributes"] = orjson.loads(written.get("attributes", "{}"))
    return maps


def row_of(extract: Extract, names: Sequence[str]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    """How a row of the extract's batch is made of a record; attributes come as keys and values."""
    columns = extract.batch.columns
    in_order = itemgetter(*extract.places(names))
    if "attributes" not in columns:
        return lambda record: in_order(tuple(record))
    at = columns.index("attributes")

    def row(record: Iterable[Any]) -> tuple[Any, ...]:
        values = list(in_order(tuple(record)))
        own = values[at]
        values[at] = orjson.dumps(dict(sorted(own))).decode() if own else None
        return tuple(values)

    return row


def plain(value: Any) -> Any:
    """What the row types hold: days and instants as ISO 8601 text, maps without nulls."""
    if isinstance(value, neo4j.time.DateTime):
        return _instant(value)
    if isinstance(value, neo4j.time.Date):
        return value.iso_format()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def _instant(value: neo4j.time.DateTime) -> str:
    return (
        f"{value.year:04}-{value.month:02}-{value.day:02}T"
        f"{value.hour:02}:{value.minute:02}:{value.second:02}.{value.nanosecond // 1_000_000:03}Z"
    )

"""Parameters as SQLite takes them, and what it gives back as a row's fields."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_origin, get_type_hints

import orjson

Row = TypeVar("Row")


def bound_in_sql(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters as SQLite takes them: lists and maps travel as JSON, for json_each."""
    return {
        name: orjson.dumps(value).decode() if isinstance(value, list | dict) else value
        for name, value in parameters.items()
    }


def maker_of(row_type: type[Row], places: list[int]) -> Callable[[tuple[Any, ...]], Row]:
    """What makes a row of what SQLite gives back.

    A frozen dataclass sets its fields one by one, which takes twice as long as all at once.
    """
    cells, names = _cells(row_type, places), tuple(get_type_hints(row_type))

    def made(values: tuple[Any, ...]) -> Row:
        row = object.__new__(row_type)
        row.__dict__.update(zip(names, cells(values), strict=False))
        return row

    return made


def _cells(row_type: type, places: list[int]) -> Callable[[tuple[Any, ...]], Sequence[Any]]:
    """How a row's fields are read from what SQLite gives back; `tuple` where nothing is to do."""
    hints = get_type_hints(row_type).values()
    decoders = [
        (position, decoder) for position, hint in enumerate(hints) if (decoder := _decoder(hint))
    ]
    in_order = places == sorted(places)
    if in_order and not decoders:
        return tuple

    def cells(values: tuple[Any, ...]) -> Sequence[Any]:
        row = list(values) if in_order else [values[place] for place in places]
        for position, decoder in decoders:
            if row[position] is not None:
                row[position] = decoder(row[position])
        return row

    return cells


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """What SQLite has no type for: truths come as 0 and 1, lists and maps as JSON."""
    if hint in (bool, bool | None):
        return bool
    return {list: orjson.loads, dict: _known_entries}.get(get_origin(hint))


def _known_entries(text: str) -> dict[str, Any]:
    """A map without its empty entries: a graph's node or relationship has no nulls either."""
    return {key: value for key, value in orjson.loads(text).items() if value is not None}

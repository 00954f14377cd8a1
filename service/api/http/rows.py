"""How a row of the store looks in an answer: as it is, but money as text."""

import functools
from typing import Any, get_type_hints

from cypher.query import Money
from service.money import stored_money

_SERVED: dict[Any, Any] = {Money: str, Money | None: str | None}


def served(row: Any) -> dict[str, Any]:
    """What a row says, by the names of its columns; money as text."""
    hints = _hints(row.__class__)
    return {
        name: stored_money(value) if hints[name] in _SERVED else value
        for name, value in vars(row).items()
    }


def served_value(row_type: Any, name: str, value: Any) -> Any:
    """A value as `served` would tell it in that column of a row; money as text."""
    return stored_money(value) if _hints(row_type).get(name) in _SERVED else value


def served_fields(row_type: Any, *left_out: str) -> dict[str, Any]:
    """The columns of a row as pydantic's `create_model` takes fields, of the types served."""
    return {
        name: (_SERVED.get(hint, hint), ...)
        for name, hint in _hints(row_type).items()
        if name not in left_out
    }


@functools.cache
def _hints(row_type: Any) -> dict[str, Any]:
    return get_type_hints(row_type, include_extras=True)

"""The settings as a page to read, docs/settings.md: every one in the room that declares it."""

from pathlib import Path
from typing import Any, get_args

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from cypher import StoreSettings
from loaders.settings import LoaderSettings
from service.settings import Settings

DOCUMENT = Path(__file__).with_name("settings.md")

PREFACE = """\
# Settings 设置

Settings are environment variables. Each command reads them once, where it starts, and refuses a
value that is out of bounds. A run records those it was derived under: `GET /api/v1/runs/{run_id}`.

This page is written by `make documents`; change the declaration, not the page. A setting stands in
the room that declares it, and is read there and in the rooms that build on it.
"""

TYPES: dict[Any, str] = {
    str: "text",
    SecretStr: "secret text",
    bool: "true or false",
    int: "whole number",
    float: "number",
}
BOUNDS = {Gt: "above", Ge: "at least", Lt: "below", Le: "at most"}


def render() -> str:
    """The whole page as Markdown: the store's, the loaders', then the service's from the ground."""
    service = [
        declaring
        for declaring in reversed(Settings.__mro__)
        if issubclass(declaring, BaseModel) and declaring not in StoreSettings.__mro__
    ]
    every: list[type[BaseModel]] = [StoreSettings, LoaderSettings, *service]
    return "\n".join([PREFACE, *map(_section, every)])


def _section(declaring: type[BaseModel]) -> str:
    """One class of settings: the room it stands in, what it is about, a row for each of its own."""
    room = declaring.__module__.removesuffix(".settings").replace(".", "/")
    own = [name for name in declaring.model_fields if name in declaring.__annotations__]
    rows = "\n".join(_row(name, declaring.model_fields[name]) for name in own)
    return (
        f"## {room}\n\n{declaring.__doc__}\n\n"
        f"| setting | value | default | meaning |\n|---|---|---|---|\n{rows}\n"
    )


def _row(name: str, field: FieldInfo) -> str:
    default = field.default
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    shown = str(default).lower() if isinstance(default, bool) else str(default)
    cells = (
        f"`GUANXI_{name.upper()}`",
        _value(field),
        f"`{shown}`" if shown else "empty",
        str(field.description),
    )
    return f"| {' | '.join(cells)} |"


def _value(field: FieldInfo) -> str:
    """The type of a setting and its bounds, or the words that it may be."""
    if words := get_args(field.annotation):
        return " or ".join(f"`{word}`" for word in words)
    bounds = [
        f"{word} {getattr(bound, kind.__name__.lower())}"
        for bound in field.metadata
        for kind, word in BOUNDS.items()
        if isinstance(bound, kind)
    ]
    return ", ".join([TYPES[field.annotation], *([" and ".join(bounds)] if bounds else [])])

"""The settings as rows of the README's table."""

from typing import Any

from annotated_types import Ge, Gt, Le, Lt
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from cypher import StoreSettings
from loaders.settings import LoaderSettings
from service.settings import Settings

TYPES: dict[Any, str] = {
    str: "text",
    SecretStr: "secret text",
    bool: "true or false",
    int: "whole number",
    float: "number",
}
BOUNDS = {Gt: "above", Ge: "at least", Lt: "below", Le: "at most"}


def settings_rows() -> list[str]:
    """One row a setting: those that everything reads, then those of loading, then the service's."""
    shared = StoreSettings.model_fields
    return [
        _row(name, field, reader)
        for owner, reader in (
            (StoreSettings, "all"),
            (LoaderSettings, "loaders"),
            (Settings, "service"),
        )
        for name, field in owner.model_fields.items()
        if owner is StoreSettings or name not in shared
    ]


def _row(name: str, field: FieldInfo, reader: str) -> str:
    default = field.default
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    shown = str(default).lower() if isinstance(default, bool) else str(default)
    return (
        f"| `GUANXI_{name.upper()}` | {_type(field)} | {f'`{shown}`' if shown else 'empty'} "
        f"| {reader} | {field.description} |"
    )


def _type(field: FieldInfo) -> str:
    bounds = [
        f"{word} {getattr(bound, kind.__name__.lower())}"
        for bound in field.metadata
        for kind, word in BOUNDS.items()
        if isinstance(bound, kind)
    ]
    return ", ".join([TYPES[field.annotation], *([" and ".join(bounds)] if bounds else [])])

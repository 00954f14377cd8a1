"""Which customers an answer names: what is written down of those who look, and who exports."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import current_app, g

from service.api.access.viewers import viewer
from service.audit.reads import ReadLog

#: What holds a text and no id.
_TEXTS = frozenset({"en", "label", "masked", "name", "reason", "text", "title", "zh"})
_MOST_LETTERS = 200


def read_log() -> ReadLog:
    """Where this application writes down who looks."""
    found: ReadLog = current_app.extensions["guanxi.reads"]
    return found


def begin_export() -> None:
    """Take what is told from here on as exported, which is written down whoever asks.

    Raises StoreError where the machine's file cannot be written to.
    """
    read_log().need_file()
    g.exporting = True


def is_written_down() -> bool:
    """Whether what this request is told is written down: where somebody signs in, and exports."""
    return viewer().is_signed or "exporting" in g


def note_named(said: Any) -> None:
    """Keep whatever in an answer may be a customer's id; which ones are is found out later."""
    named().update(dict.fromkeys(texts_told(said)))


def note_found_by(*fields: str) -> None:
    """Keep by what kinds of fields was searched, never by which words."""
    g.found_by = {*g.get("found_by", ()), *fields}


def named() -> dict[str, None]:
    """What this request's answers name so far, in their order."""
    if "named" not in g:
        g.named = {}
    found: dict[str, None] = g.named
    return found


def texts_told(said: Any) -> Iterator[str]:
    """The texts of an answer that stand where ids may: values, elements of lists, keys of maps."""
    if isinstance(said, dict):
        for name, value in said.items():
            if isinstance(value, str):
                if name not in _TEXTS and not name.endswith("_name"):
                    yield from _short((value, name))
            else:
                yield from _short((name,))
                if name not in _TEXTS:
                    yield from texts_told(value)
    elif isinstance(said, list):
        for part in said:
            yield from _short((part,)) if isinstance(part, str) else texts_told(part)


def _short(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if text and len(text) <= _MOST_LETTERS)

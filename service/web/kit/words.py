"""Figures and codes of answers as bankers read them: the functions that templates tell with.

Each takes the language first; a template calls it without. What is not known is said to be unknown.
"""

from collections.abc import Callable, Mapping
from typing import Any

from cypher.vocabulary import EDGE_TYPES, Text
from service.api.tables.cells import title_of, told
from service.tagging import figures
from service.web.kit.titles import TITLES

_UNKNOWN = Text("未知", "unknown")
_TRUTH = {True: Text("是", "yes"), False: Text("否", "no")}


def _money(language: str, amount: Any, currency: str | None) -> str:
    """An amount: 3,826.32万元."""
    if amount in (None, ""):
        return _UNKNOWN.told(language)
    return figures.money(amount, currency or "").told(language).strip()


def _share(language: str, part: Any) -> str:
    """A share of 1 in per cent."""
    return _UNKNOWN.told(language) if part is None else figures.share(float(part)).told(language)


def _day(language: str, on: str | None) -> str:
    """A day, or the day of an instant: 2025年12月26日."""
    return figures.day(on).told(language) if on else _UNKNOWN.told(language)


def _minute(language: str, at: str | None) -> str:
    """An instant to the minute, as the API tells it in the bank's zone."""
    return f"{at[:10]} {at[11:16]}" if at else _UNKNOWN.told(language)


def _number(language: str, number: Any) -> str:
    """A number with its thousands."""
    return _UNKNOWN.told(language) if number is None else f"{number:,}"


def _yes(language: str, value: bool | None) -> str:
    """Yes, no, or unknown."""
    return _UNKNOWN.told(language) if value is None else _TRUTH[value].told(language)


def _code(language: str, column: str, word: Any, row: Mapping[str, Any] | None = None) -> str:
    """What people call a code of an answer's column, or several; what `kind` is of, a row says."""
    words = word if isinstance(word, list) else [word] if word else []
    titles = [
        TITLES.get(column, {}).get(each) or title_of(column, row or {}, each) for each in words
    ]
    # In English many a code is its own title; people write it without underscores.
    return _say(language, [Text(title.zh, title.en.replace("_", " ")) for title in titles])


def _edge(language: str, edge_type: str) -> str:
    """What people call a type of edge."""
    kind = EDGE_TYPES.get(edge_type)
    return kind.title.told(language) if kind else edge_type


def _say(language: str, said: Any) -> str:
    """A text in both languages, in the reader's; unknown where there is none."""
    return told(said, language) if said not in (None, "", []) else _UNKNOWN.told(language)


#: By the name that templates call.
WORDS: dict[str, Callable[..., str]] = {
    "money": _money,
    "share": _share,
    "day": _day,
    "minute": _minute,
    "number": _number,
    "yes": _yes,
    "code": _code,
    "edge": _edge,
    "say": _say,
}

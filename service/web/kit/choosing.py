"""Customers as people type them, by number or name: who is meant, and who else may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.access import masks
from service.web.kit.asking import ask

#: What stands between customers who are typed into one field.
_BETWEEN = re.compile(r"[,，、;；\n\r\t]+")
#: So many words are looked up at most, and so many customers are offered for one.
_LOOKED_UP, _OFFERED = 20, 8


@dataclass(frozen=True)
class Unclear:
    """A word that names nobody, or several, as it is told back: who may be meant."""

    word: str
    customers: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Chosen:
    """Whom words mean, by number, and the words that leave it open."""

    customer_ids: Sequence[str]
    unclear: Sequence[Unclear]


def words_of(typed: str) -> list[str]:
    """The words of a field, each once, in their order."""
    return list(dict.fromkeys(word for part in _BETWEEN.split(typed) if (word := part.strip())))


def chosen(words: Sequence[str]) -> Chosen:
    """Whom words mean, as GET /customers finds them: by number, by the whole name, or the only one.

    Cost: a search for each of the first words; those after them are taken for numbers.
    """
    customer_ids: list[str] = []
    unclear: list[Unclear] = []
    for word in words[:_LOOKED_UP]:
        found = ask("GET /customers", q=word, limit=_OFFERED)["items"]
        meant = _meant(word, found)
        if meant is None:
            unclear.append(Unclear(masks.in_text(word), found))
        else:
            customer_ids.append(meant)
    return Chosen([*customer_ids, *words[_LOOKED_UP:]], unclear)


def _meant(word: str, found: Sequence[dict[str, Any]]) -> str | None:
    for key in ("customer_id", "name"):
        same = [row["customer_id"] for row in found if row[key] == word]
        if len(same) == 1:
            return str(same[0])
    return str(found[0]["customer_id"]) if len(found) == 1 else None

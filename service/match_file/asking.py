"""What a table's rows ask, and the answers to so many of them at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Flask
from pydantic import ValidationError

from cypher.search.keys import search_key
from cypher.vocabulary import CUSTOMER_KINDS, Text
from service.api.access.named import texts_told
from service.api.http.answers import whole_store
from service.api.http.times import AskedRun, OfRun, asked_run
from service.api.match.answered import matches
from service.api.match.schemas import NAMING, MatchBody, MatchItem
from service.audit.entries import customers_among
from service.match_file.reading import Row, Table

_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")
_NOBODY = {
    "zh": "这一行没有名称、客户号或证件号码",
    "en": "this row names nobody: no name, customer number or certificate number",
}


@dataclass
class Unread:
    """Values that were left out, being no day, no kind, or too long; the first is told."""

    count: int = 0
    first: Text | None = None

    def add(self, number: int, header: str, value: str) -> None:
        """Note a value."""
        self.count += 1
        self.first = self.first or Text(
            f"第{number}行{header}：{value[:40]}", f"row {number}, {header}: {value[:40]}"
        )


@dataclass
class Questions:
    """Asks for rows of one table in one run; `unread` is what could not be asked.

    `named` are the customers whom the answers named until now.
    """

    app: Flask
    table: Table
    tags: list[str]
    groups: list[str]
    run: AskedRun
    unread: Unread = field(default_factory=Unread)
    not_derived: list[str] = field(default_factory=list)
    named: dict[str, None] = field(default_factory=dict)

    def answers(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The answer to each of at most a thousand rows, in their order."""
        items = [self._item(number, cells) for number, cells in rows]
        body = MatchBody(
            items=[item for item in items if item],
            tags=self.tags,
            groups=self.groups,
            run=self.run.run_id or None,
        )
        with self.app.app_context():
            answer = matches(body)
            told = set(texts_told(answer))
            self.named |= dict.fromkeys(sorted(customers_among(whole_store(), told)))
        self.not_derived = answer["not_derived"]
        found = iter(answer["items"])
        nobody = {"match": "none", "because": _NOBODY, "customers": [], "more": 0}
        return [next(found) if item else nobody for item in items]

    def _item(self, number: int, cells: Sequence[str]) -> MatchItem | None:
        """What a row asks; None where it names nobody."""
        said: dict[str, str] = {}
        for place, name in self.table.fields.items():
            text = cells[place]
            if not text or name in said:
                continue
            value = _value(name, text)
            if value and _fits(name, value):
                said[name] = value
            else:
                self.unread.add(number, self.table.header[place], text)
        return MatchItem(**said) if any(name in said for name in NAMING) else None


def run_of(app: Flask, as_of: str | None, run: int | None) -> AskedRun:
    """The run that the whole table is asked of; raises as `asked_run` does."""
    with app.app_context():
        return asked_run(OfRun(as_of=as_of, run=run))


def _value(name: str, text: str) -> str:
    """A cell's text as an item takes it; '' where it is no day or kind."""
    if name == "birth_on":
        found = _DAY.match(text)
        try:
            return date(*map(int, found.groups())).isoformat() if found else ""
        except ValueError:
            return ""
    return _kind(text) if name == "kind" else text


def _kind(text: str) -> str:
    key = search_key(text)
    for kind in CUSTOMER_KINDS.values():
        if key in (kind.word, search_key(kind.title.zh), kind.title.en, *kind.also.split()):
            return str(kind.word)
    return ""


def _fits(name: str, value: str) -> bool:
    """Whether an item takes a value: none is longer than a request's."""
    try:
        MatchItem(**{"customer_id": "-", name: value})
    except ValidationError:
        return False
    return True

"""Tags: what each means, who holds it, and why; so that a changed rule shows in its own lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from tests.answers.bank import Bank, spread
from tests.answers.interface import Answer


def questions(bank: Bank) -> Iterator[tuple[str, Iterable[Answer]]]:
    """Questions about each tag."""
    api = bank.api
    held = _Held(bank)
    yield "GET /tags", [api.whole("/tags")]
    ids = [tag["tag_id"] for tag in bank.tags]
    yield "GET /tags/*/versions", api.each_whole("/tags/*/versions", ids)
    for tag in bank.tags:
        tag_id = tag["tag_id"]
        yield f"GET /tags/{tag_id}", [api.get(f"/tags/{tag_id}")]
        yield (
            f"GET /tags/{tag_id}/customers",
            lists(bank, f"/tags/{tag_id}/customers", tag["grades"]),
        )
        yield f"GET /customers?tag={tag_id}", lists(bank, "/customers", tag["grades"], tag=tag_id)
        yield f"GET /customers/*/tags?include=evidence: {tag_id}", held.of(tag_id)
        yield f"GET /customers/*/tags/{tag_id}", one_by_one(bank, tag_id)


def lists(
    bank: Bank, path: str, grades: Sequence[Mapping[str, Any]], **query: Any
) -> Iterator[Answer]:
    """A list of a tag's holders: whole, by small pages, by kind and grade."""
    yield bank.api.whole(path, **query, limit=500)
    yield bank.api.whole(path, **query, limit=23)
    yield bank.api.whole(path, **query, limit=500, kind="company", grade=grades[0]["grade"])
    for grade in grades[1:]:
        yield bank.api.get(path, **query, limit=5, kind="person", grade=grade["title"]["zh"])


def one_by_one(bank: Bank, tag_id: str) -> Iterator[Answer]:
    """How some customers hold the tag, and why some do not or cannot be told to."""
    holders = spread(bank.holders(tag_id), bank.most // 8 + 1)
    yield from bank.api.each(f"/customers/*/tags/{tag_id}", [*holders, *bank.few[:3]])


class _Held:
    """Every holding of many customers, asked once a customer and kept by tag."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def of(self, tag_id: str) -> Iterator[Answer]:
        """What each holder holds of one tag; the part of its answer that is of this tag."""
        yield from self._by_tag.get(tag_id, [])

    @cached_property
    def _by_tag(self) -> dict[str, list[Answer]]:
        found: dict[str, list[Answer]] = defaultdict(list)
        asked = self._bank.api.each("/customers/*/tags", self._bank.many, include="evidence")
        for answer in asked:
            by_tag: dict[str, list[Any]] = defaultdict(list)
            for holding in answer.content["tags"]:
                by_tag[holding["tag_id"]].append(holding)
            for tag_id, holdings in by_tag.items():
                found[tag_id].append(replace(answer, content={**answer.content, "tags": holdings}))
        return found

"""What a bank is asked about: its own ids, found by asking, and a fixed choice among them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from tests.answers.interface import Answer, Interface

T = TypeVar("T")

#: The types of ties between customers, as the graph's edges are named.
TIES = (
    "OWNS",
    "CONTROLS",
    "HOLDS_POSITION",
    "KIN_OF",
    "GUARANTEES",
    "REFERRED",
    "DEPENDS_ON",
    "OWES",
    "SAME_AS",
    "MEMBER_OF",
    "SHARES",
    "PAID",
)


def spread(found: Sequence[T], most: int) -> list[T]:
    """At most so many of a sequence, evenly over it, the first among them."""
    if len(found) <= most:
        return list(found)
    return [found[i * len(found) // most] for i in range(most)]


class Bank:
    """The ids of one bank, in order; `most` customers are asked about where a question is dear."""

    def __init__(self, url: str, api: Interface, most: int) -> None:
        """Find the ids by asking `api`, each sort when it is first needed.

        `url` is that of the store below it, for questions that need other settings.
        """
        self.url = url
        self.api = api
        self.most = most

    @cached_property
    def customers(self) -> list[str]:
        """Every customer."""
        return sorted(row["customer_id"] for row in self._items("/customers", limit=500))

    @cached_property
    def companies(self) -> list[str]:
        """Some companies."""
        rows = self._items("/customers", limit=500, kind="company")
        return spread(sorted(row["customer_id"] for row in rows), self.most)

    @cached_property
    def many(self) -> list[str]:
        """Many customers: everybody where a bank is small."""
        return spread(self.customers, 10 * self.most)

    @cached_property
    def some(self) -> list[str]:
        """Some customers."""
        return spread(self.customers, self.most)

    @cached_property
    def few(self) -> list[str]:
        """A few customers."""
        return spread(self.customers, max(self.most // 4, 1))

    @cached_property
    def tags(self) -> list[Mapping[str, Any]]:
        """The tags of the catalogue."""
        return self._items("/tags")

    def holders(self, tag_id: str) -> list[str]:
        """The customers on a tag's list."""
        rows = self._items(f"/tags/{tag_id}/customers", limit=500)
        return sorted({row["customer_id"] for row in rows})

    @cached_property
    def groups(self) -> list[Mapping[str, Any]]:
        """Every group."""
        return self._items("/groups", limit=500)

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The members of each group."""
        return {
            group_id: [
                row["customer_id"]
                for row in self.api.whole(f"/groups/{group_id}", limit=500).content["members"]
            ]
            for group_id in (group["group_id"] for group in self.groups)
        }

    @cached_property
    def communities(self) -> list[str]:
        """Every community."""
        return [row["community_id"] for row in self._items("/communities", limit=500)]

    @cached_property
    def runs(self) -> list[Mapping[str, Any]]:
        """Every run, the earliest first."""
        return sorted(self._items("/runs"), key=lambda run: int(run["run_id"]))

    @cached_property
    def neighbours(self) -> list[Answer]:
        """What is next to many customers."""
        return list(self.api.each("/customers/*/neighbours", self.many, limit=500))

    @cached_property
    def ties(self) -> dict[str, list[Mapping[str, Any]]]:
        """A few ties of each type that the bank recorded, in the order of their ends."""
        found: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = {kind: {} for kind in TIES}
        for answer in self.neighbours:
            for edge in answer.content["edges"]:
                # A derived group's members have no source: they are told, and cannot be supposed.
                if edge["type"] in found and edge["source"]:
                    tie = {name: edge[name] for name in ("type", "from", "to")}
                    found[edge["type"]][edge["from"], edge["to"]] = tie
        return {
            kind: spread([ties[ends] for ends in sorted(ties)], 4) for kind, ties in found.items()
        }

    def _items(self, path: str, **query: Any) -> list[Mapping[str, Any]]:
        items: list[Mapping[str, Any]] = self.api.whole(path, **query).content["items"]
        return items

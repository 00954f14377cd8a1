"""Walks see one customer for its numbers: what the store tells by numbers is told by customers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cypher.identity import IdentitiesInOrder, NumbersOf
from cypher.serve.walks import EdgeRow
from service.api.http.answers import store


class OneCustomer:
    """The numbers of the customers that a walk meets, in one run; asked once for each."""

    def __init__(self, run_id: int) -> None:
        """Ask whether anybody has several numbers: where nobody has, nothing is asked again."""
        self._run_id = run_id
        self._any = bool(store().rows(IdentitiesInOrder(run_id=run_id, after_id="", limit=1)))
        self._known: dict[str, str] = {}
        self._numbers: dict[str, list[str]] = {}

    def numbers(self, customer_ids: Iterable[str]) -> list[str]:
        """All numbers of some customers, in order."""
        asked = list(customer_ids)
        self._learn(asked)
        return sorted({number for one in asked for number in self._numbers.get(one, [one])})

    def known(self, number: str) -> str:
        """The id that a number is known by, once it has been asked for or met."""
        return self._known.get(number, number)

    def by_customer(self, edges: Sequence[EdgeRow]) -> list[EdgeRow]:
        """Edges between customers; those between two numbers of one are none.

        An edge says `from_number` or `to_number` where its record named another number.
        """
        if not self._any:
            return list(edges)
        self._learn(
            [edge.from_id for edge in edges if edge.from_label == "Customer"]
            + [edge.to_id for edge in edges if edge.to_label == "Customer"]
        )
        told = []
        for edge in edges:
            ends: dict[str, Any] = {}
            says: dict[str, Any] = {}
            for end, label in (("from", edge.from_label), ("to", edge.to_label)):
                number: str = getattr(edge, f"{end}_id")
                known = self.known(number) if label == "Customer" else number
                if known != number:
                    ends[f"{end}_id"], says[f"{end}_number"] = known, number
            if ends:
                edge = replace(edge, **ends, properties={**edge.properties, **says})
                if (edge.from_label, edge.from_id) == (edge.to_label, edge.to_id):
                    continue
            told.append(edge)
        return told

    def _learn(self, customer_ids: Iterable[str]) -> None:
        wanted = sorted({*customer_ids} - self._known.keys())
        if not self._any or not wanted:
            return
        for row in store().rows(NumbersOf(customer_ids=wanted, run_id=self._run_id)):
            self._known[row.customer_id] = row.known_id
            self._numbers.setdefault(row.known_id, [])
            if row.customer_id not in self._numbers[row.known_id]:
                self._numbers[row.known_id].append(row.customer_id)
        self._known |= {number: number for number in wanted if number not in self._known}

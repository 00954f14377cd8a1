"""Customers who may be meant, looked up for all items at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from cypher.load import KnownIds
from cypher.serve.customers import CustomersOfNumbers
from cypher.serve.match import ComparedRow, CustomersCompared, CustomersWithNeedles
from service.api.http.answers import ScopedStore
from service.api.identities.numbers import known_ids
from service.api.match.asked_item import AskedItem
from service.api.match.compared import Numbered
from service.api.match.needles import Needle

Thing = TypeVar("Thing")

#: So many needles are looked up in one question to the store, and so many customers read.
AT_ONCE = 1_000
READ_AT_ONCE = 5_000
#: So many customers near a name are compared with it, where nothing else would tell them apart.
MOST_COMPARED = 100
#: So many customers of one name are looked at.
MOST_NAMESAKES = 2_000
#: What the terms of whole names and numbers begin with.
WHOLE = ("¬", "¥")
#: So many users of the phones and certificates of a list are looked at.
MOST_NUMBERED = 100_000


@dataclass
class Found:
    """Whom a lookup found for one item, by their numbers; too many of one name or piece perhaps.

    `weights` says how telling what each has in common is: a piece that n customers share is 1/n.
    """

    weights: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    too_common: bool = False

    @property
    def customer_nos(self) -> set[int]:
        """Their numbers."""
        return {*self.weights}

    def add(self, customer_nos: Iterable[int], weight: float = 1.0) -> None:
        """Add some customers, or what more they have in common."""
        for number in customer_nos:
            self.weights[number] += weight

    def keep(self, most: int) -> None:
        """Keep those who have most in common, of equals the smallest numbers."""
        if len(self.weights) > most:
            ranked = sorted(self.weights, key=lambda number: (-self.weights[number], number))
            self.weights = {number: self.weights[number] for number in ranked[:most]}


class Lookup:
    """The customers that some items may mean, in one run; what was read is kept."""

    def __init__(self, store: ScopedStore, run_id: int) -> None:
        """Nothing is asked yet."""
        self._store = store
        self._run_id = run_id
        self._rows: dict[int, ComparedRow] = {}
        self._no_of: dict[str, int] = {}
        self._known: dict[str, str] = {}

    def rows(self, customer_nos: Iterable[int]) -> list[ComparedRow]:
        """Those of the customers of some numbers who are in scope; they have been read."""
        return [self._rows[number] for number in sorted(customer_nos) if number in self._rows]

    def known(self, row: ComparedRow) -> ComparedRow:
        """The row of the number that a customer is known by; its own where that is out of scope."""
        return self._rows[self._no_of.get(self._known[row.customer_id], row.customer_no)]

    def named(self, items: Sequence[AskedItem], numbered: Numbered) -> list[Found]:
        """Whom the items name: by customer number, certificate, or name. A few questions in all."""
        found = self._with_needles([item.same for item in items], MOST_NAMESAKES)
        by_id = self._numbers_of(item.customer_id for item in items if item.customer_id)
        for item, one in zip(items, found, strict=True):
            if item.customer_id in by_id:
                one.add([by_id[item.customer_id]])
            one.add(numbered.certificates.get(item.number, ()))
        self._read(one.customer_nos for one in found)
        return found

    def alike(self, items: Sequence[AskedItem], most: int) -> list[Found]:
        """Who bears a name near an item's; a piece that more than `most` share says nothing."""
        found = self._with_needles([item.alike for item in items], most)
        for item, one in zip(items, found, strict=True):
            if not item.is_told_apart:
                one.keep(MOST_COMPARED)
        self._read(one.customer_nos for one in found)
        return found

    def numbered(self, items: Sequence[AskedItem]) -> Numbered:
        """Who uses the phones and has the certificates of the items."""
        found = Numbered(defaultdict(set), defaultdict(set))
        wholes = {item.phone for item in items} | {item.number for item in items}
        if wanted := sorted(wholes - {""}):
            for row in self._store.rows(CustomersOfNumbers(wanted, [], MOST_NUMBERED)):
                if row.field == "phone":
                    found.phones[row.value].add(row.customer_no)
                elif row.field == "id_number":
                    found.certificates[row.value].add(row.customer_no)
        return found

    def _with_needles(self, needles_of: Sequence[Sequence[Needle]], most: int) -> list[Found]:
        """Whom each list of needles finds: a piece of more than `most` says nothing.

        Of a whole name or number some of those who have it are found. A needle of several items is
        looked up once.
        """
        items: dict[Needle, list[int]] = defaultdict(list)
        for place, needles in enumerate(needles_of):
            for needle in needles:
                items[needle].append(place)
        found = [Found() for _ in needles_of]
        for part in _parts([*items], AT_ONCE):
            asked = CustomersWithNeedles([list(needle) for needle in part], most + 1)
            for row in self._store.rows(asked):
                needle = part[row.place]
                many, whole = len(row.customer_nos) > most, needle[0].startswith(WHOLE)
                for place in items[needle]:
                    found[place].too_common |= many and (whole or most < MOST_NAMESAKES)
                    if whole or not many:
                        found[place].add(row.customer_nos, 1 / len(row.customer_nos))
        return found

    def _numbers_of(self, customer_ids: Iterable[str]) -> dict[str, int]:
        wanted = sorted({*customer_ids})
        if not wanted:
            return {}
        return {row.id: row.no for row in self._store.rows(KnownIds("customers", wanted))}

    def _read(self, customer_nos: Iterable[set[int]]) -> None:
        """Read some customers, and those that they are known as."""
        read = self._add({*chain.from_iterable(customer_nos)} - self._rows.keys())
        self._known |= known_ids([row.customer_id for row in read], self._run_id)
        others = {self._known[row.customer_id] for row in read} - self._no_of.keys()
        more = self._add({*self._numbers_of(others).values()} - self._rows.keys())
        self._known |= {row.customer_id: row.customer_id for row in more}

    def _add(self, customer_nos: set[int]) -> list[ComparedRow]:
        read = [
            row
            for part in _parts(sorted(customer_nos), READ_AT_ONCE)
            for row in self._store.rows(CustomersCompared(part))
        ]
        self._rows |= {row.customer_no: row for row in read}
        self._no_of |= {row.customer_id: row.customer_no for row in read}
        return read


def _parts(things: Sequence[Thing], size: int) -> Iterator[list[Thing]]:
    for begin in range(0, len(things), size):
        yield [*things[begin : begin + size]]

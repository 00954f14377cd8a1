"""Customers by what was typed: tier by tier from exact to contained, in each by their numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from cypher.identity import NumberRow, NumbersOf
from cypher.load import KnownIds
from cypher.normalisation import normalised
from cypher.search.asked import AnyOf, Asked, looked_up
from cypher.search.keys import number_key
from cypher.search.terms import TAIL, framed
from cypher.serve.customers import (
    CustomerBrief,
    CustomersMatching,
    CustomersNumbered,
    CustomersOfNumbers,
    CustomersSorted,
    NumberedRow,
)
from service.api.http.answers import ScopedStore
from service.api.identities.numbers import known_ids

#: Of so many customers who have a number, or its last four, the others are found by more of it.
MOST_OF_A_NUMBER = 2_000
#: A longer number is looked for as a whole alone.
MOST_OF_A_TAIL = 8
#: So many whom a text names exactly are sorted among those who have its words.
MOST_EXACT = 500
EXACT = 0

_DIGITS = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Search:
    """What was typed, asked of a store under filters: the parameters that all its texts share."""

    store: ScopedStore
    asked: Asked
    filters: dict[str, Any] = field(hash=False)

    def page(self, tier: int, after_no: int, limit: int) -> list[tuple[int, CustomerBrief]]:
        """The next customers after a tier and number, each with its tier; at most `limit`."""
        found: list[tuple[int, CustomerBrief]] = []
        for place in range(max(0, tier), len(self.asked.tiers)):
            after = after_no if place == tier else 0
            rows = self._tier(place, after, limit - len(found))
            found += [(place, row) for row in rows]
            if len(found) == limit:
                break
        return found

    def sorted(self, limit: int, **order: Any) -> list[CustomerBrief]:
        """The customers of all tiers in an order: what `CustomersSorted` takes beside the words."""
        if not self.asked.tiers:
            return []
        exact = self._tier(EXACT, 0, MOST_EXACT)
        numbers = {*chain.from_iterable(self._by_number), *(row.customer_no for row in exact)}
        words = self.asked.tiers[-1]
        return self.store.rows(
            CustomersSorted(
                words=words,
                numbers=sorted(numbers),
                everybody=False,
                limit=limit,
                **self.filters,
                **order,
            )
        )

    def seen(self, rows: Sequence[CustomerBrief], run_id: int) -> dict[int, CustomerBrief]:
        """Of some customers found, by their numbers, those who are seen, as they are known.

        Of several numbers of one customer the one that it is known by is seen where it is found
        itself, else the first that is. Cost: a query, and two more where there are such numbers.
        """
        known = known_ids([row.customer_id for row in rows], run_id)
        several = [each for each in known if known[each] != each]
        if not several:
            return {row.customer_no: row for row in rows}
        numbers = self.store.rows(NumbersOf(several, run_id))
        briefs = {brief.customer_id: brief for brief in self._briefs(numbers)}
        of: dict[str, list[CustomerBrief]] = defaultdict(list)
        for number in numbers:
            if number.customer_id in briefs:
                of[number.known_id].append(briefs[number.customer_id])
        seen = {}
        for row in rows:
            own = briefs.get(known[row.customer_id], row)
            found = [brief for brief in of[known[row.customer_id]] if self._finds(brief)] or [row]
            first = min(found, key=lambda brief: (brief is not own, brief.customer_no))
            if first.customer_no == row.customer_no:
                seen[row.customer_no] = own
        return seen

    def _briefs(self, numbers: Sequence[NumberRow]) -> list[CustomerBrief]:
        ids = [number.customer_id for number in numbers]
        nos = [row.no for row in self.store.rows(KnownIds(target="customers", ids=ids))]
        unfiltered = {name: "" for name in self.filters if name != "run_id"}
        return self.store.rows(
            CustomersNumbered(
                numbers=nos,
                **unfiltered,
                run_id=self.filters["run_id"],
                after_no=0,
                limit=len(nos) + 1,
            )
        )

    def _finds(self, row: CustomerBrief) -> bool:
        """Whether what was typed finds a customer, by its text or by a number."""
        return bool(self.numbers_of(row)) or any(
            all(tier) and all(_has_any(row.search_text, any_of) for any_of in tier)
            for tier in self.asked.tiers
        )

    def numbers_of(self, row: CustomerBrief) -> list[NumberedRow]:
        """The accounts, phones and certificates by which a customer was found."""
        return self._numbered.get(row.customer_no, [])

    def _tier(self, place: int, after_no: int, limit: int) -> list[CustomerBrief]:
        words, numbers = self.asked.tiers[place], self._by_number[place]
        more = {"after_no": after_no, "limit": limit, **self.filters}
        rows: list[CustomerBrief] = []
        if all(words):
            before = self._by_number[: place + 1]
            rows = self.store.rows(
                CustomersMatching(
                    words=words,
                    looked_up=looked_up(words),
                    passed=self._passed(place),
                    left_out=sorted(set(chain.from_iterable(before))),
                    **more,
                )
            )
        if numbers:
            rows += self.store.rows(CustomersNumbered(numbers=numbers, **more))
        return sorted(rows, key=lambda row: row.customer_no)[:limit]

    def _passed(self, place: int) -> list[str]:
        """The needles of the tiers before one, each of which names a customer by itself."""
        before: Sequence[list[AnyOf]] = self.asked.tiers[:place]
        return list(chain.from_iterable(chain.from_iterable(before)))

    @cached_property
    def _numbered(self) -> dict[int, list[NumberedRow]]:
        """What customers have of the numbers that were typed, by the customers' numbers."""
        typed = {self.asked.text, *(word.key for word in self.asked.words)}
        numbers = {self.asked.number, *(word.number for word in self.asked.words)} - {""}
        wholes = set(chain.from_iterable(map(_written, typed)))
        found: dict[int, list[NumberedRow]] = defaultdict(list)
        if wholes:
            short = [number for number in numbers if len(number) <= MOST_OF_A_TAIL]
            tails = {way for number in short for way in (number, number.upper())}
            query = CustomersOfNumbers(
                wholes=sorted(wholes),
                tails=sorted({tail[-TAIL:] for tail in tails}),
                limit=MOST_OF_A_NUMBER,
            )
            for row in self.store.rows(query):
                if row.value in wholes or any(_ends(row, number) for number in numbers):
                    found[row.customer_no].append(row)
        return found

    @cached_property
    def _by_number(self) -> list[list[int]]:
        """The customers of each tier who are in it by a number that no search text has."""
        tiers = self.asked.tiers
        by_tier: list[list[int]] = [[] for _ in tiers]
        for customer_no, rows in self._numbered.items():
            text = rows[0].search_text
            if any(row.value in _written(self.asked.text) for row in rows):
                by_tier[EXACT].append(customer_no)
            elif not _has_any(text, self._passed(len(tiers) - 1)) and all(
                _has_any(text, word.needles)
                or any(row.value in _written(word.key) or _ends(row, word.number) for row in rows)
                for word in self.asked.words
            ):
                by_tier[-1].append(customer_no)
        return by_tier


def _ends(row: NumberedRow, number: str) -> bool:
    return bool(number) and row.value.casefold().endswith(number)


def _has_any(text: str, needles: Sequence[str]) -> bool:
    return any(framed(needle) in text for needle in needles)


def _written(typed: str) -> set[str]:
    """The ways in which the store may have a number that was typed; none of what is no number.

    Accounts are known as they are written, phones and certificates as they are normalised: of a
    foreign phone the + counts, of an extension the word before it.
    """
    number = number_key(typed)
    if len(number) < TAIL or not (number.isascii() or _DIGITS.search(number)):
        return set()
    written = typed.strip()
    ways = {number, written} if number.isascii() else {written}
    kinds = ("phone", "id_number")
    return {
        *(way for each in ways for way in (each, each.upper())),
        *(normalised(kind, each) for kind in kinds for each in ways),
    } - {""}

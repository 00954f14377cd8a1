"""Questions see one customer for its numbers, and are told by customers what is kept by numbers."""

from collections.abc import Iterable

from flask import g

from cypher.identity import IdentitiesInOrder, NumbersOf
from service.api.http.answers import store, whole_store


class OneCustomer:
    """The numbers of the customers that a question meets, in one run; asked once for each."""

    def __init__(self, run_id: int) -> None:
        """Ask whether anybody has several numbers: where nobody has, nothing is asked again."""
        self._run_id = run_id
        any_ = IdentitiesInOrder(run_id=run_id, after_id="", limit=1)
        self._any = bool(whole_store().rows(any_))
        self._known: dict[str, str] = {}
        self._numbers: dict[str, set[str]] = {}

    def numbers(self, customer_ids: Iterable[str]) -> list[str]:
        """All numbers of some customers, in order."""
        asked = list(customer_ids)
        self.learn(asked)
        return sorted({number for one in asked for number in self._numbers.get(one, {one})})

    def known(self, number: str) -> str:
        """The id that a number is known by, once it has been learnt."""
        return self._known.get(number, number)

    def learn(self, customer_ids: Iterable[str]) -> None:
        """Ask of which customers some numbers are, where that is not known."""
        wanted = sorted({*customer_ids} - self._known.keys()) if self._any else []
        if not wanted:
            return
        for row in store().rows(NumbersOf(customer_ids=wanted, run_id=self._run_id)):
            self._known[row.customer_id] = row.known_id
            self._numbers.setdefault(row.known_id, set()).add(row.customer_id)
        self._known |= {number: number for number in wanted if number not in self._known}


def one_customer(run_id: int) -> OneCustomer:
    """The numbers in a run, as this request has learnt them so far."""
    kept: dict[int, OneCustomer] = g.setdefault("one_customer", {})
    if run_id not in kept:
        kept[run_id] = OneCustomer(run_id)
    return kept[run_id]

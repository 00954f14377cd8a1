"""Trails of money: payments that follow each other in time, from customer to customer.

The store is asked a step at a time for the payments of everybody who was reached, the largest
first; trails are then put together from what came.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np

from cypher.engine.arrays import Ints
from service.api.http.holding_text import names_of
from service.api.money.account_names import names_of_accounts
from service.api.money.counterparties import counterparties_of
from service.api.money.steps import (
    CASH,
    Direction,
    Party,
    Span,
    Step,
    shown_payment,
    steps_from,
)
from service.money import stored_money

#: How many payments one step takes in, the largest; how many trails are looked at.
PAYMENTS_A_STEP, TRAILS_MADE = 5_000, 20_000


def trails_of(
    customer_id: str, direction: Direction, hops: int, span: Span, limit: int
) -> dict[str, Any]:
    """The trails of up to `hops` payments out of a customer, or into it, that carry most.

    Each payment is later than the one before, in one currency. A trail is told at its full length,
    never its beginning alone; it visits nobody twice, save that it may come back to the customer,
    where it ends. It carries its smallest payment. At most `limit` trails come back, the largest
    first, of equal ones the shorter, then the one whose first payments are larger; `hidden` counts
    the others that were found. `truncated` says that there were more payments, or trails, than are
    looked at: trails that carry less may then be missing, or go on. Cost: PAYMENTS_A_STEP *
    TRAILS_MADE at worst, in few passes over arrays.
    """
    start = Party(True, customer_id)
    found, more_payments = _reach(start, direction, hops, span)
    whole, hidden, more_trails = _largest(_Trails(start, found, direction), hops, limit)
    trails = [_shown(trail, direction) for trail in whole]
    counterparties, counterparties_hidden = counterparties_of(customer_id, direction, span)
    names = names_of(
        (customer_id for trail in trails for customer_id in trail["customers"]),
        (
            counterparty["customer_id"]
            for counterparty in counterparties
            if counterparty["customer_id"]
        ),
    )
    accounts = {
        end for trail in trails for edge in trail["edges"] for end in (edge["from"], edge["to"])
    }
    names |= names_of_accounts(accounts - names.keys())
    return {
        "customer_id": customer_id,
        "direction": direction,
        "trails": trails,
        "hidden": hidden,
        "limit": limit,
        "truncated": more_payments or more_trails,
        "payments_looked_at_most": PAYMENTS_A_STEP,
        "counterparties": counterparties,
        "counterparties_hidden": counterparties_hidden,
        "names": names,
    }


def _reach(
    start: Party, direction: Direction, hops: int, span: Span
) -> tuple[dict[Party, list[Step]], bool]:
    """The steps of everybody within reach, by the party that they leave, and whether any lack.

    Whoever is first reached by the steps of one level is reached no sooner than by the earliest of
    them (or left no later than by the latest): only payments beyond it are asked for.
    """
    found: dict[Party, list[Step]] = {}
    frontier, truncated = {start}, False
    for _ in range(hops):
        steps, more = steps_from(sorted(frontier), direction, span, PAYMENTS_A_STEP)
        truncated = truncated or more
        found |= {party: [] for party in frontier}
        for step in steps:
            found[step.near].append(step)
        frontier = {step.far for step in steps} - found.keys() - {CASH}
        if not frontier:
            break
        times = [step.payment.at for step in steps]
        if direction == "out":
            span = Span(min(times) + 1, span.until, span.least)
        else:
            span = Span(span.since, max(times), span.least)
    return found, truncated


class _Choice(NamedTuple):
    """The k steps that one party can go on by, the largest first, and their parts, int64[k] each.

    `when` grows in the direction in which money is followed; currencies and parties are numbered.
    """

    steps: Sequence[Step]
    when: Ints
    currency: Ints
    far: Ints


class _Trail(NamedTuple):
    """A trail, sorted as trails are told; `places` says where each step stands in its choice."""

    less: float
    hops: int
    places: tuple[int, ...]
    steps: tuple[Step, ...]


class _Trails:
    """The trails that can be put together from everybody's steps."""

    def __init__(
        self, start: Party, found: Mapping[Party, Sequence[Step]], direction: Direction
    ) -> None:
        """Number parties and currencies. Linear in the steps."""
        every = [step for steps in found.values() for step in steps]
        self._start = start
        self._sign = 1 if direction == "out" else -1
        self._party = _numbered(step.far for step in every)
        self._currency = _numbered(step.payment.currency for step in every)
        self._choices = {party: self._choice(steps) for party, steps in found.items()}

    def best(self) -> _Trail | None:
        """The trail of one step that carries most."""
        return self._with_next((), (), 0)

    def longer(self, trail: _Trail) -> _Trail | None:
        """Of those that go one step on from a trail the one that carries most."""
        if trail.steps[-1].far == self._start:
            return None
        return self._with_next(trail.steps, trail.places, 0)

    def other(self, trail: _Trail) -> _Trail | None:
        """The trail that comes after another of those that differ from it in the last step only."""
        return self._with_next(trail.steps[:-1], trail.places[:-1], trail.places[-1] + 1)

    def _with_next(
        self, steps: tuple[Step, ...], places: tuple[int, ...], after: int
    ) -> _Trail | None:
        """The steps and the first that can follow them of the places from `after` on."""
        choice = self._choices.get(steps[-1].far if steps else self._start)
        if choice is None:
            return None
        fits = np.ones(max(0, len(choice.steps) - after), np.bool_)
        if steps:
            last = steps[-1].payment
            fits &= choice.when[after:] > last.at * self._sign
            fits &= choice.currency[after:] == self._currency[last.currency]
        for step in steps:
            fits &= choice.far[after:] != self._party[step.far]
        if not fits.any():
            return None
        place = after + int(fits.argmax())
        steps = (*steps, choice.steps[place])
        carried = min(step.payment.amount for step in steps)
        return _Trail(-carried, len(steps), (*places, place), steps)

    def _choice(self, steps: Sequence[Step]) -> _Choice:
        when = [step.payment.at * self._sign for step in steps]
        currency = [self._currency[step.payment.currency] for step in steps]
        far = [self._party[step.far] for step in steps]
        return _Choice(steps, *(np.array(part, np.int64) for part in (when, currency, far)))


def _numbered(things: Iterable[Hashable]) -> dict[Any, int]:
    return {thing: i for i, thing in enumerate(dict.fromkeys(things))}


def _largest(trails: _Trails, hops: int, limit: int) -> tuple[list[_Trail], int, bool]:
    """The whole trails that carry most, how many more there are, and whether some were not made.

    A trail carries no more than its beginning does, nor than one with a larger last step: made
    best first, each when the one before it in that order was taken, trails come in their order.
    """
    heap: list[_Trail] = []
    whole: list[_Trail] = []
    hidden, made = 0, 0

    def offer(trail: _Trail | None) -> None:
        if trail:
            heappush(heap, trail)

    offer(trails.best())
    while heap and made < TRAILS_MADE:
        trail = heappop(heap)
        made += 1
        offer(trails.other(trail))
        longer = trails.longer(trail) if trail.hops < hops else None
        offer(longer)
        if longer is None and len(whole) < limit:
            whole.append(trail)
        elif longer is None:
            hidden += 1
    return whole, hidden, bool(heap)


def _shown(trail: _Trail, direction: Direction) -> dict[str, Any]:
    """A trail in the order in which the money went."""
    steps = trail.steps if direction == "out" else trail.steps[::-1]
    edges = [shown_payment(step, direction) for step in steps]
    parties = [trail.steps[0].near, *(step.far for step in trail.steps)]
    along = parties if direction == "out" else parties[::-1]
    return {
        "amount": stored_money(-trail.less),
        "currency": trail.steps[0].payment.currency,
        "hops": trail.hops,
        "from_at": edges[0]["at"],
        "to_at": edges[-1]["at"],
        "customers": [party.id for party in along if party.is_customer],
        "returns": parties[0] == parties[-1],
        "edges": edges,
    }

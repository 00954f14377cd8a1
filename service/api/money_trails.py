"""Trails of money: payments that follow each other in time, from customer to customer.

The store is asked a step at a time for the payments of everybody who was reached, the largest
first; trails are then put together from what came. Money that a customer received may leave from
any of its accounts; an account without a known owner is a party of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, Literal, NamedTuple

from cypher.serve.money import (
    AccountsOwnedBy,
    OwnersOfAccounts,
    PaidBy,
    PaidTo,
    PaymentRow,
    PaymentsInto,
    PaymentsOutOf,
)
from service.api.answers import store
from service.api.holdings import names_of
from service.money import money
from service.tagging.payments import instant

Direction = Literal["in", "out"]

#: How many payments one step takes in, the largest; how many trails are put together.
PAYMENTS_A_STEP, TRAILS_MADE = 5_000, 20_000
#: How many of those that a customer dealt with directly are told.
COUNTERPARTIES_TOLD = 500
#: Who stands at the outside: cash, or an account nobody named.
CASH = ""


class Party(NamedTuple):
    """A customer, or an account without a known owner; the outside is the account ''."""

    is_customer: bool
    id: str


@dataclass(frozen=True)
class Span:
    """Which payments count: from `since` up to, not including, `until`, of `least` or more."""

    since: int
    until: int
    least: float


class Step(NamedTuple):
    """A payment as a trail takes it: from one party to the next, which is earlier where it goes in.

    `near` is the end that is closer to the customer asked about.
    """

    near: Party
    far: Party
    payment: PaymentRow


def trails_of(
    customer_id: str, direction: Direction, hops: int, span: Span, limit: int
) -> dict[str, Any]:
    """The trails of up to `hops` payments out of a customer, or into it, that carry most.

    Each payment is later than the one before, in one currency. A trail is told at its full length,
    never its beginning alone; it visits nobody twice, save that it may come back to the customer,
    where it ends. It carries its smallest payment. At most `limit` trails come back, the largest
    first; `hidden` counts the others that were found, and `truncated` says that there were more
    payments, or trails, than are looked at: there may then be others.
    """
    start = Party(True, customer_id)
    found, truncated = _steps(start, direction, hops, span)
    trails, hidden, cut = _put_together(start, found, direction, hops, limit)
    told = [_told(trail, direction) for trail in trails]
    counterparties = _counterparties(customer_id, direction, span)
    names = names_of(
        (each for trail in told for each in trail["customers"]),
        (each["customer_id"] for each in counterparties if each["customer_id"]),
    )
    return {
        "customer_id": customer_id,
        "direction": direction,
        "trails": told,
        "hidden": hidden,
        "truncated": truncated or cut,
        "payments_looked_at_most": PAYMENTS_A_STEP,
        "counterparties": counterparties[:COUNTERPARTIES_TOLD],
        "counterparties_hidden": max(0, len(counterparties) - COUNTERPARTIES_TOLD),
        "names": names,
    }


def accounts_of(parties: Iterable[Party]) -> dict[str, list[Party]]:
    """The accounts of some parties, each with those of them whose it is."""
    accounts: dict[str, list[Party]] = defaultdict(list)
    customers = sorted(party.id for party in parties if party.is_customer)
    for row in store().rows(AccountsOwnedBy(customers)):
        accounts[row.account_id].append(Party(True, row.customer_id))
    for party in parties:
        if not party.is_customer and party.id != CASH:
            accounts[party.id].append(party)
    return accounts


def owners_of(account_ids: Iterable[str]) -> dict[str, list[Party]]:
    """The parties whose accounts these are; an account without an owner is its own."""
    wanted = sorted(set(account_ids) - {CASH})
    owners: dict[str, list[Party]] = defaultdict(list)
    for row in store().rows(OwnersOfAccounts(wanted)):
        owners[row.account_id].append(Party(True, row.customer_id))
    return {each: owners.get(each) or [Party(False, each)] for each in [*wanted, CASH]}


def steps_from(
    parties: Iterable[Party], direction: Direction, span: Span, limit: int
) -> tuple[list[Step], bool]:
    """The payments of some parties with others, the largest first, and whether there are more.

    A payment from or to a joint account is one step for each of its owners.
    """
    accounts = accounts_of(sorted(parties))
    query = PaymentsOutOf if direction == "out" else PaymentsInto
    asked = query(sorted(accounts), span.since, span.until, span.least, limit + 1)
    met = store().rows(asked) if accounts else []
    ends = [_ends(payment, direction) for payment in met[:limit]]
    owners = owners_of(far for _, far in ends)
    steps = [
        Step(mine, theirs, payment)
        for payment, (near, far) in zip(met, ends, strict=False)
        for mine in accounts[near]
        for theirs in owners[far]
        if mine != theirs
    ]
    return steps, len(met) > limit


def _ends(payment: PaymentRow, direction: Direction) -> tuple[str, str]:
    pair = payment.from_account, payment.to_account
    return pair if direction == "out" else pair[::-1]


def _steps(
    start: Party, direction: Direction, hops: int, span: Span
) -> tuple[dict[Party, list[Step]], bool]:
    """The steps of everybody within reach, by the party that they leave, and whether any lack."""
    found: dict[Party, list[Step]] = {}
    frontier, truncated = {start}, False
    for _ in range(hops):
        steps, more = steps_from(frontier, direction, span, PAYMENTS_A_STEP)
        truncated = truncated or more
        found.update({party: [] for party in frontier})
        for step in steps:
            found[step.near].append(step)
        frontier = {step.far for step in steps} - found.keys() - {Party(False, CASH)}
        if not frontier:
            break
    return found, truncated


def _put_together(
    start: Party,
    found: Mapping[Party, Sequence[Step]],
    direction: Direction,
    hops: int,
    limit: int,
) -> tuple[list[list[Step]], int, bool]:
    """The trails that carry most, how many more there are, and whether some were not made.

    A trail carries no more than its beginning does: made from the largest beginning on, whole
    trails come in their order.
    """
    later = 1 if direction == "out" else -1
    heap: list[tuple[float, int, tuple[str, ...], list[Step]]] = []
    whole: list[list[Step]] = []
    hidden, made = 0, 0

    def begin(trail: list[Step]) -> None:
        carried = min(step.payment.amount for step in trail)
        key = tuple(step.payment.transaction_id for step in trail)
        parties = tuple(part for step in trail for part in (str(step.near), str(step.far)))
        heappush(heap, (-carried, len(trail), (*key, *parties), trail))

    for step in found.get(start, ()):
        begin([step])
    while heap and made < TRAILS_MADE:
        *_, trail = heappop(heap)
        made += 1
        last = trail[-1]
        visited = {step.near for step in trail} | {last.far}
        going_on = [
            step
            for step in found.get(last.far, ())
            if (step.payment.at - last.payment.at) * later > 0
            and step.payment.currency == last.payment.currency
            and (step.far == start or step.far not in visited)
        ]
        if last.far == start or len(trail) == hops or not going_on:
            if len(whole) < limit:
                whole.append(trail)
            else:
                hidden += 1
            continue
        for step in going_on:
            begin([*trail, step])
    return whole, hidden, bool(heap)


def _told(trail: list[Step], direction: Direction) -> dict[str, Any]:
    """A trail in the order in which the money went."""
    steps = trail if direction == "out" else [*reversed(trail)]
    edges = [shown_payment(step, direction) for step in steps]
    parties = [trail[0].near, *(step.far for step in trail)]
    along = parties if direction == "out" else parties[::-1]
    return {
        "amount": money(min(step.payment.amount for step in trail)),
        "currency": trail[0].payment.currency,
        "hops": len(trail),
        "from_at": edges[0]["at"],
        "to_at": edges[-1]["at"],
        "customers": [party.id for party in along if party.is_customer],
        "returns": parties[0] == parties[-1],
        "edges": edges,
    }


def shown_payment(step: Step, direction: Direction) -> dict[str, Any]:
    """The edge of one payment, between customers, or accounts where no owner is known."""
    ends = (step.near.id, step.far.id)
    payment = step.payment
    begin, end = ends if direction == "out" else ends[::-1]
    said = {
        "transaction_id": payment.transaction_id,
        "from_account": payment.from_account,
        "to_account": payment.to_account,
        "amount": money(payment.amount),
        "currency": payment.currency,
        "at": instant(payment.at),
        "channel": payment.channel,
        "purpose": payment.purpose,
    }
    edge = {"type": "PAID", "from": begin, "to": end, "source": f"L{payment.load_no}"}
    return edge | {name: value for name, value in said.items() if value is not None}


def _counterparties(customer_id: str, direction: Direction, span: Span) -> list[dict[str, Any]]:
    """What passed between a customer and each other party directly, all of it, the most first."""
    own = sorted(accounts_of([Party(True, customer_id)]))
    query = PaidTo if direction == "out" else PaidBy
    rows = store().rows(query(own, span.since, span.until, span.least))
    owners = owners_of(row.account_id for row in rows)
    sums: dict[tuple[Party, str], list[float]] = defaultdict(lambda: [0.0, 0])
    for row in rows:
        for party in owners[row.account_id]:
            if party != Party(True, customer_id):
                total = sums[party, row.currency]
                total[0] += row.amount
                total[1] += row.payments
    ordered = sorted(sums.items(), key=lambda each: (-each[1][0], each[0]))
    return [
        {
            "customer_id": party.id if party.is_customer else None,
            "account_id": None if party.is_customer else party.id,
            "amount": money(round(amount, 4)),
            "currency": currency,
            "payments": int(payments),
        }
        for (party, currency), (amount, payments) in ordered
    ]

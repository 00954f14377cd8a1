"""Payments as steps from party to party, asked for a frontier at a time.

Money that a customer received may leave from any of its accounts; an account without a known owner
is a party of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from cypher.serve.money import (
    AccountsOwnedBy,
    OwnersOfAccounts,
    PaymentRow,
    PaymentsInto,
    PaymentsOutOf,
)
from service.api.http.answers import store
from service.api.http.lookups import outsiders_among
from service.api.http.times import current_run
from service.api.identities.one_customer import one_customer
from service.instants import instant
from service.money import stored_money

Direction = Literal["in", "out"]


class Party(NamedTuple):
    """A customer, or an account without a known owner; the outside is the account ''."""

    is_customer: bool
    id: str


#: Who stands at the outside: cash, or an account nobody named.
CASH = Party(False, "")


@dataclass(frozen=True)
class Span:
    """Which payments count: from `since` up to, not including, `until`, of `least` or more."""

    since: int
    until: int
    least: float


class Step(NamedTuple):
    """A payment as it is followed from where a search began: `near` is the end closer to there."""

    near: Party
    far: Party
    payment: PaymentRow


def steps_from(
    parties: Collection[Party], direction: Direction, span: Span, limit: int
) -> tuple[list[Step], bool]:
    """The payments of some parties to others, or from them, and whether there are more.

    At most `limit` payments, the largest first, then the earliest. One from or to a joint account
    is a step for each of its owners; one between accounts of the same party is none, nor is one
    that concerns nobody in the scope in which is asked.
    """
    accounts = accounts_of(parties)
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
    return _in_scope(steps), len(met) > limit


def _in_scope(steps: list[Step]) -> list[Step]:
    customers = {party.id for step in steps for party in step[:2] if party.is_customer}
    outsiders = outsiders_among(customers)
    if not outsiders:
        return steps
    seen = {Party(True, customer_id) for customer_id in customers - outsiders}
    return [step for step in steps if not seen.isdisjoint(step[:2])]


def accounts_of(parties: Collection[Party]) -> dict[str, list[Party]]:
    """The accounts of some parties, each with those of them whose it is."""
    accounts: dict[str, list[Party]] = defaultdict(list)
    one = one_customer(current_run().run_id)
    customers = one.numbers(party.id for party in parties if party.is_customer)
    for row in store().rows(AccountsOwnedBy(customers)):
        owner = Party(True, one.known(row.customer_id))
        if owner not in accounts[row.account_id]:
            accounts[row.account_id].append(owner)
    accounts |= {party.id: [party] for party in parties if not party.is_customer and party != CASH}
    return accounts


def owners_of(account_ids: Iterable[str]) -> dict[str, list[Party]]:
    """The parties whose accounts these are; an account without an owner is its own."""
    wanted = sorted(set(account_ids))
    owners: dict[str, list[Party]] = defaultdict(list)
    one, rows = one_customer(current_run().run_id), store().rows(OwnersOfAccounts(wanted))
    one.learn(row.customer_id for row in rows)
    for row in rows:
        owner = Party(True, one.known(row.customer_id))
        if owner not in owners[row.account_id]:
            owners[row.account_id].append(owner)
    return {account: owners.get(account) or [Party(False, account)] for account in wanted}


def shown_payment(step: Step, direction: Direction) -> dict[str, Any]:
    """The edge of one payment, between customers, or accounts where no owner is known."""
    payment = step.payment
    begin, end = (step.near.id, step.far.id)[:: 1 if direction == "out" else -1]
    said = {
        "transaction_id": payment.transaction_id,
        "from_account": payment.from_account,
        "to_account": payment.to_account,
        "amount": stored_money(payment.amount),
        "currency": payment.currency,
        "at": instant(payment.at),
        "channel": payment.channel,
        "purpose": payment.purpose,
    }
    edge = {"type": "PAID", "from": begin, "to": end, "source": f"L{payment.load_no}"}
    return edge | {name: value for name, value in said.items() if value is not None}


def _ends(payment: PaymentRow, direction: Direction) -> tuple[str, str]:
    pair = payment.from_account, payment.to_account
    return pair if direction == "out" else pair[::-1]

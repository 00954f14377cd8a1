"""With whom a customer dealt directly, and how much in all."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from cypher.serve.customers import NamesOf
from cypher.serve.money import CounterpartyRow, PaidBy, PaidTo
from service.api.access.viewers import called
from service.api.http.answers import store
from service.api.money.account_names import names_of_accounts
from service.api.money.steps import Direction, Party, Span, accounts_of, owners_of
from service.money import stored_money

#: How many counterparties are told, and how many accounts of each.
TOLD, ACCOUNTS_TOLD = 500, 20
#: Amounts are decimals: what their sums are off by is not told.
DECIMALS = 4


@dataclass
class _Dealings:
    """What passed between the customer and one party in one currency."""

    amount: float = 0.0
    payments: int = 0
    accounts: list[CounterpartyRow] = field(default_factory=list)


def counterparties_of(
    customer_id: str, direction: Direction, span: Span
) -> tuple[list[dict[str, Any]], int]:
    """Whom a customer paid, or was paid by, directly, and how many more there are than are told.

    At most TOLD, the largest first, one entry a party and currency. All payments count, however
    many there are. What passed through a joint account counts for each of its owners (ADR 0012).
    """
    customer = Party(True, customer_id)
    query = PaidTo if direction == "out" else PaidBy
    own = sorted(accounts_of([customer]))
    rows = store().rows(query(own, span.since, span.until, span.least))
    owners = owners_of(row.account_id for row in rows)
    dealings: dict[tuple[Party, str], _Dealings] = defaultdict(_Dealings)
    for row in rows:
        for party in owners[row.account_id]:
            if party != customer:
                with_party = dealings[party, row.currency]
                with_party.amount += row.amount
                with_party.payments += row.payments
                with_party.accounts.append(row)
    ordered = sorted(dealings.items(), key=lambda each: (-round(each[1].amount, DECIMALS), each[0]))
    told = ordered[:TOLD]
    known = store().rows(NamesOf(sorted({party.id for (party, _), _ in told if party.is_customer})))
    kinds = {row.customer_id: row.kind for row in known}
    names = {row.customer_id: called(row) for row in known}
    accounts = names_of_accounts(party.id for (party, _), _ in told if not party.is_customer)
    shown = [
        {
            **_shown(party, kinds, currency, dealt),
            "name": (names if party.is_customer else accounts).get(party.id),
        }
        for (party, currency), dealt in told
    ]
    return shown, len(ordered) - len(told)


def _shown(party: Party, kinds: dict[str, str], currency: str, dealt: _Dealings) -> dict[str, Any]:
    accounts = sorted(dealt.accounts, key=lambda row: (-row.amount, row.account_id))
    return {
        "customer_id": party.id if party.is_customer else None,
        "kind": kinds.get(party.id) if party.is_customer else None,
        "amount": stored_money(dealt.amount),
        "currency": currency,
        "payments": dealt.payments,
        "accounts": [
            {
                "account_id": row.account_id,
                "amount": stored_money(row.amount),
                "payments": row.payments,
            }
            for row in accounts[:ACCOUNTS_TOLD]
        ],
        "accounts_hidden": max(0, len(accounts) - ACCOUNTS_TOLD),
    }

"""Rows of canonical files, made from short words: what every test builds its bank of."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Records = dict[str, Sequence[Row]]


def people(*ids: str, **same: Any) -> list[dict[str, Any]]:
    """Persons as rows of customers, called by their ids."""
    return [{"customer_id": each, "kind": "person", "name": each, **same} for each in ids]


def companies(*ids: str, **same: Any) -> list[dict[str, Any]]:
    """Companies as rows of customers, called by their ids."""
    return [{"customer_id": each, "kind": "company", "name": each, **same} for each in ids]


def holdings_of(*holdings: str) -> list[dict[str, Any]]:
    """Ownerships from `P>A .8`: P owns share .8 of A, with as many votes."""
    rows = []
    for each in holdings:
        pair, share = each.split()
        owner, owned = pair.split(">")
        rows.append({"owner_id": owner, "owned_id": owned, "share": share})
    return rows


def guarantees_of(*arcs: str, amount: Any = "100") -> list[dict[str, Any]]:
    """Guarantees from `a>b`: a guarantees b."""
    return [
        {
            "guarantee_id": f"G-{arc}",
            "guarantor_id": arc.split(">")[0],
            "borrower_id": arc.split(">")[1],
            "amount": amount,
        }
        for arc in arcs
    ]


def firms(**net_assets: Any) -> list[dict[str, Any]]:
    """Companies by their ids and net assets; '' where these are unknown."""
    return [
        {"customer_id": each, "kind": "company", "name": each, "net_assets": worth}
        for each, worth in net_assets.items()
    ]


def obligations_of(*owed: str) -> list[dict[str, Any]]:
    """Obligations from `A>B 60`: A owes B 60, so B is exposed to A."""
    rows = []
    for each in owed:
        pair, amount = each.split()
        debtor, creditor = pair.split(">")
        rows.append({"debtor_id": debtor, "creditor_id": creditor, "amount": amount})
    return rows


def kin(*ties: str) -> list[dict[str, str]]:
    """Kinships from `a parent b`: a is b's parent."""
    return [dict(zip(("a_id", "relation", "b_id"), tie.split(), strict=True)) for tie in ties]


def offices(*told: str) -> list[dict[str, str]]:
    """Offices from `E executive K`."""
    return [dict(zip(("person_id", "role", "company_id"), t.split(), strict=True)) for t in told]


def phones(**of: str) -> list[dict[str, str]]:
    """A phone for each customer."""
    return [{"customer_id": c, "kind": "phone", "value": v} for c, v in of.items()]


def referrals_of(*arcs: str, **same: Any) -> list[dict[str, Any]]:
    """Referrals from `A>B` or `A>B 2024-05-01`: A referred B; without a day each a day later."""
    rows = []
    for number, arc in enumerate(arcs, 1):
        pair, _, on = arc.partition(" ")
        referrer, referred = pair.split(">")
        at = on or f"2024-01-{number:02}"
        rows.append({"referrer_id": referrer, "referred_id": referred, "at": at, **same})
    return rows


def accounts_of(*customer_ids: str, **joint: str) -> dict[str, list[dict[str, Any]]]:
    """An account for each customer, called after it; `joint` names a second owner."""
    return {
        "accounts": [{"account_id": f"@{each}", "currency": "CNY"} for each in customer_ids],
        "account_holders": [
            *({"account_id": f"@{each}", "customer_id": each} for each in customer_ids),
            *(
                {"account_id": f"@{each}", "customer_id": other, "role": "joint"}
                for each, other in joint.items()
            ),
        ],
    }


def payments(*moves: str, currency: str = "CNY") -> list[dict[str, Any]]:
    """Payments from `A>B 100 2025-03-01T09:00 USD`: in `currency` where the move names none.

    Each side is the account `@A` of the customer that it names, or cash where it names nobody.
    """
    rows = []
    for i, move in enumerate(moves):
        arc, amount, at, *other = move.split()
        money = "".join(other) or currency
        payer, payee = arc.split(">")
        rows.append(
            {
                "transaction_id": f"T{i}-{money}",
                "from_account": payer and f"@{payer}",
                "to_account": payee and f"@{payee}",
                "amount": amount,
                "currency": money,
                "at": at,
            }
        )
    return rows


def paid(*moves: str) -> Records:
    """The rows of `payments`, and an account for each customer who pays or is paid."""
    rows = payments(*moves)
    ends = {row[end][1:] for row in rows for end in ("from_account", "to_account")}
    return {**accounts_of(*sorted(ends)), "transactions": rows}

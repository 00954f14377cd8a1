"""Banks in which something is blocked, and who is near it in them."""

from collections.abc import Sequence
from typing import Any

from tests.banks import ServedBank
from tests.building import people

TAG = "near_blocked"


def customers(*ids: str, blocked: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Persons, some of whom are blocked."""
    return [*people(*ids), *people(*blocked, blocked="true")]


def accounts(*held: str, blocked: Sequence[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """Accounts and their holders from `P@a authorised`: P may use a."""
    rows = [each.replace("@", " ").split() for each in held]
    ids = dict.fromkeys([*(account for _, account, *_ in rows), *blocked])
    return {
        "accounts": [
            {"account_id": each, "blocked": "true" if each in blocked else ""} for each in ids
        ],
        "account_holders": [
            {"customer_id": holder, "account_id": account, "role": "".join(role)}
            for holder, account, *role in rows
        ],
    }


def payments(*arcs: str, at: str = "2025-06-01") -> list[dict[str, Any]]:
    """Payments from account to account from `a>b 100`."""
    rows = []
    for number, arc in enumerate(arcs):
        pair, *amount = arc.split()
        payer, payee = pair.split(">")
        row = {"from_account": payer, "to_account": payee, "amount": "".join(amount) or "10"}
        rows.append({"transaction_id": f"T{number}", "currency": "CNY", "at": at, **row})
    return rows


def use(*uses: str, blocked: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Identifiers from `P phone 138`; those in `blocked` are blocked."""
    rows = [dict(zip(("customer_id", "kind", "value"), each.split(), strict=True)) for each in uses]
    return [
        {**row, "blocked": "true" if each in blocked else ""}
        for each, row in zip(uses, rows, strict=True)
    ]


def derive(bank: ServedBank, /, **records: Any) -> None:
    bank.keep(**{name: rows for name, rows in records.items() if rows})
    bank.derive("--tags", TAG, "--as-of", "2025-12-31")


def held(bank: ServedBank) -> dict[str, tuple[int, str, str]]:
    """How far what is blocked is from each holder, and what it is."""
    found = {}
    for holder in bank.holders(TAG):
        value = bank.holding(holder["customer_id"], TAG)["value"]
        blocked = value["blocked"]
        found[holder["customer_id"]] = (value["hops"], blocked["kind"], blocked["id"])
    return found

"""Small banks in which some customers look affiliated, and what is held in them."""

from typing import Any

from tests.banks import ServedBank
from tests.building import Row

TAG = "suspected_affiliate"


def identifiers(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [dict(zip(("customer_id", "kind", "value"), row, strict=True)) for row in rows]


def phones(**values: str) -> list[dict[str, Any]]:
    return identifiers(*((who, "phone", value) for who, value in values.items()))


def offices(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [dict(zip(("person_id", "company_id", "role"), row, strict=True)) for row in rows]


def paying(*payments: tuple[str, str, Any]) -> dict[str, list[Row]]:
    """An account for everybody in the payments, and the payments."""
    ids = sorted({who for payer, payee, _ in payments for who in (payer, payee)})
    return {
        "accounts": [{"account_id": f"A-{each}"} for each in ids],
        "account_holders": [{"account_id": f"A-{each}", "customer_id": each} for each in ids],
        "transactions": [
            {"transaction_id": f"T{i}", "from_account": f"A-{payer}", "to_account": f"A-{payee}"}
            | {"amount": amount, "currency": "CNY", "at": "2025-03-04"}
            for i, (payer, payee, amount) in enumerate(payments)
        ],
    }


def derived(bank: ServedBank, **records: Any) -> ServedBank:
    bank.keep(**records)
    bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    return bank


def held(bank: ServedBank, customer_id: str) -> dict[str, dict[str, Any]]:
    """What a customer holds, by the other customer."""
    if customer_id not in {holder["customer_id"] for holder in bank.holders(TAG)}:
        return {}
    holdings = bank.get(f"/customers/{customer_id}/tags/{TAG}")["holdings"]
    return {holding["subject"]: holding for holding in holdings}


def edges(holding: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(e["type"], e["from"], e["to"]) for e in holding["evidence"]["edges"]]

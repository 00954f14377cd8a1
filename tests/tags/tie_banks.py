"""Ties between customers as rows: kinships, offices, payments and phones."""

from typing import Any

from tests.tags.money_banks import payments


def kin(*ties: str) -> list[dict[str, str]]:
    """Kinships from `a parent b`: a is b's parent."""
    return [dict(zip(("a_id", "relation", "b_id"), tie.split(), strict=True)) for tie in ties]


def offices(*told: str) -> list[dict[str, str]]:
    """Offices from `E executive K`."""
    return [dict(zip(("person_id", "role", "company_id"), t.split(), strict=True)) for t in told]


def phones(**of: str) -> list[dict[str, str]]:
    """A phone for each customer."""
    return [{"customer_id": c, "kind": "phone", "value": v} for c, v in of.items()]


def paid(*told: str) -> dict[str, list[dict[str, Any]]]:
    """Payments from `P>Q 100 2025-01-02`, and an account for each who pays or is paid."""
    rows = payments(*told)
    names = sorted({row[end][1:] for row in rows for end in ("from_account", "to_account")})
    return {
        "accounts": [{"account_id": f"@{each}"} for each in names],
        "account_holders": [{"account_id": f"@{each}", "customer_id": each} for each in names],
        "transactions": rows,
    }

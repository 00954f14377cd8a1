"""Banks in which customers pay each other at given instants."""

from typing import Any

from tests.banks import ServedBank
from tests.building import people


def load(
    bank: ServedBank,
    tag_id: str,
    rows: list[dict[str, Any]],
    customers: list[dict[str, Any]] | None = None,
    on: str = "2025-12-31",
    **records: Any,
) -> None:
    """Load an account for everybody who pays or is paid, `@` and the customer's id, and derive."""
    names = sorted({row[end][1:] for row in rows for end in ("from_account", "to_account")} - {""})
    known = customers or people(*names)
    bank.keep(
        customers=known,
        accounts=[{"account_id": f"@{each}", "currency": "CNY"} for each in names]
        + records.pop("accounts", []),
        account_holders=[
            {"account_id": f"@{each}", "customer_id": each}
            for each in names
            if each in {customer["customer_id"] for customer in known}
        ]
        + records.pop("account_holders", []),
        transactions=rows,
        **records,
    )
    bank.derive("--tags", tag_id, "--as-of", on)

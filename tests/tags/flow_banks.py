"""Banks in which money moves between customers, their own accounts, cash and the outside."""

from collections.abc import Sequence

from tests.banks import ServedBank
from tests.building import Row, payments

DAY = "2025-12-31"


def load(
    bank: ServedBank,
    customers: Sequence[Row],
    moves: Sequence[str],
    tags: str,
    owners: str = "",
) -> None:
    """Load customers and payments and derive some tags at the end of 2025.

    Each customer owns an account called after it; `owners` are further accounts, `X:AB` an account
    X that A and B own together. Accounts that nobody owns are at another bank.
    """
    holders = [(str(each["customer_id"]), str(each["customer_id"]), "owner") for each in customers]
    for further in owners.split():
        account, together = further.split(":")
        roles = ["owner", *["joint"] * (len(together) - 1)]
        holders += [(account, who, role) for who, role in zip(together, roles, strict=True)]
    rows = payments(*moves)
    named = [row[side] for row in rows for side in ("from_account", "to_account") if row[side]]
    accounts = dict.fromkeys([*(f"@{account}" for account, *_ in holders), *named])
    bank.keep(
        customers=customers,
        accounts=[{"account_id": each, "currency": "CNY"} for each in accounts],
        account_holders=[
            {"account_id": f"@{account}", "customer_id": customer_id, "role": role}
            for account, customer_id, role in holders
        ],
        transactions=rows,
    )
    bank.derive("--tags", tags, "--as-of", DAY)

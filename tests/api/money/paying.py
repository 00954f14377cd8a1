"""Banks whose customers pay each other, some from several accounts, for the tests of money."""

from typing import Any

from tests.banks import ServedBank
from tests.building import companies, people


def load(bank: ServedBank, rows: list[dict[str, Any]], owners: str = "ABCDE") -> ServedBank:
    """An account `@A` for each end of the payments, of the customer A where that is one of them."""
    names = sorted({row[end][1:] for row in rows for end in ("from_account", "to_account")} - {""})
    bank.keep(
        customers=[*people(*owners), *companies("K")],
        accounts=[{"account_id": f"@{each}", "currency": "CNY"} for each in names],
        account_holders=[
            {"account_id": f"@{each}", "customer_id": each[0]}
            for each in names
            if each[0] in {*owners, "K"}
        ],
        transactions=rows,
    )
    return bank

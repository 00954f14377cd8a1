"""Banks in which customers pay each other, and who depends on whom in them."""

from typing import Any

from tests.banks import ServedBank
from tests.building import Row

TAG = "economic_dependent"


def paid(
    arc: str, times: int, each: int = 10, months: int = 12, currency: str = "CNY"
) -> list[dict[str, Any]]:
    """Payments from `a>b`, spread over some months of 2025; either side may be empty: outside."""
    payer, payee = arc.split(">")
    return [
        {
            "transaction_id": f"{arc}-{currency}-{each}-{i}",
            "from_account": payer and f"@{payer}",
            "to_account": payee and f"@{payee}",
            "amount": each,
            "currency": currency,
            "at": f"2025-{1 + i % months:02}-{1 + i // months:02}",
        }
        for i in range(times)
    ]


def load(bank: ServedBank, customers: list[dict[str, Any]], /, **records: Any) -> None:
    """Load a bank of these customers and derive it at the end of 2025."""
    rows: dict[str, list[Row]] = {name: rows for name, rows in records.items() if rows}
    bank.keep(customers=customers, **rows)
    bank.derive("--tags", TAG, "--as-of", "2025-12-31")


def held(bank: ServedBank) -> set[tuple[str, str, str]]:
    """Who depends on whom, by which basis."""
    return {
        (each["customer_id"], each["value"]["provider_id"], each["value"]["basis"])
        for each in bank.all_holdings([TAG])
    }

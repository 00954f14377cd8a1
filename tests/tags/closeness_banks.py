"""Banks whose customers are tied more or less closely."""

from datetime import date
from typing import Any

from tests.banks import ServedBank

TAG = "relationship_closeness"
DAY = date(2025, 12, 31)


def close(bank: ServedBank, **records: Any) -> None:
    """Load some records and derive the tag at the end of 2025."""
    bank.keep(**{name: rows for name, rows in records.items() if rows})
    bank.derive("--tags", TAG, "--as-of", DAY.isoformat())


def factors(holding: dict[str, Any]) -> dict[str, tuple[int, float]]:
    """How many customers each type of tie leads to, and for how many points."""
    listed = holding["evidence"]["facts"]["factors"]
    return {kind: (each["count"], each["points"]) for kind, each in listed.items()}

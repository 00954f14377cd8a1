"""Banks of controllers, providers and dependents, and the connected groups found in them."""

from typing import Any

from tests.banks import ServedBank
from tests.building import Row, holdings_of

TAG = "connected_client"


def supports(*arcs: str, basis: str = "receipts", share: Any = ".6") -> list[dict[str, Any]]:
    """Dependencies from `A>B`: A provides for B."""
    return [
        {
            "provider_id": arc.split(">")[0],
            "dependent_id": arc.split(">")[1],
            "basis": basis,
            "share": share,
        }
        for arc in arcs
    ]


def controls_of(*arcs: str) -> list[dict[str, Any]]:
    """Control from `A>B`: A owns all of B."""
    return holdings_of(*(f"{arc} 1" for arc in arcs))


def groups(bank: ServedBank) -> list[dict[str, Any]]:
    """Every connected group with its members."""
    listed = bank.items("/groups", kind="connected")
    return [bank.get(f"/groups/{group['group_id']}", limit=500) for group in listed]


def members(bank: ServedBank) -> set[str]:
    """Each group as the ids of its members, in order."""
    return {
        " ".join(member["customer_id"] for member in group["members"]) for group in groups(bank)
    }


def load(bank: ServedBank, customers: list[dict[str, Any]], /, **records: Any) -> None:
    """Load and derive a bank of these customers; records that are empty are left out."""
    rows: dict[str, list[Row]] = {name: rows for name, rows in records.items() if rows}
    bank.keep(customers=customers, **rows)
    bank.derive("--tags", TAG)

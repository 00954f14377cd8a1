"""Banks in which somebody keeps little, and somebody around keeps much."""

from typing import Any

from tests.banks import ServedBank

TAG = "high_potential_neighbour"
DAY = "2025-12-31"


def clients(kind: str = "person", region: str = "北京", **assets: Any) -> list[dict[str, Any]]:
    """Clients of a kind and region with what they keep at the bank."""
    return [
        {"customer_id": each, "kind": kind, "name": each, "region": region, "assets": amount}
        for each, amount in assets.items()
    ]


def crowd(kind: str = "person", region: str = "北京", letter: str = "N") -> list[dict[str, Any]]:
    """Ten clients who keep 100, 200 and so on up to 1000."""
    return [
        row for i in range(10) for row in clients(kind, region, **{f"{letter}{i}": 100 * (i + 1)})
    ]


def derive(bank: ServedBank, **records: Any) -> set[str]:
    """Load some records and derive the tag at the end of 2025; who holds it."""
    bank.keep(**records)
    bank.derive("--tags", TAG, "--as-of", DAY)
    return {each["customer_id"] for each in bank.holders(TAG)}


def around(holding: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Who stands high around a holder, in order, and what they are."""
    neighbours = holding["value"]["neighbours"]
    return [(each["customer_id"], each["relation"], each["tie"]) for each in neighbours]

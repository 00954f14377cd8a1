"""Demo banks of several sizes and seeds, written once and read back as plain rows."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.demo import write_demo_bank

Row = dict[str, str]


@dataclass(frozen=True)
class Bank:
    """A written bank: its folder, the counts that were returned, its rows and its truth."""

    folder: Path
    counts: dict[str, int]
    rows: dict[str, list[Row]]
    planted: dict[str, Any]

    def owners(self) -> dict[str, str]:
        """The customer who owns each account."""
        return {
            row["account_id"]: row["customer_id"]
            for row in self.rows["account_holders"]
            if row["role"] == "owner"
        }

    def payments(self) -> list[tuple[str, str, int, str]]:
        """Payer, payee, cents and instant of each payment between two customers."""
        owner = self.owners()
        return [
            (
                owner[row["from_account"]],
                owner[row["to_account"]],
                round(float(row["amount"]) * 100),
                row["at"],
            )
            for row in self.rows["transactions"]
            if row["from_account"] and row["to_account"]
        ]

    def holders_of(self, kind: str) -> dict[str, list[str]]:
        """The customers that share each identifier of a kind."""
        holders = defaultdict(list)
        for row in self.rows["identifiers"]:
            if row["kind"] == kind:
                holders[row["value"]].append(row["customer_id"])
        return holders


def written(folder: Path, customers: int, seed: int) -> Bank:
    """A bank written into a folder and read back."""
    counts = write_demo_bank(folder, customers, seed)
    rows = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows[path.stem] = list(csv.DictReader(file))
    planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    return Bank(folder, counts, rows, planted)


@pytest.fixture(
    scope="package",
    params=[(1000, 1), (200, 2), (1700, 3)],
    ids=["1000 customers", "200 customers", "1700 customers"],
)
def bank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bank:
    customers, seed = request.param
    return written(tmp_path_factory.mktemp("bank"), customers, seed)

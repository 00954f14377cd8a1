"""Banks whose customers stand to lose by each other, and questions about them."""

import json
from pathlib import Path
from typing import Any

from tests.banks import ServedBank, companies, write_files

#: The threshold example of section 6: B is exposed to A 60, and so on; each with its equity.
CASCADE = ("A>B 60", "A>C 20", "B>C 40", "C>D 30", "D>E 10")
EQUITY = {"A": 10, "B": 50, "C": 55, "D": 40, "E": 5}


def obligations_of(*owed: str) -> list[dict[str, Any]]:
    """Obligations from `A>B 60`: A owes B 60, so B is exposed to A."""
    rows = []
    for each in owed:
        pair, amount = each.split()
        debtor, creditor = pair.split(">")
        rows.append({"debtor_id": debtor, "creditor_id": creditor, "amount": amount})
    return rows


def with_equity(**net_assets: Any) -> list[dict[str, Any]]:
    return [{**companies(each)[0], "net_assets": sum_} for each, sum_ in net_assets.items()]


def load(bank: ServedBank, folder: Path, **records: Any) -> None:
    bank.load(write_files(folder, **records))


def ask(bank: ServedBank, status: int = 200, **body: Any) -> Any:
    response = bank.client.post("/api/v1/contagion", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def rounds_of(told: Any) -> list[list[str]]:
    return [[each["customer_id"] for each in round_["customers"]] for round_ in told["rounds"]]


def last_of(told: Any, measure: str) -> dict[str, float]:
    """What each customer's last entry over the rounds says."""
    return {
        each["customer_id"]: float(each[measure])
        for round_ in told["rounds"]
        for each in round_["customers"]
    }


def edges_of(entry: Any) -> list[tuple[str, str, str, float]]:
    return [(each["type"], each["from"], each["to"], each["share"]) for each in entry["because"]]


def load_example(bank: ServedBank, folder: Path) -> ServedBank:
    """The threshold example, with obligations."""
    load(bank, folder, customers=with_equity(**EQUITY), obligations=obligations_of(*CASCADE))
    return bank

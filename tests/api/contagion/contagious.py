"""Banks whose customers stand to lose by each other, and questions about them."""

import json
from typing import Any

from tests.banks import ServedBank
from tests.building import firms, obligations_of

#: The threshold example of section 6: B is exposed to A 60, and so on; each with its equity.
CASCADE = ("A>B 60", "A>C 20", "B>C 40", "C>D 30", "D>E 10")
#: The bank has lent nothing to anybody.
NO_BANK_LOSS = {"bank_loss": "0.00", "initial_bank_loss": "0.00"}
EQUITY = {"A": 10, "B": 50, "C": 55, "D": 40, "E": 5}


def load(bank: ServedBank, **records: Any) -> None:
    bank.keep(**records)


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


def load_example(bank: ServedBank) -> ServedBank:
    """The threshold example, with obligations."""
    load(bank, customers=firms(**EQUITY), obligations=obligations_of(*CASCADE))
    return bank

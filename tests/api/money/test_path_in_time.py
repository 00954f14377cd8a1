"""The way of money in GET /paths: payments only, each later than the one before."""

from typing import Any

import pytest

from tests.api.money.paying import load
from tests.banks import ServedBank
from tests.building import payments


def way(bank: ServedBank, ends: str, **query: Any) -> list[str]:
    begin, end = ends.split(">")
    asked: dict[str, Any] = {"from": begin, "to": end, "order": "time", **query}
    path = bank.get("/paths", **asked)
    assert path["hops"] == (len(path["edges"]) or (None if begin != end else 0))
    return [f"{e['from']}>{e['to']} {e['amount']}" for e in path["edges"]]


def test_the_way_of_money_is_one_that_it_can_have_gone(bank: ServedBank) -> None:
    load(
        bank,
        payments(
            "A>B 1 2025-01-05",
            "B>C 2 2025-01-04",
            "A>D 3 2025-01-01",
            "D>B 4 2025-01-03",
            "B>C 5 2025-01-06",
            "C>E 6 2025-01-05",
            "C>E 7 2025-01-07",
        ),
    )
    assert way(bank, "A>C") == ["A>B 1.00", "B>C 5.00"]
    # By way of D money is with B in time for the payment of the fourth, and so with E on the fifth:
    # but the shortest way counts.
    assert way(bank, "A>E") == ["A>B 1.00", "B>C 5.00", "C>E 7.00"]
    assert way(bank, "A>E", until="2025-01-06") == ["A>D 3.00", "D>B 4.00", "B>C 2.00", "C>E 6.00"]
    assert way(bank, "E>A") == []
    assert way(bank, "A>E", max_hops=2) == []
    assert way(bank, "A>C", since="2025-01-06") == []
    assert way(bank, "A>A") == []


def test_money_does_not_go_on_at_the_instant_at_which_it_comes(sqlite_bank: ServedBank) -> None:
    rows = payments("A>B 1 2025-01-02", "B>C 1 2025-01-02", "A>D 1 2025-01-01")
    for i, other in enumerate("EKx"):
        rows += [row | {"transaction_id": f"X{i}"} for row in payments(f"{other}>C 1 2025-01-05")]
    load(sqlite_bank, rows)
    assert way(sqlite_bank, "A>C") == []
    assert way(sqlite_bank, "B>C") == ["B>C 1.00"]


def test_what_is_for_the_way_of_money_needs_its_order(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, payments("A>B 1 2025-01-01"))
    ends: dict[str, Any] = {"from": "A", "to": "B"}
    assert "order" in str(sqlite_bank.get("/paths", 422, **ends, since="2025-01-01")["fields"])
    assert "types" in str(sqlite_bank.get("/paths", 422, **ends, order="time", types="OWNS"))
    assert "order" in str(sqlite_bank.get("/paths", 422, **ends, order="space")["fields"])


def test_too_much_in_between_is_said_and_not_guessed(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = payments("A>B 1 2025-01-01", "A>C 1 2025-01-01", "C>D 1 2025-01-02", "E>B 1 2025-01-01")
    load(sqlite_bank, rows)
    monkeypatch.setattr("service.api.money.path_in_time.PAYMENTS_A_STEP", 1)
    problem = sqlite_bank.get("/paths", 422, **{"from": "A", "to": "B"}, order="time")
    assert "too much" in problem["detail"]
    # Too much leaves A, but little came to D: the way is found from its end.
    assert way(sqlite_bank, "A>D") == ["A>C 1.00", "C>D 1.00"]

"""GET /customers/{id}/money, and the way of money in GET /paths."""

from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, companies, people, write_files
from tests.tags.money_banks import payments


def load(
    bank: ServedBank, folder: Path, rows: list[dict[str, Any]], owners: str = "ABCDE"
) -> ServedBank:
    """An account `@A` for each end of the payments, of the customer A where that is one of them."""
    names = sorted({row[end][1:] for row in rows for end in ("from_account", "to_account")} - {""})
    files = write_files(
        folder,
        customers=[*people(*owners), *companies("K")],
        accounts=[{"account_id": f"@{each}", "currency": "CNY"} for each in names],
        account_holders=[
            {"account_id": f"@{each}", "customer_id": each[0]}
            for each in names
            if each[0] in {*owners, "K"}
        ],
        transactions=rows,
    )
    bank.load(files)
    return bank


def trails(bank: ServedBank, customer_id: str, **query: Any) -> list[tuple[str, str]]:
    """Each trail as its customers and what it carries."""
    told = bank.get(f"/customers/{customer_id}/money", **query)["trails"]
    return [(">".join(trail["customers"]), trail["amount"]) for trail in told]


def test_money_is_followed_in_time_and_traced_back(bank: ServedBank, tmp_path: Path) -> None:
    load(
        bank,
        tmp_path / "f",
        payments(
            "A>B 100 2025-01-01",
            "B>C 80 2025-01-02T08:00:00Z",
            "B>D 90 2024-12-31",
            "C>E 500 2025-01-03",
            "A>K 30 2025-01-01",
        ),
    )
    assert trails(bank, "A") == [("A>B>C", "80.00"), ("A>K", "30.00")]
    assert trails(bank, "A", hops=1) == [("A>B", "100.00"), ("A>K", "30.00")]
    assert trails(bank, "A", hops=4) == [("A>B>C>E", "80.00"), ("A>K", "30.00")]
    assert trails(bank, "E", direction="in", hops=3) == [("A>B>C>E", "80.00")]
    answer = bank.get("/customers/A/money", hops=3)
    (first, _) = answer["trails"]
    assert (first["from_at"], first["to_at"], first["hops"], first["returns"]) == (
        "2025-01-01T00:00:00.000Z",
        "2025-01-03T00:00:00.000Z",
        3,
        False,
    )
    assert [
        (e["type"], e["from"], e["to"], e["from_account"], e["amount"], e["currency"], e["source"])
        for e in first["edges"]
    ] == [
        ("PAID", "A", "B", "@A", "100.00", "CNY", "L1"),
        ("PAID", "B", "C", "@B", "80.00", "CNY", "L1"),
        ("PAID", "C", "E", "@C", "500.00", "CNY", "L1"),
    ]
    assert answer["counterparties"] == [
        {
            **{"customer_id": "B", "account_id": None, "amount": "100.00", "currency": "CNY"},
            "payments": 1,
        },
        {
            **{"customer_id": "K", "account_id": None, "amount": "30.00", "currency": "CNY"},
            "payments": 1,
        },
    ]
    assert (answer["hidden"], answer["truncated"]) == (0, False)


def test_money_that_comes_back_ends_its_trail(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    rows = payments("A>B 9 2025-01-01", "B>A 8 2025-01-02", "A>C 7 2025-01-03")
    load(sqlite_bank, tmp_path / "f", rows)
    (back, on) = sqlite_bank.get("/customers/A/money", hops=4)["trails"]
    assert (back["customers"], back["returns"]) == (["A", "B", "A"], True)
    assert (on["customers"], on["returns"]) == (["A", "C"], False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (payments("A>B 9 2025-01-02", "B>C 8 2025-01-02"), ["A>B"]),
        (
            [*payments("A>B 9 2025-01-01"), *payments("B>C 8 2025-01-02", currency="USD")],
            ["A>B"],
        ),
        (payments("A>B 9 2025-01-01", "B>B2 9 2025-01-02", "B2>C 9 2025-01-03"), ["A>B>C"]),
        (payments("A>B 9 2025-01-01", "B> 9 2025-01-02"), ["A>B"]),
        (payments("A>x 9 2025-01-01", "x>C 9 2025-01-02", "y>D 9 2025-01-03"), ["A>C"]),
    ],
    ids=["same instant", "another currency", "own accounts", "cash", "an account of nobody"],
)
def test_what_follows_a_payment(
    sqlite_bank: ServedBank, tmp_path: Path, rows: list[dict[str, Any]], expected: list[str]
) -> None:
    load(sqlite_bank, tmp_path / "f", rows)
    assert [each for each, _ in trails(sqlite_bank, "A", hops=4)] == expected


def test_money_of_a_joint_account_is_that_of_each_owner(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    files = write_files(
        tmp_path / "f",
        customers=people(*"ABC"),
        accounts=[{"account_id": "@1"}, {"account_id": "@2"}],
        account_holders=[
            {"account_id": "@1", "customer_id": "A"},
            {"account_id": "@2", "customer_id": "B", "role": "joint"},
            {"account_id": "@2", "customer_id": "C", "role": "joint"},
            {"account_id": "@1", "customer_id": "B", "role": "authorised"},
        ],
        transactions=payments("1>2 5 2025-01-01"),
    )
    sqlite_bank.load(files)
    assert trails(sqlite_bank, "A") == [("A>B", "5.00"), ("A>C", "5.00")]
    assert trails(sqlite_bank, "B", direction="in") == [("A>B", "5.00")]
    assert trails(sqlite_bank, "B") == []


def test_time_and_amount_narrow_what_counts(sqlite_bank: ServedBank, tmp_path: Path) -> None:
    rows = payments("A>B 5 2025-01-01", "A>C 6 2025-01-02", "A>D 7 2025-01-03T12:00:00Z")
    load(sqlite_bank, tmp_path / "f", rows)
    ask: dict[str, Any] = {"hops": 1}
    assert trails(sqlite_bank, "A", **ask, min_amount=6) == [("A>D", "7.00"), ("A>C", "6.00")]
    day: dict[str, Any] = {"from": "2025-01-02", "to": "2025-01-02"}
    assert trails(sqlite_bank, "A", **ask, **day) == [("A>C", "6.00")]
    assert trails(sqlite_bank, "A", **ask, to="2025-01-03T12:00:00Z")[0] == ("A>D", "7.00")
    assert trails(sqlite_bank, "A", **ask, to="2025-01-03T11:59:59Z")[0] == ("A>C", "6.00")
    narrowed = sqlite_bank.get("/customers/A/money", min_amount=6)["counterparties"]
    assert [each["customer_id"] for each in narrowed] == ["D", "C"]


def test_more_trails_than_wanted_are_counted_and_caps_are_said(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for i in range(30) for row in payments(f"A>x{i} {i + 1} 2025-01-01")]
    for i, row in enumerate(rows):
        row["transaction_id"] = f"T{i}"
    load(sqlite_bank, tmp_path / "f", rows)
    answer = sqlite_bank.get("/customers/A/money", limit=10)
    assert (len(answer["trails"]), answer["hidden"], answer["truncated"]) == (10, 20, False)
    assert answer["trails"][0]["amount"] == "30.00"
    assert answer["trails"][0]["edges"][0]["to"] == "@x29"
    monkeypatch.setattr("service.api.money_trails.PAYMENTS_A_STEP", 5)
    answer = sqlite_bank.get("/customers/A/money")
    assert (len(answer["trails"]), answer["truncated"]) == (5, True)
    assert len(answer["counterparties"]) == 30
    monkeypatch.setattr("service.api.money_trails.TRAILS_MADE", 2)
    assert len(sqlite_bank.get("/customers/A/money")["trails"]) == 2


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2025-02-01", "to": "2025-01-01"}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"hops": 5}, "hops"),
        ({"hops": 0}, "hops"),
        ({"direction": "up"}, "direction"),
        ({"min_amount": 0}, "min_amount"),
        ({"min_amount": "nan"}, "min_amount"),
        ({"since": "2025-01-01"}, "since"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_field(
    sqlite_bank: ServedBank, tmp_path: Path, query: dict[str, Any], field: str
) -> None:
    load(sqlite_bank, tmp_path / "f", payments("A>B 1 2025-01-01"))
    problem = sqlite_bank.get("/customers/A/money", 422, **query)
    assert field in str(problem["fields"])
    assert sqlite_bank.get("/customers/nobody/money", 404)["status"] == 404


def way(bank: ServedBank, ends: str, **query: Any) -> list[str]:
    begin, end = ends.split(">")
    asked: dict[str, Any] = {"from": begin, "to": end, "order": "time", **query}
    path = bank.get("/paths", **asked)
    assert path["hops"] == (len(path["edges"]) or (None if begin != end else 0))
    return [f"{e['from']}>{e['to']} {e['amount']}" for e in path["edges"]]


def test_the_way_of_money_is_one_that_it_can_have_gone(bank: ServedBank, tmp_path: Path) -> None:
    load(
        bank,
        tmp_path / "f",
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


def test_what_is_for_the_way_of_money_needs_its_order(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(sqlite_bank, tmp_path / "f", payments("A>B 1 2025-01-01"))
    ends: dict[str, Any] = {"from": "A", "to": "B"}
    assert "order" in str(sqlite_bank.get("/paths", 422, **ends, since="2025-01-01")["fields"])
    assert "types" in str(sqlite_bank.get("/paths", 422, **ends, order="time", types="OWNS"))
    assert "order" in str(sqlite_bank.get("/paths", 422, **ends, order="space")["fields"])


def test_too_much_in_between_is_said_and_not_guessed(
    sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(sqlite_bank, tmp_path / "f", payments("A>B 1 2025-01-01", "A>C 1 2025-01-01"))
    monkeypatch.setattr("service.api.money_path.PAYMENTS_A_STEP", 1)
    problem = sqlite_bank.get("/paths", 422, **{"from": "A", "to": "B"}, order="time")
    assert "too much" in problem["detail"]

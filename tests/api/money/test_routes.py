"""GET /customers/{id}/money: trails of money, and with whom a customer dealt."""

from time import monotonic
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.money.paying import load
from tests.banks import ServedBank
from tests.building import payments, people

pytestmark = pytest.mark.usefixtures("as_stored")


def trails(bank: ServedBank, customer_id: str, **query: Any) -> list[tuple[str, str]]:
    """Each trail as its customers and what it carries."""
    path = f"/customers/{quote(customer_id, safe='')}/money"
    told = bank.get(path, **query)["trails"]
    return [(">".join(trail["customers"]), trail["amount"]) for trail in told]


def test_money_is_followed_in_time_and_traced_back(bank: ServedBank) -> None:
    load(
        bank,
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
    assert (answer["hidden"], answer["truncated"], answer["limit"]) == (0, False, 50)
    assert answer["names"] == {each: each for each in "ABCEK"}


def test_all_that_passed_between_a_customer_and_each_other_is_added_up(bank: ServedBank) -> None:
    load(
        bank,
        [
            *payments(
                "A>K 0.1 2025-01-01",
                "A2>K2 0.2 2025-01-02",
                "A>K2 7 2025-01-03",
                "A>B 5 2025-01-03",
                "A> 6 2025-01-03",
                "A>x 4 2025-01-03",
                "A>A2 99 2025-01-03",
                "K>A 98 2025-01-03",
                "A>K 97 2025-02-03",
            ),
            *payments("A>B 1 2025-01-31T23:59:59.999Z", currency="USD"),
        ],
    )
    ask: dict[str, Any] = {"hops": 1, "from": "2025-01-01", "to": "2025-01-31"}
    answer = bank.get("/customers/A/money", **ask)
    told = [
        (
            one["customer_id"],
            one["kind"],
            one["amount"],
            one["currency"],
            one["payments"],
            {each["account_id"]: each["amount"] for each in one["accounts"]},
        )
        for one in answer["counterparties"]
    ]
    assert told == [
        ("K", "company", "7.30", "CNY", 3, {"@K2": "7.20", "@K": "0.10"}),
        (None, None, "6.00", "CNY", 1, {"": "6.00"}),
        ("B", "person", "5.00", "CNY", 1, {"@B": "5.00"}),
        (None, None, "4.00", "CNY", 1, {"@x": "4.00"}),
        ("B", "person", "1.00", "USD", 1, {"@B": "1.00"}),
    ]
    assert answer["counterparties_hidden"] == 0
    received = bank.get("/customers/K/money", **ask, direction="in")["counterparties"]
    assert [(one["customer_id"], one["amount"]) for one in received] == [("A", "7.30")]


def test_money_that_comes_back_ends_its_trail(sqlite_bank: ServedBank) -> None:
    rows = payments("A>B 9 2025-01-01", "B>A 8 2025-01-02", "A>C 7 2025-01-03")
    load(sqlite_bank, rows)
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
        (
            payments("A>B 9 2025-01-01", "B>C 8 2025-01-02", "C>B 7 2025-01-03"),
            ["A>B>C"],
        ),
        (
            payments("A>B 9 2025-01-10", "B>C 9 2025-01-05", "A>D 3 2025-01-01")
            + [row | {"transaction_id": "Z"} for row in payments("D>B 3 2025-01-02")],
            ["A>B", "A>D>B>C"],
        ),
    ],
    ids=[
        "same instant",
        "another currency",
        "own accounts",
        "cash",
        "an account of nobody",
        "nobody twice",
        "reached sooner by a longer way",
    ],
)
def test_what_follows_a_payment(
    sqlite_bank: ServedBank, rows: list[dict[str, Any]], expected: list[str]
) -> None:
    load(sqlite_bank, rows)
    assert [each for each, _ in trails(sqlite_bank, "A", hops=4)] == expected


def test_money_of_a_joint_account_is_that_of_each_owner(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
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
    assert trails(sqlite_bank, "A") == [("A>B", "5.00"), ("A>C", "5.00")]
    assert trails(sqlite_bank, "B", direction="in") == [("A>B", "5.00")]
    assert trails(sqlite_bank, "B") == []


def test_time_and_amount_narrow_what_counts(sqlite_bank: ServedBank) -> None:
    rows = payments("A>B 5 2025-01-01", "A>C 6 2025-01-02", "A>D 7 2025-01-03T12:00:00Z")
    load(sqlite_bank, rows)
    ask: dict[str, Any] = {"hops": 1}
    assert trails(sqlite_bank, "A", **ask, min_amount=6) == [("A>D", "7.00"), ("A>C", "6.00")]
    day: dict[str, Any] = {"from": "2025-01-02", "to": "2025-01-02"}
    assert trails(sqlite_bank, "A", **ask, **day) == [("A>C", "6.00")]
    assert trails(sqlite_bank, "A", **ask, to="2025-01-03T12:00:00Z")[0] == ("A>D", "7.00")
    assert trails(sqlite_bank, "A", **ask, to="2025-01-03T11:59:59Z")[0] == ("A>C", "6.00")
    narrowed = sqlite_bank.get("/customers/A/money", min_amount=6)["counterparties"]
    assert [each["customer_id"] for each in narrowed] == ["D", "C"]


def test_more_trails_than_wanted_are_counted_and_caps_are_said(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for i in range(30) for row in payments(f"A>x{i} {i + 1} 2025-01-01")]
    for i, row in enumerate(rows):
        row["transaction_id"] = f"T{i}"
    load(sqlite_bank, rows)
    answer = sqlite_bank.get("/customers/A/money", limit=10)
    assert (len(answer["trails"]), answer["hidden"], answer["truncated"]) == (10, 20, False)
    assert answer["trails"][0]["amount"] == "30.00"
    assert answer["trails"][0]["edges"][0]["to"] == "@x29"
    monkeypatch.setattr("service.api.money.trails.PAYMENTS_A_STEP", 5)
    answer = sqlite_bank.get("/customers/A/money")
    assert (len(answer["trails"]), answer["truncated"]) == (5, True)
    assert len(answer["counterparties"]) == 30
    monkeypatch.setattr("service.api.money.trails.TRAILS_MADE", 2)
    assert len(sqlite_bank.get("/customers/A/money")["trails"]) == 2


def test_the_last_day_and_the_least_amount_are_counted(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        payments("A>B 5 2025-01-01T23:59:59.999Z", "A>C 5 2025-01-02", "A>D 4.99 2025-01-01"),
    )
    ask = {"from": "2025-01-01", "to": "2025-01-01", "min_amount": 5}
    assert trails(sqlite_bank, "A", **ask) == [("A>B", "5.00")]
    assert trails(sqlite_bank, "B", direction="in", **ask) == [("A>B", "5.00")]
    assert trails(sqlite_bank, "C", direction="in", **ask) == []
    assert trails(sqlite_bank, "D", direction="in", **ask) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2025-02-01", "to": "2025-01-01"}, "from"),
        ({"from": "2025-01-01T00:00:00.001Z", "to": "2025-01-01T00:00:00Z"}, "from"),
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
    sqlite_bank: ServedBank, query: dict[str, Any], field: str
) -> None:
    load(sqlite_bank, payments("A>B 1 2025-01-01"))
    problem = sqlite_bank.get("/customers/A/money", 422, **query)
    assert field in str(problem["fields"])
    assert sqlite_bank.get("/customers/nobody/money", 404)["status"] == 404


@pytest.mark.slow
def test_a_customer_with_very_many_payments_is_answered_soon(sqlite_bank: ServedBank) -> None:
    everybody = [f"c{i}" for i in range(500)]
    rows = [
        {
            **{"transaction_id": f"T{i}", "from_account": "@hub", "to_account": f"@c{i % 500}"},
            **{"amount": i + 1, "currency": "CNY", "at": f"2025-06-{i % 28 + 1:02d}"},
        }
        for i in range(20_000)
    ]
    # What comes into the hub comes before and is larger than all that leaves it.
    rows += [
        {
            **{"transaction_id": f"S{i}", "from_account": "@A", "to_account": "@hub"},
            **{"amount": 50_000, "currency": "CNY", "at": "2025-05-01"},
        }
        for i in range(500)
    ]
    sqlite_bank.keep(
        customers=people("A", "hub", *everybody),
        accounts=[{"account_id": f"@{each}"} for each in ["A", "hub", *everybody]],
        account_holders=[
            {"account_id": f"@{each}", "customer_id": each} for each in ["A", "hub", *everybody]
        ],
        transactions=rows,
    )
    began = monotonic()
    answer = sqlite_bank.get("/customers/A/money")
    assert {trail["amount"] for trail in answer["trails"]} == {"20000.00"}
    assert answer["truncated"]
    hub = sqlite_bank.get("/customers/hub/money", hops=4)
    assert (len(hub["counterparties"]), hub["truncated"]) == (500, True)
    assert sum(float(one["amount"]) for one in hub["counterparties"]) == 20_000 * 20_001 / 2
    assert monotonic() - began < 5


def test_ids_with_slashes_are_ids(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=people("A/1", "B/money"),
        accounts=[{"account_id": "@1"}, {"account_id": "@2"}],
        account_holders=[
            {"account_id": "@1", "customer_id": "A/1"},
            {"account_id": "@2", "customer_id": "B/money"},
        ],
        transactions=payments("1>2 5 2025-01-01"),
    )
    assert trails(sqlite_bank, "A/1") == [("A/1>B/money", "5.00")]
    assert trails(sqlite_bank, "B/money", direction="in") == [("A/1>B/money", "5.00")]

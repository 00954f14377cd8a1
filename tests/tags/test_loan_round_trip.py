from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, payments
from tests.tags.money_banks import load

pytestmark = pytest.mark.usefixtures("as_stored")

TAG = "loan_round_trip"
LOANS = {
    "accounts": [{"account_id": "L1", "kind": "loan", "currency": "CNY"}],
    "account_holders": [{"account_id": "L1", "customer_id": "A"}],
}


def lent(*told: str, currency: str = "CNY") -> list[dict[str, Any]]:
    """Payments as of `payments`, where `L` stands for the loan account L1 of A."""
    rows = payments(*told, currency=currency)
    for row in rows:
        for end in ("from_account", "to_account"):
            row[end] = "L1" if row[end] == "@L" else row[end]
    return rows


def derive(
    bank: ServedBank,
    *told: str,
    rows: list[dict[str, Any]] | None = None,
    **more: Any,
) -> list[dict[str, Any]]:
    """Load the payments and say which trips there are."""
    records: dict[str, Any] = {name: [*each, *more.pop(name, [])] for name, each in LOANS.items()}
    known = more.pop("customers", companies(*"ABCDEH"))
    load(bank, TAG, rows or lent(*told), known, **more, **records)
    return [each for each in bank.all_holdings([TAG]) if each["tag_id"] == TAG]


def test_money_that_comes_back_through_two_others_is_told_payment_by_payment(
    bank: ServedBank,
) -> None:
    (held,) = derive(
        bank,
        "L>A 1000 2025-01-01",
        "A>B 900 2025-01-02",
        "B>C 800 2025-01-05",
        "C>A 700 2025-01-09",
    )
    assert (held["customer_id"], held["subject"]) == ("A", "L1")
    assert held["value"] == {
        "customers": ["A", "B", "C", "A"],
        "amount": "700.00",
        "currency": "CNY",
        "loan": "L1",
    }
    assert [(e["from"], e["to"], e["amount"]) for e in held["evidence"]["edges"]] == [
        ("A", "A", "1000.00"),
        ("A", "B", "900.00"),
        ("B", "C", "800.00"),
        ("C", "A", "700.00"),
    ]
    assert (held["score"], held["grade"]) == (0.7, "most")
    assert held["sentence"] == {
        "zh": "贷款L1发放后，资金由A转出，经B、C转回A，金额700元，占贷款发放额的70%",
        "en": "After loan L1 was paid out, its money left A and came back by way of B and C: "
        "CNY 700, 70% of what was paid out",
    }


def test_an_entrusted_payment_is_the_first_of_the_three(sqlite_bank: ServedBank) -> None:
    (held,) = derive(
        sqlite_bank,
        "L>B 1000 2025-01-01",
        "B>C 900 2025-01-02",
        "C>A 400 2025-01-05",
    )
    assert held["value"]["customers"] == ["A", "B", "C", "A"]
    assert [(e["from"], e["to"]) for e in held["evidence"]["edges"]] == [
        ("A", "B"),
        ("B", "C"),
        ("C", "A"),
    ]
    assert held["grade"] == "part"


@pytest.mark.parametrize(
    "told",
    [
        ("L>A 1000 2025-01-01",),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 199 2025-01-05"),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 900 2025-04-02"),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>A 900 2025-01-02"),
        ("L>A 1000 2025-01-03", "A>B 900 2025-01-02", "B>A 900 2025-01-04"),
        ("L>A 1000 2025-01-01", "A>B 900 2025-01-02", "B>L 900 2025-01-05"),
        (
            "L>A 1000 2025-01-01",
            "A>B 900 2025-01-02",
            "B>C 900 2025-01-03",
            "C>D 900 2025-01-04",
            "D>A 900 2025-01-05",
        ),
        ("L>A 1000 2025-01-01", "A>H 900 2025-01-02"),
    ],
    ids=[
        "only paid out",
        "too little",
        "too late",
        "not later",
        "before the loan",
        "paid back",
        "four payments",
        "no controller",
    ],
)
def test_money_that_does_not_come_back_by_the_rule_makes_no_trip(
    sqlite_bank: ServedBank, told: tuple[str, ...]
) -> None:
    assert derive(sqlite_bank, *told) == []


@pytest.mark.parametrize(
    ("told", "customers"),
    [
        (("L>A 1000 2025-01-01", "A>H 900 2025-01-02"), ["A", "H"]),
        (("L>H 1000 2025-01-01",), ["A", "H"]),
        (("L>B 1000 2025-01-01", "B>H 900 2025-01-02"), ["A", "B", "H"]),
    ],
)
def test_money_that_reaches_whoever_controls_the_borrower_has_come_back(
    sqlite_bank: ServedBank, told: tuple[str, ...], customers: list[str]
) -> None:
    (held,) = derive(sqlite_bank, *told, ownerships=holdings_of("H>E .6", "E>A .7"))
    assert held["value"]["customers"] == customers
    assert "控制方H（合计控制70%的表决权）" in held["sentence"]["zh"]
    assert " reached H" in held["sentence"]["en"]
    assert "in control of the borrower with 70% of the votes" in held["sentence"]["en"]
    facts = held["evidence"]["facts"]
    assert facts["control"] == {"controller": "H", "votes": 0.7, "majority": 0.5}
    # First the money's way, then what gives control, from the borrower upwards.
    paid, up = held["evidence"]["edges"][:-2], held["evidence"]["edges"][-2:]
    assert {edge["type"] for edge in paid} == {"PAID"}
    assert [(e["type"], e["from"], e["to"]) for e in up] == [("OWNS", "E", "A"), ("OWNS", "H", "E")]


def test_a_record_of_control_is_enough(sqlite_bank: ServedBank) -> None:
    record = [{"controller_id": "H", "controlled_id": "A", "basis": "agreement"}]
    (held,) = derive(
        sqlite_bank,
        "L>A 1000 2025-01-01",
        "A>H 900 2025-01-02",
        controls=record,
    )
    assert "控制方H（有控制记录）" in held["sentence"]["zh"]
    assert held["evidence"]["edges"][-1]["type"] == "CONTROLS"


def test_who_owns_half_of_the_borrower_does_not_control_it(sqlite_bank: ServedBank) -> None:
    told = ("L>A 1000 2025-01-01", "A>H 900 2025-01-02")
    assert derive(sqlite_bank, *told, ownerships=holdings_of("H>A .5")) == []


@pytest.mark.parametrize(
    ("told", "held"),
    [
        (("L>A 3 2025-01-01", "A>B 3 2025-01-02", "B>A .6 2025-01-03"), True),
        (("L>A 3 2025-01-01", "A>B 3 2025-01-02", "B>A .5999 2025-01-03"), False),
        (("L>A 9 2025-01-01", "A>B 9 2025-01-02", "B>A 9 2025-04-01"), True),
        (("L>A 9 2025-01-01", "A>B 9 2025-01-02", "B>A 9 2025-04-01T00:00:00.001Z"), False),
    ],
    ids=["exactly the share", "less than it", "on the last day", "after it"],
)
def test_the_least_share_and_the_last_day_count(
    sqlite_bank: ServedBank, told: tuple[str, ...], held: bool
) -> None:
    assert bool(derive(sqlite_bank, *told)) == held


def test_payments_after_the_day_of_the_run_do_not_count(sqlite_bank: ServedBank) -> None:
    told = ("L>A 9 2025-01-01", "A>B 9 2025-01-02", "B>A 9 2025-01-03")
    assert derive(sqlite_bank, *told, on="2025-01-02") == []
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-01-03")
    assert sqlite_bank.holding("A", TAG)["subject"] == "L1"


def test_a_joint_loan_is_told_of_each_borrower_whose_money_came_back(
    sqlite_bank: ServedBank,
) -> None:
    held = derive(
        sqlite_bank,
        "L>B 1000 2025-01-01",
        "B>A 900 2025-01-02",
        "B>D 950 2025-01-03",
        account_holders=[{"account_id": "L1", "customer_id": "D", "role": "joint"}],
    )
    assert {each["customer_id"]: each["value"]["amount"] for each in held} == {
        "A": "900.00",
        "D": "950.00",
    }


def test_a_payout_into_a_joint_account_of_the_borrower_has_not_left_it(
    sqlite_bank: ServedBank,
) -> None:
    """Or its spouse, who owns the account too, would have been entrusted with the loan."""
    told = ("L>A 1000 2025-01-01", "S>A 900 2025-01-02")
    joint = [{"account_id": "@A", "customer_id": "S", "role": "joint"}]
    customers = companies(*"AS")
    assert derive(sqlite_bank, *told, account_holders=joint, customers=customers) == []


def test_each_loan_is_told_by_itself(sqlite_bank: ServedBank) -> None:
    """A second loan that was spent is no round trip, and of two payouts the one that came back."""
    second = [
        {"transaction_id": f"S{i}", "from_account": payer, "to_account": payee, "amount": amount}
        | {"currency": "CNY", "at": f"2025-06-0{i}"}
        for i, (payer, payee, amount) in enumerate(
            [("L2", "@A", "500"), ("L2", "@A", "600"), ("@A", "@C", "1100"), ("@C", "@A", "580")], 1
        )
    ]
    held = derive(
        sqlite_bank,
        rows=[*lent("L>A 1000 2025-01-01", "A>B 900 2025-01-02"), *second],
        accounts=[{"account_id": "L2", "kind": "loan", "currency": "CNY"}],
        account_holders=[{"account_id": "L2", "customer_id": "A"}],
    )
    ((loan, facts),) = [(each["subject"], each["evidence"]["facts"]) for each in held]
    assert (loan, facts["paid_out"], facts["share"]) == ("L2", "600.00", round(580 / 600, 10))


def test_a_bank_without_loan_accounts_has_no_trips(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, TAG, payments("A>B 9 2025-01-01", "B>A 9 2025-01-02"))
    assert list(sqlite_bank.holders(TAG)) == []


def test_a_cap_on_what_is_followed_is_said(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MONEY_HUB_PAYMENTS", "1")
    told = ("L>A 9 2025-01-01", "A>C 9 2025-01-02", "A>B 9 2025-01-03", "B>A 9 2025-01-04")
    assert derive(sqlite_bank, *told) == []
    (run,) = sqlite_bank.items("/runs")
    assert run["report"]["tags"][TAG]["notes"] == {
        "payouts": 1,
        "customers_capped": 1,
        "payments_followed_at_most": 1,
    }


def test_currencies_are_not_mixed(sqlite_bank: ServedBank) -> None:
    rows = [
        *lent("L>A 1000 2025-01-01", "A>B 900 2025-01-02"),
        *lent("B>A 900 2025-01-03", currency="USD"),
    ]
    assert derive(sqlite_bank, rows=rows) == []


def test_the_way_that_carried_most_is_told(sqlite_bank: ServedBank) -> None:
    (held,) = derive(
        sqlite_bank,
        "L>A 1000 2025-01-01",
        "A>B 900 2025-01-02",
        "B>A 300 2025-01-03",
        "B>C 800 2025-01-03",
        "C>A 800 2025-01-04",
    )
    assert held["value"]["customers"] == ["A", "B", "C", "A"]
    assert held["value"]["amount"] == "800.00"

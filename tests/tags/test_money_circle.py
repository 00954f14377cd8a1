from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import payments, people
from tests.tags.money_banks import load

pytestmark = pytest.mark.usefixtures("as_stored")

TAG = "money_circle"
ROUND = ("A>B 100 2025-01-01", "B>C 95.5 2025-01-02T08:00:00Z", "C>A 90 2025-01-31")


def circles(bank: ServedBank) -> dict[tuple[str, ...], dict[str, Any]]:
    """Every circle of customers; each of its members must tell the same of it."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for holding in bank.all_holdings([TAG]):
        if holding["tag_id"] != TAG:
            continue
        customers = tuple(holding["value"]["customers"])
        assert holding["customer_id"] in customers
        same = {k: v for k, v in holding.items() if k in ("subject", "value", "score")}
        assert found.setdefault(customers, same) == same
    return found


def test_money_that_comes_back_is_told_payment_by_payment(bank: ServedBank) -> None:
    load(bank, TAG, payments(*ROUND))
    assert set(circles(bank)) == {("A", "B", "C")}
    held = bank.holding("B", TAG)
    assert held["value"] == {"customers": ["A", "B", "C"], "amount": "90.00", "currency": "CNY"}
    assert [
        (e["from"], e["to"], e["from_account"], e["to_account"], e["amount"], e["at"])
        for e in held["evidence"]["edges"]
    ] == [
        ("A", "B", "@A", "@B", "100.00", "2025-01-01T00:00:00.000Z"),
        ("B", "C", "@B", "@C", "95.50", "2025-01-02T08:00:00.000Z"),
        ("C", "A", "@C", "@A", "90.00", "2025-01-31T00:00:00.000Z"),
    ]
    assert held["sentence"] == {
        "zh": "资金自A经B、C在30天内转回A，金额90元",
        "en": "CNY 90 came back to A within 30 days by way of B and C",
    }
    assert (held["score"], held["grade"]) == (1, "once")


@pytest.mark.parametrize(
    "last",
    [
        "C>A 90 2025-01-31T00:00:00.001Z",
        "C>A 79.99 2025-01-31",
        "C>A 90 2025-01-02T08:00:00Z",
        "C>D 90 2025-01-31",
    ],
    ids=["too late", "too little", "not later", "elsewhere"],
)
def test_money_that_does_not_come_back_by_the_rule_makes_no_circle(
    sqlite_bank: ServedBank, last: str
) -> None:
    load(sqlite_bank, TAG, payments(*ROUND[:2], last))
    assert circles(sqlite_bank) == {}


def test_a_pair_that_pays_back_is_no_circle(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, TAG, payments("A>B 1 2025-01-01", "B>A 1 2025-01-02"))
    assert circles(sqlite_bank) == {}


def test_six_customers_make_a_circle_and_seven_do_not(sqlite_bank: ServedBank) -> None:
    six, seven = "ABCDEF", "TUVWXYZ"
    rows = [
        f"{payer}>{payee} 100 2025-01-0{day}"
        for ring in (six, seven)
        for day, (payer, payee) in enumerate(zip(ring, ring[1:] + ring[0], strict=True), 1)
    ]
    load(sqlite_bank, TAG, payments(*rows))
    assert set(circles(sqlite_bank)) == {tuple(six)}


@pytest.mark.parametrize(("last", "held"), [("80", True), ("79.9999", False)])
def test_a_fifth_less_than_the_largest_is_still_alike(
    sqlite_bank: ServedBank, last: str, held: bool
) -> None:
    load(sqlite_bank, TAG, payments(*ROUND[:2], f"C>A {last} 2025-01-31"))
    assert bool(circles(sqlite_bank)) == held


def test_what_the_rule_allows_can_be_set(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = payments(*ROUND[:2], "C>A 60 2025-03-02")
    load(sqlite_bank, TAG, rows)
    assert circles(sqlite_bank) == {}
    monkeypatch.setenv("GUANXI_MONEY_CIRCLE_DAYS", "60")
    monkeypatch.setenv("GUANXI_MONEY_CIRCLE_TOLERANCE", "0.4")
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    assert set(circles(sqlite_bank)) == {("A", "B", "C")}
    monkeypatch.setenv("GUANXI_MONEY_CIRCLE_TOLERANCE", "0.39")
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    assert circles(sqlite_bank) == {}


def test_each_owner_of_a_joint_account_is_on_the_circle(sqlite_bank: ServedBank) -> None:
    joint = [{"account_id": "@B", "customer_id": "S", "role": "joint"}]
    joint += [{"account_id": "@C", "customer_id": "T", "role": "authorised"}]
    load(
        sqlite_bank,
        TAG,
        payments(*ROUND),
        people(*"ABCST"),
        account_holders=joint,
    )
    assert set(circles(sqlite_bank)) == {("A", "B", "C"), ("A", "S", "C")}
    assert len(sqlite_bank.get(f"/customers/A/tags/{TAG}")["holdings"]) == 2


def test_an_account_that_nobody_is_known_to_own_closes_no_circle(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, TAG, payments(*ROUND), people("A", "B"))
    assert circles(sqlite_bank) == {}


def test_currencies_are_not_mixed(sqlite_bank: ServedBank) -> None:
    rows = [*payments(*ROUND[:2]), *payments(ROUND[2], currency="USD")]
    load(sqlite_bank, TAG, rows)
    assert circles(sqlite_bank) == {}


def test_payments_after_the_day_of_the_run_do_not_count(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, TAG, payments(*ROUND), on="2025-01-30")
    assert circles(sqlite_bank) == {}
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-01-31")
    assert len(circles(sqlite_bank)) == 1


def test_the_same_way_taken_again_is_counted(sqlite_bank: ServedBank) -> None:
    again = ("B>C 200 2025-03-01", "C>A 200 2025-03-02", "A>B 200 2025-03-03")
    load(sqlite_bank, TAG, payments(*ROUND, *again))
    held = sqlite_bank.holding("C", TAG)
    assert (held["score"], held["grade"]) == (2, "repeated")
    # Shown is the one that carried the most, from its own first payment on.
    assert held["value"]["customers"] == ["B", "C", "A"]
    assert held["value"]["amount"] == "200.00"
    assert "；同一路径已出现2次" in held["sentence"]["zh"]


def test_circles_that_overlap_in_time_are_one(sqlite_bank: ServedBank) -> None:
    """A sum paid in three parts at each step came back once, not twenty-seven times."""
    parts = [
        f"{step} 100 2025-01-0{day}T1{part}:00:00Z"
        for day, step in enumerate(("A>B", "B>C", "C>A"), 1)
        for part in range(3)
    ]
    load(sqlite_bank, TAG, payments(*parts))
    held = sqlite_bank.holding("A", TAG)
    assert (held["score"], held["grade"]) == (1, "once")
    assert held["value"]["amount"] == "100.00"
    assert held["evidence"]["edges"][0]["at"] == "2025-01-01T10:00:00.000Z"


def test_round_and_round_is_counted_by_full_rounds(sqlite_bank: ServedBank) -> None:
    """Seven payments hold five circles, each one payment later, and two full rounds."""
    steps = ("A>B", "B>C", "C>A")
    rows = [f"{steps[i % 3]} 100 2025-01-0{i + 1}" for i in range(7)]
    load(sqlite_bank, TAG, payments(*rows))
    assert sqlite_bank.holding("B", TAG)["score"] == 2
    assert sqlite_bank.holding("B", TAG)["grade"] == "repeated"


def test_a_cap_on_what_is_followed_is_said(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = payments(*ROUND, "B>D 95 2025-01-02T09:00:00Z", "D>A 92 2025-01-30", "D>C 92 2025-01-03")
    load(sqlite_bank, TAG, rows)
    assert set(circles(sqlite_bank)) == {tuple("ABC"), tuple("ABD"), tuple("ABDC")}
    monkeypatch.setenv("GUANXI_MONEY_HUB_PAYMENTS", "1")
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    assert set(circles(sqlite_bank)) == {tuple("ABC")}
    followed = {
        each: sqlite_bank.holding(each, TAG)["evidence"]["facts"]["all_payments_followed"]
        for each in "ABC"
    }
    assert followed == {"A": True, "B": False, "C": True}
    held = sqlite_bank.holding("B", TAG)
    assert held["evidence"]["facts"]["payments_followed_at_most"] == 1
    assert held["sentence"]["zh"].endswith("；该客户支付笔数过多，仅追查其中一部分，可能另有回流")
    notes = next(iter(sqlite_bank.items("/runs")))["report"]["tags"][TAG]["notes"]
    assert (notes["circles"], notes["customers_capped"], notes["searches_cut"]) == (1, 1, 0)


def test_money_moved_between_own_accounts_on_the_way_changes_nothing(
    sqlite_bank: ServedBank,
) -> None:
    rows = payments(ROUND[0], "B>B2 100 2025-01-01T12:00:00Z", "B2>C 95 2025-01-02", ROUND[2])
    load(
        sqlite_bank,
        TAG,
        rows,
        people("A", "B", "C"),
        account_holders=[{"account_id": "@B2", "customer_id": "B"}],
    )
    assert set(circles(sqlite_bank)) == {("A", "B", "C")}


def test_a_customer_on_very_many_circles_holds_the_largest(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MONEY_CIRCLES_LISTED", "2")
    rows = [
        "A>B 100 2025-01-01",
        "B>A2 1 2024-01-01",
        *(f"B>C{i} {100 - i} 2025-01-02" for i in range(4)),
        *(f"C{i}>A {100 - i} 2025-01-03" for i in range(4)),
    ]
    load(sqlite_bank, TAG, payments(*rows))
    held = sqlite_bank.get(f"/customers/A/tags/{TAG}")["holdings"]
    assert {each["value"]["amount"] for each in held} == {"100.00", "99.00"}
    assert {each["evidence"]["facts"]["circles_hidden"] for each in held} == {2}
    assert len(sqlite_bank.get(f"/customers/C3/tags/{TAG}")["holdings"]) == 1

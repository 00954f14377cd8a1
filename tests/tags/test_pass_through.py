from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import people
from tests.tags.flow_banks import load

pytestmark = pytest.mark.usefixtures("as_stored")

TAG = "pass_through"
CUSTOMERS = people(*"ABCKLXYZ")
IN = "X>K 1000 2025-03-01"


@pytest.fixture(autouse=True)
def _of_any_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule is shown by small numbers; from where on money counts has tests of its own."""
    monkeypatch.setenv("GUANXI_PASS_THROUGH_AMOUNT", "CNY=0,USD=0,EUR=0")


def told(bank: ServedBank) -> Any:
    """K's holding, None where it has none."""
    return next((each for each in bank.all_holdings([TAG]) if each["customer_id"] == "K"), None)


def test_what_leaves_within_three_days_is_matched_the_oldest_first(bank: ServedBank) -> None:
    moves = [IN, "K>Y 600 2025-03-02", "A>K 500 2025-03-03", "K>Z 800.5 2025-03-04"]
    load(bank, CUSTOMERS, moves, TAG)
    held = told(bank)
    assert (held["score"], held["grade"], held["subject"]) == (0.9336666667, "repeated", None)
    assert held["value"] == {
        "customers": ["X", "K", "Z"],
        "amount": "1400.50",
        "currency": "CNY",
    }
    edges, facts = held["evidence"]["edges"], held["evidence"]["facts"]
    assert [(edge["from"], edge["to"], edge["amount"]) for edge in edges] == [
        ("X", "K", "1000.00"),
        ("K", "Y", "600.00"),
        ("A", "K", "500.00"),
        ("K", "Z", "800.50"),
    ]
    days = [f"2025-03-0{day}T00:00:00.000Z" for day in range(5)]
    assert facts == {
        **{"received": "1500.00", "passed_on": "1400.50", "share": 0.9336666667, "days": 3},
        **{"threshold": 0.9, "currency": "CNY", "payments_in": 2, "payments_out": 2},
        **{"payers": 2, "payees": 2, "largest_payers": ["X", "A"], "largest_payees": ["Z", "Y"]},
        **{"first_at": days[1], "last_at": days[4]},
        "largest_pairs": [
            {"received_at": days[1], "paid_at": days[2], "amount": "600.00"},
            {"received_at": days[1], "paid_at": days[4], "amount": "400.00"},
            {"received_at": days[3], "paid_at": days[4], "amount": "400.50"},
        ],
        **{"other_currencies": [], "edges_hidden": 0},
    }
    assert held["sentence"] == {
        "zh": "转入2笔共1,500元（主要付款方X），其中1,400.50元（93.4%）在3天内转出"
        "（主要收款方Z），涉及2个付款方、2个收款方",
        "en": "CNY 1,500 came in by 2 payments (mostly from X), of which CNY 1,400.50 (93.4%) "
        "left within 3 days (mostly to Z); 2 payers, 2 payees",
    }


@pytest.mark.parametrize(
    ("moves", "share"),
    [
        pytest.param([IN, "K>Y 900 2025-03-02"], 0.9, id="nine tenths"),
        pytest.param([IN, "K>Y 899.99 2025-03-02"], None, id="less"),
        pytest.param([IN, "K>Y 890 2025-03-02"], None, id="89 %"),
        pytest.param([IN, "K>Y 5000 2025-03-02"], 1.0, id="more than came in"),
        pytest.param([IN, "K>Y 1000 2025-03-04"], 1.0, id="three days to the instant"),
        pytest.param([IN, "K>Y 1000 2025-03-04T00:00:01"], None, id="a second more"),
        pytest.param(["K>Y 1000 2025-02-28", IN], None, id="out before it came in"),
        pytest.param(["K>Y 1000 2025-03-01", IN], 1.0, id="out at the same instant"),
        pytest.param([IN, "K> 1000 2025-03-02"], 1.0, id="out in cash"),
        pytest.param([">K 1000 2025-03-01", "K>Y 1000 2025-03-02"], 1.0, id="in in cash"),
        pytest.param(["O>K 1000 2025-03-01", "K>O 1000 2025-03-02"], 1.0, id="other banks"),
        pytest.param([IN, "K>K2 1000 2025-03-02"], None, id="to its other account"),
        pytest.param([IN, "K>K2 1000 2025-03-02", "K2>Y 1000 2025-03-03"], 1.0, id="through both"),
        pytest.param([IN, "K>J 1000 2025-03-02"], None, id="to its joint account"),
        pytest.param([IN, "J>Y 1000 2025-03-02"], 1.0, id="out of its joint account"),
        pytest.param(["X>J 1000 2025-03-01", "K>Y 950 2025-03-02"], 0.95, id="joint, not doubled"),
        pytest.param([IN, "K>XY 950 2025-03-02"], 0.95, id="to a joint account, not doubled"),
        pytest.param([IN, "K>Y 1000 2025-03-02 USD"], None, id="out in another currency"),
        pytest.param(
            [IN, "K>Y 1000 2025-03-02", "X>K 112 2025-06-01"], None, id="what came in later stays"
        ),
        pytest.param(
            [IN, "X>K 100 2025-03-05", "K>Y 1100 2025-03-05"], None, id="too old to be matched"
        ),
        pytest.param(["K>Y 1000 2025-03-01"], None, id="nothing comes in"),
        pytest.param([IN], None, id="nothing goes out"),
    ],
)
def test_nine_tenths_of_what_comes_in_must_be_gone_in_three_days(
    sqlite_bank: ServedBank, moves: list[str], share: float | None
) -> None:
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="K2:K J:KL XY:XY")
    held = told(sqlite_bank)
    assert (held and held["score"]) == share


def test_payments_after_the_day_of_the_run_are_not_seen(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, [IN, "K>Y 1000 2025-03-03T00:00"], TAG)
    assert told(sqlite_bank)
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-03-02")
    assert sqlite_bank.holders(TAG, as_of="2025-03-02") == []


@pytest.mark.parametrize(
    ("moves", "grade"),
    [
        ([IN, "K>Y 500 2025-03-02", "K>Z 500 2025-03-02"], "once"),
        ([IN, IN, "K>Y 2000 2025-03-02"], "repeated"),
        ([IN, "A>K 1 2025-03-01", "B>K 1 2025-03-01", "K>Y 1002 2025-03-02"], "repeated"),
        (
            [IN, "A>K 1 2025-03-01", "B>K 1 2025-03-01"]
            + [f"K>{each} 334 2025-03-02" for each in "XYZ"],
            "many_parties",
        ),
    ],
)
def test_the_grade_says_how_often_and_between_how_many(
    sqlite_bank: ServedBank, moves: list[str], grade: str
) -> None:
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert told(sqlite_bank)["grade"] == grade


def test_money_of_nobody_that_the_bank_knows_is_told_without_names(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, ["O>K 1000 2025-03-01", "K> 1000 2025-03-02"], TAG)
    held = told(sqlite_bank)
    assert held["value"]["customers"] == ["K"]
    assert [(edge["from"], edge["to"]) for edge in held["evidence"]["edges"]] == [
        ("@O", "K"),
        ("K", ""),
    ]
    assert held["sentence"] == {
        "zh": "转入1笔1,000元，全部在3天内转出",
        "en": "CNY 1,000 came in, all of which left within 3 days",
    }


def test_a_customer_holds_it_once_in_the_currency_with_the_most_payments_in(
    sqlite_bank: ServedBank,
) -> None:
    dollars = ["X>K 1 2025-04-01 USD", "X>K 1 2025-04-02 USD", "K>Y 2 2025-04-03 USD"]
    load(sqlite_bank, CUSTOMERS, [IN, "K>Y 1000 2025-03-02", *dollars], TAG)
    held = told(sqlite_bank)
    assert (held["value"]["currency"], held["value"]["amount"]) == ("USD", "2.00")
    assert held["evidence"]["facts"]["other_currencies"] == ["CNY"]


def test_the_largest_pairs_are_listed_and_a_payment_only_once(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "3")
    moves = [
        "X>K 10 2025-03-01",
        "K>Y 10 2025-03-02",
        "X>K 500 2025-04-01",
        "K>Y 300 2025-04-02",
        "K>Z 200 2025-04-03",
        "X>K 90 2025-05-01",
        "K>Y 90 2025-05-02",
    ]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    evidence = told(sqlite_bank)["evidence"]
    assert [edge["amount"] for edge in evidence["edges"]] == ["500.00", "300.00", "200.00"]
    assert [each["amount"] for each in evidence["facts"]["largest_pairs"]] == ["300.00", "200.00"]
    assert evidence["facts"]["edges_hidden"] == 4


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("DAYS", "1", True),
        ("SHARE", "0.95", False),
        ("SHARE", "0.94", True),
        ("PAYMENTS", "2", True),
        ("PAYMENTS", "3", False),
    ],
)
def test_the_numbers_of_the_rule_are_settings(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    held: bool,
) -> None:
    monkeypatch.setenv(f"GUANXI_PASS_THROUGH_{name}", value)
    moves = [IN, "K>Y 940 2025-03-02", "X>K 1000 2025-04-01", "K>Y 940 2025-04-02"]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert bool(told(sqlite_bank)) == held


def test_what_one_day_holds_does_not_depend_on_what_stands_first_in_the_files(
    sqlite_bank: ServedBank,
) -> None:
    """Equal sums at one instant between the same two, by several accounts."""
    moves = [
        *(f"{account}>K 10 2025-03-01" for account in ("X", "X1", "X2")),
        *(f"K>{account} 10 2025-03-02" for account in ("Y1", "Y", "Y2")),
    ]
    owners = "X1:X X2:X Y1:Y Y2:Y"
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners)
    first = told(sqlite_bank)["evidence"]
    backwards = " ".join(reversed(owners.split()))
    load(sqlite_bank, CUSTOMERS[::-1], moves[::-1], TAG, backwards)
    again = told(sqlite_bank)["evidence"]
    assert [edge["from_account"] for edge in again["edges"]] == ["@X", "@X1", "@X2", *["@K"] * 3]
    told_twice = [
        [{name: edge[name] for name in edge if name != "source"} for edge in each["edges"]]
        for each in (first, again)
    ]
    assert told_twice[0] == told_twice[1]


def test_of_somebody_who_never_paid_nor_was_paid_it_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, [IN], TAG)
    for customer_id, answer in (("K", "not-held"), ("Z", "unknown")):
        told_why = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert told_why["type"].endswith(answer)


@pytest.mark.parametrize(
    ("came_in", "held"),
    [
        pytest.param("10000 2025-03-01", True, id="exactly"),
        pytest.param("9999.99 2025-03-01", False, id="a cent less"),
        pytest.param("1000 2025-03-01 USD", True, id="exactly in dollars"),
        pytest.param("999.99 2025-03-01 USD", False, id="a cent less in dollars"),
        pytest.param("1 2025-03-01 THB", True, id="a currency that is not named"),
    ],
)
def test_money_counts_from_an_amount_on_by_currency(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, came_in: str, held: bool
) -> None:
    monkeypatch.delenv("GUANXI_PASS_THROUGH_AMOUNT")
    gone = came_in.replace("03-01", "03-02")
    load(sqlite_bank, CUSTOMERS, [f"X>K {came_in}", f"K>Y {gone}"], TAG)
    assert bool(told(sqlite_bank)) is held


def test_a_single_payment_is_told_without_a_sum_or_a_main_party(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, [IN, "K>Y 950 2025-03-02"], TAG)
    assert told(sqlite_bank)["sentence"] == {
        "zh": "转入1笔1,000元（付款方X），其中950元（95%）在3天内转出（收款方Y）",
        "en": "CNY 1,000 came in (from X), of which CNY 950 (95%) left within 3 days (to Y)",
    }

import pytest

from tests.banks import ServedBank
from tests.building import people
from tests.tags.flow_banks import load

pytestmark = pytest.mark.usefixtures("as_stored")

TAG = "money_collector"
CUSTOMERS = people(*"ABCDEFGHKXYZ")
FIVE = [f"{each}>K 100 2025-03-0{day}" for day, each in enumerate("ABCDE", 1)]
OUT = "K>X 400 2025-03-06"


def holders(bank: ServedBank) -> set[str]:
    return {each["customer_id"] for each in bank.holders(TAG)}


def test_five_pay_in_and_one_is_paid_within_seven_days(bank: ServedBank) -> None:
    moves = [*FIVE, "E>K 20.5 2025-03-05T10:00", "K>X 400 2025-03-06T12:30"]
    load(bank, CUSTOMERS, moves, TAG)
    assert holders(bank) == {"K"}
    held = bank.holding("K", TAG)
    assert (held["score"], held["grade"], held["subject"]) == (5.0, "narrow", None)
    assert held["value"] == {
        "customers": ["E", "A", "B", "C", "D", "K", "X"],
        "amount": "520.50",
        "currency": "CNY",
    }
    edges, facts = held["evidence"]["edges"], held["evidence"]["facts"]
    assert [edge["from"] for edge in edges] == [*"ABCDEEK"]
    assert edges[-1] == {
        **{"type": "PAID", "from": "K", "to": "X", "source": "L1"},
        **{"from_account": "@K", "to_account": "@X", "amount": "400.00", "currency": "CNY"},
        "at": "2025-03-06T12:30:00.000Z",
    }
    assert facts == {
        **{"payers": 5, "payees": 1, "received": "520.50", "paid": "400.00", "currency": "CNY"},
        **{"largest_payers": ["E", "A", "B"], "largest_payees": ["X"], "payments": 7},
        "first_at": "2025-03-01T00:00:00.000Z",
        "last_at": "2025-03-06T12:30:00.000Z",
        **{"windows": 1, "other_currencies": [], "days": 7, "edges_hidden": 0},
    }
    assert held["sentence"] == {
        "zh": "2025年3月1日至6日，5个付款方（E、A、B等）转入520.50元，转出400元给1个收款方（X）",
        "en": "From 1 to 6 March 2025, 5 payers (E, A, B and 2 others) paid in CNY 520.50, and CNY "
        "400 went out to 1 payee (X)",
    }


@pytest.mark.parametrize(
    ("moves", "held"),
    [
        pytest.param([*FIVE[:4], OUT], False, id="four payers"),
        pytest.param([*FIVE, "A>K 1 2025-03-06"], False, id="nothing goes out"),
        pytest.param([*FIVE, "K>X 250 2025-03-06"], True, id="half goes out"),
        pytest.param([*FIVE, "K>X 249.99 2025-03-06"], False, id="less than half goes out"),
        pytest.param([*FIVE, "K>X 1000 2025-03-06"], True, id="half of what goes out came in"),
        pytest.param([*FIVE, "K>X 1000.01 2025-03-06"], False, id="most was there before"),
        pytest.param([*FIVE, "K>X 300 2025-03-08"], True, id="seven days to the instant"),
        pytest.param([*FIVE, "K>X 300 2025-03-08T00:00:01"], False, id="a second more"),
        pytest.param([*FIVE, OUT, "K>Y 9 2025-03-06"], True, id="two payees"),
        pytest.param([*FIVE, "K>Y 9 2025-03-06", "K>Z 9 2025-03-06", OUT], False, id="three"),
        pytest.param(["K>X 400 2025-02-28", *FIVE], False, id="out before anything came in"),
        pytest.param(["K>X 400 2025-03-01", *FIVE], True, id="out at the instant of the first"),
        pytest.param([*FIVE, f"{OUT} USD"], False, id="out in another currency"),
        pytest.param([*FIVE[:4], f"{FIVE[4]} USD", OUT], False, id="the fifth in another currency"),
        pytest.param([*FIVE[:4], ">K 100 2025-03-05", OUT], True, id="cash is a payer"),
        pytest.param([*FIVE[:3], *[">K 100 2025-03-05"] * 2, OUT], False, id="cash is one payer"),
        pytest.param(
            [*FIVE[:3], "O1>K 100 2025-03-05", "O2>K 100 2025-03-05", OUT],
            True,
            id="accounts at other banks are payers, each one",
        ),
        pytest.param([*FIVE, *["K> 150 2025-03-06"] * 3], True, id="cash is one payee"),
        pytest.param([*FIVE[:4], "K2>K 100 2025-03-05", OUT], False, id="its own money is not in"),
        pytest.param([*FIVE, "K>K2 400 2025-03-06"], False, id="to itself is not out"),
        pytest.param([*FIVE[:4], "E>K2 100 2025-03-05", OUT], True, id="all its accounts count"),
    ],
)
def test_it_takes_many_in_and_few_out_of_about_the_same_money(
    sqlite_bank: ServedBank, moves: list[str], held: bool
) -> None:
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="K2:K")
    assert ("K" in holders(sqlite_bank)) == held


def test_payments_after_the_day_of_the_run_are_not_seen(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, [*FIVE, "K>X 400 2025-03-07T00:00"], TAG)
    assert holders(sqlite_bank) == {"K"}
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-03-06")
    assert sqlite_bank.holders(TAG, as_of="2025-03-06") == []


def test_the_owners_of_a_joint_account_are_one_party(sqlite_bank: ServedBank) -> None:
    """E and F pay K together, and K gets what is paid to the account that it shares with Z."""
    moves = [*FIVE[:3], "D>J 100 2025-03-04", "EF>K 100 2025-03-05", OUT, "EF>K 1 2025-03-05"]
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="J:KZ EF:FE")
    assert holders(sqlite_bank) == {"K"}
    held = sqlite_bank.holding("K", TAG)
    assert held["value"]["customers"] == [*"EABCD", "K", "X"]
    assert held["value"]["amount"] == "501.00"


def test_a_shop_that_buys_from_many_is_none(sqlite_bank: ServedBank) -> None:
    """Six payers and three payees a week, all year: never few of them in seven days."""
    moves = [
        move
        for month in range(1, 13)
        for day in range(1, 29)
        for move in (
            f"{'ABCDEF'[day % 6]}>K 100 2025-{month:02}-{day:02}T08:00",
            f"K>{'XYZ'[day % 3]} 95 2025-{month:02}-{day:02}T18:00",
        )
    ]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert holders(sqlite_bank) == set()


def test_every_window_that_does_not_overlap_another_is_counted(sqlite_bank: ServedBank) -> None:
    moves = [
        *FIVE,
        OUT,
        *(move.replace("2025-03", "2025-05") for move in (*FIVE, "F>K 50 2025-03-02", OUT)),
    ]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    held = sqlite_bank.holding("K", TAG)
    assert (held["score"], held["evidence"]["facts"]["windows"]) == (6.0, 2)
    assert held["evidence"]["facts"]["first_at"].startswith("2025-05-01")
    assert held["sentence"]["zh"].endswith("；同类情形先后出现2次")
    assert held["sentence"]["en"].endswith("; this happened 2 times")


def test_a_customer_holds_it_once_in_the_currency_with_the_most_payers(
    sqlite_bank: ServedBank,
) -> None:
    dollars = [f"{move} USD" for move in (*FIVE, "F>K 1 2025-03-03", OUT)]
    load(sqlite_bank, CUSTOMERS, [*FIVE, OUT, *dollars], TAG)
    held = sqlite_bank.holding("K", TAG)
    assert (held["value"]["currency"], held["score"]) == ("USD", 6.0)
    assert held["evidence"]["facts"]["other_currencies"] == ["CNY"]


def test_what_is_listed_are_the_largest_of_both_sides_in_time_order(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "4")
    moves = [
        *(f"{each}>K {100 + k} 2025-03-01T0{k}:00" for k, each in enumerate("ABCDEFGH")),
        *(f"K>X {each} 2025-03-02T0{each % 7}:00" for each in (200, 210, 190)),
    ]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    held = sqlite_bank.holding("K", TAG)
    assert [edge["amount"] for edge in held["evidence"]["edges"]] == [
        "106.00",
        "107.00",
        "210.00",
        "200.00",
    ]
    assert held["evidence"]["facts"]["edges_hidden"] == 7
    assert held["value"]["customers"] == [*"HGFE", "K", "X"]


@pytest.mark.parametrize(
    ("out", "held"),
    [
        (["K>X 240 2025-03-02"], True),
        (["K>X 200 2025-03-02", "K>Y 40 2025-03-02"], False),
        (["K>X 239 2025-03-02"], False),
        (["K>X 240 2025-03-02T00:00:01"], False),
    ],
)
def test_the_numbers_of_the_rule_are_settings(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    out: list[str],
    held: bool,
) -> None:
    for name, value in (("DAYS", "1"), ("MANY", "3"), ("FEW", "1"), ("SHARE", "0.8")):
        monkeypatch.setenv(f"GUANXI_COLLECTOR_{name}", value)
    moves = [*(f"{each}>K 100 2025-03-01" for each in "ABC"), *out]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert (holders(sqlite_bank) == {"K"}) == held


def test_of_somebody_who_never_paid_nor_was_paid_it_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, FIVE, TAG)
    for customer_id, told in (("K", "not-held"), ("Z", "unknown")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)

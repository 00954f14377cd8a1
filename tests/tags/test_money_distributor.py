import pytest

from tests.banks import ServedBank
from tests.building import companies, people
from tests.tags.flow_banks import load

TAG = "money_distributor"
CUSTOMERS = people(*"ABCDEFKXYZ")
IN = "X>K 500 2025-03-01"
FIVE = [f"K>{each} 90 2025-03-0{day}" for day, each in enumerate("ABCDE", 2)]


def holders(bank: ServedBank) -> set[str]:
    return {each["customer_id"] for each in bank.holders(TAG)}


def test_one_pays_in_and_five_are_paid_within_seven_days(bank: ServedBank) -> None:
    load(bank, CUSTOMERS, ["K>F 7 2025-02-28", IN, *FIVE], TAG)
    assert holders(bank) == {"K"}
    held = bank.holding("K", TAG)
    assert (held["score"], held["grade"], held["subject"]) == (5.0, "narrow", None)
    assert held["value"] == {
        "customers": ["X", "K", *"ABCDE"],
        "amount": "450.00",
        "currency": "CNY",
    }
    assert [(edge["from"], edge["to"]) for edge in held["evidence"]["edges"]] == [
        ("X", "K"),
        *(("K", each) for each in "ABCDE"),
    ]
    facts = held["evidence"]["facts"]
    assert (facts["payers"], facts["payees"], facts["windows"]) == (1, 5, 1)
    assert (facts["received"], facts["paid"]) == ("500.00", "450.00")
    assert held["sentence"] == {
        "zh": "2025年3月1日至6日，1个付款方（X）转入500元，转出450元给5个收款方（A、B、C等）",
        "en": "From 1 to 6 March 2025, 1 payer (X) paid in CNY 500, and CNY 450 went out to 5 "
        "payees (A, B, C and 2 others)",
    }


@pytest.mark.parametrize(
    ("moves", "held"),
    [
        pytest.param([IN, *FIVE[:4]], False, id="four payees"),
        pytest.param(["X>K 500 2025-03-03", *FIVE], False, id="two were paid before it came in"),
        pytest.param(["X>K 500 2025-03-02", *FIVE], True, id="in at the instant of the first"),
        pytest.param(["X>K 500 2025-02-27", *FIVE], True, id="seven days to the instant"),
        pytest.param(["X>K 500 2025-02-26T23:59:59", *FIVE], False, id="a second more"),
        pytest.param(["X>K 900 2025-03-01", *FIVE], True, id="half of what came in"),
        pytest.param(["X>K 900.02 2025-03-01", *FIVE], False, id="most stays"),
        pytest.param(["X>K 225 2025-03-01", *FIVE], True, id="half of what goes out came in"),
        pytest.param(["X>K 224.99 2025-03-01", *FIVE], False, id="most was there before"),
        pytest.param([IN, "Y>K 9 2025-03-01", *FIVE], True, id="two payers"),
        pytest.param([IN, "Y>K 9 2025-03-01", "Z>K 9 2025-03-01", *FIVE], False, id="three payers"),
        pytest.param([f"{IN} USD", *FIVE], False, id="in another currency"),
        pytest.param([IN, *FIVE[:4], "K> 90 2025-03-06"], True, id="cash is a payee"),
        pytest.param([IN, *FIVE[:4], "K>K2 90 2025-03-06"], False, id="to itself is not out"),
        pytest.param(["K2>K 500 2025-03-01", *FIVE], False, id="from itself is not in"),
    ],
)
def test_it_takes_few_in_and_then_many_out_of_about_the_same_money(
    sqlite_bank: ServedBank, moves: list[str], held: bool
) -> None:
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="K2:K")
    assert ("K" in holders(sqlite_bank)) == held


def test_those_paid_from_elsewhere_in_the_same_days_do_not_hold_it(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, [IN, *FIVE, "X>A 10 2025-03-02"], TAG)
    assert holders(sqlite_bank) == {"K"}


def test_twenty_payees_are_a_wide_range(sqlite_bank: ServedBank) -> None:
    payees = [f"P{i:02}" for i in range(20)]
    moves = ["X>K 200 2025-03-01", *(f"K>{each} 10 2025-03-02" for each in payees)]
    load(sqlite_bank, [*people("K", "X", *payees)], moves, TAG)
    held = sqlite_bank.holding("K", TAG)
    assert (held["grade"], held["score"]) == ("wide", 20.0)
    assert held["evidence"]["facts"]["edges_hidden"] == 1


def test_of_somebody_who_never_paid_nor_was_paid_it_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, FIVE, TAG)
    for customer_id, told in (("K", "not-held"), ("Z", "unknown")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)


def salaries(*months: str, each: int = 5000) -> list[str]:
    """What E pays A to F on the 10th of some months, out of what X paid it the day before."""
    moves = []
    for month in months:
        moves.append(f"X>E 30000 2025-{month}-09")
        moves += [f"E>{who} {each} 2025-{month}-10" for who in "ABCDEF".replace("E", "")]
    return moves


def test_an_employer_who_pays_salaries_distributes_nothing(bank: ServedBank) -> None:
    """Five employees, three months: a payroll. Two months are none, and are distribution."""
    customers = [*people(*"ABCDFXYZ"), *companies("E")]
    load(bank, customers, salaries("01", "02"), TAG)
    assert holders(bank) == {"E"}
    load(bank, customers, salaries("01", "02", "03"), TAG)
    assert holders(bank) == set()


def test_an_employer_who_passes_other_money_on_is_told_by_that_alone(
    sqlite_bank: ServedBank,
) -> None:
    """Beside the payroll E pays five others once, out of what Y paid it: 450 of 500."""
    others = [f"K{i}" for i in range(5)]
    customers = [*people(*"ABCDFXYZ", *others), *companies("E")]
    passed = [f"E>{each} 90 2025-06-03" for each in others]
    moves = [*salaries("01", "02", "03"), "Y>E 500 2025-06-02", *passed]
    load(sqlite_bank, customers, moves, TAG)
    assert holders(sqlite_bank) == {"E"}
    held = sqlite_bank.holding("E", TAG)
    assert held["value"] == {
        "customers": ["Y", "E", *others],
        "amount": "450.00",
        "currency": "CNY",
    }
    assert held["evidence"]["facts"]["windows"] == 1

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, people
from tests.tags.flow_banks import load

TAG = "payroll_employer"
CUSTOMERS = [*people(*"ABCDEFX"), *companies("K", "L")]


def salaries(
    employees: str = "ABCDE",
    on: tuple[str, ...] = ("2025-01-10", "2025-02-11", "2025-03-09"),
    amount: float = 8000,
    payer: str = "K",
) -> list[str]:
    """The same salary to each employee on these days."""
    return [f"{payer}>{each} {amount} {day}" for each in employees for day in on]


def holders(bank: ServedBank) -> set[str]:
    return {each["customer_id"] for each in bank.holders(TAG)}


def test_five_persons_paid_alike_in_three_months_make_a_payroll(bank: ServedBank) -> None:
    moves = [*salaries("ABCD"), *salaries("E", amount=12000.5), "K>X 8000 2025-01-10"]
    load(bank, CUSTOMERS, moves, TAG)
    assert holders(bank) == {"K"}
    held = bank.holding("K", TAG)
    assert (held["score"], held["grade"], held["subject"]) == (5.0, "small", None)
    assert held["value"] == {
        **{"customers": ["K", *"EABCD"], "employees": 5, "months": 3, "day": 10},
        **{"amount": "44000.50", "currency": "CNY"},
    }
    assert held["evidence"]["facts"] == {
        **{"employees": 5, "employees_in_currency": 5, "other_currencies": []},
        **{"months": 3, "first_month": "2025-01", "last_month": "2025-03", "day": 10},
        **{"monthly": "44000.50", "median": "8000.00", "currency": "CNY", "least_months": 3},
        "edges_hidden": 0,
    }
    edges = held["evidence"]["edges"]
    assert [edge["to"] for edge in edges] == [*"EABCD"]
    assert {edge["at"] for edge in edges} == {"2025-03-09T00:00:00.000Z"}
    assert held["sentence"] == {
        "zh": "每月10日前后向5人发放金额稳定的工资性款项，见于2025年1月至3月（3个月），"
        "每月合计约4.4万元，个人月发放额中位数为8,000元",
        "en": "Pays 5 persons regular amounts around the tenth of the month, January to March 2025 "
        "(3 months): about CNY 44,000.50 a month in all, with a median of CNY 8,000",
    }


def varied(*amounts: float) -> list[str]:
    days = ("2025-01-10", "2025-02-10", "2025-03-10")
    return [
        f"K>{each} {amount} {day}"
        for each in "ABCDE"
        for amount, day in zip(amounts, days, strict=True)
    ]


@pytest.mark.parametrize(
    ("moves", "held"),
    [
        pytest.param(salaries("ABCD"), False, id="four persons"),
        pytest.param(salaries(on=("2025-01-10", "2025-02-10")), False, id="two months"),
        pytest.param(
            salaries(on=("2025-01-09", "2025-01-12", "2025-02-10")), False, id="two in a month"
        ),
        pytest.param(salaries(on=("2025-01-10", "2025-03-10", "2025-07-10")), True, id="gaps"),
        pytest.param(salaries(on=("2025-01-07", "2025-02-10", "2025-03-13")), True, id="3 days"),
        pytest.param(salaries(on=("2025-01-07", "2025-02-10", "2025-03-14")), False, id="4 days"),
        pytest.param(salaries(on=("2025-01-31", "2025-02-28", "2025-04-01")), True, id="the end"),
        pytest.param(salaries(on=("2025-01-05", "2025-02-15", "2025-03-25")), False, id="any day"),
        pytest.param(varied(8000, 10000, 12000), True, id="a fifth off"),
        pytest.param(varied(7999, 10000, 12000), False, id="more than a fifth off"),
        pytest.param([*salaries(), *varied(500, 60, 30000)], True, id="other payments besides"),
        pytest.param(
            [*salaries(), *salaries(on=("2025-02-12",), amount=50000)], True, id="a bonus"
        ),
        pytest.param(salaries(payer="X"), False, id="a person pays"),
        pytest.param(
            [move.replace("K>E", "K>L") for move in salaries()], False, id="a company is paid"
        ),
        pytest.param(
            [*salaries("ABCD"), *salaries("E", on=("2025-01-10",)), *salaries("F", payer="L")],
            False,
            id="two employers",
        ),
        pytest.param(
            [f"{move} USD" if "2025-03" in move and ">E" in move else move for move in salaries()],
            False,
            id="a month in another currency",
        ),
    ],
)
def test_it_takes_five_persons_three_months_one_day_and_one_amount(
    sqlite_bank: ServedBank, moves: list[str], held: bool
) -> None:
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert holders(sqlite_bank) == ({"K"} if held else set())


@pytest.mark.parametrize("kind", ["government", "other"])
def test_any_organisation_may_pay_salaries(sqlite_bank: ServedBank, kind: str) -> None:
    customers = [*people(*"ABCDE"), {"customer_id": "K", "kind": kind, "name": "K"}]
    load(sqlite_bank, customers, salaries(), TAG)
    assert holders(sqlite_bank) == {"K"}


def value(bank: ServedBank) -> dict[str, Any]:
    told: dict[str, Any] = bank.holding("K", TAG)["value"]
    return told


def test_salaries_at_the_months_end_are_told_so_and_count_for_their_month(
    sqlite_bank: ServedBank,
) -> None:
    """What is paid on 1 March is for February."""
    days = ("2025-01-31", "2025-03-01", "2025-03-31", "2025-04-30")
    load(sqlite_bank, CUSTOMERS, salaries(on=days), TAG)
    assert (value(sqlite_bank)["day"], value(sqlite_bank)["months"]) == (31, 4)
    sentence = sqlite_bank.holding("K", TAG)["sentence"]
    assert sentence["zh"].startswith("每月月末向5人")
    assert "at the end of the month" in sentence["en"]


def test_who_is_paid_in_two_currencies_is_one_employee(sqlite_bank: ServedBank) -> None:
    dollars = [f"{move} USD" for move in salaries("AF", amount=100)]
    load(sqlite_bank, CUSTOMERS, [*salaries("ABCD"), *dollars], TAG)
    told = value(sqlite_bank)
    assert (told["employees"], told["amount"], told["currency"]) == (5, "32000.00", "CNY")
    facts = sqlite_bank.holding("K", TAG)["evidence"]["facts"]
    assert (facts["employees_in_currency"], facts["other_currencies"]) == (4, ["USD"])
    assert facts["edges_hidden"] == 2


def test_both_owners_of_a_joint_account_are_paid_and_own_transfers_are_no_salary(
    sqlite_bank: ServedBank,
) -> None:
    """Nobody can tell which of A and B works for K."""
    moves = [*salaries("CD"), *(f"K>J 9000 2025-0{month}-10" for month in (1, 2, 3))]
    moves += [f"X>X2 8000 2025-0{month}-10" for month in (1, 2, 3)]
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="J:AB X2:X")
    assert holders(sqlite_bank) == set()
    moves += salaries("E")
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="J:AB X2:X")
    assert value(sqlite_bank)["customers"] == ["K", *"ABCDE"]


def test_payments_after_the_day_of_the_run_are_not_seen(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, CUSTOMERS, salaries(), TAG)
    assert holders(sqlite_bank) == {"K"}
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-03-08")
    assert sqlite_bank.holders(TAG, as_of="2025-03-08") == []


def test_the_best_paid_are_listed_and_the_others_counted(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    names = [f"P{i:02}" for i in range(20)]
    moves = [
        f"K>{each} {1000 + i} 2025-0{month}-15"
        for i, each in enumerate(names)
        for month in (1, 2, 3)
    ]
    load(sqlite_bank, [*people(*names), *companies("K")], moves, TAG)
    held = sqlite_bank.holding("K", TAG)
    assert (held["grade"], held["value"]["customers"]) == ("medium", ["K", "P19", "P18"])
    assert [edge["to"] for edge in held["evidence"]["edges"]] == ["P19", "P18"]
    assert held["evidence"]["facts"]["edges_hidden"] == 18
    assert held["evidence"]["facts"]["median"] == "1009.00"


@pytest.mark.parametrize(
    ("name", "narrow", "wide"),
    [
        ("EMPLOYEES", "6", "4"),
        ("MONTHS", "4", "2"),
        ("DAY_SPREAD", "0", "9"),
        ("AMOUNT_SPREAD", "0", "0.5"),
    ],
)
def test_the_numbers_of_the_rule_are_settings(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    narrow: str,
    wide: str,
) -> None:
    moves = [*salaries(on=("2025-01-10", "2025-02-11")), *salaries(on=("2025-03-10",), amount=9000)]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    for number, held in ((narrow, set()), (wide, {"K"})):
        monkeypatch.setenv(f"GUANXI_PAYROLL_{name}", number)
        sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
        assert holders(sqlite_bank) == held


def test_of_an_organisation_without_payments_it_is_unknown_and_no_person_holds_it(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, CUSTOMERS, ["K>A 1 2025-01-01"], TAG)
    for customer_id, told in (("K", "not-held"), ("L", "unknown"), ("X", "not-held")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)

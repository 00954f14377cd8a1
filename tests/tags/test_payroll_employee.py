from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, people
from tests.tags.flow_banks import load
from tests.tags.test_payroll_employer import CUSTOMERS, salaries

TAG = "payroll_employee"


def held(bank: ServedBank) -> set[tuple[str, str]]:
    """Who is whose employee."""
    return {
        (each["customer_id"], holding["subject"])
        for each in bank.holders(TAG)
        for holding in holdings(bank, each["customer_id"])
    }


def holdings(bank: ServedBank, customer_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bank.get(f"/customers/{customer_id}/tags/{TAG}")["holdings"]
    return found


def monthly(count: int, employees: str = "ABCDE", payer: str = "K") -> list[str]:
    """The same salary in the first months of 2025."""
    return salaries(employees, tuple(f"2025-{month:02}-10" for month in range(1, count + 1)))


def test_whom_a_payroll_employer_pays_is_its_employee(bank: ServedBank) -> None:
    moves = [*salaries("ABCD"), *salaries("E", amount=12000.5), "K>X 8000 2025-01-10"]
    load(bank, CUSTOMERS, moves, TAG)
    assert held(bank) == {(each, "K") for each in "ABCDE"}
    holding = bank.holding("E", TAG)
    assert (holding["score"], holding["grade"]) == (3.0, "recent")
    value = {"employer_id": "K", "months": 3, "day": 10, "amount": "12000.50", "currency": "CNY"}
    assert holding["value"] == value
    assert holding["evidence"]["facts"] == {
        **value,
        **{"first_month": "2025-01", "last_month": "2025-03", "months_missed": 0},
        **{"other_currencies": [], "joint_account": False, "employees": 5},
        **{"least_months": 3, "least_employees": 5, "ended_months": 2, "edges_hidden": 0},
    }
    edges = holding["evidence"]["edges"]
    assert [(edge["type"], edge["from"], edge["to"]) for edge in edges] == [("PAID", "K", "E")] * 3
    assert [(edge["at"][:10], edge["amount"]) for edge in edges] == [
        ("2025-01-10", "12000.50"),
        ("2025-02-11", "12000.50"),
        ("2025-03-09", "12000.50"),
    ]
    assert holding["sentence"] == {
        "zh": "K每月10日前后向其发放工资约1.2万元，见于2025年1月至3月（3个月）",
        "en": "Paid about CNY 12,000.50 by K around the tenth of the month, January to March 2025 "
        "(3 months)",
    }


def test_whom_no_payroll_employer_pays_is_nobodys_employee(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a single person is paid every month may as well be a rent."""
    moves = [*salaries("ABCD"), *salaries("EF", payer="X"), "K>F 8000 2025-01-10"]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert held(sqlite_bank) == set()
    monkeypatch.setenv("GUANXI_PAYROLL_EMPLOYEES", "4")
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    assert held(sqlite_bank) == {(each, "K") for each in "ABCD"}


def test_the_two_tags_of_payrolls_name_each_others_holders(sqlite_bank: ServedBank) -> None:
    moves = [*salaries("ABCDE"), *salaries("ABCDEF", payer="L"), *salaries("A", payer="M")]
    customers = [*CUSTOMERS, *companies("M")]
    load(sqlite_bank, customers, moves, f"{TAG},payroll_employer")
    employers = {each["customer_id"] for each in sqlite_bank.holders("payroll_employer")}
    assert {employer for _, employer in held(sqlite_bank)} == employers == {"K", "L"}
    for employer in employers:
        told = sqlite_bank.holding(employer, "payroll_employer")["value"]["customers"]
        assert told == [employer, *sorted(who for who, at in held(sqlite_bank) if at == employer)]


@pytest.mark.parametrize(
    ("months", "grade"), [(3, "recent"), (5, "recent"), (6, "steady"), (11, "steady"), (12, "long")]
)
def test_the_longer_the_record_the_higher_the_grade(
    sqlite_bank: ServedBank, months: int, grade: str
) -> None:
    load(sqlite_bank, CUSTOMERS, monthly(months), TAG)
    holding = sqlite_bank.holding("C", TAG)
    assert (holding["score"], holding["grade"]) == (months, grade)


@pytest.mark.parametrize(("others", "ended"), [(3, False), (4, False), (5, True), (9, True)])
def test_who_is_no_longer_paid_while_others_are_has_left(
    sqlite_bank: ServedBank, others: int, ended: bool
) -> None:
    load(sqlite_bank, CUSTOMERS, [*monthly(others, "ABCDE"), *monthly(3, "F")], TAG)
    holding = sqlite_bank.holding("F", TAG)
    assert holding["evidence"]["facts"]["months_missed"] == others - 3
    assert holding["grade"] == ("ended" if ended else "recent")
    assert ("可能已离职" in holding["sentence"]["zh"]) == ended
    assert ("has probably left" in holding["sentence"]["en"]) == ended


def test_when_a_salary_has_ended_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_PAYROLL_ENDED_MONTHS", "1")
    load(sqlite_bank, CUSTOMERS, [*monthly(4, "ABCDE"), *monthly(3, "F")], TAG)
    assert sqlite_bank.holding("F", TAG)["grade"] == "ended"
    assert sqlite_bank.holding("A", TAG)["grade"] == "recent"


def test_a_salary_in_two_currencies_is_told_in_the_one_of_most_months(
    sqlite_bank: ServedBank,
) -> None:
    dollars = [f"K>{who} 100 2025-{month:02}-20 USD" for who in "AB" for month in range(1, 5)]
    moves = [*monthly(4, "BCDE"), *monthly(3, "A"), *dollars]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    a, b = (sqlite_bank.holding(each, TAG)["evidence"]["facts"] for each in "AB")
    assert (a["currency"], a["amount"], a["months"], a["other_currencies"]) == (
        "USD",
        "100.00",
        4,
        ["CNY"],
    )
    assert (b["currency"], b["amount"], b["other_currencies"]) == ("CNY", "8000.00", ["USD"])


def test_a_salary_that_goes_on_in_another_currency_has_not_ended(sqlite_bank: ServedBank) -> None:
    dollars = [f"K>A 100 2025-{month:02}-10 USD" for month in range(7, 10)]
    load(sqlite_bank, CUSTOMERS, [*monthly(9, "BCDEF"), *monthly(6, "A"), *dollars], TAG)
    holding = sqlite_bank.holding("A", TAG)
    assert (holding["grade"], holding["value"]["currency"]) == ("steady", "CNY")
    assert holding["evidence"]["facts"]["months_missed"] == 0


def test_somebody_with_two_employers_holds_it_for_each(sqlite_bank: ServedBank) -> None:
    moves = [*salaries("ABCDE"), *salaries("ABCDF", payer="L")]
    load(sqlite_bank, CUSTOMERS, moves, TAG)
    assert [holding["subject"] for holding in holdings(sqlite_bank, "A")] == ["K", "L"]
    assert held(sqlite_bank) == {
        *((each, "K") for each in "ABCDE"),
        *((each, "L") for each in "ABCDF"),
    }


def test_of_a_joint_account_each_owner_is_told_that_another_may_be_meant(
    sqlite_bank: ServedBank,
) -> None:
    moves = [*salaries("CDE"), *(f"K>J 9000 2025-0{month}-10" for month in (1, 2, 3))]
    load(sqlite_bank, CUSTOMERS, moves, TAG, owners="J:AB")
    assert held(sqlite_bank) == {(each, "K") for each in "ABCDE"}
    for each, joint in (("A", True), ("B", True), ("C", False)):
        holding = sqlite_bank.holding(each, TAG)
        assert holding["evidence"]["facts"]["joint_account"] is joint
        assert ("联名账户" in holding["sentence"]["zh"]) is joint
        assert ("joint account" in holding["sentence"]["en"]) is joint


def test_the_last_salaries_are_listed_in_order_and_the_others_counted(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    load(sqlite_bank, CUSTOMERS, monthly(7), TAG)
    evidence = sqlite_bank.holding("A", TAG)["evidence"]
    assert [edge["at"][:7] for edge in evidence["edges"]] == ["2025-06", "2025-07"]
    assert evidence["facts"]["edges_hidden"] == 5


def test_a_bonus_is_no_salary_and_payments_after_the_runs_day_are_not_seen(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, CUSTOMERS, [*monthly(4), "K>A 99999 2025-04-20"], TAG)
    assert sqlite_bank.holding("A", TAG)["value"]["amount"] == "8000.00"
    assert len(sqlite_bank.holding("A", TAG)["evidence"]["edges"]) == 4
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-03-31")
    assert sqlite_bank.holding("A", TAG, as_of="2025-03-31")["score"] == 3


def test_lists_leave_out_who_refused_to_be_approached(sqlite_bank: ServedBank) -> None:
    customers = [*people(*"ABCD"), *companies("K"), *people("E", marketing_consent="false")]
    load(sqlite_bank, customers, salaries(), TAG)
    assert {each["customer_id"] for each in sqlite_bank.holders(TAG)} == set("ABCD")
    assert sqlite_bank.holding("E", TAG)["subject"] == "K"


def test_of_a_person_without_payments_it_is_unknown_and_no_organisation_holds_it(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, CUSTOMERS, ["K>A 1 2025-01-01"], TAG)
    for customer_id, told in (("A", "not-held"), ("X", "unknown"), ("K", "not-held")):
        answer = sqlite_bank.get(f"/customers/{customer_id}/tags/{TAG}", status=404)
        assert answer["type"].endswith(told)

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import Records, kin, people

TAG = "insider_related"


def staff(*ties: str, employees: str = "E", others: str = "ABC") -> Records:
    customers = [*people(*employees, x_employee="true"), *people(*others)]
    records = {"kinships": kin(*ties)} if ties else {}
    return dict(customers=customers, **records)


def held(bank: ServedBank) -> set[tuple[str, str | None, str, str]]:
    """Who holds the tag, about whom, as what and in which grade."""
    return {
        (each["customer_id"], holding["subject"], holding["value"]["relation"], holding["grade"])
        for each in bank.holders(TAG)
        for holding in holdings(bank, each["customer_id"])
    }


def holdings(bank: ServedBank, customer_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = bank.get(f"/customers/{customer_id}/tags/{TAG}")["holdings"]
    return found


def test_an_employee_and_kin_are_told_by_how_close_they_are(bank: ServedBank) -> None:
    bank.keep(**staff("A spouse E", "E sibling B", "C other E"))
    bank.derive("--tags", TAG)

    assert held(bank) == {
        ("E", None, "employee", "employee"),
        ("A", "E", "spouse", "close_kin"),
        ("B", "E", "sibling", "other_kin"),
    }
    e, a, b = (bank.holding(each, TAG) for each in "EAB")
    assert (e["score"], a["score"], b["score"]) == (1.0, 0.5, 0.25)
    assert e["value"] == {"employee_id": "E", "relation": "employee"}
    assert e["evidence"] == {
        "edges": [],
        "facts": {"x_employee": True, "source": "L1", "kin": 2},
    }
    assert e["sentence"] == {
        "zh": "本行员工，其近亲属2人一并纳入管理",
        "en": "Works for the bank; 2 of their near relatives count too",
    }
    assert b["evidence"]["edges"] == [
        {"type": "KIN_OF", "from": "E", "to": "B", "source": "L1", "relation": "sibling"}
    ]
    assert b["sentence"] == {
        "zh": "系本行员工E的兄弟姐妹",
        "en": "Sibling of E, who works for the bank",
    }


@pytest.mark.parametrize(
    ("tie", "relation", "grade"),
    [
        ("A parent E", "parent", "close_kin"),
        ("E parent A", "child", "close_kin"),
        ("A child E", "child", "close_kin"),
        ("E child A", "parent", "close_kin"),
        ("E spouse A", "spouse", "close_kin"),
        ("A grandparent E", "grandparent", "other_kin"),
        ("E grandparent A", "grandchild", "other_kin"),
        ("E grandchild A", "grandparent", "other_kin"),
    ],
)
def test_the_relation_is_what_the_holder_is_of_the_employee(
    sqlite_bank: ServedBank, tie: str, relation: str, grade: str
) -> None:
    sqlite_bank.keep(**staff(tie))
    sqlite_bank.derive("--tags", TAG)
    holding = sqlite_bank.holding("A", TAG)
    assert (holding["value"]["relation"], holding["grade"]) == (relation, grade)
    (edge,) = holding["evidence"]["edges"]
    assert f"{edge['from']} {edge['relation']} {edge['to']}" == tie


def test_a_pair_recorded_twice_is_one_holding_by_the_closest_kinship(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(**staff("A sibling E", "A spouse E", "E spouse A"))
    sqlite_bank.derive("--tags", TAG)
    holding = sqlite_bank.holding("A", TAG)
    assert holding["value"]["relation"] == "spouse"
    assert [edge["relation"] for edge in holding["evidence"]["edges"]] == [
        "spouse",
        "spouse",
        "sibling",
    ]
    assert sqlite_bank.holding("E", TAG)["evidence"]["facts"]["kin"] == 1


def test_kin_of_two_employees_hold_it_for_each_and_employees_for_each_other(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(**staff("E spouse F", "A child E", "F parent A", employees="EF"))
    sqlite_bank.derive("--tags", TAG)
    assert held(sqlite_bank) == {
        ("E", None, "employee", "employee"),
        ("F", None, "employee", "employee"),
        ("E", "F", "spouse", "close_kin"),
        ("F", "E", "spouse", "close_kin"),
        ("A", "E", "child", "close_kin"),
        ("A", "F", "child", "close_kin"),
    }


def test_kin_of_kin_is_not_kin_of_the_employee(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**staff("A spouse E", "B sibling A"))
    sqlite_bank.derive("--tags", TAG)
    assert {customer for customer, *_ in held(sqlite_bank)} == {"A", "E"}
    not_held = sqlite_bank.get(f"/customers/B/tags/{TAG}", status=404)
    assert not_held["type"].endswith("not-held")


def test_of_a_person_without_recorded_kin_it_is_unknown(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**staff())
    sqlite_bank.derive("--tags", TAG)
    assert sqlite_bank.holding("E", TAG)["sentence"]["zh"] == "本行员工"
    assert sqlite_bank.get(f"/customers/A/tags/{TAG}", status=404)["type"].endswith("unknown")

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import Records, companies

TAG = "declared_group_member"


def declared(*members: dict[str, str], **names: str) -> Records:
    groups = [{"group_id": group_id, "name": name} for group_id, name in names.items()]
    customers = companies(*sorted({member["customer_id"] for member in members}))
    return dict(customers=customers, groups=groups, group_members=members)


def member(customer_id: str, group_id: str, role: str = "") -> dict[str, str]:
    return {"customer_id": customer_id, "group_id": group_id, "role": role}


def held_by(bank: ServedBank, customer_id: str) -> dict[str, Any]:
    held = bank.get(f"/customers/{customer_id}/tags/{TAG}")["holdings"]
    return {holding["subject"]: holding for holding in held}


def test_a_member_is_told_as_the_bank_declared_it(bank: ServedBank) -> None:
    members = [member("A", "G1", "head"), member("B", "G1"), member("C", "G1", "财务公司")]
    bank.keep(**declared(*members, G1="甲集团"))
    bank.derive("--tags", TAG)

    a, b, c = (bank.holding(each, TAG) for each in "ABC")
    assert a["subject"] == "G1"
    assert a["value"] == {"group_id": "G1", "role": "head", "head_id": "A"}
    assert b["value"] == {"group_id": "G1", "role": "member", "head_id": "A"}
    assert c["value"]["role"] == "财务公司"
    assert (b["score"], b["grade"]) == (3.0, "group")
    assert b["evidence"] == {
        "edges": [{"type": "MEMBER_OF", "from": "B", "to": "G1", "source": "L1"}],
        "facts": {"group_name": "甲集团", "members": 3},
    }
    assert c["evidence"]["edges"][0]["role"] == "财务公司"
    assert b["sentence"] == {
        "zh": "已纳入行内认定集团“甲集团”（共3户），核心成员为A",
        "en": "Declared by the bank as a member of the group 甲集团, which has 3 members and A as "
        "its head",
    }
    assert a["sentence"]["zh"] == "已纳入行内认定集团“甲集团”（共3户），系该集团核心成员"
    # The group is the declared one and no other; its members come once.
    group = bank.get("/groups/G1")
    assert (group["kind"], group["size"]) == ("declared", 3)
    assert [each["customer_id"] for each in group["members"]] == ["A", "B", "C"]
    assert [each["group_id"] for each in bank.items("/groups")] == ["G1"]


def test_a_customer_in_two_groups_holds_the_tag_twice(sqlite_bank: ServedBank) -> None:
    members = [member("A", "G1"), member("A", "G2"), member("B", "G2")]
    sqlite_bank.keep(**declared(*members, G1="one", G2="two"))
    sqlite_bank.derive("--tags", TAG)
    held = held_by(sqlite_bank, "A")
    assert {group: (each["score"], each["grade"]) for group, each in held.items()} == {
        "G1": (1.0, "alone"),
        "G2": (2.0, "group"),
    }
    assert "which has 1 member" in held["G1"]["sentence"]["en"]


@pytest.mark.parametrize(
    ("role", "head"),
    [
        ("", None),
        ("member", None),
        ("子公司", None),
        ("母公司", "B"),
        ("Parent", "B"),
        ("核心", "B"),
    ],
)
def test_a_head_is_who_the_roles_say(sqlite_bank: ServedBank, role: str, head: str | None) -> None:
    sqlite_bank.keep(**declared(member("A", "G"), member("B", "G", role), G="g"))
    sqlite_bank.derive("--tags", TAG)
    assert sqlite_bank.holding("A", TAG)["value"]["head_id"] == head


def test_of_two_heads_the_first_by_id_leads(sqlite_bank: ServedBank) -> None:
    members = [member("C", "G", "parent"), member("B", "G", "parent"), member("A", "G")]
    sqlite_bank.keep(**declared(*members, G="g"))
    sqlite_bank.derive("--tags", TAG)
    assert sqlite_bank.holding("A", TAG)["value"]["head_id"] == "B"


def test_who_is_in_no_declared_group_does_not_hold_it(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=companies("A"))
    sqlite_bank.derive("--tags", TAG)
    assert sqlite_bank.get(f"/customers/A/tags/{TAG}", status=404)["type"].endswith("not-held")

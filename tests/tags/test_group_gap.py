from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people

TAG = "group_gap"

Gaps = set[tuple[str, str, str, str]]


def members(**groups: str) -> dict[str, list[dict[str, str]]]:
    """Declared groups from `G1="AB"`: the ids of the members in a row."""
    return {
        "groups": [{"group_id": group_id, "name": f"{group_id}集团"} for group_id in groups],
        "group_members": [
            {"group_id": group_id, "customer_id": each, "role": "head" if each == "A" else ""}
            for group_id, ids in groups.items()
            for each in ids
        ],
    }


def gaps(bank: ServedBank, **records: Any) -> Gaps:
    """Who is missing, from which declared group, on which side, and whose derived group it is."""
    bank.keep(**records)
    bank.derive("--tags", TAG)
    found = set()
    for holder in {each["customer_id"] for each in bank.holders(TAG)}:
        for holding in bank.get(f"/customers/{holder}/tags/{TAG}")["holdings"]:
            value = holding["value"]
            assert holding["subject"] == value["declared_group_id"]
            assert holding["grade"] == value["gap"]
            found.add((holder, value["declared_group_id"], value["gap"], value["head_id"]))
    return found


def test_both_sides_of_a_difference_are_found(bank: ServedBank) -> None:
    found = gaps(
        bank,
        customers=companies(*"ABCDEX"),
        ownerships=holdings_of("A>B .6", "A>C .7", "B>D .3", "C>D .3"),
        **members(G1="ABCX"),
    )
    assert found == {("D", "G1", "undeclared", "A"), ("X", "G1", "underived", "A")}
    d, x = bank.holding("D", TAG), bank.holding("X", TAG)
    assert d["score"] == x["score"] == pytest.approx(3 / 5)
    assert [(e["type"], e["from"], e["to"]) for e in d["evidence"]["edges"]] == [
        ("OWNS", "B", "D"),
        ("OWNS", "C", "D"),
        ("MEMBER_OF", "A", "G1"),
        ("MEMBER_OF", "B", "G1"),
        ("MEMBER_OF", "C", "G1"),
    ]
    assert d["evidence"]["facts"] == {
        "group_name": "G1集团",
        "declared_members": 4,
        "derived_members": 4,
        "shared_members": 3,
        "derived_groups_compared": 1,
        "edges_hidden": 0,
    }
    assert d["sentence"] == {
        "zh": "属于以A为实际控制人的4户控制集团，其中3户已认定为“G1集团”成员（共4户），"
        "该客户未列入，疑似漏认",
        "en": "Belongs to the group of 4 that A ultimately controls; 3 of them are in the declared "
        "group G1集团 (4 in all), which lacks this one",
    }
    assert x["evidence"]["edges"] == [
        {"type": "MEMBER_OF", "from": "X", "to": "G1", "source": "L1"}
    ]
    assert x["sentence"] == {
        "zh": "已认定为“G1集团”成员（共4户），但不在与之对应的控制集团内，该集团以A为实际控制人，"
        "4户中3户与认定名单一致；认定依据待核实",
        "en": "In the declared group G1集团 (4 in all), but not in the control group that "
        "corresponds to it: ultimately controlled by A, it shares 3 of its 4",
    }
    # It makes no group: the declared one is there already.
    assert [group["group_id"] for group in bank.items("/groups")] == ["G1"]


def test_groups_that_agree_have_no_gap(sqlite_bank: ServedBank) -> None:
    found = gaps(
        sqlite_bank,
        customers=companies(*"ABC"),
        ownerships=holdings_of("A>B .6", "A>C .7"),
        **members(G1="ABC"),
    )
    assert found == set()


def test_who_is_no_client_is_not_missed(sqlite_bank: ServedBank) -> None:
    found = gaps(
        sqlite_bank,
        customers=[*companies("B", "C", "D"), *companies("A", "E", is_client="false")],
        ownerships=holdings_of("A>B .6", "A>C .7", "A>D .8", "A>E .9"),
        **members(G1="BC"),
    )
    assert found == {("D", "G1", "undeclared", "A")}


def test_a_head_that_is_missing_is_shown_by_what_it_holds(sqlite_bank: ServedBank) -> None:
    found = gaps(
        sqlite_bank,
        customers=companies(*"ABC"),
        ownerships=holdings_of("A>B .6", "A>C .7"),
        **members(G1="BC"),
    )
    assert found == {("A", "G1", "undeclared", "A")}
    a = sqlite_bank.holding("A", TAG)
    assert [(edge["type"], edge["to"]) for edge in a["evidence"]["edges"]] == [
        ("OWNS", "C"),
        ("OWNS", "B"),
        ("MEMBER_OF", "G1"),
        ("MEMBER_OF", "G1"),
    ]
    assert a["sentence"]["zh"].startswith("是3户控制集团的实际控制人，其中2户已认定为")


def test_without_a_counterpart_there_is_nothing_to_compare(sqlite_bank: ServedBank) -> None:
    found = gaps(
        sqlite_bank,
        customers=companies(*"ABCDEF"),
        ownerships=holdings_of("A>B .6"),
        **members(G1="CD", G2="EF"),
    )
    assert found == set()


def test_two_derived_groups_may_correspond_to_one_declared(sqlite_bank: ServedBank) -> None:
    found = gaps(
        sqlite_bank,
        customers=companies(*"ABCDEFGX"),
        ownerships=holdings_of("A>B .6", "A>C .6", "D>E .6", "D>F .6", "D>G .6"),
        **members(G1="ABDEFX"),
    )
    # X is in neither; the group of D shares three members with the declared one, that of A two.
    assert found == {
        ("C", "G1", "undeclared", "A"),
        ("G", "G1", "undeclared", "D"),
        ("X", "G1", "underived", "D"),
    }
    x = sqlite_bank.holding("X", TAG)
    assert x["evidence"]["facts"]["derived_groups_compared"] == 2
    assert "不在与之对应的2个控制集团内，其中最接近的以D为实际控制人" in x["sentence"]["zh"]
    assert "in none of the 2 control groups" in x["sentence"]["en"]


def test_a_client_missing_by_two_derived_groups_is_told_once_by_the_better_match(
    sqlite_bank: ServedBank,
) -> None:
    # A record against a majority: X has two ultimate controllers.
    found = gaps(
        sqlite_bank,
        customers=companies(*"ABDEFX"),
        ownerships=holdings_of("A>B .6", "A>X .6", "D>E .6", "D>F .6"),
        controls=[{"controller_id": "D", "controlled_id": "X", "basis": "contract"}],
        **members(G1="ABDEF"),
    )
    assert found == {("X", "G1", "undeclared", "D")}
    edges = sqlite_bank.holding("X", TAG)["evidence"]["edges"]
    assert [(edge["type"], edge["from"]) for edge in edges[:1]] == [("CONTROLS", "D")]


@pytest.mark.parametrize(
    ("groups", "counterpart"),
    [
        # Most members in both; then the smaller of two that share as many; then the first by id.
        ({"G1": "AXYZ", "G2": "AB"}, "G2"),
        ({"G1": "ABXYZ", "G2": "AB"}, "G2"),
        ({"G1": "ABXYZ", "G2": "AX"}, "G1"),
        ({"G1": "AX", "G2": "BX"}, "G1"),
    ],
)
def test_the_counterpart_is_the_declared_group_that_shares_the_most(
    sqlite_bank: ServedBank, groups: dict[str, str], counterpart: str
) -> None:
    found = gaps(
        sqlite_bank,
        customers=companies(*"ABCXYZ"),
        ownerships=holdings_of("A>B .6", "A>C .6"),
        **members(**groups),
    )
    missing = set("ABC") - set(groups[counterpart])
    extra = set(groups[counterpart]) - set("ABC")
    assert found == {(each, counterpart, "undeclared", "A") for each in missing} | {
        (each, counterpart, "underived", "A") for each in extra
    }


def test_heads_who_act_as_one_party_are_one_derived_group(sqlite_bank: ServedBank) -> None:
    found = gaps(
        sqlite_bank,
        customers=[*people("A", "B"), *companies("K", "L")],
        ownerships=holdings_of("A>K .3", "B>K .3", "A>L .2", "B>L .4"),
        kinships=[{"a_id": "A", "b_id": "B", "relation": "spouse"}],
        **members(G1="AK"),
    )
    # B leads with the most votes, as in control_group_member.
    assert found == {("B", "G1", "undeclared", "B"), ("L", "G1", "undeclared", "B")}
    edges = sqlite_bank.holding("L", TAG)["evidence"]["edges"]
    assert [edge["from"] for edge in edges if edge["type"] == "OWNS"] == ["B", "A"]


def test_the_derived_side_is_that_of_the_day(sqlite_bank: ServedBank) -> None:
    dated = [{**holding, "to_on": "2025-01-01"} for holding in holdings_of("A>C .6")]
    sqlite_bank.keep(
        customers=companies(*"ABC"), ownerships=[*holdings_of("A>B .6"), *dated], **members(G1="AB")
    )
    sqlite_bank.derive("--as-of", "2024-12-31", "--tags", TAG)
    assert [holder["customer_id"] for holder in sqlite_bank.holders(TAG)] == ["C"]
    sqlite_bank.derive("--as-of", "2025-01-01", "--tags", TAG)
    assert sqlite_bank.holders(TAG) == []

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
    bank.derive("--tags", f"{TAG},control_group_member")
    found = set()
    for holder in {each["customer_id"] for each in bank.holders(TAG)}:
        for holding in bank.get(f"/customers/{holder}/tags/{TAG}")["holdings"]:
            value = holding["value"]
            about = value["declared_group_id"] or value["group_id"]
            assert holding["subject"] == about
            assert holding["grade"] == value["gap"] == value["role"]
            declared = value["declared_group_id"] or "none"
            found.add((holder, declared, value["gap"], value["head_id"]))
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
        "zh": "属于以A为实际控制人的集团（共4户），其中3户已纳入“G1集团”（共4户），"
        "该客户尚未纳入，疑似漏认",
        "en": "Belongs to the group of 4 that A ultimately controls; 3 of them are in the declared "
        "group G1集团 (4 in all), but not this one",
    }
    assert x["evidence"]["edges"] == [
        {"type": "MEMBER_OF", "from": "X", "to": "G1", "source": "L1"}
    ]
    assert x["sentence"] == {
        "zh": "已纳入行内认定集团“G1集团”（共4户），但不在与之对应的控制关系集团内，"
        "该集团以A为实际控制人，4户中3户与认定名单一致；认定依据待核实",
        "en": "In the declared group G1集团 (4 in all), but not in the control group that "
        "corresponds to it, one that A ultimately controls and that shares 3 of its 4",
    }
    # It makes no group: the declared one is there already, the other is that of the control tag.
    assert [group["kind"] for group in bank.items("/groups")] == ["control", "declared"]


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
    assert a["sentence"] == {
        "zh": "为C、B的实际控制人，集团共3户，其中2户已纳入“G1集团”（共2户），"
        "该客户尚未纳入，疑似漏认",
        "en": "Ultimately controls C and B, a group of 3; 2 of them are in the declared group "
        "G1集团 (2 in all), but not this one",
    }


def test_without_a_counterpart_there_is_nothing_to_compare(sqlite_bank: ServedBank) -> None:
    found = gaps(sqlite_bank, customers=companies(*"CDEF"), **members(G1="CD", G2="EF"))
    assert found == set()


def test_a_group_that_the_bank_has_not_declared_at_all_is_a_lead_of_its_clients(
    bank: ServedBank,
) -> None:
    # Of the four of A two are clients besides A itself, which makes three.
    found = gaps(
        bank,
        customers=[*companies(*"ABCXY"), *companies("N", is_client="false")],
        ownerships=holdings_of("A>B .6", "B>C .7", "A>N .8"),
        **members(G1="XY"),
    )
    assert found == {(each, "none", "undeclared_group", "A") for each in "ABC"}
    (group,) = bank.get("/groups", kind="control")["items"]
    held = [bank.holding(each, TAG) for each in "ABC"]
    value = {"declared_group_id": None, "role": "undeclared_group", "gap": "undeclared_group"}
    assert all(
        each["value"] == {"group_id": group["group_id"], **value, "head_id": "A"} for each in held
    )
    assert {(each["subject"], each["score"]) for each in held} == {(group["group_id"], 1.0)}
    a, b, c = held
    assert c["evidence"]["facts"] == {"derived_members": 4, "edges_hidden": 0, "clients": 3}
    assert [(edge["from"], edge["to"]) for edge in b["evidence"]["edges"]] == [("A", "B")]
    assert c["sentence"] == {
        "zh": "属于以A为实际控制人的集团（共4户），其中本行客户3户，"
        "行内尚无对应的认定集团，疑似漏认集团",
        "en": "Belongs to the group of 4 that A ultimately controls, 3 of them client "
        "organisations; the bank has declared no group for them",
    }
    assert a["sentence"]["zh"].startswith("为N、B的实际控制人，集团共4户，其中本行客户3户")


@pytest.mark.parametrize("others", ["false", "true"])
def test_one_client_alone_is_no_group_to_declare(sqlite_bank: ServedBank, others: str) -> None:
    # A and N, or with the others clients too three of them.
    found = gaps(
        sqlite_bank,
        customers=[*companies("A"), *companies("N", "O", is_client=others)],
        ownerships=holdings_of("O>N .6", "N>A .6"),
    )
    assert {holder for holder, *_ in found} == ({"A", "N", "O"} if others == "true" else set())


@pytest.mark.parametrize("counted", [False, True])
def test_a_person_is_what_ties_a_group_and_missed_only_by_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, counted: bool
) -> None:
    # P controls A and B, none of whom is declared; Q controls C, so that with persons two are one.
    monkeypatch.setenv("GUANXI_PERSON_MEMBERS", str(counted))
    found = gaps(
        sqlite_bank,
        customers=[*people("P", "Q"), *companies("A", "B", "C")],
        ownerships=holdings_of("P>A .6", "P>B .6", "Q>C .6"),
    )
    missed = {"A", "B"} | ({"P", "Q", "C"} if counted else set())
    assert {holder for holder, *_ in found} == missed


def test_a_state_owner_is_no_lead_on_either_side(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bank declared the body with H and K; H controls K and M, so M is missing.
    body = {"customer_id": "S", "kind": "government", "name": "S"}
    records = {
        "customers": [body, *companies("H", "K", "M")],
        "ownerships": holdings_of("S>H .6", "H>K .6", "H>M .6"),
        **members(G1="HKS"),
    }
    assert gaps(sqlite_bank, **records) == {("M", "G1", "undeclared", "H")}
    m = sqlite_bank.holding("M", TAG)
    assert m["evidence"]["facts"]["state_owner"] == "S"
    assert m["sentence"]["zh"].startswith("属于以H为最高层企业的集团（共3户），其中2户已纳入")
    monkeypatch.setenv("GUANXI_STATE_OWNER", "one_group")
    sqlite_bank.keep_only(**{**records, **members(G1="HK")})
    assert gaps(sqlite_bank) == {("M", "G1", "undeclared", "S")}


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
    assert "不在与之对应的2个控制关系集团内，其中最接近的以D为实际控制人" in x["sentence"]["zh"]
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
    # B leads with the most votes, as in control_group_member, and is a person.
    assert found == {("L", "G1", "undeclared", "B")}
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

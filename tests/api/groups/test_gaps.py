"""The pages of control groups and declared groups tell one difference, and who heads them."""

import csv
import io
from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people

TAGS = ("--tags", "control_group_member,declared_group_member,group_gap")


def declared(**groups: str) -> dict[str, list[dict[str, Any]]]:
    """Declared groups from `G1="ABc"`: the ids of the members, of whom small letters are heads."""
    return {
        "groups": [{"group_id": group_id, "name": f"{group_id}集团"} for group_id in groups],
        "group_members": [
            {"group_id": group_id, "customer_id": each.upper(), "role": "head" * each.islower()}
            for group_id, ids in groups.items()
            for each in ids
        ],
    }


def control_gap(bank: ServedBank, head_id: str) -> Any:
    """The gap on the page of the control group that a customer heads."""
    groups = {group["head_id"]: group for group in bank.items("/groups", kind="control")}
    return bank.get(f"/groups/{groups[head_id]['group_id']}")["gap"]


def lists(gap: Any) -> tuple[list[str], list[str]]:
    """Who is missing on either side."""
    return gap["undeclared"], gap["underived"]


def test_a_missing_member_and_one_not_borne_out_are_told_on_both_pages(bank: ServedBank) -> None:
    # A controls B and C; G1 has A, B and X: C is missing, X is not borne out.
    bank.keep(
        customers=companies(*"ABCX"),
        ownerships=holdings_of("A>B .6", "A>C .6"),
        **declared(G1="aBX"),
    )
    bank.derive(*TAGS)
    gap = control_gap(bank, "A")
    assert lists(gap) == (["C"], ["X"])
    assert bank.get("/groups/G1")["gap"] == gap


def test_groups_that_agree_name_each_other_and_lack_nobody(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=companies("A", "B"), ownerships=holdings_of("A>B .6"), **declared(G1="AB")
    )
    sqlite_bank.derive(*TAGS)
    gap = sqlite_bank.get("/groups/G1")["gap"]
    assert lists(gap) == ([], [])
    assert gap["declared_group_id"] == "G1"
    assert [group["head_id"] for group in gap["control_groups"]] == ["A"]
    assert control_gap(sqlite_bank, "A") == gap


def test_a_group_of_two_clients_that_is_not_declared_is_told_on_its_page(bank: ServedBank) -> None:
    # P controls A and B, two organisations that bank here; P is what ties them.
    bank.keep(
        customers=[*people("P"), *companies("A", "B")], ownerships=holdings_of("P>A .6", "P>B .6")
    )
    bank.derive(*TAGS)
    gap = control_gap(bank, "P")
    assert (gap["declared_group_id"], gap["name"], *lists(gap)) == (None, None, ["A", "B"], [])
    assert {holder["subject"] for holder in bank.holders("group_gap")} == {
        gap["control_groups"][0]["group_id"]
    }
    name = {"zh": "P控制的集团", "en": "group controlled by P"}
    assert [holder["subject_name"] for holder in bank.holders("group_gap")] == [name] * 2


def test_a_group_with_one_client_has_nothing_to_compare(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[*people("P"), *companies("A"), *companies("B", is_client="false")],
        ownerships=holdings_of("P>A .6", "P>B .6"),
        **declared(),
    )
    sqlite_bank.derive(*TAGS)
    assert control_gap(sqlite_bank, "P") is None


def test_a_declared_group_that_shares_nobody_has_nothing_to_compare(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(
        customers=companies(*"ABXY"), ownerships=holdings_of("A>B .6"), **declared(G1="XY")
    )
    sqlite_bank.derive(*TAGS)
    assert sqlite_bank.get("/groups/G1")["gap"] is None


def test_of_two_declared_groups_the_one_that_shares_more_is_compared_and_both_are_named(
    sqlite_bank: ServedBank,
) -> None:
    # A controls B, C and D: G1 shares A and B with it, G2 only C.
    sqlite_bank.keep(
        customers=companies(*"ABCDX"),
        ownerships=holdings_of("A>B .6", "A>C .6", "A>D .6"),
        **declared(G1="AB", G2="CX"),
    )
    sqlite_bank.derive(*TAGS)
    gap = control_gap(sqlite_bank, "A")
    assert (gap["declared_group_id"], *lists(gap)) == ("G1", ["C", "D"], [])
    assert sqlite_bank.get("/groups/G1")["gap"] == gap
    (control,) = gap["control_groups"]
    listed = [(group["group_id"], group["shared"]) for group in control["declared_groups"]]
    assert listed == [("G1", 2), ("G2", 1)]
    # G2 is told that the control group it shares C with is compared with G1.
    other = sqlite_bank.get("/groups/G2")["gap"]
    assert (other["declared_group_id"], other["shared"], *lists(other)) == ("G2", 1, [], [])
    assert other["control_groups"] == [{**control, "shared": 1}]


@pytest.mark.parametrize(("members", "head"), [("ABc", "C"), ("abC", "A"), ("ABC", None)])
def test_a_declared_group_s_head_is_its_member_of_that_role(
    sqlite_bank: ServedBank, members: str, head: str | None
) -> None:
    # Of several heads the smallest id.
    sqlite_bank.keep(customers=companies(*"ABC", name="公司"), **declared(G1=members))
    sqlite_bank.derive(*TAGS)
    name = "公司" if head else None
    listed = sqlite_bank.get("/groups", customer_id="A")["items"]
    for group in (sqlite_bank.get("/groups/G1"), *listed):
        assert (group["head_id"], group["head_name"]) == (head, name)
        assert group["name"] == {"zh": "G1集团", "en": "G1集团"}
    assert sqlite_bank.holding("A", "declared_group_member")["value"]["head_id"] == head
    report = sqlite_bank.client.get("/api/v1/groups/G1.csv?lang=en").get_data().decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(report)))
    assert (row["head_id"], row["head_name"]) == (head or "", name or "")
    assert row["group_name"] == "G1集团"


def test_every_answer_about_a_group_names_it(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=companies("A", "B", "C"), ownerships=holdings_of("A>B .6", "A>C .6"))
    sqlite_bank.derive(*TAGS)
    (group,) = sqlite_bank.get("/groups")["items"]
    name, path = (
        {"zh": "A控制的集团", "en": "group controlled by A"},
        f"/groups/{group['group_id']}",
    )
    assert group["name"] == sqlite_bank.get(path)["name"] == name
    assert sqlite_bank.get(f"{path}/history")["name"] == name
    assert sqlite_bank.get(f"{path}/why", customer_id="B")["group_name"] == name
    nodes = sqlite_bank.get("/customers/A/neighbours")["nodes"]
    assert [node["name"] for node in nodes if node["label"] == "Group"] == [name]
    graph = sqlite_bank.client.get(f"/api/v1{path}.graphml").get_data(as_text=True)
    assert name["zh"] in graph
    assert "'zh'" not in graph

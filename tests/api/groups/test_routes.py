import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import companies, guarantees_of, holdings_of, people

#: P leads A, B and C; of D it holds 48 %. The bank declared A, B and a stranger.
WORLD: dict[str, list[dict[str, Any]]] = {
    "customers": [
        *people("P", is_client="false"),
        *companies("A", "B", "C", "D", "S"),
        *people("K", "L"),
    ],
    "ownerships": holdings_of("P>A .8", "A>B .6", "P>C .51", "P>D .4", "A>D .08", "S>D .3"),
    "groups": [{"group_id": "G", "name": "甲集团"}],
    "group_members": [{"group_id": "G", "customer_id": each} for each in ("A", "B", "S")],
    "exposures": [
        {"exposure_id": "E1", "customer_id": "A", "amount": "150"},
        {"exposure_id": "E2", "customer_id": "B", "amount": "100.50"},
        {"exposure_id": "E3", "customer_id": "B", "amount": "7", "currency": "USD"},
    ],
    "kinships": [{"a_id": "K", "b_id": "L", "relation": "spouse"}],
}


def control_group(bank: ServedBank) -> dict[str, Any]:
    (group,) = bank.get("/groups", kind="control")["items"]
    found: dict[str, Any] = bank.get(f"/groups/{group['group_id']}")
    return found


@pytest.fixture
def served(sqlite_bank: ServedBank) -> ServedBank:
    sqlite_bank.keep(**WORLD)
    sqlite_bank.derive()
    return sqlite_bank


def test_a_group_tells_head_exposure_roles_reasons_and_sentences(served: ServedBank) -> None:
    group = control_group(served)
    assert (group["head_id"], group["size"]) == ("P", 4)
    assert (group["exposure"], group["currency"]) == ("250.50", "CNY")
    assert group["exposure_elsewhere"] == [{"exposure": "7.00", "currency": "USD"}]
    roles = {member["customer_id"]: member["role"] for member in group["members"]}
    assert roles == {"P": "ultimate_controller", "A": "parent", "B": "member", "C": "member"}
    for member in group["members"]:
        assert member["reasons"]
        assert set(member["sentence"]) == {"zh", "en"}
    (b,) = [member for member in group["members"] if member["customer_id"] == "B"]
    assert (b["exposure"], b["currency"]) == ("100.50", "CNY")


def test_without_tier_1_capital_nothing_is_said_of_limits(served: ServedBank) -> None:
    group = control_group(served)
    assert [group[name] for name in ("tier1_share", "large", "over_limit")] == [None] * 3


@pytest.mark.parametrize(
    ("capital", "share", "large", "over"),
    [
        ("1252.5", 0.2, True, False),
        ("1252", 0.2000798722, True, True),
        ("10020", 0.025, True, False),
        ("10021", 0.0249975052, False, False),
        ("20000", 0.012525, False, False),
    ],
)
def test_a_group_s_exposure_is_held_against_tier_1_capital(
    served: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    capital: str,
    share: float,
    large: bool,
    over: bool,
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", capital)
    group = control_group(served)
    assert (group["tier1_share"], group["large"], group["over_limit"]) == (share, large, over)


def test_a_group_is_compared_with_the_group_that_the_bank_declared(served: ServedBank) -> None:
    group, name = control_group(served), {"zh": "甲集团", "en": "甲集团"}
    gap = {
        "declared_group_id": "G",
        "name": name,
        "shared": 2,
        # P is in the group too, but banks elsewhere.
        "undeclared": ["C"],
        "underived": ["S"],
        "names": {"C": "C", "S": "S"},
        "control_groups": [
            {
                "group_id": group["group_id"],
                "name": {"zh": "P控制的集团", "en": "group controlled by P"},
                "head_id": "P",
                "size": 4,
                "shared": 2,
                "declared_groups": [{"group_id": "G", "name": name, "shared": 2, "size": 3}],
            }
        ],
        "truncated": False,
    }
    # Whichever of the two is opened tells it.
    assert group["gap"] == gap
    assert served.get("/groups/G")["gap"] == gap


def test_a_declared_group_that_left_its_source_is_no_counterpart(
    served: ServedBank, tmp_path: Path
) -> None:
    left = {name: rows for name, rows in WORLD.items() if name != "groups"}
    served.load(write_files(tmp_path / "left", **left), "--full", "--allow-closing")
    assert control_group(served)["gap"] is None


def test_why_tells_a_member_its_edges_and_a_sentence(served: ServedBank) -> None:
    group_id = control_group(served)["group_id"]
    why = served.get(f"/groups/{group_id}/why", customer_id="B")
    assert (why["member"], why["role"], why["missing"]) == (True, "member", {})
    assert why["reasons"][0]["type"] == "OWNS"
    assert "60%" in why["sentence"]["zh"]


def test_why_not_tells_the_votes_that_are_there_and_those_that_lack(served: ServedBank) -> None:
    group_id = control_group(served)["group_id"]
    why = served.get(f"/groups/{group_id}/why", customer_id="D")
    assert (why["member"], why["reasons"]) == (False, [])
    assert why["missing"]["votes"] == 0.48
    assert why["missing"]["more_than"] == pytest.approx(0.02)
    assert why["missing"]["holders"] == [
        {"customer_id": "P", "votes": 0.4},
        {"customer_id": "A", "votes": 0.08},
    ]
    assert why["missing"]["votes_recorded"] == 0.78
    assert "48%" in why["sentence"]["zh"]
    assert "48%" in why["sentence"]["en"]


@pytest.mark.parametrize("customer_id", ["S", "K"])
def test_why_not_is_told_of_strangers_too(served: ServedBank, customer_id: str) -> None:
    group_id = control_group(served)["group_id"]
    why = served.get(f"/groups/{group_id}/why", customer_id=customer_id)
    assert not why["member"]
    assert why["missing"]
    assert why["sentence"]["zh"]
    assert why["sentence"]["en"]


def test_why_of_a_declared_group_names_the_record(served: ServedBank) -> None:
    member = served.get("/groups/G/why", customer_id="S")
    assert member["reasons"][0]["type"] == "MEMBER_OF"
    assert served.get("/groups/G/why", customer_id="C")["missing"] == {"record": "group_members"}


def test_why_not_in_a_guarantee_circle_counts_the_guarantees_with_its_members(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(
        customers=companies("a", "b", "c", "d"),
        guarantees=guarantees_of("a>b", "b>c", "c>a", "d>a", "d>b"),
    )
    sqlite_bank.derive()
    (group,) = sqlite_bank.get("/groups", kind="guarantee_circle")["items"]
    why = sqlite_bank.get(f"/groups/{group['group_id']}/why", customer_id="d")
    assert why["missing"]["guarantees_members"] == ["a", "b"]
    assert why["missing"]["guaranteed_by_members"] == []


def test_why_asks_for_a_customer_and_a_group_that_are_there(served: ServedBank) -> None:
    served.get("/groups/nothing/why", 404, customer_id="B")
    served.get("/groups/G/why", 404, customer_id="nobody")
    served.get("/groups/G/why", 422)


def rows_of(bank: ServedBank, path: str, **query: Any) -> list[dict[str, str]]:
    with bank.client.get(f"/api/v1{path}", query_string=query) as response:
        assert response.status_code == 200
        assert response.mimetype == "text/csv"
        text = response.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_group_s_report_has_a_row_a_member_with_reason_and_numbers(served: ServedBank) -> None:
    group = control_group(served)
    for language in ("zh", "en"):
        rows = rows_of(served, f"/groups/{group['group_id']}.csv", lang=language)
        (member,) = [each for each in group["members"] if each["customer_id"] == "B"]
        assert member["sentence"][language] in rows[1].values()
    assert [row["customer_id"] for row in rows] == ["A", "B", "C", "P"]
    b = rows[1]
    assert (b["group_size"], b["group_exposure"], b["exposure"]) == ("4", "250.50", "100.50")
    assert (b["head_id"], b["role"], b["is_client"]) == ("P", "member", "true")


def test_the_table_of_groups_has_a_row_a_group(served: ServedBank) -> None:
    (declared,) = rows_of(served, "/groups.csv", kind="declared", lang="en")
    assert declared["group_id"] == "G"
    (row,) = rows_of(served, "/groups.csv", kind="control", lang="en")
    assert (row["size"], row["exposure"]) == ("4", "250.50")
    assert rows_of(served, "/groups.csv", kind="guarantee_circle") == []
    assert served.client.get("/api/v1/groups/nothing.csv").status_code == 404
    assert served.client.get("/api/v1/groups.csv?kind=family").status_code == 422


def test_a_name_that_a_spreadsheet_would_calculate_is_made_a_text(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[{"customer_id": "A", "kind": "company", "name": "=1+1"}],
        groups=[{"group_id": "G", "name": "甲"}],
        group_members=[{"group_id": "G", "customer_id": "A"}],
    )
    (row,) = rows_of(sqlite_bank, "/groups/G.csv", lang="en")
    assert row["name"] == "'=1+1"


def test_a_group_s_history_tells_who_came_and_went_and_how_it_split(
    bank: ServedBank,
) -> None:
    customers = companies("H", "I", "A", "B", "C", "D", "E")
    bank.keep(customers=customers, ownerships=holdings_of("H>A .6", "H>B .6", "H>C .6", "H>D .6"))
    bank.derive()
    (first,) = bank.get("/groups", kind="control")["items"]
    bank.keep_only(
        customers=customers,
        ownerships=holdings_of("H>A .6", "H>B .6", "H>E .6", "I>C .6", "I>D .6"),
    )
    bank.derive()
    groups = {group["head_id"]: group for group in bank.get("/groups", kind="control")["items"]}
    assert groups["H"]["group_id"] == first["group_id"]
    history = bank.get(f"/groups/{first['group_id']}/history")["items"]
    other = groups["I"]["group_id"]
    said = ("run_id", "event", "other_id", "members", "customer_ids")
    assert [tuple(event[key] for key in said) for event in history] == [
        (2, "split_into", other, 2, ["C", "D"]),
        (2, "left", None, 2, ["C", "D"]),
        (2, "joined", None, 1, ["E"]),
        (1, "formed", None, 5, ["A", "B", "C", "D", "H"]),
    ]
    assert bank.get(f"/groups/{other}/history")["items"][0]["event"] == "split_from"
    page = bank.get(f"/groups/{first['group_id']}/history", limit=3)
    rest = bank.get(f"/groups/{first['group_id']}/history", cursor=page["next"])
    assert [*page["items"], *rest["items"]] == history


def test_a_merger_ends_the_smaller_group_and_its_history_can_still_be_read(
    sqlite_bank: ServedBank,
) -> None:
    customers = companies("H", "I", "A", "B", "C")
    first = holdings_of("H>A .6", "H>B .6", "I>C .6")
    sqlite_bank.keep(customers=customers, ownerships=first)
    sqlite_bank.derive()
    before = {g["head_id"]: g["group_id"] for g in sqlite_bank.get("/groups")["items"]}
    merged = [*first, *holdings_of("H>I .6")]
    sqlite_bank.keep(customers=customers, ownerships=merged)
    sqlite_bank.derive()
    (group,) = sqlite_bank.get("/groups", kind="control")["items"]
    assert group["group_id"] == before["H"]
    sqlite_bank.get(f"/groups/{before['I']}", 404)
    gone = sqlite_bank.get(f"/groups/{before['I']}/history")["items"]
    said = [
        (event["run_id"], event["event"], event["other_id"], event["members"]) for event in gone
    ]
    assert (2, "merged_into", before["H"], 2) in said
    sqlite_bank.get("/groups/nothing/history", 404)


def test_ids_stay_over_a_series_of_edits_while_a_core_stays(
    sqlite_bank: ServedBank,
) -> None:
    customers = companies("H", *"ABCDEFG")
    seen = set()
    # Each run takes one member away and adds another; the first, whom the id came from, goes too.
    for members in ("ABC", "BCD", "CDE", "DEF", "EFG"):
        ownerships = holdings_of(*(f"H>{each} .6" for each in members))
        sqlite_bank.keep_only(customers=customers, ownerships=ownerships)
        sqlite_bank.derive()
        (group,) = sqlite_bank.get("/groups", kind="control")["items"]
        assert group["size"] == 4
        seen.add(group["group_id"])
    assert len(seen) == 1


def test_members_with_the_highest_numbers_may_leave_the_bank(
    sqlite_bank: ServedBank,
) -> None:
    ownerships = holdings_of("A>B .6", "A>X .6", "A>Y .6", "A>Z .6")
    customers = companies("A", "B", "X", "Y", "Z")
    sqlite_bank.keep(customers=customers, ownerships=ownerships)
    sqlite_bank.derive()
    sqlite_bank.keep_only(customers=customers[:2], ownerships=ownerships[:1])
    sqlite_bank.derive()
    assert control_group(sqlite_bank)["size"] == 2


def test_a_declared_member_whom_another_control_group_has_is_no_gap(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(
        customers=companies("A", "B", "C", "D", "S", "T"),
        ownerships=holdings_of("A>B .8", "C>D .8", "C>T .8"),
        groups=[{"group_id": "G", "name": "甲集团"}],
        group_members=[{"group_id": "G", "customer_id": each} for each in "ABCDS"],
    )
    sqlite_bank.derive()
    gaps = [
        sqlite_bank.get(f"/groups/{group['group_id']}")["gap"]
        for group in sqlite_bank.get("/groups", kind="control")["items"]
    ]
    assert [(gap["undeclared"], gap["underived"]) for gap in gaps] == [(["T"], ["S"])] * 2
    held = {(each["customer_id"], each["grade"]) for each in sqlite_bank.holders("group_gap")}
    assert held == {("T", "undeclared"), ("S", "underived")}


def test_a_run_without_the_tag_tells_no_gap(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**WORLD)
    sqlite_bank.derive("--tags", "control_group_member")
    assert control_group(sqlite_bank)["gap"] is None

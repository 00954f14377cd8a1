from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people

TAG = "control_group_member"

PYRAMID = holdings_of(
    "P>C1 .75",
    "P>C2 .80",
    "P>C3 .30",
    "P>C4 .35",
    "C1>C4 .25",
    "C4>C5 .25",
    "C2>C5 .35",
    "C3>C2 .07",
)
BANKING_GROUP = holdings_of(
    "AT>PV .7",
    "AT>IN .4",
    "PV>IN .1",
    "PV>RCB .6",
    "RCB>IN .1",
    "RCB>GW .3",
    "IN>AC .4",
    "IN>SO .99",
    "SO>GW .3",
    "GL>AC .4",
)


def roles(bank: ServedBank, group_of: str) -> dict[str, str]:
    """The role of each member of the control group that a customer is in; {} without a group."""
    groups = bank.get("/groups", kind="control", customer_id=group_of)["items"]
    assert len(groups) <= 1
    if not groups:
        return {}
    members = bank.get(f"/groups/{groups[0]['group_id']}", limit=500)["members"]
    return {member["customer_id"]: member["role"] for member in members}


def test_votes_are_pooled_level_by_level(bank: ServedBank) -> None:
    names = [*people("P"), *companies("C1", "C2", "C3", "C4", "C5")]
    bank.keep(customers=names, ownerships=PYRAMID)
    bank.derive("--tags", TAG)

    assert roles(bank, "P") == {
        "P": "ultimate_controller",
        **dict.fromkeys(["C1", "C2", "C4", "C5"], "member"),
    }
    assert roles(bank, "C3") == {}
    # Of C4 it has .35 itself: that is no control of its own.
    assert bank.holding("P", TAG)["sentence"] == {
        "zh": "直接控制C2、C1，共控制4户，自身无控制方，系集团实际控制人",
        "en": "Ultimate controller of a group of 5: directly controls C2 and C1",
    }
    c5 = bank.holding("C5", TAG)
    assert c5["score"] == pytest.approx(0.60)
    assert c5["evidence"]["facts"]["votes"] == pytest.approx(0.60)
    assert [(edge["from"], edge["votes"]) for edge in c5["evidence"]["edges"]] == [
        ("C2", 0.35),
        ("C4", 0.25),
    ]
    assert c5["sentence"]["zh"] == (
        "C2、C4合计持有其60%的表决权，超过半数，因此属于以P为实际控制人的集团"
    )
    assert c5["sentence"]["en"] == (
        "C2 and C4 together hold 60% of its votes, more than half, so it belongs to the group "
        "that P ultimately controls"
    )


def test_half_of_the_votes_is_not_control(bank: ServedBank) -> None:
    names = companies("AT", "PV", "IN", "RCB", "GW", "AC", "SO", "GL")
    bank.keep(customers=names, ownerships=BANKING_GROUP)
    bank.derive("--tags", TAG)

    assert roles(bank, "AT") == {
        "AT": "ultimate_controller",
        "PV": "parent",
        "IN": "parent",
        "RCB": "member",
        "SO": "member",
        "GW": "member",
    }
    assert bank.holding("IN", TAG)["score"] == pytest.approx(0.6)
    assert bank.get(f"/customers/AC/tags/{TAG}", status=404)["type"].endswith("not-held")


@pytest.mark.parametrize("pooling", [True, False])
def test_spouses_control_together_unless_pooling_is_off(
    bank: ServedBank, pooling: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_KIN_POOLING", str(pooling))
    bank.keep(
        customers=[*people("X", "Y"), *companies("K")],
        ownerships=holdings_of("X>K .3", "Y>K .25"),
        kinships=[{"a_id": "Y", "b_id": "X", "relation": "spouse"}],
    )
    bank.derive("--tags", TAG)

    together = {"X": "ultimate_controller", "Y": "ultimate_controller", "K": "member"}
    assert roles(bank, "K") == (together if pooling else {})
    if pooling:
        x, y = bank.holding("X", TAG), bank.holding("Y", TAG)
        assert x["value"]["head_id"] == y["value"]["head_id"] == "X"
        assert y["evidence"]["facts"]["acts_in_concert_with"] == ["X"]
        # .3 and .25 are .55 together.
        assert bank.holding("K", TAG)["sentence"] == {
            "zh": "X与一致行动人Y合计持有其55%的表决权，超过半数，因此属于以X为实际控制人的集团",
            "en": "X and Y, acting in concert, together hold 55% of its votes, more than half, so "
            "it belongs to the group that X ultimately controls",
        }
        assert x["sentence"] == {
            "zh": "与Y一致行动，共控制1户，自身无控制方，系集团实际控制人",
            "en": "Ultimate controller of a group of 3, in concert with Y",
        }


def test_kin_without_votes_do_not_control(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[*people("X", "Y"), *companies("K")],
        ownerships=holdings_of("X>K .6"),
        kinships=[{"a_id": "X", "b_id": "Y", "relation": "spouse"}],
    )
    sqlite_bank.derive()
    assert roles(sqlite_bank, "K") == {"X": "ultimate_controller", "K": "member"}


def test_a_record_is_control_by_itself_and_says_its_basis(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=companies("A", "B", "C"),
        controls=[{"controller_id": "A", "controlled_id": "B", "basis": "board_majority"}],
        ownerships=holdings_of("B>C .51", "A>B .1"),
    )
    sqlite_bank.derive()
    assert roles(sqlite_bank, "C") == {"A": "ultimate_controller", "B": "parent", "C": "member"}
    b = sqlite_bank.holding("B", TAG)
    assert b["grade"] == "by_record"
    assert b["evidence"]["facts"]["by_record"] is True
    assert b["evidence"]["edges"][0]["type"] == "CONTROLS"
    assert "董事会多数席位" in b["sentence"]["zh"]
    assert "a majority of the board" in b["sentence"]["en"]


@pytest.mark.parametrize(
    ("day", "controlled"),
    [("2020-12-31", False), ("2021-01-01", True), ("2023-12-31", True), ("2024-01-01", False)],
)
def test_only_holdings_valid_on_the_day_count(
    sqlite_bank: ServedBank, day: str, controlled: bool
) -> None:
    dated = {"owner_id": "A", "owned_id": "B", "share": ".6"}
    dated |= {"from_on": "2021-01-01", "to_on": "2024-01-01"}
    sqlite_bank.keep(customers=companies("A", "B"), ownerships=[dated])
    sqlite_bank.derive("--as-of", day)
    assert bool(roles(sqlite_bank, "A")) is controlled


def test_mutual_control_makes_one_group_with_the_first_as_head(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=companies("A", "B", "C"), ownerships=holdings_of("B>A .7", "A>B .6", "B>C 1")
    )
    sqlite_bank.derive()
    assert roles(sqlite_bank, "C") == {"A": "ultimate_controller", "B": "parent", "C": "member"}
    assert sqlite_bank.holding("A", TAG)["evidence"]["facts"]["mutual_control"] is True


def test_two_controllers_are_both_kept_and_the_conflict_is_a_fact(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=companies("A", "B", "C"),
        ownerships=holdings_of("A>C .6"),
        controls=[{"controller_id": "B", "controlled_id": "C", "basis": "contract"}],
    )
    sqlite_bank.derive()
    holdings = sqlite_bank.get(f"/customers/C/tags/{TAG}")["holdings"]
    assert {holding["value"]["head_id"] for holding in holdings} == {"A", "B"}
    for holding in holdings:
        assert holding["subject"] == holding["value"]["group_id"]
        assert holding["evidence"]["facts"]["conflict_ultimate_controllers"] == 2


def test_a_head_that_is_no_client_still_heads_the_group(sqlite_bank: ServedBank) -> None:
    owner: dict[str, Any] = {**people("P")[0], "is_client": "false"}
    sqlite_bank.keep(
        customers=[owner, *companies("A", "B")], ownerships=holdings_of("P>A .6", "P>B 1")
    )
    sqlite_bank.derive()
    assert roles(sqlite_bank, "A")["P"] == "ultimate_controller"


def test_a_company_of_which_no_owner_is_known_is_unknown(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[*companies("A"), *people("P")])
    sqlite_bank.derive()
    assert sqlite_bank.get(f"/customers/A/tags/{TAG}", status=404)["type"].endswith("unknown")
    assert sqlite_bank.get(f"/customers/P/tags/{TAG}", status=404)["type"].endswith("not-held")


def test_evidence_is_cut_where_it_gets_long_and_says_how_much(sqlite_bank: ServedBank) -> None:
    owned = [f"C{i:02}" for i in range(30)]
    sqlite_bank.keep(
        customers=[*people("P"), *companies(*owned)],
        ownerships=holdings_of(*(f"P>{each} 1" for each in owned)),
    )
    sqlite_bank.derive()
    evidence = sqlite_bank.holding("P", TAG)["evidence"]
    assert (len(evidence["edges"]), evidence["facts"]["edges_hidden"]) == (20, 10)
    assert evidence["facts"]["controls"] == 30


def test_votes_recorded_over_a_hundred_per_cent_are_kept_and_said(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=companies("A", "B", "C"), ownerships=holdings_of("A>C .7", "B>C .4"))
    sqlite_bank.derive("--tags", TAG)
    held = sqlite_bank.holding("C", TAG)
    assert held["score"] == 0.7
    assert held["evidence"]["facts"]["votes_recorded_over_100_percent"] == 1.1

"""Firms of one government body: related by it alone only where the bank says so."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people

TAG = "control_group_member"


def body(*ids: str) -> list[dict[str, Any]]:
    return [{"customer_id": each, "kind": "government", "name": f"{each}国资委"} for each in ids]


def control_groups(bank: ServedBank) -> dict[str, str]:
    """The members of each control group in a row, by its head."""
    found = {}
    for group in bank.items("/groups", kind="control"):
        members = bank.get(f"/groups/{group['group_id']}")["members"]
        found[group["head_id"]] = "".join(member["customer_id"] for member in members)
    return found


@pytest.mark.parametrize(
    ("setting", "groups"), [("apart", {}), ("one_group", {"G": "ABG"}), ("alternative", {})]
)
def test_a_pair_of_one_body_is_one_group_only_where_the_bank_says_so(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    groups: dict[str, str],
) -> None:
    monkeypatch.setenv("GUANXI_STATE_OWNER", setting)
    sqlite_bank.keep(
        customers=[*body("G"), *companies("A", "B")], ownerships=holdings_of("G>A .51", "G>B .51")
    )
    sqlite_bank.derive("--tags", TAG)
    assert control_groups(sqlite_bank) == groups


def test_the_body_above_a_private_chain_is_told_as_a_fact(bank: ServedBank) -> None:
    # G holds 60 % of H, and H 70 % of K: H is the highest that is no government body.
    bank.keep(
        customers=[*body("G"), *companies("H", "K", "S")],
        ownerships=holdings_of("G>H .6", "H>K .7", "G>S .8"),
    )
    bank.derive("--tags", TAG)
    assert control_groups(bank) == {"H": "HK"}
    h, k = bank.holding("H", TAG), bank.holding("K", TAG)
    assert h["value"]["role"] == "ultimate_controller"
    assert h["evidence"]["facts"]["state_owner"] == k["evidence"]["facts"]["state_owner"] == "G"
    ends = [(edge["from"], edge["to"]) for edge in h["evidence"]["edges"]]
    assert ends == [("G", "H"), ("H", "K")]
    assert h["sentence"] == {
        "zh": "直接控制K，共控制1户，自身由G国资委控股，系集团最高层企业；"
        "仅因同受国家控股不构成关联，G国资委不计入集团",
        "en": "Highest firm of a group of 2: directly controls K; G国资委 above it is not counted, "
        "since firms are not related by being state-owned alone",
    }
    assert k["sentence"]["zh"] == (
        "H持有其70%的表决权，超过半数，因此属于以H为最高层企业的集团（上由G国资委控股）"
    )
    group_id = h["value"]["group_id"]
    s = bank.get(f"/groups/{group_id}/why", customer_id="S")
    assert (s["member"], s["missing"]["state_owner"]) == (False, "G")
    assert s["sentence"]["zh"] == "与H同由G国资委控股，仅因同受国家控股不构成关联"
    g = bank.get(f"/groups/{group_id}/why", customer_id="G")
    assert g["sentence"]["zh"] == "系H之上的国有出资人，政府机构默认不计为集团成员"


def test_the_nearest_of_several_bodies_is_the_state_owner(sqlite_bank: ServedBank) -> None:
    # F controls G (1.0), G controls H (.6), so F controls H too: G is the nearer.
    sqlite_bank.keep(
        customers=[*body("F", "G"), *companies("H", "K")],
        ownerships=holdings_of("F>G 1", "G>H .6", "H>K .7"),
    )
    sqlite_bank.derive("--tags", TAG)
    assert control_groups(sqlite_bank) == {"H": "HK"}
    assert sqlite_bank.holding("H", TAG)["evidence"]["facts"]["state_owner"] == "G"


def test_votes_of_the_body_itself_give_no_firm_of_its_control(sqlite_bank: ServedBank) -> None:
    # Of K the body has .3 and its firm H .3: together .6, H alone no majority.
    sqlite_bank.keep(
        customers=[*body("G"), *companies("H", "K")],
        ownerships=holdings_of("G>H 1", "G>K .3", "H>K .3"),
    )
    sqlite_bank.derive("--tags", TAG)
    assert control_groups(sqlite_bank) == {}


def test_a_person_with_parts_of_two_firms_and_no_majority_makes_no_group(
    sqlite_bank: ServedBank,
) -> None:
    # P has .5 of A and .4 of B: half is no control.
    sqlite_bank.keep(
        customers=[*people("P"), *companies("A", "B")], ownerships=holdings_of("P>A .5", "P>B .4")
    )
    sqlite_bank.derive("--tags", f"{TAG},group_gap")
    assert control_groups(sqlite_bank) == {}
    assert sqlite_bank.holders("group_gap") == []

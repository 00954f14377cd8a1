"""What stands in a register where nobody meets a standard, and how much is unknown."""

import pytest

from service.api.customers import ownership
from tests.api.owners.owned import ends, entries, load, register, unknown
from tests.banks import ServedBank
from tests.building import companies, kin, offices


def test_where_nobody_meets_a_standard_management_is_listed(bank: ServedBank) -> None:
    """Ten persons own a tenth each: all is known, and nobody reaches a quarter."""
    load(
        bank,
        *(f"P{i}>A .1" for i in range(10)),
        positions=offices(
            "P1 executive A",
            "P20 executive A",
            "P21 legal_representative A",
            "P21 executive A",
            "P22 supervisor A",
            "P23 director A",
            "P24 other A",
        ),
    )
    assert unknown(bank, "A") == 0.0
    assert entries(bank, "A") == [
        ("P21", "management", 0.0, 0.0),
        ("P1", "management", 0.1, 0.1),
        ("P20", "management", 0.0, 0.0),
    ]
    first, *_ = register(bank, "A")["items"]
    assert first["because"]["zh"] == (
        "没有自然人达到所有权、表决权或控制标准，按管理人员列示：担任法定代表人、高级管理人员"
    )
    assert first["because"]["en"].endswith(
        "listed as management: legal representative and executive"
    )
    assert ends(first) == [("HOLDS_POSITION", "P21", "A")] * 2


def test_a_firm_that_a_government_body_controls_says_state(bank: ServedBank) -> None:
    """G2 has .8 of G1's firm B, which has .7 of A; the other .3 of A and .2 of B are a person's."""
    load(
        bank,
        "G2>B .8",
        "P1>B .2",
        "B>A .7",
        "P2>A .3",
        positions=offices("P3 legal_representative A", "P3 legal_representative B"),
    )
    assert entries(bank, "A") == [
        ("P2", "ownership", 0.3, 0.3),
        ("G2", "state", 0.56, 0.7),
    ]
    assert unknown(bank, "A") == 0.0
    # In B no person meets a standard: the state is told, and then who manages it.
    assert entries(bank, "B") == [
        ("G2", "state", 0.8, 0.8),
        ("P3", "management", 0.0, 0.0),
    ]
    state, *_ = register(bank, "B")["items"]
    assert state["because"]["zh"] == "政府机构，直接控制其80%的表决权，超过50%"
    assert state["because"]["en"] == (
        "A government body that controls 80% of its votes, more than 50%"
    )


def test_a_body_without_control_is_known_and_no_entry(sqlite_bank: ServedBank) -> None:
    """.5 is no control; whoever owns a government body, with it the question ends."""
    load(sqlite_bank, "G1>A .5", "B>G1 1", "P1>A .5")
    assert entries(sqlite_bank, "A") == [("P1", "ownership", 0.5, 0.5)]
    assert unknown(sqlite_bank, "A") == 0.0


def test_what_nobody_is_known_for_comes_first_and_management_after_it(bank: ServedBank) -> None:
    """.2 of A is P1's, .6 that of B, of which .9 is unknown, .2 is not told: .54 + .2 = .74."""
    load(
        bank,
        "P1>A .2",
        "B>A .6",
        "P2>B .1",
        positions=offices("P3 executive A", "P4 legal_representative A", "P5 supervisor A"),
    )
    assert entries(bank, "A") == [
        (None, "unknown", 0.74, None),
        ("P4", "management", 0.0, 0.0),
        ("P3", "management", 0.0, 0.0),
    ]
    nobody, *_ = register(bank, "A")["items"]
    assert nobody["name"] is None
    assert nobody["because"] == {
        "zh": "有74%的权益查不到最终持有人：B、A的所有者登记不全；"
        "没有自然人达到所有权、表决权或控制标准",
        "en": "Nobody is known behind 74% of it: the owners of B and A are not recorded "
        "in full; no person meets the standards of ownership, votes or control",
        "edges": [],
        "open_ends": [
            {"customer_id": "B", "share": 0.54},
            {"customer_id": "A", "share": 0.2},
        ],
    }


def test_of_a_firm_without_records_all_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P1>B 1", kinships=kin("P1 spouse P2"))
    sqlite_bank.keep(customers=companies("A"))
    assert entries(sqlite_bank, "A") == [(None, "unknown", 1.0, None)]
    assert unknown(sqlite_bank, "A") == 1.0
    # A firm fully known: one owner has all of it.
    assert entries(sqlite_bank, "B") == [("P1", "ownership", 1.0, 1.0)]
    assert unknown(sqlite_bank, "B") == 0.0


def test_a_closed_loop_above_leads_to_nobody_and_is_told(bank: ServedBank) -> None:
    """B and C own all of each other, and B has .7 of A: .7 is unknown, .2 is P1's, .1 not told."""
    load(bank, "B>C 1", "C>B 1", "B>A .7", "P1>A .2", positions=offices("P2 executive A"))
    found = register(bank, "A")
    assert found["closed_loops"] == [["B", "C"]]
    assert found["unknown"] == 0.8
    assert entries(bank, "A") == [(None, "unknown", 0.8, None), ("P2", "management", 0.0, 0.0)]
    assert "B、C互相持股形成封闭环" in found["items"][0]["because"]["zh"]
    # A member of the loop is asked: nobody is behind it.
    assert entries(bank, "B") == [(None, "unknown", 1.0, None)]


def test_an_owner_beside_a_closed_loop_is_told_with_what_is_not_in_it(
    sqlite_bank: ServedBank,
) -> None:
    """P has .4 of A, and through B, past the loop, PQ has .6 x .1 = .06: .54 leads to nobody."""
    load(sqlite_bank, "B>C 1", "C>B 1", "PQ>B .1", "B>A .6", "P>A .4")
    assert entries(sqlite_bank, "A") == [("P", "ownership", 0.4, 0.4)]
    assert unknown(sqlite_bank, "A") == 0.54


def test_shares_of_more_than_a_whole_make_nothing_negative(sqlite_bank: ServedBank) -> None:
    """1.5 of A is told: nothing of it is unknown. A and C own B by halves: C's half is unknown."""
    load(sqlite_bank, "P1>A .8", "P2>A .7", "A>B .5", "C>B .5")
    found = register(sqlite_bank, "A")
    assert found["unknown"] == 0.0
    assert found["over_100_percent"] == [{"customer_id": "A", "share": 1.5}]
    assert "登记的持股合计超过100%" in found["items"][0]["because"]["zh"]
    assert unknown(sqlite_bank, "B") == 0.5


def test_holdings_that_have_ended_do_not_count(bank: ServedBank) -> None:
    load(
        bank,
        ownerships=[
            {"owner_id": "P1", "owned_id": "A", "share": ".6", "to_on": "2025-01-01"},
            {"owner_id": "P2", "owned_id": "A", "share": ".6", "from_on": "2025-01-01"},
        ],
        positions=[
            {"person_id": "P3", "company_id": "B", "role": "executive", "to_on": "2025-01-01"},
            {"person_id": "P4", "company_id": "B", "role": "executive", "from_on": "2025-01-01"},
        ],
    )
    for day, owner, manager in (("2024-12-31", "P1", "P3"), ("2025-01-01", "P2", "P4")):
        bank.derive("--as-of", day, "--tags", "decision_maker")
        found = register(bank, "A", as_of=day)
        assert (found["as_of"], found["items"][0]["customer_id"]) == (day, owner)
        _, managed = register(bank, "B", as_of=day)["items"]
        assert (managed["customer_id"], managed["standard"]) == (manager, "management")
    assert entries(bank, "A") == [("P2", "ownership", 0.6, 0.6)]


def test_a_person_has_no_register_and_who_is_not_there_none_either(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P1>A .6")
    refused = sqlite_bank.get("/customers/P1/beneficial-owners", status=422)
    assert refused["detail"].startswith("P1 is a person, whom nobody owns")
    assert refused["fields"][0]["field"] == "customer_id"
    sqlite_bank.get("/customers/nobody/beneficial-owners", status=404)
    # Before the first run it is today that is looked at.
    assert register(sqlite_bank, "A")["run_id"] is None


def test_a_walk_that_met_too_much_says_so_and_tells_more_as_unknown(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 200 holdings of .002 beside one of .6, half of the 20 that a walk takes in are read."""
    load(sqlite_bank, "P1>A .6", *(f"P{i}>A .002" for i in range(100, 300)))
    assert (register(sqlite_bank, "A")["truncated"], unknown(sqlite_bank, "A")) == (False, 0.0)
    monkeypatch.setattr(ownership, "STAKES_A_WALK", 20)
    found = register(sqlite_bank, "A")
    assert (found["truncated"], found["unknown"]) == (True, pytest.approx(0.4 - 9 * 0.002))
    assert entries(sqlite_bank, "A") == [("P1", "ownership", 0.6, 0.6)]


def test_the_register_agrees_with_the_tag_on_who_meets_ownership(sqlite_bank: ServedBank) -> None:
    arcs = ("P>C1 .75", "P>C2 .8", "P>C3 .3", "P>C4 .35", "C1>C4 .25", "C4>C5 .25", "C2>C5 .35")
    load(sqlite_bank, *arcs, "C3>C2 .07")
    sqlite_bank.derive("--tags", "beneficial_owner")
    held = {each["subject"]: each["score"] for each in sqlite_bank.holders("beneficial_owner")}
    # As the domain's example has it: C5 is controlled, and .421725 of it is owned.
    assert held == {"C1": 0.75, "C2": 0.821, "C3": 0.3, "C4": 0.5375, "C5": 0.421725}
    for company, share in held.items():
        [(owner, standard, told, _)] = entries(sqlite_bank, company)
        assert (owner, standard, told) == ("P", "ownership", share)
    assert entries(sqlite_bank, "C5")[0][3] == 0.6

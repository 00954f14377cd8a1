"""Who owns whom, through all paths: above a customer and below it, with who controls whom."""

from pathlib import Path
from typing import Any

import pytest

from service.api.customers import ownership
from tests.banks import ServedBank, write_files
from tests.building import companies, holdings_of, people

FIRST_EXAMPLE = (
    "P>C1 .75",
    "P>C2 .80",
    "P>C3 .30",
    "P>C4 .35",
    "C1>C4 .25",
    "C4>C5 .25",
    "C2>C5 .35",
    "C3>C2 .07",
)


def load(bank: ServedBank, *arcs: str, **records: Any) -> None:
    """Load holdings between persons (P..) and companies (all others), and other records."""
    held = [*holdings_of(*arcs), *records.pop("ownerships", [])]
    named = {row[end] for row in held for end in ("owner_id", "owned_id")}
    for rows in records.values():
        named |= {row[end] for row in rows for end in row if end.endswith("_id")}
    persons = sorted(each for each in named if each.startswith("P"))
    customers = [*people(*persons), *companies(*sorted(named - set(persons)))]
    bank.keep(customers=customers, ownerships=held, **records)


def told(bank: ServedBank, customer_id: str, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = bank.get(f"/customers/{customer_id}/ownership", **query)
    return found


def entries(side: list[dict[str, Any]], *fields: str) -> dict[str, Any]:
    """Some fields of each entry by customer; a single field as it is."""
    return {
        each["customer_id"]: each[fields[0]] if len(fields) == 1 else [each[f] for f in fields]
        for each in side
    }


def test_everything_owned_below_is_told_with_its_share_and_control(bank: ServedBank) -> None:
    load(bank, *FIRST_EXAMPLE)
    found = told(bank, "P")
    fields = ("share", "votes", "integrated", "controls", "depth")
    assert entries(found["owned"], *fields) == {
        "C1": [0.75, 0.75, 0.75, True, 1],
        "C2": [0.8, 0.8, 0.821, True, 1],
        "C3": [0.3, 0.3, 0.3, False, 1],
        "C4": [0.35, 0.35, 0.5375, True, 1],
        # Controlled by votes of .60, and yet 42 % owned.
        "C5": [None, None, 0.421725, True, 2],
    }
    # The nearest first, and of these the largest.
    assert list(entries(found["owned"], "depth")) == ["C2", "C1", "C4", "C3", "C5"]
    assert (found["owners"], found["hidden"], found["truncated"]) == ([], 0, False)
    assert found["closed_loops"] == []
    assert entries(found["owned"], "name", "kind")["C1"] == ["C1", "company"]


def test_every_owner_above_is_told_not_only_the_nearest(bank: ServedBank) -> None:
    load(bank, *FIRST_EXAMPLE)
    found = told(bank, "C5")
    assert entries(found["owners"], "share", "integrated", "controls", "depth") == {
        "C2": [0.35, 0.35, False, 1],
        "C4": [0.25, 0.25, False, 1],
        "P": [None, 0.421725, True, 2],
        "C1": [None, 0.0625, False, 2],
        "C3": [None, 0.0245, False, 2],
    }
    assert list(entries(found["owners"], "depth")) == ["C2", "C4", "P", "C1", "C3"]
    assert found["owned"] == []
    between = told(bank, "C4")
    assert list(entries(between["owners"], "depth")) == ["P", "C1"]
    assert list(entries(between["owned"], "depth")) == ["C5"]


def test_cross_holdings_count_to_the_limit(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B .6", "B>A .1", "P>A .8")
    owned = entries(told(sqlite_bank, "P")["owned"], "integrated", "controls", "depth")
    assert owned["A"] == [pytest.approx(40 / 47), True, 1]
    assert owned["B"] == [pytest.approx(24 / 47), True, 2]
    both = told(sqlite_bank, "A")
    assert entries(both["owners"], "share", "integrated", "controls") == {
        "P": [0.8, pytest.approx(40 / 47), True],
        "B": [0.1, pytest.approx(0.1 / 0.94), False],
    }
    assert entries(both["owned"], "share", "integrated", "controls") == {
        "B": [0.6, pytest.approx(0.6 / 0.94), True]
    }


@pytest.mark.parametrize("relation", ["spouse", "other"])
def test_the_votes_of_a_spouse_count_from_above_and_from_below(
    bank: ServedBank, relation: str
) -> None:
    load(
        bank,
        "P1>K .3",
        "P2>K .25",
        "P1>L .2",
        "K>L .2",
        "P2>L .2",
        "P2>M .9",
        kinships=[{"a_id": "P2", "b_id": "P1", "relation": relation}],
    )
    together = relation == "spouse"
    assert entries(told(bank, "K")["owners"], "controls") == {"P1": together, "P2": together}
    # L takes P1's own votes, those of K that it controls with P2, and those of P2.
    assert entries(told(bank, "P1")["owned"], "controls") == {"K": together, "L": together}
    assert entries(told(bank, "L")["owners"], "controls")["P1"] == together
    assert entries(told(bank, "P2")["owned"], "controls")["M"] is True


def test_kin_are_apart_where_pooling_is_off(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_KIN_POOLING", "false")
    kin = [{"a_id": "P1", "b_id": "P2", "relation": "spouse"}]
    load(sqlite_bank, "P1>K .3", "P2>K .25", kinships=kin)
    assert not any(entries(told(sqlite_bank, "K")["owners"], "controls").values())


def test_an_agreement_makes_allies_and_a_record_controls_by_itself(bank: ServedBank) -> None:
    controls = [
        {"controller_id": "P1", "controlled_id": "P2", "basis": "agreement"},
        {"controller_id": "P3", "controlled_id": "N", "basis": "board_majority"},
        {"controller_id": "P4", "controlled_id": "N", "basis": "contract", "to_on": "2020-01-01"},
    ]
    load(bank, "P1>K .3", "P2>K .25", "N>K .45", "N>O .6", controls=controls)
    assert entries(told(bank, "K")["owners"], "controls") == {
        **{"P1": True, "P2": True},
        **{"N": False, "P3": False},
    }
    assert entries(told(bank, "P2")["owned"], "controls") == {"K": True}
    # Nobody controls a person, and whoever controls without a share owns nothing.
    assert told(bank, "P2")["owners"] == []
    above = entries(told(bank, "N")["owners"], "share", "votes", "integrated", "controls")
    assert above == {"P3": [None, None, 0.0, True]}
    assert entries(told(bank, "P3")["owned"], "controls") == {"N": True, "K": False, "O": True}


def test_only_what_is_valid_on_the_day_of_the_run_counts(bank: ServedBank) -> None:
    held = [
        {"owner_id": "P1", "owned_id": "K", "share": ".6", "to_on": "2020-01-01"},
        {"owner_id": "P2", "owned_id": "K", "share": ".6", "from_on": "2020-01-01"},
    ]
    load(bank, ownerships=held)
    today = told(bank, "K")
    assert today["run_id"] is None
    assert list(entries(today["owners"], "depth")) == ["P2"]
    for day, owner in (("2019-12-31", "P1"), ("2020-01-01", "P2")):
        bank.derive("--as-of", day, "--tags", "control_group_member")
        found = told(bank, "K")
        assert (found["as_of"], list(entries(found["owners"], "depth"))) == (day, [owner])
    assert found["run_id"] == 2


def test_records_that_left_their_source_do_not_count(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    load(sqlite_bank, "P>K .6", "K>L .7", "Q>L .2")
    left = write_files(
        tmp_path / "later",
        customers=[*people("P"), *companies("K", "L")],
        ownerships=holdings_of("K>L .7"),
    )
    sqlite_bank.load(left, "--full", "--allow-closing")
    assert list(entries(told(sqlite_bank, "L")["owners"], "depth")) == ["K"]
    assert told(sqlite_bank, "Q")["owned"] == []


def test_shares_of_one_owner_add_up_and_votes_stand_for_themselves(sqlite_bank: ServedBank) -> None:
    held = [
        {"owner_id": "P", "owned_id": "K", "share": ".1"},
        {"owner_id": "P", "owned_id": "K", "share": ".2", "votes": ".6", "from_on": "2020-01-01"},
        {"owner_id": "Q", "owned_id": "K", "share": ".7", "votes": "0"},
    ]
    load(sqlite_bank, ownerships=held)
    assert entries(
        told(sqlite_bank, "K")["owners"], "share", "votes", "integrated", "controls"
    ) == {
        "Q": [0.7, 0.0, 0.7, False],
        "P": [0.3, 0.7, 0.3, True],
    }


def test_nobody_owns_a_person_and_what_owns_itself_is_no_owner(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P>P .5", "K>P .9", "P>K .6", "K>K .1")
    assert told(sqlite_bank, "P")["owners"] == []
    assert entries(told(sqlite_bank, "P")["owned"], "share", "integrated") == {"K": [0.6, 0.6]}
    found = told(sqlite_bank, "K")
    assert entries(found["owners"], "share", "depth") == {"P": [0.6, 1]}
    assert found["owned"] == []


def test_shares_of_more_than_a_whole_are_told_as_they_are(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P>A .8", "Q>A .7", "A>B 1", "Q>B .9")
    assert entries(told(sqlite_bank, "B")["owners"], "integrated", "controls") == {
        "A": [1.0, True],
        "Q": [pytest.approx(1.6), True],
        "P": [0.8, True],
    }


def test_a_closed_loop_is_named_and_what_it_hides_is_not_told(sqlite_bank: ServedBank) -> None:
    arcs = ("A>B 1", "B>A 1", "A>C .5", "P>C .4", "Q>A .1", "C>D .5")
    contract = {"controller_id": "R", "controlled_id": "C", "basis": "contract"}
    load(sqlite_bank, *arcs, controls=[contract])
    found = told(sqlite_bank, "D")
    assert found["closed_loops"] == [["A", "B"]]
    owners = entries(found["owners"], "integrated", "controls")
    assert owners == {
        "C": [0.5, False],
        "P": [0.2, False],
        "R": [0.0, False],
        **{each: [None, False] for each in "ABQ"},
    }
    # Among the equally near, those of whom nothing can be told come last.
    assert list(owners) == ["C", "P", "R", "A", "B", "Q"]
    below = told(sqlite_bank, "A")
    assert below["closed_loops"] == [["A", "B"]]
    assert entries(below["owned"], "share", "integrated", "controls") == {
        "B": [1.0, None, True],
        "C": [0.5, None, False],
        "D": [None, None, False],
    }
    assert told(sqlite_bank, "P")["closed_loops"] == []


def test_two_that_control_each_other_are_told_so_on_both_sides(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "A>B .6", "B>A .7")
    for one, other in (("A", "B"), ("B", "A")):
        found = told(sqlite_bank, one)
        assert entries(found["owners"], "controls") == {other: True}
        assert entries(found["owned"], "controls") == {other: True}


def test_a_limit_shows_the_nearest_of_each_side_and_counts_the_rest(
    sqlite_bank: ServedBank,
) -> None:
    load(sqlite_bank, *FIRST_EXAMPLE, "C5>D .9", "C5>E .9")
    found = told(sqlite_bank, "C5", limit=1)
    assert list(entries(found["owners"], "depth")) == ["C2"]
    assert list(entries(found["owned"], "depth")) == ["D"]
    assert (found["hidden"], found["truncated"]) == (4 + 1, False)
    assert told(sqlite_bank, "C5", limit=500)["hidden"] == 0
    for limit in (0, 501):
        sqlite_bank.get("/customers/C5/ownership", status=422, limit=limit)


def test_a_walk_that_met_too_much_says_so_and_keeps_the_largest(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [f"P{i:03}>K .001" for i in range(300)]
    few = [f"Q{i:03}>Z .001" for i in range(100)]
    load(bank, *many, *few, "Z>K .6", "PZ>Z .9")
    whole = told(bank, "K")
    assert (whole["truncated"], len(whole["owners"]), whole["hidden"]) == (False, 50, 352)
    monkeypatch.setattr(ownership, "STAKES_A_WALK", 100)
    found = told(bank, "K", limit=500)
    assert found["truncated"] is True
    owners = entries(found["owners"], "integrated", "controls")
    # Half of what the walk takes in for the first level, a quarter for the second.
    assert list(entries(found["owners"], "depth").values()) == [1] * 50 + [2] * 25
    assert owners["Z"] == [0.6, True]
    assert owners["PZ"] == [0.54, True]
    # One that a level takes in just so is no more than there is.
    monkeypatch.setattr(ownership, "STAKES_A_WALK", 602)  # 301 and, of the 301 left, 150
    assert told(bank, "K")["truncated"] is False


def test_a_long_chain_is_told_to_its_end(sqlite_bank: ServedBank) -> None:
    links = [f"C{i:03}>C{i + 1:03} 1" for i in range(300)]
    load(sqlite_bank, *links)
    last = told(sqlite_bank, "C300", limit=500)["owners"][-1]
    assert (last["customer_id"], last["depth"], last["integrated"]) == ("C000", 300, 1.0)
    assert last["controls"] is True


def test_a_customer_without_ownership_has_empty_lists(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P>A .8", kinships=[{"a_id": "P", "b_id": "PX", "relation": "child"}])
    found = told(sqlite_bank, "PX")
    assert (found["owners"], found["owned"], found["hidden"]) == ([], [], 0)
    refused = sqlite_bank.get("/customers/nobody/ownership", status=404)
    assert "no customer nobody" in refused["detail"]

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people

TAG = "beneficial_owner"

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


def load(bank: ServedBank, persons: str, firms: str, *holdings: str, **more: Any) -> None:
    """Load and derive: persons and companies by ids with blanks between, holdings as `P>A .8`."""
    rows = [*holdings_of(*holdings), *more.get("rows", [])]
    customers = [*people(*persons.split()), *companies(*firms.split())]
    bank.keep(customers=customers, ownerships=rows)
    bank.derive("--tags", TAG, *more.get("options", []))


def held(bank: ServedBank, customer: str) -> dict[str, dict[str, Any]]:
    """What a customer owns by company; {} where the tag is not held."""
    everybody = {holder["customer_id"] for holder in bank.holders(TAG)}
    if customer not in everybody:
        return {}
    holdings = bank.get(f"/customers/{customer}/tags/{TAG}")["holdings"]
    for holding in holdings:
        assert holding["subject"] == holding["value"]["company_id"]
        assert holding["score"] == holding["value"]["integrated"]
    return {holding["subject"]: holding for holding in holdings}


def shares(bank: ServedBank, customer: str) -> dict[str, float]:
    return {company: holding["score"] for company, holding in held(bank, customer).items()}


def test_cross_holdings_count_to_the_limit(bank: ServedBank) -> None:
    load(bank, "P", "A B", "P>A .8", "A>B .6", "B>A .1")
    assert shares(bank, "P") == pytest.approx({"A": 40 / 47, "B": 24 / 47})

    of_a, of_b = held(bank, "P")["A"], held(bank, "P")["B"]
    facts = of_a["evidence"]["facts"]
    assert facts["paths"] == [{"customers": ["P", "A"], "product": 0.8}]
    assert facts["direct"] == 0.8
    # The rest comes round the loop, again and again, which no list of paths can hold.
    assert facts["paths_complete"] is True
    assert facts["not_listed"] == pytest.approx(40 / 47 - 0.8)
    assert of_b["evidence"]["facts"]["paths"] == [{"customers": ["P", "A", "B"], "product": 0.48}]
    assert of_b["evidence"]["facts"]["direct"] is None
    assert [(e["from"], e["to"], e["share"]) for e in of_b["evidence"]["edges"]] == [
        ("P", "A", 0.8),
        ("A", "B", 0.6),
    ]
    assert of_a["sentence"]["zh"].startswith(
        "对A合计享有85.1%的权益（直接持有80%，其余来自交叉持股）"
    )
    assert "80% directly and the rest through cross-holdings" in of_a["sentence"]["en"]
    assert (of_a["grade"], of_b["grade"]) == ("two_thirds", "majority")
    assert of_b["sentence"] == {
        "zh": "通过A对B间接享有51.1%的权益，达到25%的认定标准，是其受益所有人",
        "en": "Owns 51.1% of B, through A, which reaches the threshold of 25%: a beneficial owner",
    }


def test_shares_are_multiplied_along_paths_and_the_paths_added(bank: ServedBank) -> None:
    load(bank, "P", "C1 C2 C3 C4 C5", rows=PYRAMID)
    expected = {"C1": 0.75, "C2": 0.821, "C3": 0.30, "C4": 0.5375, "C5": 0.421725}
    assert shares(bank, "P") == pytest.approx(expected)
    c5 = held(bank, "P")["C5"]
    facts = c5["evidence"]["facts"]
    assert [(path["customers"], path["product"]) for path in facts["paths"]] == [
        (["P", "C2", "C5"], 0.28),
        (["P", "C4", "C5"], 0.0875),
        (["P", "C1", "C4", "C5"], 0.046875),
        (["P", "C3", "C2", "C5"], 0.00735),
    ]
    assert facts["listed"] == pytest.approx(0.421725)
    assert (facts["not_listed"], facts["paths_hidden"]) == (0, 0)
    pairs = [(edge["from"], edge["to"]) for edge in c5["evidence"]["edges"]]
    assert pairs == [
        ("P", "C2"),
        ("C2", "C5"),
        ("P", "C4"),
        ("C4", "C5"),
        ("P", "C1"),
        ("C1", "C4"),
        ("P", "C3"),
        ("C3", "C2"),
    ]
    assert c5["grade"] == "qualifying"
    of_c4 = held(bank, "P")["C4"]["sentence"]
    assert of_c4["zh"].startswith("对C4合计享有53.8%的权益（直接持有35%，其余通过C1间接持有）")
    assert of_c4["en"].startswith("Owns 53.8% of C4, 35% directly and the rest through C1, which")


def test_each_of_three_owns_a_third_of_what_the_holding_company_owns(bank: ServedBank) -> None:
    third = ".3333333333333333"
    thirds = [f"{each}>X {third}" for each in "ABC"]
    load(bank, "A B C", "X Y Z", *thirds, "X>Y 1.0", "Y>Z .8")
    for each in "ABC":
        found = shares(bank, each)
        assert found == pytest.approx({"X": 1 / 3, "Y": 1 / 3, "Z": 0.266667}, abs=1e-6)


@pytest.mark.parametrize(("inclusive", "owner"), [("true", True), ("false", False)])
def test_exactly_the_threshold_is_enough_only_where_it_is_inclusive(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    inclusive: str,
    owner: bool,
) -> None:
    monkeypatch.setenv("GUANXI_BENEFICIAL_INCLUSIVE", inclusive)
    # A quarter of one company at once, of the other in parts that no binary number holds.
    parts = ("P>B .1", "P>D .7", "D>B .2142857142857143")
    load(sqlite_bank, "P Q", "A B D E", "P>A .25", *parts, "Q>E .2500001")
    assert ("A" in shares(sqlite_bank, "P")) is owner
    assert ("B" in shares(sqlite_bank, "P")) is owner
    assert shares(sqlite_bank, "Q") == {"E": 0.2500001}
    said = held(sqlite_bank, "Q")["E"]["sentence"]
    assert said["zh"].startswith("对E直接享有25%的权益，")
    assert ("达到25%" in said["zh"]) is owner
    assert ("more than the threshold of 25%" in said["en"]) is not owner


def test_the_threshold_is_a_setting(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_BENEFICIAL_THRESHOLD", "0.1")
    load(sqlite_bank, "P Q", "A", "P>A .1", "Q>A .09")
    assert shares(sqlite_bank, "P") == {"A": 0.1}
    assert held(sqlite_bank, "P")["A"]["evidence"]["facts"]["threshold"] == 0.1
    assert held(sqlite_bank, "Q") == {}


@pytest.mark.parametrize(("day", "owner"), [("2023-12-31", True), ("2024-01-01", False)])
def test_a_holding_that_has_ended_does_not_count(
    sqlite_bank: ServedBank, day: str, owner: bool
) -> None:
    ended = {"owner_id": "P", "owned_id": "A", "share": ".9", "to_on": "2024-01-01"}
    load(sqlite_bank, "P", "A", rows=[ended], options=["--as-of", day])
    assert bool(held(sqlite_bank, "P")) is owner


def test_a_closed_loop_is_reported_and_stops_nothing(sqlite_bank: ServedBank) -> None:
    loop = ("A>B 1", "B>A 1", "P>A .3", "B>C .9")
    load(sqlite_bank, "P Q", "A B C D", *loop, "Q>D .6")
    assert shares(sqlite_bank, "P") == {"A": 0.3}
    assert shares(sqlite_bank, "Q") == {"D": 0.6}
    of_a = held(sqlite_bank, "P")["A"]
    assert of_a["evidence"]["facts"]["closed_loop"] == ["A", "B"]
    assert "A、B互相持股形成封闭环，环内份额未计入" in of_a["sentence"]["zh"]
    assert "closed_loop" not in held(sqlite_bank, "Q")["D"]["evidence"]["facts"]
    run = sqlite_bank.get("/runs")["items"][0]["run_id"]
    notes = sqlite_bank.get(f"/runs/{run}")["report"]["tags"][TAG]["notes"]
    assert (notes["closed_loops"], notes["closed_loops_listed"]) == (1, [["A", "B"]])
    assert (notes["undecided"], notes["undecided_listed"]) == (0, [])


def test_more_than_a_hundred_per_cent_is_kept_and_said(sqlite_bank: ServedBank) -> None:
    again = {"owner_id": "P", "owned_id": "A", "share": ".6", "from_on": "2020-01-01"}
    load(sqlite_bank, "P Q", "A", "P>A .7", "Q>A .3", rows=[again])
    assert shares(sqlite_bank, "P") == {"A": 1.3}
    of_a = held(sqlite_bank, "P")["A"]
    assert of_a["evidence"]["facts"]["over_100_percent"] == {"A": 1.6}
    assert "登记的持股合计超过100%" in of_a["sentence"]["zh"]
    # Both records of the pair are evidence, the larger one first.
    assert [edge["share"] for edge in of_a["evidence"]["edges"]] == [0.7, 0.6]
    assert shares(sqlite_bank, "Q") == {"A": 0.3}


def test_companies_own_and_persons_are_not_owned(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P Q", "A B", "A>B 1", "P>Q .9", "Q>A .5", "A>A .4", "P>B .3")
    assert {holder["customer_id"] for holder in sqlite_bank.holders(TAG)} == {"P", "Q"}
    assert shares(sqlite_bank, "P") == {"B": 0.3}
    assert shares(sqlite_bank, "Q") == {"A": 0.5, "B": 0.5}


def test_a_person_of_whom_no_holding_is_known_is_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "P Q", "A", "P>A .1")
    unknown = sqlite_bank.get(f"/customers/Q/tags/{TAG}", status=404)["type"]
    assert unknown.endswith("unknown")
    known = sqlite_bank.get(f"/customers/P/tags/{TAG}", status=404)["type"]
    assert known.endswith("not-held")


def test_evidence_is_cut_where_it_gets_long_and_says_what_is_left(sqlite_bank: ServedBank) -> None:
    firms = [f"M{i:02}" for i in range(30)]
    holdings = [f"P>{firm} .9" for firm in firms] + [f"{firm}>A .03" for firm in firms]
    load(sqlite_bank, "P", " ".join(["A", *firms]), *holdings)
    evidence = held(sqlite_bank, "P")["A"]["evidence"]
    facts = evidence["facts"]
    assert len(evidence["edges"]) == 20
    assert (len(facts["paths"]), facts["paths_complete"]) == (10, False)
    assert facts["listed"] == pytest.approx(0.27)
    assert facts["not_listed"] == pytest.approx(0.81 - 0.27)

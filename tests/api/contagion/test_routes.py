"""POST /contagion: who fails or loses, round by round and why; nothing stored changes."""

from typing import Any

import pytest

from tests.api.contagion.contagious import (
    CASCADE,
    EQUITY,
    NO_BANK_LOSS,
    ask,
    edges_of,
    last_of,
    load,
    load_example,
    rounds_of,
)
from tests.banks import ServedBank
from tests.building import companies, firms, guarantees_of, obligations_of


@pytest.fixture
def cascade(sqlite_bank: ServedBank) -> ServedBank:
    return load_example(sqlite_bank)


@pytest.mark.parametrize("kind", ["obligations", "guarantees"])
def test_failures_follow_each_other_as_in_the_example(bank: ServedBank, kind: str) -> None:
    owed = obligations_of(*CASCADE)
    guaranteed = [
        {
            "guarantee_id": f"G{i}",
            "guarantor_id": each["creditor_id"],
            "borrower_id": each["debtor_id"],
            "amount": each["amount"],
        }
        for i, each in enumerate(owed)
    ]
    rows = {"obligations": owed, "guarantees": guaranteed}[kind]
    load(bank, customers=firms(**EQUITY), **{kind: rows})
    told = ask(bank, model="threshold", defaulted=["A"])
    assert rounds_of(told) == [["A"], ["B"], ["C"]]
    assert last_of(told, "loss") == {"A": 0, "B": 60, "C": 60}
    (_, (b,), (c,)) = (round_["customers"] for round_ in told["rounds"])
    edge_type, ends = {
        "obligations": ("OWES", [("A", "B"), ("B", "C"), ("A", "C")]),
        "guarantees": ("GUARANTEES", [("B", "A"), ("C", "B"), ("C", "A")]),
    }[kind]
    assert edges_of(b) == [(edge_type, *ends[0], 60)]
    assert edges_of(c) == [(edge_type, *ends[1], 40), (edge_type, *ends[2], 20)]
    assert b["because"][0]["source"] == "L1"
    assert b["because"][0]["amount"] == "60.00"
    assert told["totals"] == {"defaulted": 3, "impact": 0.4, "loss": "150.00", **NO_BANK_LOSS}
    end = {each["customer_id"]: (each["loss"], each["defaulted"]) for each in told["customers"]}
    assert end == {
        **{"A": ("0.00", True), "B": ("60.00", True), "C": ("60.00", True)},
        "D": ("30.00", False),
    }


@pytest.mark.parametrize(
    ("owed", "model", "shock", "distress", "impact"),
    [
        (["A>B 50"], "debtrank", 1.0, {"A": 1, "B": 0.5}, 0.25),
        (["A>B 50"], "debtrank", 0.4, {"A": 0.4, "B": 0.2}, 0.10),
        (["A>B 50", "B>A 50"], "debtrank", 0.4, {"A": 0.5, "B": 0.2}, 0.15),
        (
            ["A>B 50", "B>A 50"],
            "debtrank_differential",
            0.4,
            {"A": 0.533333, "B": 0.266667},
            0.20,
        ),
    ],
)
def test_distress_spreads_as_in_the_examples(
    bank: ServedBank,
    owed: list[str],
    model: str,
    shock: float,
    distress: dict[str, float],
    impact: float,
) -> None:
    load(bank, customers=firms(A=100, B=100), obligations=obligations_of(*owed))
    told = ask(bank, model=model, shocks={"A": shock}, value="equal")
    assert last_of(told, "distress") == pytest.approx(distress, abs=1e-6)
    assert told["totals"]["impact"] == pytest.approx(impact, abs=1e-6)
    assert told["value"] == "equal"
    (first, second, *_) = told["rounds"]
    assert [first["round"], second["round"]] == [0, 1]
    assert edges_of(first["customers"][0]) == []
    (b,) = second["customers"]
    assert edges_of(b) == [("OWES", "A", "B", shock / 2)]


@pytest.mark.parametrize(
    ("owed", "cash", "payments"),
    [
        (["A>B 100", "B>C 100"], {"A": 20, "B": 90, "C": 0}, {"A": 20, "B": 100, "C": 0}),
        (["X>Y 100", "Y>X 100"], {"X": "", "Y": ""}, {"X": 100, "Y": 100}),
    ],
)
def test_payments_clear_as_in_the_examples(
    bank: ServedBank,
    owed: list[str],
    cash: dict[str, Any],
    payments: dict[str, float],
) -> None:
    customers = [{**companies(each)[0], "assets": assets} for each, assets in cash.items()]
    load(bank, customers=customers, obligations=obligations_of(*owed))
    told = ask(bank, model="clearing")
    assert last_of(told, "payment") == payments
    if "A" in payments:
        assert last_of(told, "shortfall") == {"A": 80, "B": 0, "C": 0}
        assert rounds_of(told) == [["B", "C"], ["A"]]
        (b, _) = told["rounds"][0]["customers"]
        assert edges_of(b) == [("OWES", "A", "B", 80)]
        assert told["totals"] == {
            "defaulted": 1,
            "impact": pytest.approx(0.8 / 3),
            "loss": "80.00",
            **NO_BANK_LOSS,
        }
    else:
        assert told["totals"] == {"defaulted": 0, "impact": 0, "loss": "0.00", **NO_BANK_LOSS}
        assert told["unknown"]["assets"] == 2


def test_a_dependency_by_receipts_makes_the_dependent_lose_its_share_of_them(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        customers=[
            *companies("P"),
            *({**companies(each)[0], "net_assets": 60, "annual_receipts": 200} for each in "DEF"),
        ],
        dependencies=[
            {"provider_id": "P", "dependent_id": "D", "basis": "receipts", "share": ".3"},
            {"provider_id": "P", "dependent_id": "E", "basis": "receipts", "share": ".29"},
            {"provider_id": "P", "dependent_id": "F", "basis": "expenditures", "share": "1"},
        ],
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["P"])
    assert rounds_of(told) == [["P"], ["D"]]
    (d,) = told["rounds"][1]["customers"]
    assert d["because"] == [
        {
            **{"type": "DEPENDS_ON", "from": "D", "to": "P", "source": "L1", "amount": "60.00"},
            **{"currency": "CNY", "basis": "receipts", "share_of_receipts": 0.3, "share": 60},
        }
    ]
    assert told["totals"]["loss"] == "118.00"


def test_edges_between_the_same_two_carry_in_proportion_to_their_amounts(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        customers=firms(A=1, B=100),
        obligations=obligations_of("A>B 10"),
        guarantees=[
            {**row, "guarantee_id": name, "amount": amount}
            for name, amount in (("G2", 20), ("G1", 10))
            for row in guarantees_of("B>A")
        ],
    )
    told = ask(
        sqlite_bank, model="debtrank", shocks={"A": 0.5}, loss_given_default=0.4, value="equal"
    )
    (b,) = told["rounds"][1]["customers"]
    assert b["distress"] == 0.08
    said = [(each.get("guarantee_id"), each["amount"], each["share"]) for each in b["because"]]
    assert said == [("G2", "20.00", 0.04), ("G1", "10.00", 0.02), (None, "10.00", 0.02)]
    assert told["totals"] == {"defaulted": 0, "impact": 0.04, "loss": "8.00", **NO_BANK_LOSS}


def test_only_a_part_is_lost_where_something_is_recovered(cascade: ServedBank) -> None:
    told = ask(cascade, model="threshold", defaulted=["A"], loss_given_default=0.8)
    # B loses 48 of 50.
    assert rounds_of(told) == [["A"]]
    assert told["totals"] == {"defaulted": 1, "impact": 0, "loss": "64.00", **NO_BANK_LOSS}
    nothing = ask(cascade, model="threshold", defaulted=["A"], loss_given_default=0)
    assert nothing["totals"]["loss"] == "0.00"


def test_losses_that_equal_net_assets_are_a_failure(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        customers=firms(A=1, B="0.3", C="0.31", D="-5", E="", F="-5"),
        obligations=obligations_of("A>B 0.1", "A>C 0.3", "A>D 0.01", "A>E 9", "X>B 0.2")[:4],
        guarantees=guarantees_of("B>A", amount="0.2"),
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["A"])
    # 0.1 + 0.2 is 0.3; net assets below nothing bear no loss, unknown ones are never used up.
    assert rounds_of(told) == [["A"], ["B", "D"]]
    assert told["unknown"]["net_assets"] == 1


def test_what_is_taken_away_carries_nothing_and_stays_stored(cascade: ServedBank) -> None:
    removed = [{"type": "OWES", "from": "B", "to": "C"}]
    told = ask(cascade, model="threshold", defaulted=["A"], remove=removed)
    assert rounds_of(told) == [["A"], ["B"]]
    without = told["without_removal"]
    assert without["totals"] == {"defaulted": 3, "impact": 0.4, "loss": "150.00", **NO_BANK_LOSS}
    assert without["hidden"] == 0
    assert without["changed"] == [
        {
            **{"customer_id": "C", "name": "C"},
            "with": {"loss": "20.00", "defaulted": False},
            "without": {"loss": "60.00", "defaulted": True},
        },
        {
            **{"customer_id": "D", "name": "D"},
            "with": {"loss": "0.00", "defaulted": False},
            "without": {"loss": "30.00", "defaulted": False},
        },
    ]
    again = ask(cascade, model="threshold", defaulted=["A"])
    assert again["totals"] == without["totals"]
    assert "without_removal" not in again
    near = cascade.get("/customers/B/neighbours", types="OWES")
    assert ("B", "C") in {(each["from"], each["to"]) for each in near["edges"]}


def test_those_who_have_failed_are_shocked_by_1(cascade: ServedBank) -> None:
    named = ask(cascade, model="debtrank", defaulted=["A"])
    assert named == ask(cascade, model="debtrank", shocks={"A": 1})


def test_under_clearing_a_shock_takes_a_share_of_what_is_kept_at_the_bank(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        customers=[{**companies("A")[0], "assets": 100}, *companies("B")],
        obligations=obligations_of("A>B 90"),
    )
    told = ask(sqlite_bank, model="clearing", shocks={"A": 0.5})
    assert last_of(told, "payment") == {"A": 50, "B": 0}
    assert last_of(ask(sqlite_bank, model="clearing", defaulted=["A"]), "payment")["A"] == 0
    assert last_of(ask(sqlite_bank, model="clearing"), "payment")["A"] == 90


def test_the_last_that_is_said_of_distress_is_where_it_ends(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        customers=firms(A=100, B=100, C=100),
        obligations=obligations_of("A>B 95", "B>A 95", "B>C 5"),
    )
    told = ask(sqlite_bank, model="debtrank_differential", shocks={"A": 0.01}, value="equal")
    # a = .01 + .95 b and b = .95 a
    a = 0.01 / (1 - 0.95**2)
    last = last_of(told, "distress")
    assert last == pytest.approx({"A": a, "B": 0.95 * a, "C": 0.05 * 0.95 * a}, abs=1e-7)
    assert last == {each["customer_id"]: each["distress"] for each in told["customers"]}
    assert told["complete"]
    assert len(told["rounds"]) < 30 < told["rounds"][-1]["round"]
    # What the last entry has more than the one before is what its edges carried.
    grown: dict[str, list[float]] = {}
    for round_ in told["rounds"]:
        for each in round_["customers"]:
            before, carried = grown.get(each["customer_id"], [0.0, 0.0])
            carried += sum(share for *_, share in edges_of(each))
            grown[each["customer_id"]] = [before, carried]
    shocked = {"A": 0.01}
    for each, (_, carried) in grown.items():
        assert carried + shocked.get(each, 0) == pytest.approx(last[each], abs=1e-7)

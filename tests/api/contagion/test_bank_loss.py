"""POST /contagion: what the bank itself loses, beside what the network does."""

from typing import Any

import pytest

from tests.api.contagion.contagious import ask
from tests.banks import ServedBank
from tests.building import Row, companies, firms, guarantees_of, obligations_of


def lent(**of: Any) -> list[dict[str, Any]]:
    """Loans by customer: `A=100`, or `A=(100, 30)` of which 30 are covered."""
    rows = []
    for each, said in of.items():
        amount, covered = said if isinstance(said, tuple) else (said, "")
        row = {"exposure_id": f"E-{each}", "customer_id": each, "kind": "loan"}
        rows.append({**row, "amount": amount, "covered": covered})
    return rows


def loses(told: Any) -> dict[str, str]:
    """What the bank loses by each customer in the end."""
    return {each["customer_id"]: each["bank_loss"] for each in told["customers"]}


def bank_totals(told: Any) -> tuple[str, str]:
    return told["totals"]["bank_loss"], told["totals"]["initial_bank_loss"]


def test_what_is_drawn_and_not_covered_is_lost_with_who_fails(bank: ServedBank) -> None:
    bank.keep(
        customers=firms(A=1, B=50, C=1000),
        obligations=obligations_of("A>B 100", "B>C 10"),
        exposures=lent(A=(100, 30), B=(80, 100), C=500),
    )
    told = ask(bank, defaulted=["A"], loss_given_default=0.5)
    # A: (100 - 30) x .5; B loses 50 of 50 and fails, covered over; C loses 5 of 1000 and stands.
    assert loses(told) == {"A": "35.00", "B": "0.00", "C": "0.00"}
    assert bank_totals(told) == ("35.00", "35.00")
    assert told["model"] == "threshold"
    assert (told["currency"], told["loss_given_default"]) == ("CNY", 0.5)


def test_what_is_lost_at_the_start_is_told_apart(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=firms(A=1, B=50),
        obligations=obligations_of("A>B 50"),
        exposures=lent(A=10, B=(70, 20)),
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["A"])
    assert bank_totals(told) == ("60.00", "10.00")
    entries = [each for round_ in told["rounds"] for each in round_["customers"]]
    assert [(each["customer_id"], each["bank_loss"]) for each in entries] == [
        ("A", "10.00"),
        ("B", "50.00"),
    ]
    assert entries[0]["sentence"]["zh"] == "起始违约；本行预计损失10元"
    assert entries[1]["sentence"] == {
        "zh": "A欠其50元；预计损失50元，约为其净资产的100%，因而违约；本行预计损失50元",
        "en": "Is owed CNY 50 by A: loses CNY 50, about 100% of its net assets, and fails; "
        "the bank stands to lose CNY 50",
    }


def test_cover_of_one_exposure_stands_for_no_other(sqlite_bank: ServedBank) -> None:
    rows: list[Row] = [
        {"exposure_id": "1", "customer_id": "A", "kind": "loan", "amount": 10, "covered": 40},
        {"exposure_id": "2", "customer_id": "A", "kind": "loan", "amount": 25},
    ]
    sqlite_bank.keep(customers=firms(A=1), exposures=rows)
    assert bank_totals(ask(sqlite_bank, defaulted=["A"])) == ("25.00", "25.00")


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "credit_line", "amount": 90},
        {"kind": "credit_line", "amount": 0, "undrawn": 90},
        {"kind": "loan", "amount": 90, "status": "settled"},
        {"kind": "loan", "amount": 90, "currency": "USD"},
    ],
)
def test_what_is_not_drawn_or_is_settled_is_not_lost(
    sqlite_bank: ServedBank, said: dict[str, Any]
) -> None:
    row = {"exposure_id": "1", "customer_id": "A", **said}
    sqlite_bank.keep(customers=firms(A=1), exposures=[row, *lent(A=7)])
    told = ask(sqlite_bank, defaulted=["A"])
    assert bank_totals(told) == ("7.00", "7.00")
    assert told["unknown"]["exposures"] == (1 if "currency" in said else 0)


def test_a_line_that_is_not_drawn_is_said_to_be_no_loss(sqlite_bank: ServedBank) -> None:
    line = {"exposure_id": "1", "customer_id": "A", "kind": "credit_line", "amount": 90}
    sqlite_bank.keep(customers=firms(A=1), exposures=[line])
    told = ask(sqlite_bank, defaulted=["A"])
    assert bank_totals(told) == ("0.00", "0.00")
    [a] = told["rounds"][0]["customers"]
    assert a["sentence"]["zh"] == "起始违约；其在本行另有未提用授信90元，不计入损失"


def test_the_largest_borrower_costs_the_bank_all_that_it_owes(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=firms(A=10**6, B=1),
        guarantees=guarantees_of("B>A", amount=5),
        exposures=lent(A=107_010_486.5),
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["A"])
    assert told["totals"]["impact"] == 0
    assert bank_totals(told) == ("107010486.50", "107010486.50")


def test_who_failed_at_the_start_loses_nothing_more(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=firms(A=100, B=50, C=1000),
        obligations=obligations_of("A>B 60", "B>A 900", "B>C 30"),
    )
    told = ask(sqlite_bank, model="threshold", defaulted=["A"])
    # B loses 60 and C 30; the 900 that B owes A are A's own matter: it has failed.
    assert told["totals"]["loss"] == "90.00"
    entries = {each["customer_id"]: each for each in told["customers"]}
    assert (entries["A"]["loss"], entries["A"]["further_loss"]) == ("0.00", "900.00")
    assert "further_loss" not in entries["B"]


@pytest.mark.parametrize(
    ("shock", "failed", "whole", "initial"),
    [
        # B bears 50 of its 100; the bank loses all of A's 200 and half of B's 30.
        (1.0, {"A": 1, "B": 0.5}, "215.00", "200.00"),
        # A is hit by .4, which takes .2 of B: 80 and 6.
        (0.4, {"A": 0.4, "B": 0.2}, "86.00", "80.00"),
    ],
)
def test_distress_costs_the_bank_its_part(
    sqlite_bank: ServedBank, shock: float, failed: dict[str, float], whole: str, initial: str
) -> None:
    sqlite_bank.keep(
        customers=firms(A=100, B=100),
        obligations=obligations_of("A>B 50"),
        exposures=lent(A=200, B=(40, 10)),
    )
    told = ask(sqlite_bank, model="debtrank", shocks={"A": shock})
    assert {each["customer_id"]: each["distress"] for each in told["customers"]} == failed
    assert bank_totals(told) == (whole, initial)


def test_clearing_costs_the_bank_what_stays_unpaid_of_what_is_owed(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(
        customers=[
            {**companies(each)[0], "assets": assets}
            for each, assets in {"A": 100, "B": 60, "C": 0}.items()
        ],
        obligations=obligations_of("A>B 80", "B>C 100"),
        exposures=lent(A=40, B=200),
    )
    told = ask(sqlite_bank, model="clearing", shocks={"A": 0.4}, loss_given_default=0.5)
    # A keeps 60 of 100 and pays 60 of 80: a quarter stays unpaid, x 40 x .5. B has 120 of 100.
    assert loses(told) == {"A": "5.00", "B": "0.00", "C": "0.00"}
    all_gone = ask(sqlite_bank, model="clearing", defaulted=["A"])
    # A pays nothing: 40. B has its own 60 of 100: .4 x 200.
    assert bank_totals(all_gone) == ("120.00", "40.00")


def test_clearing_tells_what_would_be_without_the_shock(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[
            {**companies(each)[0], "assets": assets}
            for each, assets in {"A": 100, "B": 0, "X": 30, "Y": 0}.items()
        ],
        obligations=obligations_of("A>B 80", "X>Y 60"),
        exposures=lent(A=40, X=10),
    )
    told = ask(sqlite_bank, model="clearing", shocks={"A": 0.5})
    # X pays 30 of 60 whatever happens: 5 of its 10. A pays 50 of 80: .375 x 40.
    assert told["baseline"] == ask(sqlite_bank, model="clearing")["totals"]
    assert (told["baseline"]["loss"], told["baseline"]["bank_loss"]) == ("30.00", "5.00")
    assert (told["totals"]["loss"], told["totals"]["bank_loss"]) == ("60.00", "20.00")
    assert told["difference"] == {
        **{"defaulted": 1, "impact": pytest.approx(0.375 * 0.8), "loss": "30.00"},
        **{"bank_loss": "15.00", "initial_bank_loss": "15.00"},
    }
    assert "baseline" not in ask(sqlite_bank, model="debtrank", defaulted=["A"])


def test_every_model_says_which_question_it_answers(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=firms(A=1, B=1), obligations=obligations_of("A>B 1"))
    models = ("threshold", "debtrank", "debtrank_differential", "clearing")
    asked = [ask(sqlite_bank, model=model, defaulted=["A"])["question"] for model in models]
    assert len({each["zh"] for each in asked} | {each["en"] for each in asked}) == 8
    document = sqlite_bank.client.get("/openapi.json").get_json()
    said = document["components"]["schemas"]["ContagionBody"]["properties"]["model"]["description"]
    assert all(each[language] in said for each in asked for language in ("zh", "en"))


def test_everybody_whom_an_answer_names_is_told_by_name(sqlite_bank: ServedBank) -> None:
    customers = [{**row, "name": f"{row['name']}公司"} for row in firms(A=1, B=1, C=9)]
    sqlite_bank.keep(customers=customers, guarantees=guarantees_of("B>A", "C>B", amount=5))
    told = ask(sqlite_bank, defaulted=["A"])
    assert told["names"] == {"A": "A公司", "B": "B公司", "C": "C公司"}
    (b,) = told["rounds"][1]["customers"]
    assert b["sentence"]["zh"].startswith("为A公司担保5元；")

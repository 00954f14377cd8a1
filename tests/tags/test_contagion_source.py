import pytest

from tests.banks import ServedBank
from tests.building import firms, obligations_of

TAG = "contagion_source"


def test_the_impact_is_what_contagion_says_of_the_failure_alone(bank: ServedBank) -> None:
    bank.keep(
        customers=firms(A=10, B=100, C=40, D=50),
        obligations=obligations_of("A>B 50", "B>C 30", "C>A 5"),
        guarantees=[{"guarantee_id": "G", "guarantor_id": "D", "borrower_id": "A", "amount": "20"}],
        exposures=[
            {"exposure_id": f"E{each}", "customer_id": each, "amount": amount}
            for each, amount in zip("ABC", (100, 200, 700), strict=True)
        ],
    )
    bank.derive("--tags", TAG)

    held = {each["customer_id"]: each for each in bank.all_holdings([TAG])}
    assert set(held) == set("ABC")
    for customer_id, holding in held.items():
        answer = bank.client.post(
            "/api/v1/contagion", json={"model": "debtrank", "defaulted": [customer_id]}
        ).get_json()
        impact = answer["totals"]["impact"]
        assert holding["value"]["impact"] == pytest.approx(impact, abs=1e-12)
        assert holding["value"]["bank_loss"] == answer["totals"]["bank_loss"]
        assert holding["value"]["currency"] == "CNY"
        assert holding["score"] == holding["value"]["impact"]
    # B loses half of its net assets; of that C loses three quarters: .2 x .5 + .7 x .375.
    assert held["A"]["score"] == pytest.approx(0.3625)
    # The bank loses all of A, half of B, .375 of C: 100 + 100 + 262.5.
    assert held["A"]["value"]["bank_loss"] == "462.50"
    facts = held["A"]["evidence"]["facts"]
    assert facts["own_bank_loss"] == "100.00"
    assert facts["hardest_hit"] == [["B", 0.5], ["D", 0.4]]
    assert (facts["customers_distressed"], facts["at_least"]) == (3, False)
    assert [
        (edge["type"], edge["from"], edge["to"], edge["amount"], edge["distress"])
        for edge in held["A"]["evidence"]["edges"]
    ] == [("OWES", "A", "B", "50.00", 0.5), ("GUARANTEES", "D", "A", "20.00", 0.4)]
    assert held["A"]["sentence"] == {
        "zh": "一旦违约，将波及B、D等共3户（直接2户）；波及客户的授信加权受损额约占"
        "本行授信余额的36.3%；本行预计损失462.50元，其中该客户自身100元",
        "en": "Its failure would hit B and D directly and distress 3 customers in all; weighed by "
        "credit that comes to about 36.3% of what the bank has lent; the bank would lose "
        "CNY 462.50, CNY 100 of it by this customer itself",
    }


def test_without_any_exposure_all_customers_weigh_the_same(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=firms(A="", B=100), obligations=obligations_of("A>B 50"))
    sqlite_bank.derive("--tags", TAG)
    held = sqlite_bank.holding("A", TAG)
    assert held["value"] == {"impact": 0.25, "bank_loss": "0.00", "currency": "CNY"}
    assert "全部客户" in held["sentence"]["zh"]


def test_the_largest_borrower_does_not_read_as_nothing(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=firms(A="", B=100, C=10**7, D=100, E=100),
        obligations=obligations_of("A>B 50", "C>B 1", "D>E 50"),
        exposures=[
            {"exposure_id": "1", "customer_id": "A", "kind": "loan", "amount": 900},
            {"exposure_id": "2", "customer_id": "C", "kind": "loan", "amount": 100},
            {"exposure_id": "3", "customer_id": "B", "kind": "loan", "amount": "0.01"},
            {"exposure_id": "4", "customer_id": "D", "kind": "credit_line", "amount": 70},
        ],
    )
    sqlite_bank.derive("--tags", TAG)
    a, c, d = (sqlite_bank.holding(each, TAG) for each in "ACD")
    # B owes the bank .01 of 1000.01, and half of its net assets go: .000005 of it all.
    assert a["value"] == {"impact": 4.99995e-06, "bank_loss": "900.005", "currency": "CNY"}
    assert a["sentence"]["zh"] == (
        "一旦违约，将波及B；波及客户的授信加权受损额不足本行授信余额的0.01%；"
        "本行预计损失900.01元，其中该客户自身900元"
    )
    assert "less than 0.01%" in c["sentence"]["en"]
    # Nothing is drawn of D's line, and E has none.
    assert d["value"]["bank_loss"] == "0.00"
    assert d["sentence"]["zh"] == (
        "一旦违约，将波及E；波及客户在本行没有已提用授信；"
        "该客户自身授信70元尚未提用，本行目前没有损失"
    )


def test_whose_exposures_are_lost_is_told_without_a_sum_of_nothing(
    sqlite_bank: ServedBank,
) -> None:
    """A owes the bank nothing and takes all of B, who owes it 100; D owes 30 and E nothing."""
    sqlite_bank.keep(
        customers=firms(A="", B=50, D="", E=100),
        obligations=obligations_of("A>B 50", "D>E 10"),
        exposures=[
            {"exposure_id": "1", "customer_id": "B", "kind": "loan", "amount": 100},
            {"exposure_id": "2", "customer_id": "D", "kind": "loan", "amount": 30},
        ],
    )
    sqlite_bank.derive("--tags", TAG)
    a, d = (sqlite_bank.holding(each, TAG)["sentence"] for each in "AD")
    assert a["zh"].endswith("；本行预计损失100元，均来自被波及客户")
    assert a["en"].endswith("the bank would lose CNY 100, none of it by this customer itself")
    assert d["zh"].endswith("；本行预计损失30元，均来自该客户自身")


def test_who_distresses_nobody_holds_nothing(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=firms(A=1, B="", C=9), obligations=obligations_of("A>B 50"))
    sqlite_bank.derive("--tags", TAG)
    assert sqlite_bank.holders(TAG) == []
    assert sqlite_bank.get(f"/customers/A/tags/{TAG}", 404)["type"].endswith("not-held")
    assert sqlite_bank.get(f"/customers/C/tags/{TAG}", 404)["type"].endswith("unknown")


def test_a_search_that_ends_early_says_so(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_CONTAGION_MAX_STEPS", "1")
    sqlite_bank.keep(
        customers=firms(A=1, B=1, C=1, D=1), obligations=obligations_of("A>B 1", "B>C 1", "C>D 1")
    )
    sqlite_bank.derive("--tags", TAG)
    held = sqlite_bank.holding("A", TAG)
    assert held["evidence"]["facts"]["at_least"]
    assert held["value"]["impact"] == 0.25
    assert "至少" in held["sentence"]["zh"]

"""POST /contagion/cut: what to take away so that some do not fail when others do."""

import json
from typing import Any

import pytest

from tests.api.contagion.contagious import NO_BANK_LOSS, ask, load_example
from tests.banks import ServedBank
from tests.building import companies, firms, guarantees_of, obligations_of


def cut(bank: ServedBank, status: int = 200, **body: Any) -> Any:
    response = bank.client.post("/api/v1/contagion/cut", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


#: Whatever parties can agree to give up.
ALL = ["guarantees", "obligations"]


def removed(told: Any) -> list[tuple[str, str, str, str]]:
    return [(each["type"], each["from"], each["to"], each["amount"]) for each in told["remove"]]


def test_the_fewest_edges_are_found_and_protect_when_they_are_removed(bank: ServedBank) -> None:
    load_example(bank)
    told = cut(bank, defaulted=["A"], protect=["C"], of=ALL)
    # C bears 40 or 20 of 55, so one of three arcs is enough; A>B saves B as well.
    assert (told["cost"], told["bound"], told["exact"], told["by"]) == (1, 1, True, "count")
    assert told["hidden"] == 0
    assert told["without_removal"] == {
        "defaulted": 3,
        "impact": 0.4,
        "loss": "150.00",
        **NO_BANK_LOSS,
    }
    again = ask(bank, model="threshold", defaulted=["A"], remove=told["remove"])
    assert "C" not in {each for round_ in again["rounds"] for each in _ids(round_)}
    assert again["totals"] == told["totals"]
    both = cut(bank, defaulted=["A"], protect=["C", "B"], of=["obligations"])
    assert removed(both) == [("OWES", "A", "B", "60.00")]


def _ids(round_: Any) -> list[str]:
    return [each["customer_id"] for each in round_["customers"]]


def test_by_amount_the_least_is_taken_away(sqlite_bank: ServedBank) -> None:
    guaranteed = [
        {**row, "guarantee_id": name, "amount": 10} for name in "xy" for row in guarantees_of("C>A")
    ]
    owed = obligations_of("A>B 90", "B>C 30", "B>D 35")
    sqlite_bank.keep(
        customers=firms(A=1, B=80, C=40, D=30), guarantees=guaranteed, obligations=owed
    )
    one = cut(sqlite_bank, defaulted=["A"], protect=["C", "D"], of=ALL)
    assert removed(one) == [("OWES", "A", "B", "90.00")]
    told = cut(sqlite_bank, defaulted=["A"], protect=["C", "D"], by="amount", of=ALL)
    assert removed(told) == [("GUARANTEES", "C", "A", "20.00"), ("OWES", "B", "D", "35.00")]
    assert (told["cost"], told["bound"], told["exact"]) == ("55.00", "55.00", True)
    assert told["remove"][0]["records"] == 2
    part = cut(sqlite_bank, defaulted=["A"], protect=["C", "D"], loss_given_default=0.5, of=ALL)
    assert part["remove"] == []
    assert (part["cost"], part["bound"], part["exact"]) == (0, 0, True)


@pytest.fixture
def dependent(sqlite_bank: ServedBank) -> ServedBank:
    sqlite_bank.keep(
        customers=[
            *companies("A"),
            *companies("D", net_assets=60, annual_receipts=200),
            *companies("E", net_assets=60, annual_receipts=100),
        ],
        obligations=obligations_of("A>E 10"),
        dependencies=[
            {"provider_id": "A", "dependent_id": each, "basis": "receipts", "share": 0.5}
            for each in "DE"
        ],
    )
    return sqlite_bank


def test_dependencies_cannot_be_taken_away(dependent: ServedBank) -> None:
    one = cut(dependent, defaulted=["A"], protect=["E"], of=ALL)
    assert removed(one) == [("OWES", "A", "E", "10.00")]
    assert (one["protected"], one["fails"]) == (True, [])
    both = cut(dependent, defaulted=["A"], protect=["D", "E"], of=ALL)
    assert (both["remove"], both["protected"], both["cost"]) == ([], False, 0)
    assert both["fails"] == [{"customer_id": "D", "name": "D"}]
    assert both["totals"] == both["without_removal"]


@pytest.mark.parametrize(
    ("body", "field", "named"),
    [
        ({"defaulted": ["A"], "protect": ["A", "D"]}, "protect", "A has failed to begin with"),
        ({"defaulted": ["A"], "protect": ["Q"]}, "protect", "Q"),
        ({"defaulted": ["Q"], "protect": ["D"]}, "defaulted", "Q"),
        ({"defaulted": [], "protect": ["D"]}, "defaulted", "at least 1"),
        ({"defaulted": ["A"], "protect": []}, "protect", "at least 1"),
        ({"defaulted": ["A"], "of": []}, "of", "at least 1"),
        ({"defaulted": ["A"], "of": ["dependencies"]}, "of.0", "'obligations'"),
        ({"defaulted": ["A"], "own_cover": "yes"}, "own_cover", "boolean"),
        ({"defaulted": ["A"], "protect": ["D"], "by": "size"}, "by", "'amount'"),
        ({"defaulted": ["A"], "protect": ["D"], "loss_given_default": 2}, "loss_given_default", ""),
    ],
)
def test_a_cut_that_makes_no_sense_is_refused_with_the_field(
    dependent: ServedBank, body: dict[str, Any], field: str, named: str
) -> None:
    refused = cut(dependent, 422, **body)
    assert [each["field"] for each in refused["fields"]] == [field]
    assert named in refused["detail"]


def test_a_search_that_was_cut_short_says_so(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_example(sqlite_bank)
    monkeypatch.setattr("service.graph.contagion.minimum_cut.CASCADES", 1)
    told = cut(sqlite_bank, defaulted=["A"], protect=["C"], of=ALL)
    assert removed(told) == [("OWES", "A", "C", "20.00"), ("OWES", "B", "C", "40.00")]
    assert (told["cost"], told["bound"], told["exact"]) == (2, 0, False)


def test_the_banks_own_cover_stays(bank: ServedBank) -> None:
    bank.keep(
        customers=firms(A=1, B=50, C=50),
        guarantees=guarantees_of("B>A", "C>A", amount=60),
        exposures=[{"exposure_id": "1", "customer_id": "A", "kind": "loan", "amount": 100}],
    )
    told = cut(bank, defaulted=["A"], protect=["B", "C"])
    assert (told["remove"], told["protected"]) == ([], False)
    assert [each["customer_id"] for each in told["fails"]] == ["B", "C"]
    assert told["left_out"] == {"own_cover": 2}
    assert told["bank_loss"] == {"before": "100.00", "after": "100.00"}
    ranked = cut(bank, defaulted=["A"])
    assert (ranked["remove"], ranked["protected"]) == ([], False)
    assert ranked["left_out"] == {"own_cover": 2}


def test_own_cover_is_given_up_only_where_it_is_asked_and_says_how_much(
    sqlite_bank: ServedBank,
) -> None:
    customers = [{**row, "name": f"{row['name']}公司"} for row in firms(A=1, B=50, C=50)]
    sqlite_bank.keep(
        customers=customers,
        guarantees=[*guarantees_of("B>A", amount=60), *guarantees_of("C>A", amount=170)],
        exposures=[
            {"exposure_id": "1", "customer_id": "A", "kind": "loan", "amount": 100},
            {"exposure_id": "2", "customer_id": "C", "kind": "loan", "amount": 30},
        ],
    )
    told = cut(sqlite_bank, defaulted=["A"], protect=["B", "C"], own_cover=True)
    # Of C's 170 no more than the 100 that A has drawn was cover.
    assert [(each["from_name"], each["cover_given_up"]) for each in told["remove"]] == [
        ("B公司", "60.00"),
        ("C公司", "100.00"),
    ]
    assert told["remove"][0]["to_name"] == "A公司"
    assert told["left_out"] == {"own_cover": 0}
    assert told["bank_loss"] == {"before": "130.00", "after": "100.00"}
    assert told["protected"]


@pytest.mark.parametrize(
    ("exposure", "own"),
    [
        ({"kind": "loan", "amount": 9}, True),
        ({"kind": "loan", "amount": 9, "currency": "USD"}, True),
        ({"kind": "loan", "amount": 9, "status": "settled"}, False),
        ({"kind": "credit_line", "amount": 9}, False),
    ],
)
def test_a_guarantee_is_the_banks_cover_where_the_borrower_has_drawn(
    sqlite_bank: ServedBank, exposure: dict[str, Any], own: bool
) -> None:
    sqlite_bank.keep(
        customers=firms(A=1, B=50),
        guarantees=guarantees_of("B>A", amount=60),
        exposures=[{"exposure_id": "1", "customer_id": "A", **exposure}],
    )
    told = cut(sqlite_bank, defaulted=["A"], protect=["B"])
    assert told["protected"] is not own
    assert told["left_out"] == {"own_cover": int(own)}
    line = "9.00" if exposure["kind"] == "credit_line" else "0.00"
    assert [(each["cover_given_up"], each["undrawn"]) for each in told["remove"]] == (
        [] if own else [("0.00", line)]
    )


def test_debts_between_customers_stay_unless_they_are_named(sqlite_bank: ServedBank) -> None:
    load_example(sqlite_bank)
    told = cut(sqlite_bank, defaulted=["A"], protect=["C"])
    assert (told["remove"], told["protected"]) == ([], False)
    assert cut(sqlite_bank, defaulted=["A"])["remove"] == []
    ranked = cut(sqlite_bank, defaulted=["A"], of=["obligations"])
    # A>B spares B and C. C bears 40, or 20, of its 55: either way it is spared, and nothing else.
    assert [(*each[1:3], n) for each, n in zip(removed(ranked), _spared(ranked), strict=True)] == [
        ("A", "B", 2),
        ("A", "C", 1),
        ("B", "C", 1),
    ]


def _spared(told: Any) -> list[int]:
    return [each["spared"] for each in told["remove"]]


def test_without_anybody_to_protect_cuts_are_ranked_by_loss_avoided_for_cover(
    sqlite_bank: ServedBank,
) -> None:
    """A fails, and with it whoever guarantees it: P 90, Q 80; Q is guaranteed by R, S and T."""
    owed = {"P": 30, "R": 100, "S": 120, "T": 10}
    sqlite_bank.keep(
        customers=firms(A=1, P=50, Q=50, R=50, S=50, T=50),
        guarantees=[
            *guarantees_of("P>A", "Q>A", amount=80),
            *guarantees_of("S>P", amount=60),
            *guarantees_of("R>Q", "T>Q", amount=60),
        ],
        exposures=[
            {"exposure_id": each, "customer_id": each, "kind": "loan", "amount": amount}
            for each, amount in owed.items()
        ],
    )
    told = cut(sqlite_bank, defaulted=["A"])
    # Without a guarantee for A, who owes nothing here, no cover goes: P's spares 30 + 120, Q's
    # 100 + 10. S's for P is cover of P's 30, of which own_cover=false leaves the bank in hold.
    ranked = [(each["from"], each["to"], each["bank_loss_avoided"]) for each in told["remove"]]
    assert ranked == [
        ("P", "A", "150.00"),
        ("Q", "A", "110.00"),
        ("R", "Q", "100.00"),
        ("T", "Q", "10.00"),
    ]
    assert {each["cover_given_up"] for each in told["remove"]} == {"0.00"}
    assert (told["protected"], told["exact"], told["bound"]) == (True, True, None)
    assert told["left_out"] == {"own_cover": 1}
    assert told["bank_loss"] == {"before": "260.00", "after": "0.00"}
    every = cut(sqlite_bank, defaulted=["A"], own_cover=True, loss_given_default=0.9)
    # S>P spares .9 x 120 for cover of 30: after all that costs no cover.
    assert [each["from"] for each in every["remove"]] == ["P", "Q", "R", "T", "S"]
    last = every["remove"][-1]
    assert (last["bank_loss_avoided"], last["cover_given_up"]) == ("108.00", "30.00")

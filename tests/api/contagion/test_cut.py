"""POST /contagion/cut: what to take away so that some do not fail when others do."""

import json
from typing import Any

import pytest

from tests.api.contagion.contagious import ask, load_example
from tests.banks import ServedBank
from tests.building import companies, firms, guarantees_of, obligations_of


def cut(bank: ServedBank, status: int = 200, **body: Any) -> Any:
    response = bank.client.post("/api/v1/contagion/cut", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def removed(told: Any) -> list[tuple[str, str, str, str]]:
    return [(each["type"], each["from"], each["to"], each["amount"]) for each in told["remove"]]


def test_the_fewest_edges_are_found_and_protect_when_they_are_removed(bank: ServedBank) -> None:
    load_example(bank)
    told = cut(bank, defaulted=["A"], protect=["C"])
    # C bears 40 or 20 of 55, so one of three arcs is enough; A>B saves B as well.
    assert (told["cost"], told["bound"], told["exact"], told["by"]) == (1, 1, True, "count")
    assert told["hidden"] == 0
    assert told["without_removal"] == {"defaulted": 3, "impact": 0.4, "loss": "150.00"}
    again = ask(bank, model="threshold", defaulted=["A"], remove=told["remove"])
    assert "C" not in {each for round_ in again["rounds"] for each in _ids(round_)}
    assert again["totals"] == told["totals"]
    both = cut(bank, defaulted=["A"], protect=["C", "B"])
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
    one = cut(sqlite_bank, defaulted=["A"], protect=["C", "D"])
    assert removed(one) == [("OWES", "A", "B", "90.00")]
    told = cut(sqlite_bank, defaulted=["A"], protect=["C", "D"], by="amount")
    assert removed(told) == [("GUARANTEES", "C", "A", "20.00"), ("OWES", "B", "D", "35.00")]
    assert (told["cost"], told["bound"], told["exact"]) == ("55.00", "55.00", True)
    assert told["remove"][0]["records"] == 2
    part = cut(sqlite_bank, defaulted=["A"], protect=["C", "D"], loss_given_default=0.5)
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
    assert removed(cut(dependent, defaulted=["A"], protect=["E"])) == [("OWES", "A", "E", "10.00")]
    refused = cut(dependent, 422, defaulted=["A"], protect=["D", "E"])
    assert "nothing protects D:" in refused["detail"]
    assert [each["field"] for each in refused["fields"]] == ["protect"]


@pytest.mark.parametrize(
    ("body", "field", "named"),
    [
        ({"defaulted": ["A"], "protect": ["A", "D"]}, "protect", "A has failed to begin with"),
        ({"defaulted": ["A"], "protect": ["Q"]}, "protect", "Q"),
        ({"defaulted": ["Q"], "protect": ["D"]}, "defaulted", "Q"),
        ({"defaulted": [], "protect": ["D"]}, "defaulted", "at least 1"),
        ({"defaulted": ["A"], "protect": []}, "protect", "at least 1"),
        ({"defaulted": ["A"]}, "protect", "required"),
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
    told = cut(sqlite_bank, defaulted=["A"], protect=["C"])
    assert removed(told) == [("OWES", "A", "C", "20.00"), ("OWES", "B", "C", "40.00")]
    assert (told["cost"], told["bound"], told["exact"]) == (2, 0, False)

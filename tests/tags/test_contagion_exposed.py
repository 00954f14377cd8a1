import pytest

from tests.banks import ServedBank
from tests.building import firms, obligations_of

TAG = "contagion_exposed"


def test_the_worst_case_is_told_with_who_causes_it_and_how(bank: ServedBank) -> None:
    bank.keep(
        customers=firms(A=10, B=100, C=40, D=50),
        obligations=obligations_of("A>B 50", "B>C 30", "D>C 8"),
    )
    bank.derive("--tags", TAG)

    held = {each["customer_id"]: each for each in bank.all_holdings([TAG])}
    assert {each: holding["value"] for each, holding in held.items()} == {
        "B": {"distress": 0.5, "by": "A"},
        "C": {"distress": 0.75, "by": "B"},
    }
    answer = bank.client.post(
        "/api/v1/contagion", json={"model": "debtrank", "defaulted": ["B"]}
    ).get_json()
    (c,) = [each for each in answer["customers"] if each["customer_id"] == "C"]
    assert c["distress"] == held["C"]["score"]
    (edge,) = held["C"]["evidence"]["edges"]
    assert (edge["from"], edge["to"], edge["amount"], edge["distress"]) == ("B", "C", "30.00", 0.75)
    assert held["C"]["sentence"] == {
        "zh": "若B违约，预计损失约为其净资产的75%",
        "en": "Would lose about 75% of its net assets if B failed",
    }


def test_distress_that_comes_by_way_of_others_shows_its_path(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=firms(A=0, B=10, C=10, D=10, E=100),
        # A failure of A passes on .5 through B and C each: together they hit D harder than either.
        obligations=obligations_of("A>B 10", "A>C 10", "B>D 4", "C>D 3"),
    )
    sqlite_bank.derive("--tags", TAG)
    held = sqlite_bank.holding("D", TAG)
    assert held["value"] == {"distress": 0.7, "by": "A"}
    assert held["evidence"]["facts"]["paths"] == [
        {"customers": ["A", "B", "D"], "distress": 0.4},
        {"customers": ["A", "C", "D"], "distress": 0.3},
    ]
    assert "（A → B → D）" in held["sentence"]["zh"]
    ends = [(edge["from"], edge["to"]) for edge in held["evidence"]["edges"]]
    assert ends == [("A", "B"), ("B", "D"), ("A", "C"), ("C", "D")]


def test_all_that_is_lost_is_said_as_such(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=firms(A=1, B=-5, C=3), obligations=obligations_of("A>B 1", "A>C 4"))
    sqlite_bank.derive("--tags", TAG)
    for each in "BC":
        held = sqlite_bank.holding(each, TAG)
        assert held["value"] == {"distress": 1.0, "by": "A"}
        assert "耗尽" in held["sentence"]["zh"]


@pytest.mark.parametrize("worth", ["", "50"])
def test_who_has_no_known_net_assets_holds_nothing(sqlite_bank: ServedBank, worth: str) -> None:
    sqlite_bank.keep(customers=firms(A=1, B=worth), obligations=obligations_of("A>B 25"))
    sqlite_bank.derive("--tags", TAG)
    assert len(sqlite_bank.holders(TAG)) == (1 if worth else 0)

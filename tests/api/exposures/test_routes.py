"""Exposures: what is drawn, what counts, what is overdue, and what that is of capital."""

from pathlib import Path
from typing import Any

import pytest

from service.relations.exposures.settings import ExposureSettings, factors_said
from tests.banks import ServedBank
from tests.loaders.banks import write_bank

DAY = "2025-12-31"
#: What A owes; what is drawn, not drawn and counted of each is told beside it.
EXPOSURES = """exposure_id,customer_id,kind,amount,undrawn,covered,due_on,status,five_class
E1,A,loan,100,,,2026-06-30,active,normal
E2,A,credit_line,80,,,,,
E3,A,credit_line,30,30,,,normal,
E4,A,loan,50,,60,2025-12-30,active,special_mention
E5,A,letter_of_credit,0,100,,,,
E6,A,loan,1000,,,2024-01-01,settled,
E7,B,loan,7,,,2025-12-31,non_performing,loss
E8,P,mortgage,40,,,2025-12-31,overdue,
"""
COUNTED = {
    "E1": ("100.00", "0.00", "100.00"),
    "E2": ("0.00", "80.00", "32.00"),  # undrawn as a whole: 80 x 0.4
    "E3": ("30.00", "30.00", "42.00"),  # 30 + 30 x 0.4
    "E4": ("50.00", "0.00", "0.00"),  # 50 - 60, at least 0
    "E5": ("0.00", "100.00", "20.00"),  # 100 x 0.2
    "E6": ("1000.00", "0.00", "0.00"),  # settled
}


@pytest.fixture
def served(bank: ServedBank, tmp_path: Path) -> ServedBank:
    files = write_bank(
        tmp_path / "bank",
        customers="customer_id,kind,name,relationship_manager,branch\n"
        "A,company,甲,M1,北京\nB,company,乙,M2,上海\nP,person,丙,M1,北京\n",
        ownerships="owner_id,owned_id,share\nP,A,0.8\nP,B,0.6\n",
        exposures=EXPOSURES,
    )
    bank.load(files)
    bank.derive("--as-of", DAY, "--tags", "control_group_member")
    return bank


def asked(bank: ServedBank, **filters: str) -> Any:
    return bank.client.get("/api/v1/exposures", query_string={"limit": "2", **filters})


def ids(bank: ServedBank, **filters: str) -> list[str]:
    """Those listed, page by page."""
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        told = asked(bank, **filters, **({"cursor": cursor} if cursor else {})).get_json()
        found += [each["exposure_id"] for each in told["items"]]
        cursor = told["next"]
    return found


def test_a_customer_s_exposures_add_up_to_what_counts(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    monkeypatch.setenv("GUANXI_CAPITAL", "1800")
    told = served.get("/customers/A/exposures")
    items = {each["exposure_id"]: each for each in told["items"]}
    assert {
        one: (each["drawn"], each["undrawn"], each["counted"]) for one, each in items.items()
    } == COUNTED
    assert {one for one, each in items.items() if each["overdue"]} == {"E4"}
    assert (items["E3"]["status"], items["E2"]["status"]) == ("active", "active")
    # Drawn 100 + 30 + 50, not drawn 80 + 30 + 100, counted 100 + 32 + 42 + 0 + 20; E6 nowhere.
    assert (told["drawn"], told["undrawn"], told["counted"]) == ("180.00", "210.00", "194.00")
    assert (told["overdue"], told["exposure"], told["currency"]) == ("50.00", "194.00", "CNY")
    # 194 of 1,000 is more than 15 %; 180 of 1,800 is 10 %, and no more.
    assert (told["tier1_share"], told["over_limit"]) == (0.194, True)
    assert (told["loan_share"], told["over_loan_limit"]) == (0.1, False)


def test_without_capital_nothing_is_said_of_limits(served: ServedBank) -> None:
    told = served.get("/customers/B/exposures")
    names = ("tier1_share", "large", "over_limit", "loan_share", "over_loan_limit")
    assert [told[name] for name in names] == [None] * 5
    assert served.get("/customers/nobody/exposures", 404)["status"] == 404


def test_exposures_are_listed_by_how_they_stand_and_with_whom(served: ServedBank) -> None:
    (group,) = served.get("/groups", kind="control")["items"]
    assert ids(served) == [f"E{i}" for i in range(1, 9)]
    assert ids(served, overdue="true") == ["E4", "E7", "E8"]
    assert ids(served, overdue="false", relationship_manager="M2") == []
    assert ids(served, status="settled") == ["E6"]
    assert ids(served, status="active", branch="北京") == ["E1", "E2", "E3", "E4", "E5"]
    assert ids(served, five_class="loss") == ["E7"]
    assert ids(served, group_id=group["group_id"]) == [f"E{i}" for i in range(1, 9)]
    assert ids(served, group_id="none") == []
    for wrong in ({"five_class": "wrong"}, {"status": "normal"}, {"overdue": "perhaps"}):
        assert asked(served, **wrong).status_code == 422


def test_a_group_s_exposure_is_that_of_its_organisations(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1005")
    (group,) = served.get("/groups", kind="control")["items"]
    # 194 of A and 7 of B; the 40 of P, who controls both, are told apart.
    assert (group["exposure"], group["exposure_of_persons"]) == ("201.00", "40.00")
    assert (group["drawn"], group["undrawn"], group["overdue"]) == ("187.00", "210.00", "57.00")
    # 201 of 1,005 is 20 %, and no more.
    assert (group["tier1_share"], group["over_limit"]) == (0.2, False)


def test_persons_count_in_groups_where_the_bank_says_so(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_PERSON_MEMBERS", "true")
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1204")
    (group,) = served.get("/groups", kind="control")["items"]
    # 201 and 40 are 241 of 1,204: 20.02 %.
    assert (group["exposure"], group["tier1_share"], group["over_limit"]) == (
        "241.00",
        0.2001661130,
        True,
    )


def test_the_factors_of_what_is_not_drawn_are_settings(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_UNDRAWN_FACTORS", "credit_line=1, letter_of_credit=0")
    # 100 + 80 + (30 + 30) + 0 + 0.
    assert served.get("/customers/A/exposures")["counted"] == "240.00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("credit_line=2", "from 0 to 1"),
        ("credit_line=-0.1", "from 0 to 1"),
        ("credit_line", "from 0 to 1"),
        ("credit_line=some", "from 0 to 1"),
        ("overdraft=0.4", "there is no kind of exposure 'overdraft'"),
    ],
)
def test_what_is_no_factor_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ExposureSettings(undrawn_factors=text)


def test_factors_are_read_by_kind() -> None:
    assert factors_said(" bond=0.5,loan = 1 ,") == {"bond": 0.5, "loan": 1.0}
    assert factors_said("") == {}


def test_what_people_decide_counts_beside_what_is_derived(served: ServedBank) -> None:
    (group,) = served.get("/groups", kind="control")["items"]
    address = f"/api/v1/groups/{group['group_id']}/overrides"
    body = {"customer_id": "B", "decision": "out", "reason": "sold", "author": "RM"}
    assert served.client.post(address, json=body).status_code == 201
    (group,) = served.get("/groups", kind="control")["items"]
    # B's 7 and one of three members go; what was derived stays.
    assert (group["size"], group["size_decided"]) == (3, 2)
    assert (group["exposure"], group["exposure_decided"]) == ("201.00", "194.00")
    body = {"customer_id": "A", "decision": "in", "reason": "it is", "author": "RM"}
    assert served.client.post(address, json=body).status_code == 201
    told = served.get(f"/groups/{group['group_id']}")
    assert (told["size_decided"], told["exposure_decided"]) == (2, "194.00")

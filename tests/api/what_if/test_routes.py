"""POST /what-if: which tags customers would gain and lose, without storing anything."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, people


def ask(bank: ServedBank, status: int = 200, **body: Any) -> Any:
    response = bank.client.post("/api/v1/what-if", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def tie(kind: str, between: str, **columns: Any) -> dict[str, Any]:
    """A tie from `a>b`."""
    begin, end = between.split(">")
    return {"type": kind, "from": begin, "to": end, **columns}


def circle(bank: ServedBank) -> None:
    """A guarantee circle a, b, c; d guarantees a; P owns 40 % of a."""
    bank.keep(
        customers=[*companies(*"abcd"), *people("P")],
        guarantees=guarantees_of("a>b", "b>c", "c>a", "d>a"),
        ownerships=holdings_of("P>a .4"),
    )
    bank.derive()


def only(answer: Any, customer_id: str) -> Any:
    (found,) = [each for each in answer["customers"] if each["customer_id"] == customer_id]
    return found


def tags_of(holdings: list[dict[str, Any]]) -> set[str]:
    return {each["tag_id"] for each in holdings}


def test_what_a_removed_guarantee_breaks_and_an_added_one_closes(bank: ServedBank) -> None:
    circle(bank)
    before = bank.all_holdings(["guarantee_circle"])

    opened = only(ask(bank, remove=[tie("GUARANTEES", "c>a")], customers=["a"]), "a")
    (lost,) = [each for each in opened["lost"] if each["tag_id"] == "guarantee_circle"]
    held = bank.holding("a", "guarantee_circle")
    assert lost["value"] == held["value"]
    assert lost["evidence"] == held["evidence"]
    assert lost["sentence"] == held["sentence"]
    assert "guarantee_circle" not in tags_of(opened["gained"])

    closed = ask(bank, add=[tie("GUARANTEES", "b>d", amount=7.5)], customers=["d", "P"])
    (gained,) = [
        each for each in only(closed, "d")["gained"] if each["tag_id"] == "guarantee_circle"
    ]
    assert gained["value"]["group_id"] == held["value"]["group_id"]
    (supposed,) = [
        each for each in gained["evidence"]["edges"] if each["from"] == "b" and each["to"] == "d"
    ]
    assert (supposed["source"], supposed["amount"]) == (None, "7.50")
    assert "b" in gained["sentence"]["zh"]
    assert only(closed, "P") == {
        **{"customer_id": "P", "name": "P", "unchanged": only(closed, "P")["unchanged"]},
        **{"gained": [], "lost": [], "altered": []},
    }
    assert bank.all_holdings(["guarantee_circle"]) == before


def test_votes_that_are_added_give_control(sqlite_bank: ServedBank) -> None:
    circle(sqlite_bank)
    answer = ask(sqlite_bank, add=[tie("OWNS", "P>a", share=0.2)], customers=["P", "a"])
    assert "control_group_member" in answer["tags_compared"]
    assert "guarantee_hub" not in answer["tags_compared"]
    gained = only(answer, "P")["gained"]
    assert tags_of(gained) >= {"control_group_member"}
    altered = {each["now"]["tag_id"]: each for each in only(answer, "P")["altered"]}
    assert altered["beneficial_owner"]["now"]["value"]["integrated"] == 0.4
    assert altered["beneficial_owner"]["then"]["value"]["integrated"] == 0.6


def test_only_the_tags_that_are_named_are_compared(sqlite_bank: ServedBank) -> None:
    circle(sqlite_bank)
    answer = ask(
        sqlite_bank,
        add=[tie("OWNS", "P>a", share=0.2)],
        customers=["P"],
        tags=["beneficial_owner", "guarantee_circle"],
    )
    assert answer["tags_compared"] == ["beneficial_owner"]
    assert only(answer, "P")["gained"] == []


def test_every_type_of_tie_can_be_added_and_removed(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        customers=[*companies("a", "b"), *people("P", "Q")],
        groups=[{"group_id": "G", "name": "G"}],
        accounts=[{"account_id": f"A{each}"} for each in "abPQ"],
        account_holders=[{"account_id": f"A{each}", "customer_id": each} for each in "abPQ"],
        ownerships=holdings_of("a>b .1"),
        controls=[{"controller_id": "a", "controlled_id": "b", "basis": "other"}],
        positions=[{"person_id": "P", "company_id": "a", "role": "director"}],
        kinships=[{"a_id": "P", "b_id": "Q", "relation": "spouse"}],
        guarantees=guarantees_of("a>b"),
        referrals=[{"referrer_id": "P", "referred_id": "Q", "at": "2024-01-01"}],
        dependencies=[{"provider_id": "a", "dependent_id": "b", "basis": "other"}],
        obligations=[{"debtor_id": "a", "creditor_id": "b", "amount": "1"}],
        same_as=[{"customer_id": "P", "other_customer_id": "Q"}],
        group_members=[{"group_id": "G", "customer_id": "a"}],
        identifiers=[{"customer_id": "P", "kind": "ip", "value": "FE80:0::1:2"}],
        transactions=[
            {"transaction_id": "T", "from_account": "AP", "to_account": "AQ", "amount": "5"}
            | {"at": "2024-01-01"}
        ],
    )
    sqlite_bank.derive()
    stored = [
        tie("OWNS", "a>b"),
        tie("CONTROLS", "a>b"),
        tie("HOLDS_POSITION", "P>a"),
        tie("KIN_OF", "P>Q"),
        tie("GUARANTEES", "a>b"),
        tie("REFERRED", "P>Q"),
        tie("DEPENDS_ON", "b>a"),
        tie("OWES", "a>b"),
        tie("SAME_AS", "P>Q"),
        tie("MEMBER_OF", "a>G"),
        tie("SHARES", "P>ip:fe80::1:2"),
        tie("PAID", "P>Q"),
    ]
    ask(sqlite_bank, remove=stored, customers=["a"], tags=["guarantee_circle"])
    for each in stored:
        twice = ask(sqlite_bank, 422, remove=[each, each], customers=["a"])
        assert "there is no" in twice["detail"]
    new = [
        tie("OWNS", "b>a", share=0.3, votes=0.6),
        tie("CONTROLS", "b>a", basis="agreement"),
        tie("HOLDS_POSITION", "Q>a", role="legal_representative"),
        tie("KIN_OF", "Q>P", relation="spouse"),
        tie("GUARANTEES", "b>a"),
        tie("REFERRED", "Q>P", at="2024-02-01T08:00:00Z"),
        tie("DEPENDS_ON", "a>b", basis="receipts", share=0.5),
        tie("OWES", "b>a", amount=2, currency="USD"),
        tie("SAME_AS", "Q>P"),
        tie("MEMBER_OF", "b>G", role="member"),
        tie("SHARES", "Q>ip:fe80:0:0::1:2"),
        tie("PAID", "Q>P", amount=3),
    ]
    answer = ask(sqlite_bank, add=new, customers=["a", "b", "P", "Q"])
    gained = {each["customer_id"]: tags_of(each["gained"]) for each in answer["customers"]}
    assert "control_group_member" in gained["b"] | tags_of(
        [each["then"] for each in only(answer, "b")["altered"]]
    )
    assert "economic_dependent" in gained["a"]
    assert "declared_group_member" in gained["b"]
    # Each removed again leaves what there was.
    ends = [{key: each[key] for key in ("type", "from", "to")} for each in new]
    ask(sqlite_bank, 422, remove=ends[:1], customers=["a"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"customers": ["a"]}, "nothing is supposed"),
        ({"remove": [tie("GUARANTEES", "a>d")], "customers": ["a"]}, "no GUARANTEES from a to d"),
        ({"remove": [tie("GUARANTEES", "a>zz")], "customers": ["a"]}, "no customer zz"),
        ({"add": [tie("GUARANTEES", "a>zz")], "customers": ["a"]}, "no customer zz"),
        ({"add": [tie("GUARANTEES", "a>d")], "customers": ["yy"]}, "no customer yy"),
        ({"add": [tie("PAID", "a>d", amount=1)], "customers": ["a"]}, "a has no account"),
        ({"add": [tie("GUARANTEES", "a>d")], "customers": ["a"], "tags": ["x"]}, "no tag x"),
        (
            {"add": [tie("REFERRED", "a>d", at="2999-01-01")], "customers": ["a"]},
            "later than",
        ),
        ({"add": [tie("REFERRED", "a>d", at="soon")], "customers": ["a"]}, "no day"),
    ],
)
def test_what_cannot_be_supposed_is_refused_with_the_reason(
    sqlite_bank: ServedBank, body: dict[str, Any], said: str
) -> None:
    circle(sqlite_bank)
    assert said in ask(sqlite_bank, 422, **body)["detail"]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (tie("OWNS", "a>d"), "needs share"),
        (tie("OWNS", "a>d", share=0), "above 0"),
        (tie("OWNS", "a>d", share=0.1, amount=3), "has no amount"),
        (tie("KIN_OF", "a>d", relation="friend"), "one of spouse"),
        (tie("CONTROLS", "a>d", basis="love"), "one of board_majority"),
        (tie("SHARES", "a>d"), "identifier"),
        (tie("OWES", "a>d", amount=-1), "greater than 0"),
        (tie("HOLDS", "a>d"), "OWNS"),
    ],
)
def test_a_tie_that_is_not_well_formed_is_refused_with_the_field(
    sqlite_bank: ServedBank, added: dict[str, Any], said: str
) -> None:
    circle(sqlite_bank)
    problem = ask(sqlite_bank, 422, add=[added], customers=["a"])
    assert said in str(problem["fields"])

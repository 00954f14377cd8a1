"""Every tag has a holder in the demo bank, and on the islands exactly what was planted is found."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from service.demo import write_demo_bank
from service.tags import catalogue
from tests.banks import ServedBank

pytestmark = pytest.mark.usefixtures("as_stored")

Found = tuple[ServedBank, dict[str, Any]]


@pytest.fixture(
    scope="module",
    params=[
        (300, 1),
        (1000, 1),
        pytest.param((300, 5), marks=pytest.mark.slow),
        pytest.param((1000, 7), marks=pytest.mark.slow),
        pytest.param((20_000, 1), marks=pytest.mark.slow),
    ],
    ids=lambda param: f"{param[0]} customers, seed {param[1]}",
)
def found(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Found]:
    """A demo bank loaded and derived, with the truth about it."""
    folder = tmp_path_factory.mktemp("islands")
    write_demo_bank(folder / "files", *request.param)
    with pytest.MonkeyPatch.context() as monkeypatch:
        bank = ServedBank(f"sqlite:///{folder / 'guanxi.db'}", monkeypatch)
        bank.load(folder / "files")
        bank.derive("--as-of", "2025-12-31")
        yield bank, json.loads((folder / "files" / "planted.json").read_text("utf-8"))
        bank.close()


def holder_ids(bank: ServedBank, tag_id: str) -> set[str]:
    return {holder["customer_id"] for holder in bank.holders(tag_id)}


def ends(holding: dict[str, Any], kind: str) -> list[tuple[str, str]]:
    """The ties of a kind in the evidence of a holding, in their order."""
    edges = holding["evidence"]["edges"]
    return [(edge["from"], edge["to"]) for edge in edges if edge["type"] == kind]


def test_every_tag_of_the_catalogue_has_a_holder(found: Found) -> None:
    bank, _ = found
    one = {tag_id: bank.get(f"/tags/{tag_id}/customers", limit=1) for tag_id in catalogue()}
    assert [tag_id for tag_id, page in one.items() if not page["items"]] == []


def test_the_insiders_are_those_planted_with_their_kin(found: Found) -> None:
    bank, planted = found
    expected = {}
    for insider in planted["insiders"]:
        employee = insider["employee"]
        expected[employee] = ("employee", employee)
        for kinship in ("close_kin", "other_kin"):
            expected |= {kin: (kinship, employee) for kin in insider[kinship]}
    assert holder_ids(bank, "insider_related") == expected.keys()
    for customer_id, (grade, employee) in expected.items():
        holding = bank.holding(customer_id, "insider_related")
        assert (holding["grade"], holding["value"]["employee_id"]) == (grade, employee)
        kin = ends(holding, "KIN_OF")
        assert [set(pair) for pair in kin] == (
            [] if customer_id == employee else [{customer_id, employee}]
        )


def test_the_guarantors_of_many_are_those_planted(found: Found) -> None:
    bank, planted = found
    hubs = {hub["guarantor"]: hub["borrowers"] for hub in planted["guarantee_hubs"]}
    assert holder_ids(bank, "guarantee_hub") == hubs.keys()
    for guarantor, borrowers in hubs.items():
        guarantees = ends(bank.holding(guarantor, "guarantee_hub"), "GUARANTEES")
        assert sorted(guarantees) == [(guarantor, borrower) for borrower in borrowers]


def test_who_is_planted_as_guaranteed_by_many_is_found(found: Found) -> None:
    """In a large bank some others are so by chance."""
    bank, planted = found
    for focus in planted["guarantee_focuses"]:
        guarantees = ends(bank.holding(focus["borrower"], "guarantee_focus"), "GUARANTEES")
        assert sorted(guarantees) == [(one, focus["borrower"]) for one in focus["guarantors"]]


def test_the_referral_rings_are_those_planted_in_their_order(found: Found) -> None:
    bank, planted = found
    rings = planted["referral_rings"]
    assert holder_ids(bank, "referral_ring") == {member for ring in rings for member in ring}
    for ring in rings:
        for member in ring:
            holding = bank.holding(member, "referral_ring")
            assert holding["value"]["customers"] == ring
            assert ends(holding, "REFERRED") == [*pairwise([*ring, ring[0]])]


def test_the_loans_that_come_back_are_those_planted_by_the_way_they_went(found: Found) -> None:
    bank, planted = found
    loans = {loan["customers"][0]: loan for loan in planted["loan_round_trips"]}
    assert holder_ids(bank, "loan_round_trip") == loans.keys()
    for borrower, loan in loans.items():
        holding = bank.holding(borrower, "loan_round_trip")
        assert holding["value"]["customers"] == loan["customers"]
        assert (holding["value"]["loan"], holding["grade"]) == (loan["loan"], "most")
        assert ends(holding, "PAID") == [(borrower, borrower), *pairwise(loan["customers"])]


@pytest.mark.parametrize(
    ("tag_id", "structure", "middle"),
    [
        ("money_collector", "collections", "collector"),
        ("money_distributor", "distributions", "distributor"),
    ],
)
def test_who_is_planted_to_collect_or_distribute_does_so_and_passes_it_on(
    found: Found, tag_id: str, structure: str, middle: str
) -> None:
    """In a bank of some size a few others do so by chance."""
    bank, planted = found
    for money in planted[structure]:
        holding = bank.holding(money[middle], tag_id)
        payers = {payer for payer, payee in ends(holding, "PAID") if payee == money[middle]}
        payees = {payee for payer, payee in ends(holding, "PAID") if payer == money[middle]}
        assert (payers, payees) == (set(money["payers"]), set(money["payees"]))
        passed = bank.holding(money[middle], "pass_through")
        assert passed["evidence"]["facts"]["share"] == pytest.approx(0.97, abs=0.001)


def test_the_twins_are_those_planted_and_like_their_leaders(found: Found) -> None:
    bank, planted = found
    twins = {twin["customer_id"]: twin for twin in planted["twins"]}
    # Leaders are many, and some of the others deal as one of them does by chance.
    assert holder_ids(bank, "behaviour_twin") >= twins.keys()
    for twin_id, twin in twins.items():
        holding = bank.holding(twin_id, "behaviour_twin")
        facts = holding["evidence"]["facts"]
        assert facts["twin"] == [twin["leader"]]
        assert {party for party, _ in facts["payees"]} == set(twin["payees"])
        assert {party for party, _ in facts["payers"]} == set(twin["payers"])
        assert bank.holding(twin["leader"], "opinion_leader")["grade"] in ("high", "medium_high")


def test_islanders_are_told_in_both_languages_by_name(found: Found) -> None:
    bank, planted = found
    insider, loan = planted["insiders"][0], planted["loan_round_trips"][0]
    name = bank.get(f"/customers/{insider['employee']}")["name"]
    sentence = bank.holding(insider["other_kin"][0], "insider_related")["sentence"]
    assert sentence == {
        "zh": f"系本行员工{name}的兄弟姐妹",
        "en": f"Sibling of {name}, who works for the bank",
    }
    sentence = bank.holding(loan["customers"][0], "loan_round_trip")["sentence"]
    for customer_id in loan["customers"]:
        name = bank.get(f"/customers/{customer_id}")["name"]
        assert name in sentence["zh"]
        assert name in sentence["en"]

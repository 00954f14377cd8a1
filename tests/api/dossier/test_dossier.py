"""All that a visit needs in one answer: each part as the question of its own answers it."""

from typing import Any

from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, offices, people

DAY = "2025-12-31"
TAGS = "control_group_member,declared_group_member,group_gap,decision_maker"


def dossier(bank: ServedBank, customer_id: str, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = bank.get(f"/customers/{customer_id}/dossier", **query)
    return found


def test_a_visit_needs_one_question(bank: ServedBank) -> None:
    """P controls B, B controls A and C; the bank's own group lacks C."""
    bank.keep(
        customers=[*people("P"), *companies("A", "B", "C", "S", "T", relationship_manager="M1")],
        ownerships=holdings_of("P>B .7", "B>A .6", "B>C .8"),
        positions=offices("P legal_representative A"),
        groups=[{"group_id": "G1", "name": "甲集团"}],
        group_members=[{"group_id": "G1", "customer_id": one} for one in ("P", "A", "B")],
        guarantees=[
            *guarantees_of("A>S", "T>A", amount="70"),
            *({**row, "guarantee_id": "G2"} for row in guarantees_of("A>S", amount="90")),
            *guarantees_of("A>T", amount=""),
            *guarantees_of("B>A", amount="0"),
        ],
        exposures=[
            {"exposure_id": f"E{i}", "customer_id": "A", "kind": "loan", **row}
            for i, row in enumerate(
                (
                    {"amount": "5", "status": "settled", "due_on": "2024-01-01"},
                    {"amount": "100", "due_on": "2029-03-22", "five_class": "normal"},
                    {"amount": "30", "due_on": "2025-12-30"},
                )
            )
        ],
    )
    bank.derive("--as-of", DAY, "--tags", TAGS)
    told = dossier(bank, "A")
    for part, address in {
        "profile": "/customers/A",
        "ownership": "/customers/A/ownership",
        "beneficial_owners": "/customers/A/beneficial-owners",
        "decision_makers": "/customers/A/decision-makers",
    }.items():
        assert told[part] == bank.get(address), part
    assert (told["customer_id"], told["run_id"], told["as_of"]) == ("A", 1, DAY)

    # Settled ones last, the others by the day they are due; 30 is overdue by a day.
    lent = told["exposures"]
    shown = ("exposure_id", "drawn", "due_on", "status", "five_class", "overdue")
    assert [[item[name] for name in shown] for item in lent["items"]] == [
        ["E2", "30.00", "2025-12-30", "active", None, True],
        ["E1", "100.00", "2029-03-22", "active", "normal", False],
        ["E0", "5.00", "2024-01-01", "settled", None, False],
    ]
    assert (lent["drawn"], lent["overdue"], lent["hidden"]) == ("130.00", "30.00", 0)
    alone = bank.get("/customers/A/exposures")
    assert {name: alone[name] for name in lent if name in alone and name != "items"} == {
        name: lent[name] for name in lent if name in alone and name != "items"
    }

    [declared], [control] = told["groups"]["declared"], told["groups"]["derived"]
    assert (declared["name"]["zh"], control["name"]["zh"]) == ("甲集团", "P控制的集团")
    assert [one["customer_id"] for one in declared["members"]] == ["A", "B", "P"]
    first = control["members"][0]
    assert [one["customer_id"] for one in control["members"]] == ["A", "B", "C", "P"]
    assert (first["exposure"], first["is_client"], first["role"]) == ("130.00", True, "member")
    [gap] = told["groups"]["gaps"]
    assert gap["undeclared"] == ["C"]
    for group in (declared, control):
        assert bank.get(f"/groups/{group['group_id']}")["gap"] == gap
        assert group["members_hidden"] == 0

    # The void guarantee of B counts nowhere; the unknown one comes last.
    given, received = told["guarantees"]["given"], told["guarantees"]["received"]
    assert [(one["guarantee_id"], one["borrower_name"]) for one in given["items"]] == [
        *(("G2", "S"), ("G-A>S", "S"), ("G-A>T", "T")),
    ]
    assert given["sums"] == [{"currency": "CNY", "amount": "160.00", "unknown": 1}]
    assert [(one["guarantor_id"], one["amount"]) for one in received["items"]] == [("T", "70.00")]


def test_what_does_not_apply_is_null_and_why(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(customers=[*people("P"), *companies("A")], ownerships=holdings_of("P>A .7"))
    before = dossier(sqlite_bank, "A")
    assert {name: one["en"] for name, one in before["not_told"].items()} == {
        "decision_makers": "no run was published yet",
        "worst_risks": "no run was published yet",
        "introducers": "the customer has no relationship manager on record",
        "changes": "no run was published yet",
    }
    assert [one["customer_id"] for one in before["beneficial_owners"]["items"]] == ["P"]
    assert all(before[name] is None for name in before["not_told"])
    sqlite_bank.derive("--tags", "control_group_member")
    person = dossier(sqlite_bank, "P")
    assert person["beneficial_owners"] is person["decision_makers"] is None
    assert person["not_told"]["beneficial_owners"]["zh"] == "自然人没有所有者和决策人"
    assert [one["customer_id"] for one in person["ownership"]["owned"]] == ["A"]
    company = dossier(sqlite_bank, "A")
    assert company["not_told"]["decision_makers"]["en"].startswith("the run did not derive")


def test_long_lists_say_how_much_is_hidden(sqlite_bank: ServedBank) -> None:
    """A group of 53, of whom 52 guarantee A: 50 are shown of each."""
    others = [f"B{i:02}" for i in range(52)]
    sqlite_bank.keep(
        customers=companies("A", *others),
        groups=[{"group_id": "G1", "name": "甲集团"}],
        group_members=[{"group_id": "G1", "customer_id": one} for one in ("A", *others)],
        guarantees=guarantees_of(*(f"{one}>A" for one in others)),
    )
    told = dossier(sqlite_bank, "A")
    [group] = told["groups"]["declared"]
    assert (len(group["members"]), group["members_hidden"], group["size"]) == (50, 3, 53)
    received = told["guarantees"]["received"]
    assert (len(received["items"]), received["hidden"]) == (50, 2)
    assert received["sums"] == [{"currency": "CNY", "amount": "5200.00", "unknown": 0}]


def test_another_number_leads_to_the_one_and_an_unknown_one_to_nothing(
    sqlite_bank: ServedBank,
) -> None:
    """A is B: their guarantees are one customer's, on the number that each record names."""
    sqlite_bank.keep(
        customers=companies("A", "B", "C"),
        same_as=[{"customer_id": "A", "other_customer_id": "B", "basis": "id_number"}],
        guarantees=guarantees_of("A>C", "C>B", "A>B"),
    )
    sqlite_bank.derive("--tags", "control_group_member")
    answered = sqlite_bank.client.get("/api/v1/customers/B/dossier?since=2025-01-01")
    assert answered.status_code == 308
    assert answered.headers["Location"] == "/api/v1/customers/A/dossier?since=2025-01-01"
    sqlite_bank.get("/customers/nobody/dossier", status=404)
    guarantees = dossier(sqlite_bank, "A")["guarantees"]
    assert [one["borrower_id"] for one in guarantees["given"]["items"]] == ["C"]
    [received] = guarantees["received"]["items"]
    assert (received["borrower_id"], received["to_number"]) == ("A", "B")

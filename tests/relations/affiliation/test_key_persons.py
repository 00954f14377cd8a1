from tests.banks import ServedBank
from tests.building import companies, people
from tests.relations.affiliation.affiliates import derived, edges, held, offices, paying


def test_close_kin_of_the_legal_representative_are_affiliates_of_its_company(
    bank: ServedBank,
) -> None:
    derived(
        bank,
        customers=[*people("P", "Q", "R"), *companies("A", "B", "C")],
        positions=offices(("P", "A", "legal_representative"), ("Q", "B", "executive")),
        ownerships=[{"owner_id": "R", "owned_id": "C", "share": "0.25"}],
        kinships=[
            {"a_id": "P", "b_id": "Q", "relation": "spouse"},
            {"a_id": "R", "b_id": "P", "relation": "other"},
        ],
    )
    mine = held(bank, "A")
    assert set(mine) == {"B", "Q"}
    assert mine["B"]["value"]["methods"] == ["social"]
    assert (mine["B"]["score"], mine["Q"]["score"]) == (0.5, 0.5)
    assert edges(mine["B"]) == [
        ("HOLDS_POSITION", "P", "A"),
        ("HOLDS_POSITION", "Q", "B"),
        ("KIN_OF", "P", "Q"),
    ]
    assert edges(mine["Q"]) == [("HOLDS_POSITION", "P", "A"), ("KIN_OF", "P", "Q")]
    # Spouses are a family; that alone is no suspicion. Distant kin weigh less than close ones.
    assert set(held(bank, "P")) == {"B"}
    assert held(bank, "C") == {}
    assert mine["B"]["sentence"]["en"] == (
        "Suspected affiliate of B: they have close kin among their key people (P and Q); "
        "confidence 50%"
    )


def test_owners_and_controllers_are_key_persons_too(sqlite_bank: ServedBank) -> None:
    derived(
        sqlite_bank,
        customers=[*people(*"PQR"), *companies(*"ABC")],
        ownerships=[
            {"owner_id": "P", "owned_id": "A", "share": "0.25"},
            {"owner_id": "R", "owned_id": "C", "share": "0.24"},
        ],
        controls=[{"controller_id": "Q", "controlled_id": "B", "basis": "agreement"}],
        kinships=[
            {"a_id": "P", "b_id": "Q", "relation": "sibling"},
            {"a_id": "P", "b_id": "R", "relation": "sibling"},
        ],
    )
    assert set(held(sqlite_bank, "A")) == {"B", "Q", "R"}
    assert edges(held(sqlite_bank, "A")["B"]) == [
        ("CONTROLS", "Q", "B"),
        ("KIN_OF", "P", "Q"),
        ("OWNS", "P", "A"),
    ]
    assert held(sqlite_bank, "C") == {}


def test_a_referral_supports_other_evidence(sqlite_bank: ServedBank) -> None:
    derived(
        sqlite_bank,
        customers=[*people("P", "Q"), *companies("A", "B")],
        positions=offices(("P", "A", "executive"), ("Q", "B", "executive")),
        referrals=[
            {"referrer_id": "P", "referred_id": "Q", "at": "2024-01-01"},
            {"referrer_id": "B", "referred_id": "P", "at": "2024-01-01"},
        ],
        **paying(("A", "B", 1), ("B", "A", 1), ("P", "B", 1), ("B", "P", 1)),
    )
    mine = held(sqlite_bank, "B")
    assert {other: round(h["score"], 10) for other, h in mine.items()} == {"A": 0.51, "P": 0.51}
    assert mine["A"]["evidence"]["facts"]["clues"] == {
        "key_persons_referral": 0.3,
        "payments": 0.3,
    }
    assert edges(mine["A"])[:2] == [("HOLDS_POSITION", "P", "A"), ("HOLDS_POSITION", "Q", "B")]
    assert "referral" in mine["P"]["evidence"]["facts"]["clues"]
    assert ("REFERRED", "B", "P") in edges(mine["P"])

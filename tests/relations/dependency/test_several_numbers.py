"""Recorded shares of a customer's several numbers add up, and each record stays in the evidence."""

import pytest

from tests.banks import ServedBank

DAY = "2025-12-31"
#: P1 and P2 are one provider, D1 and D2 one dependent.
CUSTOMERS = [
    {"customer_id": customer_id, "kind": "company", "name": name}
    for customer_id, name in [("P1", "甲"), ("P2", "甲"), ("D1", "乙"), ("D2", "乙"), ("Z", "丙")]
]
SAME = [
    {"customer_id": "P1", "other_customer_id": "P2"},
    {"customer_id": "D1", "other_customer_id": "D2"},
]


def load(bank: ServedBank, *shares: tuple[str, str, str]) -> None:
    """A bank in which D1 and D2 receive shares of their receipts from providers."""
    records = [
        {"provider_id": provider, "dependent_id": dependent, "basis": "receipts", "share": share}
        for provider, dependent, share in shares
    ]
    bank.keep(customers=CUSTOMERS, same_as=SAME, dependencies=records)
    bank.derive("--as-of", DAY)


def test_shares_of_two_numbers_add_up_and_both_records_show_it(bank: ServedBank) -> None:
    """.3 + .2 + .04 = .54 is half and more, and none of the three alone is."""
    load(bank, ("P1", "D1", "0.3"), ("P2", "D1", "0.2"), ("P2", "D2", "0.04"))
    held = bank.holding("D1", "economic_dependent")
    assert held["value"] == {"provider_id": "P1", "basis": "receipts", "share": 0.54}
    edges = [
        (
            edge["from"],
            edge.get("from_number"),
            edge["to"],
            edge.get("to_number"),
            edge["share"],
            edge["type"],
        )
        for edge in held["evidence"]["edges"]
    ]
    assert edges == [
        ("D1", None, "P1", None, 0.3, "DEPENDS_ON"),
        ("D1", None, "P1", "P2", 0.2, "DEPENDS_ON"),
        ("D1", "D2", "P1", "P2", 0.04, "DEPENDS_ON"),
    ]
    assert "54%" in held["sentence"]["zh"]
    group = bank.holding("D1", "connected_client")
    shares = [e["share"] for e in group["evidence"]["edges"] if e["type"] == "DEPENDS_ON"]
    assert shares == [0.3, 0.2, 0.04]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        # .3 + .1999 < .5
        ([("P1", "D1", "0.3"), ("P2", "D1", "0.1999")], None),
        # .1 + .4 is half, whatever binary fractions say
        ([("P1", "D1", "0.1"), ("P2", "D1", "0.4")], 0.5),
        # Another provider's share is no part of it: .3 and .3
        ([("P1", "D1", "0.3"), ("Z", "D1", "0.3")], None),
        # Two systems that tell the same: no more than all of it
        ([("P1", "D1", "0.8"), ("P2", "D1", "0.8")], 1.0),
    ],
)
def test_what_adds_up_to_half_is_dependency(
    sqlite_bank: ServedBank, shares: list[tuple[str, str, str]], expected: float | None
) -> None:
    load(sqlite_bank, *shares)
    tags = sqlite_bank.get("/customers/D1/tags")["tags"]
    found = [each["value"]["share"] for each in tags if each["tag_id"] == "economic_dependent"]
    assert found == ([] if expected is None else [expected])


def test_a_supply_chain_counts_what_adds_up(sqlite_bank: ServedBank) -> None:
    """Three dependents make a core, one of which by the shares of two numbers, .3 + .3."""
    more = [{"customer_id": each, "kind": "company", "name": each} for each in ("E", "F")]
    sqlite_bank.keep(customers=more)
    load(
        sqlite_bank, ("P1", "D1", "0.3"), ("P2", "D2", "0.3"), ("P1", "E", "0.7"), ("P2", "F", ".6")
    )
    core = sqlite_bank.holding("P1", "supply_chain_core")
    assert core["value"]["members"] == 3
    assert sorted(edge["share"] for edge in core["evidence"]["edges"]) == [0.3, 0.3, 0.6, 0.7]
    assert core["evidence"]["facts"]["edges_hidden"] == 0

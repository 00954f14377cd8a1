"""Who holds a tag: by subject and by where customers belong, each with its reason."""

import json
from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of, people


@pytest.fixture
def owners(bank: ServedBank) -> ServedBank:
    """P owns A and B, Q owns half of B; both are beneficial owners."""
    bank.keep(
        customers=[
            *people("P", relationship_manager="M1", branch="北京", region="华北"),
            *people("Q", relationship_manager="M2", branch="上海", is_client="false"),
            *companies("A", name="甲公司"),
            *companies("B"),
        ],
        ownerships=holdings_of("P>A .8", "P>B .5", "Q>B .5"),
    )
    bank.derive("--tags", "beneficial_owner")
    return bank


def held(bank: ServedBank, **filters: Any) -> list[tuple[str, str]]:
    return [
        (each["customer_id"], each["subject"])
        for each in bank.holders("beneficial_owner", limit=1, **filters)
    ]


def test_holders_are_narrowed_to_a_subject_and_to_where_they_belong(owners: ServedBank) -> None:
    assert held(owners) == [("P", "A"), ("P", "B"), ("Q", "B")]
    assert held(owners, subject="B") == [("P", "B"), ("Q", "B")]
    assert held(owners, subject="nobody") == []
    assert held(owners, relationship_manager="M2") == [("Q", "B")]
    assert held(owners, branch="北京", region="华北", subject="A") == [("P", "A")]
    assert held(owners, is_client="false") == [("Q", "B")]


def test_a_holder_tells_its_subject_by_name_and_why_it_holds_the_tag(owners: ServedBank) -> None:
    (first, *_) = owners.holders("beneficial_owner", subject="A")
    (own,) = [each for each in owners.get("/customers/P/tags")["tags"] if each["subject"] == "A"]
    assert first["subject_name"] == "甲公司"
    assert (first["value"], first["sentence"]) == (own["value"], own["sentence"])
    assert first["relationship_manager"] == "M1"


def test_a_marketer_reads_no_name_and_no_id_of_who_refused(bank: ServedBank) -> None:
    customers = [*people("L", marketing_consent="false"), *people("M", "N")]
    kinships = [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in (("L", "M"), ("L", "N"))]
    bank.keep(customers=customers, kinships=kinships)
    bank.derive("--tags", "community_member,opinion_leader")
    listed = list(bank.holders("community_member"))
    assert {each["customer_id"] for each in listed} == {"M", "N"}
    name = bank.get("/customers/L")["name"]
    text = json.dumps(listed, ensure_ascii=False)
    assert name not in text
    assert '"L"' not in text
    assert "***" in text

"""The alternative for central governments: one group for each entity directly under one."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies
from tests.tags.connected_banks import TAG, controls_of, groups, load, members, supports


@pytest.fixture
def government() -> list[dict[str, Any]]:
    """A government, and companies A to E."""
    return [{"customer_id": "G", "kind": "government", "name": "G"}, *companies(*"ABCDE")]


STATE = controls_of("G>A", "G>B", "B>C")


def test_a_government_makes_one_group_by_default(
    sqlite_bank: ServedBank, government: list[dict[str, Any]]
) -> None:
    load(sqlite_bank, government, ownerships=STATE, dependencies=supports("G>D"))
    assert members(sqlite_bank) == {"A B C D G"}


def test_the_alternative_makes_a_group_for_each_entity_directly_under_a_government(
    bank: ServedBank,
    government: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUANXI_CENTRAL_GOVERNMENT_ALTERNATIVE", "true")
    load(
        bank,
        government,
        ownerships=STATE,
        dependencies=[*supports("G>D", "A>E"), *supports("E>G", basis="other", share="")],
    )
    assert members(bank) == {"A E G", "B C G", "D G"}
    assert {group["head_id"] for group in groups(bank)} == {"G"}
    c = bank.holding("C", TAG)
    assert c["evidence"]["facts"]["path"] == ["G", "B", "C"]
    held = bank.get(f"/customers/G/tags/{TAG}")["holdings"]
    assert [each["value"]["role"] for each in held] == ["head"] * 3
    facts = [each["evidence"]["facts"] for each in held]
    assert sorted((each["controlled"], each["dependents"]) for each in facts) == [
        ([], ["D"]),
        (["A"], []),
        (["B"], []),
    ]


def test_an_entity_under_two_governments_makes_one_group_with_both(
    sqlite_bank: ServedBank,
    government: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUANXI_CENTRAL_GOVERNMENT_ALTERNATIVE", "true")
    other = {"customer_id": "H", "kind": "government", "name": "H"}
    load(
        sqlite_bank,
        [*government, other],
        ownerships=controls_of("G>A", "A>B"),
        dependencies=supports("H>A", "H>C"),
    )
    assert members(sqlite_bank) == {"A B G H", "C H"}
    assert sqlite_bank.holding("G", TAG)["evidence"]["edges"][0]["type"] == "OWNS"
    for each in sqlite_bank.get(f"/customers/H/tags/{TAG}")["holdings"]:
        assert each["value"]["role"] == "head"
        assert [edge["type"] for edge in each["evidence"]["edges"]] == ["DEPENDS_ON"]

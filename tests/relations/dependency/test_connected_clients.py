"""Government bodies and connected clients: apart, one group, or the alternative of Basel LEX10."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of
from tests.tags.connected_banks import TAG, controls_of, groups, load, members, supports


@pytest.fixture
def government() -> list[dict[str, Any]]:
    """A government, and companies A to E."""
    return [{"customer_id": "G", "kind": "government", "name": "G"}, *companies(*"ABCDE")]


STATE = controls_of("G>A", "G>B", "B>C")


def test_firms_of_a_government_are_apart_and_who_depends_on_it_follows_it(
    bank: ServedBank, government: list[dict[str, Any]]
) -> None:
    # A alone is no group; B and what it controls are; D lives from G itself.
    load(bank, government, ownerships=STATE, dependencies=supports("G>D"))
    assert members(bank) == {"B C", "D G"}
    assert bank.holding("C", TAG)["value"]["head_id"] == "B"


def test_a_government_makes_one_group_where_the_bank_says_so(
    sqlite_bank: ServedBank,
    government: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUANXI_STATE_OWNER", "one_group")
    load(sqlite_bank, government, ownerships=STATE, dependencies=supports("G>D"))
    assert members(sqlite_bank) == {"A B C D G"}


@pytest.mark.parametrize(
    "setting", [("STATE_OWNER", "alternative"), ("CENTRAL_GOVERNMENT_ALTERNATIVE", "true")]
)
def test_a_pair_under_one_body_makes_two_groups_by_either_word_for_the_alternative(
    sqlite_bank: ServedBank,
    government: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    setting: tuple[str, str],
) -> None:
    monkeypatch.setenv(f"GUANXI_{setting[0]}", setting[1])
    load(sqlite_bank, government, ownerships=holdings_of("G>A .51", "G>B .51"))
    assert members(sqlite_bank) == {"A G", "B G"}


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

"""A dependency that is to be verified makes no group, no chain and no breach of a limit."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import accounts_of, companies
from tests.tags.connected_banks import controls_of, groups, members, supports
from tests.tags.dependent_banks import paid

TAGS = "economic_dependent,connected_client,supply_chain_core,supply_chain_member"


def load(bank: ServedBank, customers: list[dict[str, Any]], /, **records: Any) -> None:
    bank.keep(customers=customers, **records)
    bank.derive("--tags", TAGS, "--as-of", "2025-12-31")


def holders(bank: ServedBank, tag_id: str) -> set[str]:
    return {holder["customer_id"] for holder in bank.holders(tag_id)}


def supplied(bank: ServedBank, known: str = "") -> None:
    """K pays A, B and C 120 each, all that is seen; the year of `known` is recorded, 150 each."""
    ids = [each for each in "ABCK" if each not in known]
    load(
        bank,
        [*companies(*ids), *companies(*known, annual_receipts="150")],
        **accounts_of(*"ABCK"),
        transactions=[payment for each in "ABC" for payment in paid(f"K>{each}", 12)],
    )


def test_what_is_to_be_verified_makes_no_group_and_no_chain(bank: ServedBank) -> None:
    supplied(bank)
    assert {each["grade"] for each in bank.holders("economic_dependent")} == {"to_verify"}
    assert holders(bank, "economic_dependent") == {"A", "B", "C"}
    assert members(bank) == set()
    assert holders(bank, "supply_chain_core") == set()
    assert holders(bank, "supply_chain_member") == set()


def test_a_setting_lets_it_make_both_and_the_sentences_say_that_it_is_to_be_verified(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TO_VERIFY_COUNTS", "true")
    supplied(bank)
    assert {each["grade"] for each in bank.holders("economic_dependent")} == {"to_verify"}
    assert members(bank) == {"A B C K"}
    assert holders(bank, "supply_chain_core") == {"K"}
    assert holders(bank, "supply_chain_member") == {"A", "B", "C"}
    for tag_id in ("connected_client", "supply_chain_member"):
        sentence = bank.holding("A", tag_id)["sentence"]
        assert "在本行可见的收入中占100%；全年收入未登记，有待核实" in sentence["zh"]
        assert "100% of the receipts this bank sees" in sentence["en"]
        assert "to be verified" in sentence["en"]


def test_recorded_years_that_fit_make_both(sqlite_bank: ServedBank) -> None:
    """120 of 150 that each takes in the year: 80 %."""
    supplied(sqlite_bank, known="ABC")
    assert members(sqlite_bank) == {"A B C K"}
    assert holders(sqlite_bank, "supply_chain_member") == {"A", "B", "C"}
    assert sqlite_bank.holding("A", "supply_chain_member")["value"]["share"] == 0.8


def test_two_that_are_verified_and_one_that_is_not_are_a_group_of_three_and_no_chain(
    sqlite_bank: ServedBank,
) -> None:
    supplied(sqlite_bank, known="AB")
    assert members(sqlite_bank) == {"A B K"}
    assert holders(sqlite_bank, "supply_chain_core") == set()


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        # 120 of 150: 80 %
        ({"annual_receipts": "150"}, {"A B C D"}),
        # 120 of 1,714: 7 %
        ({"annual_receipts": "1714"}, {"A B", "C D"}),
        ({}, {"A B", "C D"}),
    ],
    ids=["80 % of the year", "7 % of the year", "to be verified"],
)
def test_a_group_falls_apart_where_the_link_between_its_parts_does_not_hold(
    sqlite_bank: ServedBank, recorded: dict[str, str], expected: set[str]
) -> None:
    """A controls B, C lives from B by payments, D depends on C by record."""
    load(
        sqlite_bank,
        [*companies("A", "B", "D"), *companies("C", **recorded)],
        **accounts_of("B", "C"),
        transactions=paid("B>C", 12),
        ownerships=controls_of("A>B"),
        dependencies=supports("C>D"),
    )
    assert members(sqlite_bank) == expected


@pytest.mark.parametrize(
    ("recorded", "share", "over"),
    [
        # (150 + 60 + 40) / 1,000
        ({"annual_receipts": "240"}, 0.25, True),
        # Without B: (150 + 40) / 1,000
        ({"annual_receipts": "240.05"}, 0.19, False),
        ({}, 0.19, False),
    ],
    ids=["50.00 %", "49.99 %", "to be verified"],
)
def test_a_breach_of_a_limit_vanishes_with_the_link_that_made_it(
    sqlite_bank: ServedBank,
    monkeypatch: pytest.MonkeyPatch,
    recorded: dict[str, str],
    share: float,
    over: bool,
) -> None:
    """Of tier-1 capital of 1,000, A owes 150, B 60 and D 40; 20 % may be lent to a group."""
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    load(
        sqlite_bank,
        [*companies("A", "D"), *companies("B", **recorded)],
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
        dependencies=supports("A>D"),
        exposures=[
            {"exposure_id": f"E{one}", "customer_id": one, "amount": amount, "kind": "loan"}
            for one, amount in (("A", 150), ("B", 60), ("D", 40))
        ],
    )
    (group,) = groups(sqlite_bank)
    assert (group["tier1_share"], group["over_limit"]) == (share, over)


def test_the_search_is_still_bound_to_large_exposures_by_tier_1_capital(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B owes 50, which is not more than 5 % of 1,000."""
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    load(
        sqlite_bank,
        [*companies("A"), *companies("B", annual_receipts="120")],
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
        exposures=[{"exposure_id": "E", "customer_id": "B", "amount": 50, "kind": "loan"}],
    )
    assert holders(sqlite_bank, "economic_dependent") == set()


@pytest.mark.parametrize("known", ["", "C"])
def test_why_a_customer_is_in_no_group_tells_the_dependency_that_waits(
    sqlite_bank: ServedBank, known: str
) -> None:
    """A and B form a group by record; C takes all that is seen from A, or 8 % of a known year."""
    year = {"annual_receipts": "1500"} if known else {}
    load(
        sqlite_bank,
        [*companies("A", "B"), *companies("C", **year)],
        **accounts_of("A", "C"),
        transactions=paid("A>C", 12),
        dependencies=supports("A>B"),
    )
    (group,) = groups(sqlite_bank)
    why = sqlite_bank.get(f"/groups/{group['group_id']}/why", customer_id="C")
    assert why["member"] is False
    waiting = [] if known else ["A"]
    assert why["missing"]["depends_on"] == why["missing"]["to_verify"] == waiting
    assert ("其对A的依存有待核实（全年收入或支出未登记），暂不计入" in why["sentence"]["zh"]) is (
        not known
    )


def test_no_loss_and_no_nearness_follows_from_payments_alone(sqlite_bank: ServedBank) -> None:
    """Losses go by records; what is near goes by records and payments, not by what was found."""
    year = {"annual_receipts": "120", "annual_expenditures": "1000"}
    load(
        sqlite_bank,
        companies("A", "B", net_assets="10", **year),
        **accounts_of("A", "B"),
        transactions=paid("A>B", 12),
    )
    assert holders(sqlite_bank, "economic_dependent") == {"B"}
    asked = {"model": "threshold", "defaulted": ["A"]}
    answer = sqlite_bank.client.post("/api/v1/contagion", json=asked).get_json()
    assert [each["customer_id"] for each in answer["rounds"][0]["customers"]] == ["A"]
    assert len(answer["rounds"]) == 1
    assert sqlite_bank.get("/customers/B/neighbours", types="DEPENDS_ON")["edges"] == []


def test_a_supposed_record_of_what_is_to_be_verified_makes_the_chain_and_the_group(
    sqlite_bank: ServedBank,
) -> None:
    """B and C are verified, A is not: with A's record three live from K."""
    supplied(sqlite_bank, known="BC")
    record = {"type": "DEPENDS_ON", "from": "A", "to": "K", "basis": "receipts"}
    asked = {"add": [record], "customers": ["A", "K"]}
    answer = sqlite_bank.client.post("/api/v1/what-if", json=asked).get_json()
    gained = {
        each["customer_id"]: {holding["tag_id"] for holding in each["gained"]}
        for each in answer["customers"]
    }
    assert {"connected_client", "supply_chain_member"} <= gained["A"]
    assert "supply_chain_core" in gained["K"]

"""Lists of groups: sorted by what they come to, narrowed by their members and by the limit."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of

#: With a capital of 1,000 and a limit of 20 %: 200.00 is within it, 200.10 is not.
LOANS = {"A1": "200", "B1": "200.1", "C1": "10"}


@pytest.fixture
def served(bank: ServedBank, monkeypatch: pytest.MonkeyPatch) -> ServedBank:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    customers = [
        *companies("A", "B", "C"),
        *companies("A1", relationship_manager="M1", branch="北京", region="华北"),
        *companies("B1", relationship_manager="M2", branch="上海", is_client=False),
        *companies("C1", relationship_manager="M1", branch="上海", industry="房地产业"),
    ]
    bank.keep(
        customers=customers,
        ownerships=holdings_of("A>A1 .6", "B>B1 .6", "C>C1 .6"),
        exposures=[
            {"exposure_id": f"E{one}", "customer_id": one, "kind": "loan", "amount": amount}
            for one, amount in LOANS.items()
        ],
    )
    bank.derive("--tags", "control_group_member")
    return bank


def heads(bank: ServedBank, **asked: Any) -> list[str]:
    """The heads of the groups listed, asked one page after the other."""
    return [one["head_id"] for one in bank.items("/groups", kind="control", limit=1, **asked)]


def test_groups_are_sorted_by_what_they_come_to(served: ServedBank) -> None:
    assert heads(served, sort="-exposure") == ["B", "A", "C"]
    assert heads(served, sort="tier1_share") == ["C", "A", "B"]
    assert sorted(heads(served, sort="-size")) == ["A", "B", "C"]
    assert "exposure" in served.get("/groups", 422, sort="height")["detail"]


def test_a_share_of_exactly_the_limit_is_not_over_it(served: ServedBank) -> None:
    # 200 / 1,000 = 20.00 %; 200.1 / 1,000 = 20.01 %.
    assert heads(served, over_limit="true") == ["B"]
    assert heads(served, over_limit="false", sort="-exposure") == ["A", "C"]


def test_groups_are_narrowed_by_any_one_of_their_members(served: ServedBank) -> None:
    assert heads(served, relationship_manager="M1", sort="-exposure") == ["A", "C"]
    assert heads(served, relationship_manager="M1", branch="上海") == ["C"]
    assert heads(served, is_client="false") == ["B"]
    assert heads(served, region="华北") == ["A"]
    assert heads(served, industry="房地产业") == ["C"]
    assert heads(served, branch="nowhere") == []
    assert heads(served, customer_id="C1", relationship_manager="M1") == ["C"]


def test_without_capital_nothing_is_over_a_limit(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "0")
    assert heads(served, over_limit="true") == heads(served, over_limit="false") == []
    assert len(heads(served, sort="-tier1_share")) == 3

"""A payment concerns two customers: a manager sees it where one of them is his own."""

from typing import Any

import pytest

from tests.access.scoped_world import AUDITOR, IN_MANAGER, MANAGER, OUT_MANAGER, told
from tests.banks import ServedBank
from tests.building import companies, paid

#: A pays B, which has nothing left when X, Y and B have passed it on; X and Y are another's.
PAID = ("A>X 900 2025-03-01", "X>Y 800 2025-03-02", "Y>B 700 2025-03-03", "X>B 90 2025-03-04")


@pytest.fixture
def divided(bank: ServedBank, behind_proxy: None) -> ServedBank:
    own = companies("A", "B", relationship_manager=IN_MANAGER)
    others = companies("X", "Y", relationship_manager=OUT_MANAGER)
    bank.keep(**{**paid(*PAID), "customers": [*own, *others]})
    bank.derive("--as-of", "2025-12-31")
    return bank


def payments_of(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(edge["from"], edge["to"]) for edge in answer["edges"] if edge["type"] == "PAID"}


def test_a_trail_goes_no_further_than_who_is_seen(divided: ServedBank) -> None:
    def ways(viewer: dict[str, str], customer_id: str, direction: str) -> set[str]:
        asked = f"/customers/{customer_id}/money?hops=4&direction={direction}"
        return {"".join(each["customers"]) for each in told(divided, asked, viewer)["trails"]}

    assert ways(AUDITOR, "A", "out") == {"AXYB", "AXB"}
    assert ways(MANAGER, "A", "out") == {"AXB"}
    assert ways(AUDITOR, "B", "in") == {"AXYB", "AXB"}
    assert ways(MANAGER, "B", "in") == {"AXB", "YB"}


def test_walks_lead_past_what_outsiders_pay_each_other(divided: ServedBank) -> None:
    around = "/customers/A/neighbours?hops=3"
    assert ("X", "Y") in payments_of(told(divided, around, AUDITOR))
    assert payments_of(told(divided, around, MANAGER)) == {("A", "X"), ("X", "B"), ("Y", "B")}
    path = told(divided, "/paths?from=A&to=B&types=PAID", MANAGER)
    assert payments_of(path) == {("A", "X"), ("X", "B")}

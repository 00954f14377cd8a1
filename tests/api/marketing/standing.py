"""A circle of customers of each sort that lists leave out, and what lists say of them."""

from itertools import combinations
from typing import Any

from tests.banks import ServedBank
from tests.building import people

REASONS = ("refused", "blocked", "closed", "not_a_client", "no_consent")


def left_out(**counts: int) -> dict[str, int]:
    """The counts of a list by reason; 0 for what is not named."""
    return dict.fromkeys(REASONS, 0) | counts


DAY = "2025-12-31"
#: Eight siblings: two may be approached, the silent one under opt_out as well.
CIRCLE = [
    *people("given", "granted", marketing_consent="true"),
    *people("refused", marketing_consent="false"),
    *people("both", marketing_consent="false", blocked="true", is_client="false"),
    *people("blocked", marketing_consent="true", blocked="true"),
    *people("closed", marketing_consent="true"),
    *people("outsider", marketing_consent="true", is_client="false"),
    *people("silent"),
]
EVERYBODY = {row["customer_id"] for row in CIRCLE}
#: refused and both; blocked; closed; outsider; under opt_in the silent one too: 2 + 1 + 1 + 1, + 1.
OUT = {
    "opt_in": left_out(refused=2, blocked=1, closed=1, not_a_client=1, no_consent=1),
    "opt_out": left_out(refused=2, blocked=1, closed=1, not_a_client=1),
}
NAMED = {"opt_in": {"given", "granted"}, "opt_out": {"given", "granted", "silent"}}
TAGS = "opinion_leader,community_member,community_core,household"


def siblings(*ids: str) -> list[dict[str, str]]:
    return [{"a_id": a, "b_id": b, "relation": "sibling"} for a, b in combinations(ids, 2)]


def circle_of(bank: ServedBank) -> ServedBank:
    """The circle came about between two runs, and one of it has left since the second."""
    bank.keep(customers=CIRCLE)
    bank.derive("--as-of", DAY, "--tags", TAGS)
    bank.keep(customers=CIRCLE, kinships=siblings(*sorted(EVERYBODY)))
    bank.derive("--as-of", DAY, "--tags", TAGS)
    left = [row for row in CIRCLE if row["customer_id"] != "closed"]
    bank.keep_only(customers=left, kinships=siblings(*sorted(EVERYBODY - {"closed"})))
    return bank


def ask(bank: ServedBank, path: str, status: int = 200, **body: Any) -> Any:
    response = bank.client.post(f"/api/v1{path}", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()

"""Nobody is answered before it is known who asks, and that he may."""

from collections.abc import Mapping

import pytest

from tests.banks import ServedBank
from tests.viewers import named

BANK = {
    "customers": [
        {"customer_id": "C1", "kind": "person", "name": "王一", "branch": "B1"},
        {"customer_id": "C2", "kind": "person", "name": "李二", "relationship_manager": "RM2"},
        {"customer_id": "C3", "kind": "person", "name": "张三"},
    ],
    "same_as": [{"customer_id": "C2", "other_customer_id": "C3"}],
}


@pytest.fixture
def signed(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """A bank whose proxy says who asks."""
    bank.keep(**BANK)
    bank.derive("--as-of", "2025-12-31")
    return bank


def answered(bank: ServedBank, path: str, headers: Mapping[str, str]) -> tuple[int, str]:
    """The status, and the end of the problem's type."""
    response = bank.client.get(f"/api/v1{path}", headers=dict(headers))
    kind = (response.get_json() or {}).get("type", "")
    return response.status_code, kind.rpartition("/")[2]


@pytest.mark.parametrize("path", ["/customers/C1", "/customers/C9", "/nothing", "/tags"])
def test_who_is_not_signed_in_learns_nothing(signed: ServedBank, path: str) -> None:
    forged = {**named("auditor"), "X-Guanxi-Secret": "guessed"}
    for headers in ({}, forged, {"X-Forwarded-User": "root"}):
        assert answered(signed, path, headers) == (401, "not-signed-in")


def test_health_asks_for_nobody(signed: ServedBank) -> None:
    assert signed.client.get("/health/ready").status_code == 200


def test_a_customer_out_of_scope_is_as_one_that_is_not_there(signed: ServedBank) -> None:
    first = named("relationship_manager", branches="B1")
    assert answered(signed, "/customers/C1", first) == (200, "")
    for path in ("/customers/C2", "/customers/C9"):
        assert answered(signed, path, first) == (404, "not-found")


def test_a_customer_of_several_numbers_is_in_scope_by_any(signed: ServedBank) -> None:
    second = named("relationship_manager", managers="RM2")
    assert answered(signed, "/customers/C2", second) == (200, "")
    assert answered(signed, "/customers/C3", second)[0] == 308


def test_what_no_role_may_ask_is_refused(signed: ServedBank) -> None:
    assert answered(signed, "/customers/C1", named("marketer")) == (403, "not-allowed")
    assert answered(signed, "/customers/C1", named("nobody_knows_it")) == (403, "not-allowed")


def test_behind_no_sign_in_nothing_is_taken_from_a_proxy(bank: ServedBank) -> None:
    bank.keep(**BANK)
    assert answered(bank, "/tags", {}) == (200, "")
    assert answered(bank, "/tags", {"X-Forwarded-For": "203.0.113.9"}) == (403, "not-allowed")

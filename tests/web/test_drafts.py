"""What was typed into a form fits in an address, and comes back whole."""

import pytest
from flask import Flask

from service.web.kit.drafts import DRAFT, drafted, with_draft
from service.web.kit.page import MOST_OF_NEXT


def packed(typed: dict[str, str]) -> str:
    with Flask("drafts").test_request_context("/groups/G1", method="POST", data=typed):
        return with_draft()


def unpacked(address: str) -> dict[str, str]:
    with Flask("drafts").test_request_context(address):
        return drafted()


def test_what_was_typed_comes_back_but_for_the_token() -> None:
    address = packed(
        {"reason": "经核实，<属同一集团>&", "customer_id": "C1", "csrf_token": "t", "x": ""}
    )
    assert address.startswith(f"/groups/G1?{DRAFT}=")
    assert unpacked(address) == {"reason": "经核实，<属同一集团>&", "customer_id": "C1"}


def test_a_long_reason_fits() -> None:
    reason = "".join(chr(0x4E00 + (number * 7919) % 4000) for number in range(600))
    address = packed({"reason": reason})
    assert len(address) <= MOST_OF_NEXT
    assert unpacked(address) == {"reason": reason}


@pytest.mark.parametrize("broken", ["", "x", "eJw=", "%00", "AAAA", "eJyLBgABFQC5"])
def test_a_broken_draft_is_none(broken: str) -> None:
    assert unpacked(f"/groups/G1?{DRAFT}={broken}") == {}


def test_a_draft_that_unpacks_to_much_more_is_none() -> None:
    assert unpacked(packed({"reason": "x" * 100_000})) == {}

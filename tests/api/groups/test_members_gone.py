"""A member that is nobody any more has left: it was closed, or is one with another member."""

from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files
from tests.building import Records, companies, holdings_of, people

DAY = "2025-12-31"
BANK: Records = {
    "customers": [*companies("e", "f"), *people("p")],
    "ownerships": holdings_of("p>e .6", "p>f .7"),
}
ONE = [{"customer_id": "e", "other_customer_id": "f", "basis": "crm"}]


def last_event(bank: ServedBank, group_id: str) -> dict[str, Any]:
    """The last event of the group, after a new run."""
    bank.derive("--as-of", DAY)
    told: dict[str, Any] = bank.get(f"/groups/{group_id}/history")["items"][0]
    return told


def test_why_a_member_is_gone_is_told(bank: ServedBank, tmp_path: Path) -> None:
    bank.load(write_files(tmp_path / "first", **BANK))
    bank.derive("--as-of", DAY)
    (group_id,) = (group["group_id"] for group in bank.items("/groups", kind="control"))

    bank.load(write_files(tmp_path / "one", same_as=ONE), "--as", "crm")
    left = last_event(bank, group_id)
    assert (left["event"], left["members"], left["customer_ids"]) == ("left", 1, ["f"])
    assert left["because"] == [
        {"change": "written", "type": "SAME_AS", "from": "e", "to": "f", "source": "L2"}
    ]

    body = {"a": "e", "b": "f", "verdict": "different", "reason": "两家公司", "author": "RM1"}
    assert bank.client.post("/api/v1/identities/decisions", json=body).status_code == 201
    joined = last_event(bank, group_id)
    assert (joined["event"], joined["members"], joined["customer_ids"]) == ("joined", 1, ["f"])
    assert [(each["change"], each["decision_no"]) for each in joined["because"]] == [("decided", 1)]

    # Without f, which closes with what was recorded of it.
    without = {
        "customers": [*companies("e"), *people("p")],
        "ownerships": holdings_of("p>e .6"),
    }
    bank.load(write_files(tmp_path / "closed", **without), "--full", "--allow-closing")
    left = last_event(bank, group_id)
    assert (left["event"], left["members"], left["customer_ids"]) == ("left", 1, ["f"])
    assert [(each["change"], each["type"], each["source"]) for each in left["because"]] == [
        ("closed", "OWNS", "L3")
    ]

    # The record comes back: what took it in the run before is no longer stored with it.
    bank.load(write_files(tmp_path / "back", **BANK), "--full")
    joined = last_event(bank, group_id)
    assert (joined["event"], joined["customer_ids"]) == ("joined", ["f"])
    left = bank.get(f"/groups/{group_id}/history")["items"][1]
    assert (left["event"], left["customer_ids"]) == ("left", ["f"])
    assert [(each["change"], each["type"], each["source"]) for each in left["because"]] == [
        ("changed", "OWNS", "L3")
    ]


@pytest.mark.parametrize("joined", [[("e", "f")], [("e", "f"), ("f", "g")]])
def test_numbers_that_become_one_are_counted_once(
    sqlite_bank: ServedBank, joined: list[tuple[str, str]]
) -> None:
    sqlite_bank.keep(
        customers=[*companies("e", "f", "g", "h"), *people("p")],
        ownerships=holdings_of("p>e .6", "p>f .6", "p>g .6", "p>h .6"),
    )
    sqlite_bank.derive("--as-of", DAY, "--tags", "control_group_member")
    (group_id,) = (group["group_id"] for group in sqlite_bank.items("/groups", kind="control"))
    sqlite_bank.keep(same_as=[{"customer_id": a, "other_customer_id": b} for a, b in joined])
    sqlite_bank.derive("--as-of", DAY, "--tags", "control_group_member")
    (group,) = sqlite_bank.items("/groups", kind="control")
    assert (group["group_id"], group["size"]) == (group_id, 5 - len(joined))
    (left, formed) = sqlite_bank.get(f"/groups/{group_id}/history")["items"]
    assert (left["event"], left["members"]) == ("left", len(joined))
    assert (formed["event"], formed["members"]) == ("formed", 5)

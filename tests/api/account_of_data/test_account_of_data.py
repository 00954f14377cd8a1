"""All that is held about somebody, by source and purpose, and who looked at it."""

from typing import Any

import pytest

from tests.access.scoped_world import ask, keep_divided, told
from tests.banks import ServedBank
from tests.contract.worlds import SMALL_WORLD
from tests.viewers import named

pytestmark = pytest.mark.usefixtures("behind_proxy")

COMPLIANCE = named("compliance", user="hegui")
RM = named("relationship_manager", user="jingli", managers="RM-IN")
CONSENTS = [
    {
        "customer_id": "P1",
        "purpose": "marketing",
        "status": "granted",
        "at": "2025-01-02T00:00:00Z",
        "channel": "sms",
        "x_proof": "柜面签字2025-017",
    },
    {
        "customer_id": "P4",
        "purpose": "marketing",
        "status": "denied",
        "at": "2025-02-02T00:00:00Z",
        "channel": "phone",
    },
]


def account(bank: ServedBank, customer_id: str, viewer: Any = COMPLIANCE) -> Any:
    return told(bank, f"/customers/{customer_id}/account-of-data", viewer)


def test_every_part_says_by_which_load_and_for_what(bank: ServedBank) -> None:
    """P1 and P4 are one person: what is held of either is told."""
    keep_divided(bank)
    bank.keep(consents=CONSENTS)
    body = {"fields": ["phone"], "reason": "核对"}
    assert ask(bank, "/customers/P1/reveal", COMPLIANCE, json=body).status_code == 200
    told(bank, "/customers/P1", named("risk_officer", user="fengxian"))
    told(bank, "/customers/C1/neighbours", named("risk_officer", user="fengxian"))
    found = account(bank, "P1")
    assert found["customer"]["customer_id"] == "P1"
    assert {each["customer_id"] for each in found["said"]} == {"P1", "P4"}
    consents = {(each["purpose"], each["channel"]): each for each in found["consents"]}
    assert consents["marketing", "phone"]["status"] == "denied"
    assert consents["marketing", "phone"]["customer_id"] == "P4"
    assert consents["marketing", "sms"]["attributes"] == {"x_proof": "柜面签字2025-017"}
    assert found["consents"] == sorted(found["consents"], key=lambda one: one["at"], reverse=True)
    types = {each["type"] for each in found["records"]}
    assert {"OWNS", "KIN_OF", "HOLDS", "SAME_AS"} <= types
    owned = next(each for each in found["records"] if each["type"] == "OWNS")
    assert owned["load_id"].startswith("L")
    assert {*owned["purposes"]} == {"credit_risk", "aml", "compliance"} & {*owned["purposes"]}
    assert found["payments"]
    accounts = {each["account_id"] for each in SMALL_WORLD["accounts"]}
    shown = {each[end] for each in found["payments"] for end in ("from_account", "to_account")}
    assert not accounts & shown
    assert {"beneficial_owner"} <= {each["tag_id"] for each in found["tags"]}
    assert all(each["purposes"] and each["sentence"]["zh"] for each in found["tags"])
    assert [each["action"] for each in found["decisions"]] == ["reveal"]
    looks = [(each["user"], each["path"]) for each in found["reads"]]
    assert ("fengxian", "/customers/{customer_id}") in looks
    assert ("fengxian", "/customers/{customer_id}/neighbours") in looks
    # The account is itself a look, which the next one tells.
    again = account(bank, "P1")["reads"]
    assert again[0]["user"] == "hegui"
    assert again[0]["path"].endswith("/account-of-data")
    assert found["cut"] == []


def test_a_manager_accounts_for_his_own_and_for_his_purposes(sqlite_bank: ServedBank) -> None:
    keep_divided(sqlite_bank)
    found = account(sqlite_bank, "P1", RM)
    assert all("service" in each["purposes"] for each in found["tags"])
    assert "near_blocked" not in {each["tag_id"] for each in found["tags"]}
    assert "near_blocked" in {each["tag_id"] for each in account(sqlite_bank, "P1")["tags"]}
    outside = ask(sqlite_bank, "/customers/Z2/account-of-data", RM)
    assert outside.status_code == 404
    refused = ask(sqlite_bank, "/customers/P1/account-of-data", named("marketer"))
    assert refused.status_code == 403


def test_of_what_is_long_the_first_thousand_come(sqlite_bank: ServedBank) -> None:
    people = [{"customer_id": "P", "kind": "person", "name": "某"}]
    firms = [
        {"customer_id": f"F{number}", "kind": "company", "name": f"企业{number}"}
        for number in range(1_001)
    ]
    owned = [{"owner_id": "P", "owned_id": each["customer_id"], "share": "1"} for each in firms]
    sqlite_bank.keep(customers=[*people, *firms], ownerships=owned)
    found = account(sqlite_bank, "P")
    assert (len(found["records"]), found["cut"]) == (1_000, ["records"])

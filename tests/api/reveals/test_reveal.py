"""Masked values are told for a reason that is kept, to those who may, and not without end."""

import json
from typing import Any

import pytest

from tests.api.decisions.asked import (
    AUDITOR,
    COMPLIANCE,
    MARKETER,
    RISK,
    RM,
    RM2,
    ask,
    kind_of,
    send,
)
from tests.banks import ServedBank

PATH = "/customers/P1/reveal"
PHONE, CARD = "+86 138-0013 8000", "6222021001116245701"
BANK: dict[str, Any] = {
    "customers": [
        {"customer_id": "P1", "kind": "person", "name": "王一", "branch": "B1"}
        | {"id_type": "id_card", "id_number": "11010519491231002X"},
        {"customer_id": "P2", "kind": "person", "name": "王一", "registered_address": "杭州市1号"},
        {"customer_id": "P3", "kind": "person", "name": "李二", "branch": "B2"},
    ],
    "same_as": [{"customer_id": "P1", "other_customer_id": "P2"}],
    "identifiers": [
        {"customer_id": "P2", "kind": "phone", "value": PHONE},
        {"customer_id": "P3", "kind": "phone", "value": "13900139000"},
        {"customer_id": "P1", "kind": "device", "value": "imei-77"},
    ],
    "accounts": [{"account_id": CARD}],
    "account_holders": [{"account_id": CARD, "customer_id": "P1", "role": "owner"}],
}


@pytest.fixture
def masked(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """P1 of two numbers, of branch B1, and P3 of another branch."""
    bank.keep(**BANK)
    bank.derive("--tags", "household", "--as-of", "2025-12-31")
    return bank


def test_values_are_told_under_all_numbers_and_the_look_is_kept(masked: ServedBank) -> None:
    fields = ["account", "phone", "id_number", "address", "email"]
    told = send(masked, RM, PATH, 200, fields=fields, reason="核对身份")
    assert told == {
        "customer_id": "P1",
        "values": {
            "id_number": ["11010519491231002X"],
            "phone": [PHONE],
            "email": [],
            "address": ["杭州市1号"],
            "account": [CARD],
        },
        "decision_no": 1,
    }
    [kept] = ask(masked, AUDITOR, "/decisions", action="reveal")["items"]
    assert (kept["subject"], kept["author"], kept["reason"]) == ("P1", "rm", "核对身份")
    assert (kept["state"], kept["signed"]) == ("in_force", True)
    assert kept["body"] == {"fields": ["id_number", "phone", "email", "address", "account"]}
    # A hash may have any three digits.
    assert "138" not in json.dumps({**kept, "hash": "", "previous_hash": ""})
    assert ask(masked, AUDITOR, "/audit/verify")["intact"] is True


def test_only_what_is_asked_for_is_told(masked: ServedBank) -> None:
    told = send(masked, RISK, PATH, 200, fields=["phone"], reason="贷后")
    assert (told["customer_id"], told["values"]) == ("P1", {"phone": [PHONE]})


@pytest.mark.parametrize(
    "body",
    [
        {"fields": ["phone"]},
        {"fields": ["phone"], "reason": "  "},
        {"fields": [], "reason": "r"},
        {"reason": "r"},
        {"fields": ["name"], "reason": "r"},
        {"fields": ["phone", "phone"], "reason": "r"},
    ],
)
def test_without_a_reason_or_a_field_nothing_is_told(
    masked: ServedBank, body: dict[str, Any]
) -> None:
    problem = send(masked, RM, PATH, 422, **body)
    assert PHONE not in json.dumps(problem)
    assert ask(masked, AUDITOR, "/decisions")["items"] == []


def test_out_of_scope_is_as_not_there_and_other_roles_may_not(masked: ServedBank) -> None:
    said = {"fields": ["phone"], "reason": "r"}
    assert kind_of(send(masked, RM2, PATH, 404, **said)) == "not-found"
    assert kind_of(send(masked, RM, "/customers/P3/reveal", 404, **said)) == "not-found"
    for who in (MARKETER, AUDITOR):
        assert kind_of(send(masked, who, PATH, 403, **said)) == "not-allowed"
    assert send(masked, COMPLIANCE, "/customers/P3/reveal", 200, **said)["values"] == {
        "phone": ["13900139000"]
    }


def test_nobody_reveals_without_end(masked: ServedBank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_REVEALS_AN_HOUR", "2")
    said = {"fields": ["phone"], "reason": "r"}
    for _ in range(2):
        send(masked, RISK, PATH, 200, **said)
    problem = send(masked, RISK, PATH, 429, **said)
    assert kind_of(problem) == "too-many-reveals"
    send(masked, RM, PATH, 200, **said)
    assert len(ask(masked, AUDITOR, "/decisions", action="reveal")["items"]) == 3

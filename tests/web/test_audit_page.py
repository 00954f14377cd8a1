"""/audit as an auditor sees it: who saw and decided what, and whether the chains are whole."""

import sqlite3
from contextlib import closing

import pytest

from tests.banks import ServedBank
from tests.building import people
from tests.viewers import named
from tests.web.leading import shown

pytestmark = pytest.mark.usefixtures("behind_proxy")
AUDITOR = named("auditor", user="audit.one")


@pytest.fixture
def looked_at(sqlite_bank: ServedBank, behind_proxy: None) -> ServedBank:
    """A bank of which a risk officer read one customer, and showed an identifier."""
    customers = people("P1", "P2", branch="一支行")
    phone = {"customer_id": "P1", "kind": "phone", "value": "13800138000"}
    sqlite_bank.keep(customers=customers, identifiers=[phone])
    risk = named("risk_officer", user="risk.one")
    client = sqlite_bank.client
    assert client.get("/api/v1/customers/P1", headers=risk).status_code == 200
    body = {"fields": ["phone"], "reason": "<i>核实</i>来电"}
    shown = client.post("/api/v1/customers/P1/reveal", json=body, headers=risk)
    assert shown.status_code == 200
    return sqlite_bank


def test_each_entry_says_who_saw_whom_and_what_for(looked_at: ServedBank) -> None:
    told = shown(looked_at, "/audit", headers=AUDITOR).text
    assert "risk.one" in told
    assert "/customers/P1" in told
    assert "&lt;i&gt;核实&lt;/i&gt;来电" in told
    assert "查看敏感信息" in told
    assert "风险管理" in told
    assert "13800138000" not in told
    english = shown(looked_at, "/audit?lang=en", headers=AUDITOR).text
    assert "risk officer" in english


def test_entries_are_found_by_customer_user_and_day(looked_at: ServedBank) -> None:
    for asked, found in (
        ("customer_id=P1", True),
        ("customer_id=P2", False),
        ("user=risk.one", True),
        ("user=nobody", False),
        ("from=2999-01-01", False),
        ("to=2999-01-01", True),
    ):
        told = shown(looked_at, f"/audit?{asked}", headers=AUDITOR).text
        assert ("核实" in told) is found, asked
    wrong = shown(looked_at, "/audit?from=yesterday", headers=AUDITOR)
    assert (wrong.status_code, 'class="problem"' in wrong.text) == (200, True)


def test_the_chains_are_verified_where_it_is_asked_for(looked_at: ServedBank) -> None:
    assert "尚未在本机核验" in shown(looked_at, "/audit", headers=AUDITOR).text
    assert "两条审计链完整" in shown(looked_at, "/audit?verify=1", headers=AUDITOR).text
    assert "上次核验" in shown(looked_at, "/audit", headers=AUDITOR).text


def test_a_chain_that_was_changed_is_told_with_where(looked_at: ServedBank) -> None:
    with closing(sqlite3.connect(looked_at.url.removeprefix("sqlite:///"))) as store, store:
        store.execute("UPDATE decisions SET at = at + 1 WHERE decision_no = 1")
    told = shown(looked_at, "/audit?verify=1", headers=AUDITOR).text
    assert "审计链已被改动" in told
    assert "第1条" in told
    assert "已被改动" in shown(looked_at, "/audit", headers=AUDITOR).text


def test_decisions_are_their_authors_and_the_auditors(looked_at: ServedBank) -> None:
    told = shown(looked_at, "/audit/decisions?author=risk.one", headers=AUDITOR).text
    assert "&lt;i&gt;核实&lt;/i&gt;来电" in told
    assert "已生效" in told
    other = shown(looked_at, "/audit/decisions", headers=named("tag_steward", user="steward")).text
    assert "核实" not in other
    assert 'href="/audit"' not in other
    refused = shown(looked_at, "/audit", headers=named("administrator"))
    assert (refused.status_code, refused.mimetype) == (403, "text/html")

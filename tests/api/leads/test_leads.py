"""Leads wait for their owner, and a rejected one stays away until its evidence is another."""

from typing import Any

import pytest

from tests.api.decisions.asked import AUDITOR, MARKETER, RISK, RM, RM2, ask, kind_of, send
from tests.banks import ServedBank
from tests.building import companies, holdings_of

WHY: dict[str, Any] = {"reason": "已联系"}
GROUPS: dict[str, Any] = {
    "groups": [{"group_id": "G1", "name": "G1集团"}],
    "group_members": [
        {"group_id": "G1", "customer_id": each, "role": "head" if each == "A" else ""}
        for each in "ABC"
    ],
}


def load(bank: ServedBank, *ownerships: str) -> None:
    customers = [
        {**each, "branch": "B1", "relationship_manager": "RM1"} for each in companies(*"ABCDE")
    ]
    customers[-1] |= {"branch": "B2", "relationship_manager": "RM2"}
    held = holdings_of("A>B .6", "A>C .7", *ownerships)
    bank.keep_only(customers=customers, ownerships=held, **GROUPS)
    bank.derive("--tags", "group_gap,control_group_member")


@pytest.fixture
def found(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """Two leads: D and E are in the derived group, and the declared one lacks them."""
    load(bank, "A>D .6", "A>E .6")
    return bank


def leads(bank: ServedBank, who: Any = RISK, **asked: Any) -> list[tuple[str, str]]:
    items = ask(bank, who, "/leads", **asked)["items"]
    return [(each["customer_id"], each["state"]) for each in items]


def lead_of(bank: ServedBank, customer_id: str, **asked: Any) -> Any:
    items = ask(bank, RISK, "/leads", **asked)["items"]
    [lead] = [each for each in items if each["customer_id"] == customer_id]
    return lead


def test_a_lead_says_what_was_found_and_whose_it_is(found: ServedBank) -> None:
    lead = lead_of(found, "D")
    assert (lead["tag_id"], lead["subject"], lead["owner"]) == ("group_gap", "G1", "RM1")
    assert (lead["state"], lead["since_run"], lead["decision_no"]) == ("new", 1, None)
    assert lead["subject_name"]["zh"] == "G1集团"
    assert "G1集团" in lead["sentence"]["zh"]
    assert lead["evidence_digest"]


def test_leads_keep_to_scope_and_purpose(found: ServedBank) -> None:
    assert leads(found) == leads(found, AUDITOR) == [("D", "new"), ("E", "new")]
    assert leads(found, RM) == [("D", "new")]
    assert leads(found, RM2) == leads(found, relationship_manager="RM2") == [("E", "new")]
    ask(found, MARKETER, "/leads", 403)
    ask(found, RISK, "/leads", 422, tag="household")
    assert leads(found, tag="group_gap", state="new") == [("D", "new"), ("E", "new")]
    first = ask(found, RISK, "/leads", limit=1)
    assert leads(found, cursor=first["next"]) == [("E", "new")]


def test_a_lead_goes_from_state_to_state(found: ServedBank) -> None:
    lead = lead_of(found, "D")
    path = f"/leads/{lead['lead_id']}/decisions"
    send(found, RISK, path, 403, action="accept", **WHY)
    assert kind_of(send(found, RM2, path, 404, action="accept", **WHY)) == "not-found"
    made = send(found, RM, path, action="follow_up", **WHY)
    assert (made["decision_no"], made["state"]) == (1, "followed_up")
    assert kind_of(send(found, RM, path, 409, action="follow_up", **WHY)) == "conflict"
    assert send(found, RM, path, action="accept", **WHY)["state"] == "accepted"
    assert leads(found) == [("D", "accepted"), ("E", "new")]
    assert leads(found, state="accepted") == [("D", "accepted")]
    send(found, RM, path, 409, action="reject", **WHY)
    [second, _] = ask(found, RM, "/decisions", subject="D")["items"]
    assert (second["subject_kind"], second["action"]) == ("lead", "accept")
    assert second["body"] == {"tag_id": "group_gap"}


def test_a_rejected_lead_stays_away_until_its_evidence_changes(found: ServedBank) -> None:
    lead = lead_of(found, "D")
    path = f"/leads/{lead['lead_id']}/decisions"
    assert send(found, RM, path, action="reject", **WHY)["state"] == "rejected"
    assert leads(found) == [("E", "new")]
    assert leads(found, state="rejected") == [("D", "rejected")]
    load(found, "A>D .6", "A>E .6")
    assert leads(found) == [("E", "new")]
    load(found, "A>D .8", "A>E .6")
    again = lead_of(found, "D")
    assert (again["state"], again["lead_id"]) == ("new", lead["lead_id"])
    assert again["evidence_digest"] != lead["evidence_digest"]


def test_a_lead_that_is_not_there_is_a_404(found: ServedBank) -> None:
    for lead_id in ("nothing", "WyJncm91cF9nYXAiLCJYIiwiIl0"):
        send(found, RM, f"/leads/{lead_id}/decisions", 404, action="accept", **WHY)


def test_the_inbox_holds_the_open_leads_of_its_viewer(found: ServedBank) -> None:
    def waiting(who: Any) -> list[str]:
        items = ask(found, who, "/inbox")["items"]
        return [each["lead"]["customer_id"] for each in items if each["kind"] == "lead"]

    assert (waiting(RM), waiting(RM2), waiting(RISK), waiting(AUDITOR)) == (["D"], ["E"], [], [])
    path = f"/leads/{lead_of(found, 'D')['lead_id']}/decisions"
    send(found, RM, path, action="follow_up", **WHY)
    assert waiting(RM) == ["D"]
    send(found, RM, path, action="accept", **WHY)
    assert waiting(RM) == []

"""The state of a decision is the fold of those about it, and leads follow their evidence."""

import itertools

import pytest

from cypher.decision.chain import FIRST, chained
from service.decisions import leads
from service.decisions.kinds import KINDS, refused, seen_for, signed_by
from service.decisions.leads import LeadKey, lead_id_of, lead_key
from service.decisions.states import (
    ACTIONS,
    STANDING,
    Action,
    State,
    begins_in,
    folded,
    state_after,
)


def test_a_hash_is_made_of_the_one_before_and_of_sorted_compact_json() -> None:
    first = chained(FIRST, {"a": 1})
    assert first.startswith("fc6cee09194d")
    assert chained(first, {"b": "批准"}).startswith("1f10f1644cd8")


def test_what_was_rejected_or_withdrawn_stays_so_whatever_follows() -> None:
    for action in ACTIONS:
        assert state_after("rejected", action) is None
        assert state_after("withdrawn", action) is None
    assert folded("proposed", ["reject", "approve"]) == "rejected"
    assert folded("proposed", ["approve", "withdraw", "approve"]) == "withdrawn"
    assert folded("in_force", []) == "in_force"


def test_the_last_act_that_a_state_allows_tells_the_state() -> None:
    """What the store reads off the last decision alone."""
    made_of_it = {"approve": "in_force", "reject": "rejected", "withdraw": "withdrawn"}
    for begins in STANDING:
        for actions in itertools.product(ACTIONS, repeat=3):
            state: State = begins
            done: list[Action] = []
            for action in actions:
                after = state_after(state, action)
                state, done = (after, [*done, action]) if after else (state, done)
            assert folded(begins, actions) == state == (made_of_it[done[-1]] if done else begins)


def test_what_takes_two_signatures_is_proposed_where_people_sign_in() -> None:
    assert begins_in(signed=True, signatures=2) == "proposed"
    assert begins_in(signed=False, signatures=2) == "in_force"
    assert begins_in(signed=True, signatures=1) == "in_force"


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_signs_his_own_work_whatever_his_roles(kind: str) -> None:
    roles = KINDS[kind].signs
    for action in ("approve", "reject"):
        assert refused(action, kind=kind, is_own=True, proposed=True, roles=roles) == "own-work"
    assert refused("withdraw", kind=kind, is_own=True, proposed=True, roles=()) is None
    assert refused("withdraw", kind=kind, is_own=True, proposed=False, roles=()) == "not-allowed"
    assert refused("approve", kind=kind, is_own=False, proposed=True, roles=()) == "not-allowed"


def test_who_signs_and_who_sees_a_kind_goes_by_roles_and_purposes() -> None:
    assert signed_by(["risk_officer"]) == ["group"]
    assert signed_by(["compliance", "relationship_manager"]) == ["identity", "erasure"]
    assert signed_by(["auditor"]) == []
    assert "group" in seen_for(["credit_risk"])
    assert "group" not in seen_for(["aml"])


def test_a_rejected_lead_is_new_once_its_evidence_is_another() -> None:
    assert leads.state_of(None, same_evidence=True) == "new"
    assert leads.state_of("reject", same_evidence=True) == "rejected"
    assert leads.state_of("reject", same_evidence=False) == "new"
    assert leads.state_of("accept", same_evidence=False) == "accepted"
    assert leads.state_after("new", "follow_up") == "followed_up"
    assert leads.state_after("followed_up", "follow_up") is None
    assert leads.state_after("accepted", "reject") is None


@pytest.mark.parametrize("key", [("group_gap", "C1", "G1"), ("t", "客户/1", ""), ("a", "b", '\\"')])
def test_the_id_of_a_lead_leads_back_to_it(key: tuple[str, str, str]) -> None:
    assert lead_key(lead_id_of(LeadKey(*key))) == LeadKey(*key)


@pytest.mark.parametrize("lead_id", ["nothing", "-", "W10", "WyJhIl0", "eyJhIjoxfQ", "客户"])
def test_what_is_no_id_of_a_lead_leads_nowhere(lead_id: str) -> None:
    assert lead_key(lead_id) is None

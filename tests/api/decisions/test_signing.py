"""Behind a sign-in two people decide: one proposes, another signs, and then it counts at once."""

from typing import Any

import pytest

from tests.api.decisions.asked import (
    AUDITOR,
    BOTH,
    COMPLIANCE,
    COMPLIANCE2,
    MARKETER,
    RISK,
    RM,
    RM2,
    ask,
    kind_of,
    send,
)
from tests.banks import ServedBank
from tests.building import companies, holdings_of

SAID: dict[str, Any] = {"reason": "同一办公地点"}
SIGNED: dict[str, Any] = {"reason": "已核实"}


@pytest.fixture
def bank_of_two(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """A control group of three of branch B1, and S of B1 and T of B2 beside it."""
    customers = [
        {**each, "branch": "B2" if each["customer_id"] == "T" else "B1"}
        for each in companies("H", "A", "B", "S", "T")
    ]
    exposures = [
        {"exposure_id": f"E{each}", "customer_id": each, "amount": "100", "currency": "CNY"}
        for each in ("A", "S")
    ]
    bank.keep(customers=customers, ownerships=holdings_of("H>A .6", "H>B .6"), exposures=exposures)
    bank.derive("--tags", "control_group_member")
    return bank


def group_of(bank: ServedBank) -> str:
    (group,) = ask(bank, RISK, "/groups", kind="control")["items"]
    return str(group["group_id"])


def proposed(bank: ServedBank, group: str, customer_id: str = "S", who: Any = RM) -> Any:
    path = f"/groups/{group}/overrides"
    return send(bank, who, path, customer_id=customer_id, member=True, **SAID)


def decided(bank: ServedBank, group: str) -> tuple[Any, Any, Any, Any]:
    found = ask(bank, RISK, f"/groups/{group}")
    return tuple(found[name] for name in ("size", "size_decided", "exposure", "exposure_decided"))


def test_an_override_counts_from_the_second_signature_on(bank_of_two: ServedBank) -> None:
    group = group_of(bank_of_two)
    made = proposed(bank_of_two, group)
    assert (made["state"], made["author"], made["signed"]) == ("proposed", "rm", True)
    assert decided(bank_of_two, group) == (3, 3, "100.00", "100.00")
    [listed] = ask(bank_of_two, RM, f"/groups/{group}/overrides")["items"]
    assert listed == made
    path = f"/decisions/{made['decision_no']}/decisions"
    signed = send(bank_of_two, RISK, path, action="approve", **SIGNED)
    assert (signed["state"], signed["about_no"]) == ("in_force", made["decision_no"])
    assert signed["decision_no"] == made["decision_no"] + 1
    assert decided(bank_of_two, group) == (3, 4, "100.00", "200.00")
    of_customer = ask(bank_of_two, RISK, "/groups", customer_id="S", kind="control")["items"]
    assert [(each["group_id"], each["by_decision"]) for each in of_customer] == [(group, True)]
    [derived] = ask(bank_of_two, RISK, "/groups", customer_id="A", kind="control")["items"]
    assert (derived["group_id"], derived["by_decision"]) == (group, False)
    [of_all] = ask(bank_of_two, RISK, "/groups", kind="control")["items"]
    assert of_all["by_decision"] is None


def test_nobody_signs_his_own_whatever_his_roles(bank_of_two: ServedBank) -> None:
    made = proposed(bank_of_two, group_of(bank_of_two), who=BOTH)
    path = f"/decisions/{made['decision_no']}/decisions"
    refused = send(bank_of_two, BOTH, path, 403, action="approve", **SIGNED)
    assert kind_of(refused) == "own-work"
    assert send(bank_of_two, RISK, path, action="approve", **SIGNED)["state"] == "in_force"


def test_who_has_no_role_to_sign_does_not(bank_of_two: ServedBank) -> None:
    made = proposed(bank_of_two, group_of(bank_of_two))
    path = f"/decisions/{made['decision_no']}/decisions"
    other = {**RM, "X-Guanxi-User": "another"}
    assert kind_of(send(bank_of_two, other, path, 403, action="approve", **SIGNED)) == "not-allowed"
    assert kind_of(send(bank_of_two, AUDITOR, path, 403, action="approve", **SIGNED)) == (
        "not-allowed"
    )
    assert kind_of(send(bank_of_two, RM2, path, 404, action="approve", **SIGNED)) == "not-found"


def test_a_state_allows_what_it_allows(bank_of_two: ServedBank) -> None:
    group = group_of(bank_of_two)
    made = proposed(bank_of_two, group)
    path = f"/decisions/{made['decision_no']}/decisions"
    refused = proposed_again(bank_of_two, group)
    assert made["override_id"] in refused["detail"]
    assert send(bank_of_two, RISK, path, action="reject", **SIGNED)["state"] == "rejected"
    for action in ("approve", "reject", "withdraw"):
        assert kind_of(send(bank_of_two, RISK, path, 409, action=action, **SIGNED)) == "conflict"
    act = send(bank_of_two, RM, "/decisions/2/decisions", 409, action="withdraw", **SIGNED)
    assert kind_of(act) == "conflict"
    assert decided(bank_of_two, group)[1] == 3
    again = proposed(bank_of_two, group)
    assert again["decision_no"] == 3


def proposed_again(bank: ServedBank, group: str) -> Any:
    path = f"/groups/{group}/overrides"
    return send(bank, RM, path, 409, customer_id="S", member=False, **SAID)


def test_its_author_withdraws_what_is_proposed_and_a_signer_what_is_in_force(
    bank_of_two: ServedBank,
) -> None:
    group = group_of(bank_of_two)
    first = proposed(bank_of_two, group)
    path = f"/overrides/{first['override_id']}/withdrawal"
    assert send(bank_of_two, RM, path, 200, **SIGNED)["state"] == "withdrawn"
    second = proposed(bank_of_two, group)
    sign = f"/decisions/{second['decision_no']}/decisions"
    send(bank_of_two, RISK, sign, action="approve", **SIGNED)
    path = f"/overrides/{second['override_id']}/withdrawal"
    assert kind_of(send(bank_of_two, RM, path, 403, **SIGNED)) == "not-allowed"
    withdrawn = send(bank_of_two, RISK, path, 200, **SIGNED)
    assert (withdrawn["state"], withdrawn["withdrawn_by"]) == ("withdrawn", "risk")
    assert decided(bank_of_two, group)[1] == 3


def test_a_sent_author_counts_for_nothing_behind_a_sign_in(bank_of_two: ServedBank) -> None:
    path = f"/groups/{group_of(bank_of_two)}/overrides"
    made = send(bank_of_two, RM, path, customer_id="S", decision="in", author="somebody", **SAID)
    assert made["author"] == "rm"


@pytest.mark.parametrize("body", [{}, {"member": True, "decision": "out"}])
def test_an_override_that_does_not_say_which_is_refused(
    bank_of_two: ServedBank, body: dict[str, Any]
) -> None:
    path = f"/groups/{group_of(bank_of_two)}/overrides"
    send(bank_of_two, RM, path, 422, customer_id="S", **body, **SAID)


def test_an_identity_takes_two_of_compliance_and_the_next_run(bank_of_two: ServedBank) -> None:
    body = {"a": "T", "b": "S", "verdict": "same", **SAID}
    made = send(bank_of_two, COMPLIANCE, "/identities/decisions", **body)
    assert (made["state"], made["signed"]) == ("proposed", True)
    bank_of_two.derive("--tags", "control_group_member")
    assert ask(bank_of_two, COMPLIANCE, "/identities")["items"] == []
    path = f"/decisions/{made['decision_no']}/decisions"
    own = send(bank_of_two, COMPLIANCE, path, 403, action="approve", **SIGNED)
    assert kind_of(own) == "own-work"
    send(bank_of_two, COMPLIANCE2, path, action="approve", **SIGNED)
    assert ask(bank_of_two, COMPLIANCE, "/identities")["items"] == []
    bank_of_two.derive("--tags", "control_group_member")
    [identity] = ask(bank_of_two, COMPLIANCE, "/identities")["items"]
    assert (identity["customer_id"], identity["size"]) == ("S", 2)


def test_decisions_are_listed_to_who_may_see_them(bank_of_two: ServedBank) -> None:
    group = group_of(bank_of_two)
    made = proposed(bank_of_two, group)
    other = proposed(bank_of_two, group, "B")
    body = {"a": "T", "b": "S", "verdict": "unsure", **SAID}
    third = send(bank_of_two, COMPLIANCE, "/identities/decisions", **body)
    path = f"/decisions/{made['decision_no']}/decisions"
    send(bank_of_two, RISK, path, action="approve", **SIGNED)

    def numbers(who: Any, **query: Any) -> list[int]:
        return [
            each["decision_no"] for each in ask(bank_of_two, who, "/decisions", **query)["items"]
        ]

    assert numbers(AUDITOR) == [4, 3, 2, 1]
    assert numbers(RM) == [4, 3, 2, 1]
    # Only T is of branch B2.
    assert numbers(RM2) == [third["decision_no"]]
    assert numbers(COMPLIANCE) == [4, 3, 2, 1]
    assert numbers(MARKETER) == []
    assert numbers(AUDITOR, subject=group) == [4, 2, 1]
    assert (
        numbers(AUDITOR, subject="T") == numbers(AUDITOR, subject="S", author="compliance") == [3]
    )
    assert numbers(AUDITOR, author="rm") == [2, 1]
    assert numbers(AUDITOR, action="approve") == [4]
    assert numbers(AUDITOR, state="proposed") == [3, 2]
    assert numbers(AUDITOR, since="2100-01-01") == []
    first = ask(bank_of_two, AUDITOR, "/decisions", limit=3)
    assert [each["decision_no"] for each in first["items"]] == [4, 3, 2]
    assert numbers(AUDITOR, cursor=first["next"]) == [1]
    row = ask(bank_of_two, AUDITOR, "/decisions", subject=group, author="rm")["items"][-1]
    assert (row["subject_kind"], row["subject"], row["action"]) == ("group", group, "in")
    assert (row["state"], row["reason"], row["signed"]) == ("in_force", SAID["reason"], True)
    assert row["body"] == {"customer_id": "S"}
    assert (row["previous_hash"], len(row["hash"])) == ("0" * 64, 64)
    assert other["decision_no"] == 2


def test_the_inbox_holds_what_its_viewer_may_sign_and_did_not_make(
    bank_of_two: ServedBank,
) -> None:
    group = group_of(bank_of_two)
    made = proposed(bank_of_two, group, who=BOTH)
    body = {"a": "T", "b": "S", "verdict": "unsure", **SAID}
    identity = send(bank_of_two, COMPLIANCE, "/identities/decisions", **body)

    def waiting(who: Any) -> list[int]:
        items = ask(bank_of_two, who, "/inbox")["items"]
        return [each["decision"]["decision_no"] for each in items if each["kind"] == "approval"]

    assert waiting(RISK) == [made["decision_no"]]
    assert waiting(BOTH) == waiting(RM) == waiting(AUDITOR) == waiting(COMPLIANCE) == []
    assert waiting(COMPLIANCE2) == [identity["decision_no"]]
    path = f"/decisions/{made['decision_no']}/decisions"
    send(bank_of_two, RISK, path, action="approve", **SIGNED)
    assert waiting(RISK) == []

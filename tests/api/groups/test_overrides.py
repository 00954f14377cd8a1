import json
from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, holdings_of


def post(bank: ServedBank, path: str, status: int, **body: Any) -> Any:
    response = bank.client.post(f"/api/v1{path}", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def load(bank: ServedBank, *ownerships: str) -> None:
    customers = companies("H", "A", "B", "S")
    bank.keep_only(customers=customers, ownerships=holdings_of(*ownerships))
    bank.derive("--tags", "control_group_member")


def group_id(bank: ServedBank) -> str:
    (group,) = bank.get("/groups", kind="control")["items"]
    found: str = group["group_id"]
    return found


@pytest.fixture
def held(bank: ServedBank) -> ServedBank:
    load(bank, "H>A .6", "H>B .6")
    return bank


SAID = {"reason": "同一办公地点，资金统一调度", "author": "王经理"}


def test_an_override_is_told_beside_the_derived_result_and_changes_none_of_it(
    held: ServedBank,
) -> None:
    group = group_id(held)
    before = held.get(f"/groups/{group}")
    made = post(held, f"/groups/{group}/overrides", 201, customer_id="S", decision="in", **SAID)
    out = post(held, f"/groups/{group}/overrides", 201, customer_id="A", decision="out", **SAID)
    assert held.get(f"/overrides/{made['override_id']}") == made
    after = held.get(f"/groups/{group}")
    assert after["overrides"] == [made, out]
    assert (after["size"], after["exposure"]) == (before["size"], before["exposure"])
    ids = [member["customer_id"] for member in after["members"]]
    assert ids == [member["customer_id"] for member in before["members"]] == ["A", "B", "H"]
    assert [member["override"] for member in after["members"]] == [out, None, None]
    assert held.get(f"/groups/{group}/why", customer_id="S")["override"] == made


def test_an_override_survives_runs_and_changes_of_its_group(held: ServedBank) -> None:
    group = group_id(held)
    made = post(held, f"/groups/{group}/overrides", 201, customer_id="S", decision="in", **SAID)
    load(held, "H>A .7", "H>B .6", "A>B .1")
    assert group_id(held) == group
    assert held.get(f"/groups/{group}")["overrides"] == [made]
    load(held, "H>A .1")
    held.get(f"/groups/{group}", 404)
    (kept,) = held.get("/overrides")["items"]
    assert kept == {**made, "group_current": False}
    assert held.get(f"/groups/{group}/overrides")["items"] == [kept]


def test_what_was_withdrawn_is_kept_with_the_reason_and_may_be_decided_anew(
    held: ServedBank,
) -> None:
    group = group_id(held)
    made = post(held, f"/groups/{group}/overrides", 201, customer_id="A", decision="out", **SAID)
    path = f"/overrides/{made['override_id']}/withdrawal"
    withdrawn = post(held, path, 200, reason="误判", author="李经理")
    assert withdrawn["withdrawn_by"] == "李经理"
    assert withdrawn["withdrawn_reason"] == "误判"
    assert withdrawn["withdrawn_at"] >= made["made_at"]
    assert held.get(f"/groups/{group}")["overrides"] == []
    assert held.get(f"/groups/{group}/overrides")["items"] == []
    assert held.get(f"/groups/{group}/overrides", withdrawn="true")["items"] == [withdrawn]
    again = post(held, path, 409, reason="误判", author="李经理")
    assert again["type"] == "/problems/conflict"
    post(held, f"/groups/{group}/overrides", 201, customer_id="A", decision="in", **SAID)


@pytest.mark.parametrize("decision", ["in", "out"])
def test_a_second_override_of_one_customer_is_a_conflict_that_names_the_first(
    held: ServedBank, decision: str
) -> None:
    group = group_id(held)
    made = post(held, f"/groups/{group}/overrides", 201, customer_id="A", decision="out", **SAID)
    refused = post(
        held, f"/groups/{group}/overrides", 409, customer_id="A", decision=decision, **SAID
    )
    assert made["override_id"] in refused["detail"]
    assert held.get(f"/groups/{group}")["overrides"] == [made]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"customer_id": "nobody"}, "customer_id"),
        ({"decision": "maybe"}, "decision"),
        ({"reason": "  "}, "reason"),
        ({"author": ""}, "author"),
        ({"why": "x"}, "why"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_with_the_field(
    held: ServedBank, changed: dict[str, str], field: str
) -> None:
    body = {"customer_id": "A", "decision": "in", **SAID, **changed}
    refused = post(held, f"/groups/{group_id(held)}/overrides", 422, **body)
    assert [each["field"] for each in refused["fields"]] == [field]
    assert held.get("/overrides")["items"] == []


def test_a_group_or_an_override_that_is_not_there_is_a_404(held: ServedBank) -> None:
    post(held, "/groups/nothing/overrides", 404, customer_id="A", decision="in", **SAID)
    held.get("/groups/nothing/overrides", 404)
    held.get("/overrides/nothing", 404)
    post(held, "/overrides/nothing/withdrawal", 404, **SAID)


def test_overrides_are_listed_in_the_order_they_were_made_page_by_page(held: ServedBank) -> None:
    group = group_id(held)
    made = [
        post(held, f"/groups/{group}/overrides", 201, customer_id=each, decision="in", **SAID)
        for each in "SAB"
    ]
    first = held.get("/overrides", limit=2)
    rest = held.get("/overrides", cursor=first["next"])
    listed = [*first["items"], *rest["items"]]
    by_time = sorted(made, key=lambda each: (each["made_at"], each["override_id"]))
    assert listed == by_time
    assert rest["next"] is None

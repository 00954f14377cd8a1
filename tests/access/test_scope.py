"""A manager's questions tell of his own customers, and of others no more than who they are."""

import json
from typing import Any

import pytest

from tests.access.scoped_world import (
    AUDITOR,
    BRANCH_MARKETER,
    CERTIFICATE,
    FOREIGN_GROUP,
    IN_BRANCH,
    MANAGER,
    OUT_BRANCH,
    OUT_MANAGER,
    OWN,
    PHONE,
    PLANTED,
    ask,
    keep_divided,
    told,
)
from tests.banks import ServedBank
from tests.environment import opaque
from tests.viewers import named


@pytest.fixture
def divided(bank: ServedBank, behind_proxy: None) -> ServedBank:
    """The divided world on each engine in turn; a proxy says who asks."""
    return keep_divided(bank)


def test_lists_keep_to_the_scope(divided: ServedBank) -> None:
    for path in (
        "/customers?limit=500",
        "/customers?sort=name",
        "/customers?sort=-exposure",
        "/customers?tag=control_group_member&purpose=service",
        "/tags/control_group_member/customers",
        "/tags/control_group_member/customers?sort=name",
        "/exposures",
        "/runs/1/changes/2?limit=500",
        "/influencers",
        "/identities",
    ):
        items = told(divided, path, MANAGER)["items"]
        assert items, path
        assert {each["customer_id"] for each in items} <= {*OWN}, path
        every = {each["customer_id"] for each in told(divided, path, AUDITOR)["items"]}
        if path != "/identities":
            assert every - {*OWN}, path


def test_a_page_holds_as_many_as_are_asked_for(divided: ServedBank) -> None:
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        page = told(divided, f"/customers?limit=1{cursor}", MANAGER)
        seen += [each["customer_id"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == ["C1", "C4", "P1"]


def test_nothing_of_who_is_outside_is_found(divided: ServedBank) -> None:
    for asked in ("PZ", "Z1", f"欧阳{PLANTED}PZ", PHONE, PHONE[-4:], CERTIFICATE):
        path = f"/customers?q={asked}"
        assert told(divided, path, AUDITOR)["items"], asked
        assert told(divided, path, MANAGER)["items"] == [], asked
    items = [{"customer_id": "PZ"}, {"id_number": CERTIFICATE}, {"name": f"欧阳{PLANTED}PZ"}]
    nobody = [{"customer_id": "P0"}, {"id_number": "310105199001010017"}, {"name": "欧阳无人"}]
    found, none = (
        told(divided, "/customers/match", MANAGER, json={"items": each}) for each in (items, nobody)
    )
    matched = told(divided, "/customers/match", AUDITOR, json={"items": items})["items"]
    assert "none" not in [each["match"] for each in matched]
    for one, other in zip(found["items"], none["items"], strict=True):
        assert (one["match"], one["customers"]) == (other["match"], other["customers"])
        assert other["customers"] == []


def test_a_group_tells_who_lies_outside_and_nothing_else(divided: ServedBank) -> None:
    groups = told(divided, "/groups?limit=500", MANAGER)["items"]
    every = told(divided, "/groups?limit=500", AUDITOR)["items"]
    assert {each["group_id"] for each in every} > {each["group_id"] for each in groups}
    sizes = {each["group_id"]: (each["size"], each["exposure"]) for each in every}
    for group in groups:
        assert (group["size"], group["exposure"]) == sizes[group["group_id"]]
        page = told(divided, f"/groups/{group['group_id']}", MANAGER)
        assert page["size"] == group["size"] >= len(page["members"]) > 0
        inside = [each for each in page["members"] if each["customer_id"] in OWN]
        assert inside
        assert all(each["exposure"] is not None and each["reasons"] for each in inside)
        for each in page["members"]:
            if each["customer_id"] not in OWN:
                said = {name: value for name, value in each.items() if value not in (None, [])}
                assert set(said) == {"customer_id", "name", "kind"}
                assert each["name"].startswith("欧阳*") is (each["kind"] == "person")


def test_a_group_with_nobody_in_scope_is_none(divided: ServedBank) -> None:
    every = told(divided, "/groups?limit=500", AUDITOR)["items"]
    seen = {each["group_id"] for each in told(divided, "/groups?limit=500", MANAGER)["items"]}
    hidden = {each["group_id"] for each in every} - seen
    assert FOREIGN_GROUP in hidden
    assert len(hidden) > 1
    for group_id in hidden:
        for path in ("", "/why?customer_id=P1", "/history", "/overrides", ".graphml"):
            one = ask(divided, f"/groups/{group_id}{path}", MANAGER)
            none = ask(divided, f"/groups/G-0{path}", MANAGER)
            assert one.status_code == none.status_code == 404, (group_id, path)
            said = one.get_data(as_text=True).replace(group_id, "G-0")
            assert without_request(said) == without_request(none.get_data(as_text=True))
    assert told(divided, "/groups?customer_id=Z1", MANAGER)["items"] == []
    assert told(divided, f"/exposures?group_id={FOREIGN_GROUP}", MANAGER)["items"] == []


def test_another_number_of_who_is_outside_leads_nowhere(divided: ServedBank) -> None:
    other = named("relationship_manager", managers=OUT_MANAGER)
    assert ask(divided, "/customers/P4", MANAGER).status_code == 308
    assert ask(divided, "/customers/P4", other).status_code == 404


def test_walks_name_who_lies_outside_masked(divided: ServedBank) -> None:
    nodes = told(divided, "/customers/P1/neighbours?hops=2&limit=500", MANAGER)["nodes"]
    called = {each["id"]: each["name"] for each in nodes if each["label"] == "Customer"}
    assert called["P2"] == "欧阳*"
    assert called["P1"] == "P1"
    assert called["C2"] == "C2"
    # P2 is met at once, by a phone that P1 has too; the account of P2 and P3 is theirs.
    things = {each["id"] for each in nodes if each["label"] in ("Account", "Identifier")}
    every = told(divided, "/customers/P1/neighbours?hops=2&limit=500", AUDITOR)["nodes"]
    assert opaque("phone", "10000000001") in things
    assert opaque("account", "A2") in {each["id"] for each in every} - things
    path = told(divided, "/paths?from=P1&to=C4", MANAGER)
    assert path["hops"]
    for ends in ("from=P1&to=P2", "from=P2&to=P1"):
        assert ask(divided, f"/paths?{ends}", MANAGER).status_code == 404


def test_arrays_of_the_whole_bank_are_narrowed_before_they_are_cut(divided: ServedBank) -> None:
    outside = set()
    for network in ("influence", "kinship", "payments", "referrals"):
        path = f"/influencers?network={network}&purpose=service"
        every = [each["customer_id"] for each in told(divided, path, AUDITOR)["items"]]
        own = [each for each in every if each in OWN]
        for limit in (1, 50):
            listed = told(divided, f"{path}&limit={limit}", MANAGER)["items"]
            assert [each["customer_id"] for each in listed] == own[:limit]
        outside |= {*every} - {*own}
    assert outside
    for path in ("/customers/P1/similar", "/customers/C1/similar"):
        found = told(divided, path, MANAGER)["items"]
        assert {each["customer_id"] for each in found} <= {*OWN}
    seeds = told(divided, "/influence/seeds", BRANCH_MARKETER, json={"k": 1})["seeds"]
    assert {each["customer_id"] for each in seeds} <= {*OWN}
    for body in ({"seeds": ["PZ"], "k": 2}, {"seeds": ["P0"], "k": 2}):
        assert ask(divided, "/look-alike", BRANCH_MARKETER, json=body).status_code == 422


def test_a_marketer_sees_customers_through_lists_alone(divided: ServedBank) -> None:
    listed = told(divided, "/customers", BRANCH_MARKETER)
    assert listed["purpose"] == "marketing"
    assert [each["customer_id"] for each in listed["items"]] == ["C1", "C4"]
    assert all(each["consent"] for each in listed["items"])
    assert sum(listed["left_out"].values()) == 1
    both = named("marketer,relationship_manager", branches=IN_BRANCH)
    listed = told(divided, "/customers", both)
    assert (listed["purpose"], listed["left_out"]) == (None, None)
    assert [each["customer_id"] for each in listed["items"]] == ["C1", "C4", "P1"]


def test_a_tag_of_another_purpose_is_refused_and_left_out(divided: ServedBank) -> None:
    def status(path: str, viewer: dict[str, str], **asked: Any) -> tuple[int, str]:
        response = ask(divided, path, viewer, **asked)
        return response.status_code, (response.get_json() or {}).get("type", "").split("/")[-1]

    refused = (403, "not-allowed")
    for path in (
        "/customers/P1/tags/near_blocked",
        "/customers/PZ/tags/near_blocked",
        "/customers?tag=near_blocked",
        "/tags/near_blocked/customers",
        "/tags/control_group_member/customers?purpose=aml",
        "/runs/1/changes/2?tag=near_blocked",
        "/runs/1/changes/2?purpose=marketing",
        "/influencers?purpose=marketing",
    ):
        assert status(path, MANAGER) == refused, path
    for body in ({"tag": "near_blocked", "k": 1}, {"tag": "contagion_source", "k": 1}):
        assert status("/look-alike", BRANCH_MARKETER, json=body) == refused
    assert status("/influence/seeds", BRANCH_MARKETER, json={"k": 1, "within": "insider_related"})
    compliance = named("compliance")
    tags = {each["tag_id"] for each in told(divided, "/customers/P1/tags", AUDITOR)["tags"]}
    for viewer in (MANAGER, compliance, named("risk_officer")):
        seen = {each["tag_id"] for each in told(divided, "/customers/P1/tags", viewer)["tags"]}
        brief = {each["tag_id"] for each in told(divided, "/customers/P1", viewer)["tags"]}
        assert seen == brief
        assert seen < tags or viewer is not MANAGER
        changed = told(divided, "/runs/1/changes/2?limit=500", viewer)["items"]
        catalogue = told(divided, "/tags?limit=500", viewer)["items"]
        counted = {each["tag_id"] for each in catalogue if each["coverage"]}
        assert {each["tag_id"] for each in changed} <= counted
        assert seen <= counted
        [report, _] = told(divided, "/runs", viewer)["items"]
        assert {*report["report"]["tags"]} == counted


def test_the_purpose_meant_is_one_of_the_viewer(divided: ServedBank) -> None:
    def purpose(path: str, roles: str) -> str:
        viewer = named(roles, managers="RM-IN")
        found: str = told(divided, path, viewer)["purpose"]
        return found

    leaders = "/tags/opinion_leader/customers"
    assert purpose(leaders, "relationship_manager") == "service"
    assert purpose(leaders, "relationship_manager,marketer") == "marketing"
    assert purpose(leaders, "auditor") == "marketing"
    controlled = "/tags/control_group_member/customers"
    assert purpose(controlled, "risk_officer") == "credit_risk"
    assert purpose(controlled, "relationship_manager") == "service"
    assert purpose("/runs/1/changes/2", "compliance") == "aml"


def test_roles_that_may_not_ask_for_a_purpose_lend_it_no_scope(divided: ServedBank) -> None:
    both = named("relationship_manager,marketer", managers="RM-IN")
    path = "/tags/opinion_leader/customers"
    own = told(divided, f"{path}?purpose=service", both)["items"]
    assert {each["customer_id"] for each in own} <= {*OWN}


def test_each_role_has_its_own_scope_on_a_page(divided: ServedBank) -> None:
    both = named("relationship_manager,compliance", managers="RM-IN")
    of_service = "relationship_closeness"
    assert ask(divided, f"/customers/P1/tags/{of_service}", both).status_code == 200
    assert ask(divided, f"/customers/P2/tags/{of_service}", both).status_code == 404
    for customer, held in (("P1", True), ("P2", False)):
        tags = told(divided, f"/customers/{customer}/tags", both)["tags"]
        assert (of_service in {each["tag_id"] for each in tags}) is held
        brief = told(divided, f"/customers/{customer}", both)["tags"]
        assert (of_service in {each["tag_id"] for each in brief}) is held


def test_evidence_tells_nothing_of_what_strangers_keep(divided: ServedBank) -> None:
    def evidence(customer: str, tag: str, viewer: dict[str, str]) -> dict[str, Any]:
        [held] = told(divided, f"/customers/{customer}/tags/{tag}", viewer)["holdings"]
        return {"value": held["value"], **held["evidence"], "sentence": held["sentence"]}

    every = evidence("C4", "referral_influencer", AUDITOR)
    seen = evidence("C4", "referral_influencer", MANAGER)
    assert [(edge["to"], edge["assets"]) for edge in every["edges"]] == [("C5", "1000000.50")]
    [edge] = seen["edges"]
    assert {"from", "to", "type", "at"} <= edge.keys()
    assert not {"assets", "credit"} & edge.keys()
    assert seen["sentence"] == every["sentence"]
    holders = told(divided, "/tags/high_potential_neighbour/customers?purpose=service", AUDITOR)
    [holder] = holders["items"]
    every = holder["value"]["neighbours"]
    assert {"assets", "percentile"} <= every[0].keys()
    assert every[0]["customer_id"] not in OWN
    listed = told(divided, "/tags/high_potential_neighbour/customers", MANAGER)["items"]
    assert [each["customer_id"] for each in listed] == [holder["customer_id"]]
    [one, *_] = listed[0]["value"]["neighbours"]
    assert set(one) == {"customer_id", "relation", "tie", "kind"}
    assert listed[0]["sentence"] != holder["sentence"]


def test_communities_keep_their_size_and_name_no_leader_outside(divided: ServedBank) -> None:
    every = told(divided, "/communities?purpose=service", AUDITOR)["items"]
    for viewer in (MANAGER, BRANCH_MARKETER):
        listed = told(divided, "/communities", viewer)["items"]
        assert listed
        sizes = {each["community_id"]: each["size"] for each in every}
        for each in listed:
            assert each["size"] == sizes[each["community_id"]]
            page = told(divided, f"/communities/{each['community_id']}", viewer)
            assert {member["customer_id"] for member in page["members"]} <= {*OWN}
            assert OUT_BRANCH not in json.dumps(page, ensure_ascii=False)


def without_request(text: str) -> dict[str, Any]:
    """A problem without what tells one request from another."""
    said: dict[str, Any] = json.loads(text)
    return {name: said[name] for name in said if name not in ("instance", "request_id")}

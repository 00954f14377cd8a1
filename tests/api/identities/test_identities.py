"""One customer under several numbers, through commands and HTTP, on both stores."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.banks import ServedBank, write_files

DAY = "2025-12-31"

CUSTOMERS = [
    {"customer_id": "P1", "kind": "person", "name": "林海生", "assets": "100"},
    {"customer_id": "P2", "kind": "person", "name": "林海生", "assets": "100"},
    {"customer_id": "K", "kind": "company", "name": "青石贸易有限公司"},
    {"customer_id": "A", "kind": "company", "name": "甲材有限公司"},
    {"customer_id": "B", "kind": "company", "name": "乙材有限公司"},
    {"customer_id": "C1", "kind": "company", "name": "丙材有限公司", "net_assets": "7"},
    {"customer_id": "C2", "kind": "company", "name": "丙材公司", "blocked": "true"},
    {"customer_id": "S", "kind": "person", "name": "宋平", "assets": "100"},
]
BANK: dict[str, list[dict[str, str]]] = {
    "customers": CUSTOMERS,
    "ownerships": [
        {"owner_id": "P1", "owned_id": "K", "share": "0.3"},
        {"owner_id": "P2", "owned_id": "K", "share": "0.3"},
    ],
    "guarantees": [
        {"guarantee_id": "1", "guarantor_id": "A", "borrower_id": "B", "amount": "100"},
        {"guarantee_id": "2", "guarantor_id": "B", "borrower_id": "C1", "amount": "100"},
        {"guarantee_id": "3", "guarantor_id": "C2", "borrower_id": "A", "amount": "100"},
    ],
    "referrals": [
        {"referrer_id": "P1", "referred_id": "P2", "at": "2025-01-05"},
        {"referrer_id": "P1", "referred_id": "S", "at": "2025-01-06"},
    ],
    "exposures": [
        {"exposure_id": "E1", "customer_id": "C1", "kind": "loan", "amount": "5"},
        {"exposure_id": "E2", "customer_id": "C2", "kind": "loan", "amount": "6"},
    ],
    "groups": [{"group_id": "G", "name": "集团"}],
    "group_members": [
        {"group_id": "G", "customer_id": "C1"},
        {"group_id": "G", "customer_id": "C2"},
        {"group_id": "G", "customer_id": "K"},
    ],
    "same_as": [
        {"customer_id": "P1", "other_customer_id": "P2", "basis": "crm"},
        {"customer_id": "C2", "other_customer_id": "C1", "basis": "crm"},
    ],
}


def decide(bank: ServedBank, a: str, b: str, verdict: str, status: int = 201) -> dict[str, Any]:
    """What POST /identities/decisions answers."""
    body = {"a": a, "b": b, "verdict": verdict, "reason": "查过证件", "author": "RM1"}
    response = bank.client.post("/api/v1/identities/decisions", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    found: dict[str, Any] = json.loads(response.data)
    return found


def test_every_tag_sees_one_customer(bank: ServedBank) -> None:
    bank.keep(**BANK)
    bank.derive("--as-of", DAY)

    owner = bank.holding("P1", "beneficial_owner")
    assert owner["value"] == {"company_id": "K", "integrated": 0.6}
    assert [
        (edge["from"], edge.get("from_number"), edge["share"])
        for edge in owner["evidence"]["edges"]
    ] == [("P1", None, 0.3), ("P1", "P2", 0.3)]
    assert bank.holding("K", "control_group_member")["value"]["head_id"] == "P1"
    circle = {holder["customer_id"] for holder in bank.holders("guarantee_circle")}
    assert circle == {"A", "B", "C1"}
    told = bank.get("/customers/P1/referrals")
    assert (told["direct"], told["credit"]) == (1, 100.0)
    [itself] = told["self_referrals"]
    assert (itself["referrer_id"], itself["referred_id"]) == ("P1", "P2")
    facts = bank.holding("P1", "referral_influencer")["evidence"]["facts"]
    assert facts["self_referrals"] == [itself]
    assert bank.holders("suspected_affiliate") == []
    blocked = {holder["customer_id"] for holder in bank.holders("near_blocked")}
    assert blocked == {"A", "B", "K"}


def test_another_number_leads_to_the_customer(bank: ServedBank) -> None:
    bank.keep(**BANK)
    bank.derive("--as-of", DAY)

    for below in ("", "/tags", "/tags/beneficial_owner", "/neighbours", "/ownership", "/money"):
        led = bank.client.get(f"/api/v1/customers/P2{below}?x=1")
        assert led.status_code == 308
        assert led.headers["Location"] == f"/api/v1/customers/P1{below}?x=1"
    customer = bank.get("/customers/P1")
    assert [number["customer_id"] for number in customer["numbers"]] == ["P1", "P2"]
    assert {number["basis"] for number in customer["numbers"]} == {"crm"}
    assert customer["assets"] == "200.00"
    firm = bank.get("/customers/C1")
    assert (firm["name"], firm["net_assets"], firm["blocked"]) == ("丙材有限公司", "7.00", True)
    alone = bank.get("/customers/K")["numbers"]
    assert [(number["customer_id"], number["basis"]) for number in alone] == [("K", None)]


def test_lists_see_one_customer(bank: ServedBank) -> None:
    p1, p2, *others = CUSTOMERS
    refused = {**p2, "name": "Lin Haisheng", "marketing_consent": "false"}
    richer = {"customer_id": "Q", "kind": "person", "name": "秦川", "assets": "150"}
    bank.keep(**{**BANK, "customers": [p1, refused, *others, richer]})
    bank.derive("--as-of", DAY)

    assert bank.holding("P1", "referral_root")["value"]
    assert bank.holders("referral_root") == []
    assert bank.get("/runs/1")["report"]["tags"]["referral_root"]["holdings"] == 1
    seen = bank.get("/customers", q="haisheng", tag="guarantee_circle")["items"]
    assert seen == []
    [seen] = bank.get("/customers", q="haisheng", tag="beneficial_owner")["items"]
    assert (seen["customer_id"], seen["name"]) == ("P1", "林海生")
    assert bank.get("/customers", q="haisheng", tag="referral_root")["items"] == []
    richest = bank.get("/customers", sort="-assets", kind="person")["items"]
    assert [row["customer_id"] for row in richest] == ["P1", "Q", "S"]
    owing = bank.get("/customers", sort="-exposure", limit=1)["items"]
    assert [row["customer_id"] for row in owing] == ["C1"]


def test_a_decision_undoes_and_history_says_so(bank: ServedBank) -> None:
    bank.keep(**BANK)
    bank.derive("--as-of", DAY)
    [group] = [each for each in bank.items("/groups", kind="control")]

    made = decide(bank, "P2", "P1", "different")
    assert (made["decision_no"], made["state"], made["signed"]) == (1, "in_force", False)
    bank.derive("--as-of", DAY)

    assert bank.get("/customers/P2")["numbers"][0]["customer_id"] == "P2"
    owners = {(each["customer_id"], each["score"]) for each in bank.holders("beneficial_owner")}
    assert owners == {("P1", 0.3), ("P2", 0.3)}
    assert list(bank.items("/groups", kind="control")) == []
    events = [item["event"] for item in bank.items(f"/groups/{group['group_id']}/history")]
    assert events == ["ended", "formed"]
    told = bank.get("/identities/P1")
    [decision] = told["decisions"]
    assert (decision["verdict"], decision["author"], decision["reason"]) == (
        "different",
        "RM1",
        "查过证件",
    )
    assert told["joined_by"] == []


def test_what_would_join_two_that_are_different_does_not(bank: ServedBank) -> None:
    bank.keep(**BANK)
    decide(bank, "P1", "P2", "different")
    decide(bank, "P1", "S", "same")
    decide(bank, "S", "P2", "same")
    bank.derive("--as-of", DAY)

    [item, *_] = [each for each in bank.items("/identities") if each["customer_id"] != "C1"]
    assert (item["customer_id"], item["size"]) == ("P1", 2)
    [conflict] = bank.get("/identities/S")["conflicts"]
    assert (conflict["a"], conflict["b"], conflict["decision_no"]) == ("P2", "S", 3)
    assert conflict["different"] == ["P1", "P2"]
    report = bank.get("/runs/1")["report"]["identities"]
    assert (report["customers"], report["conflicts"]) == (2, 1)


def test_a_decision_outweighs_a_record_loaded_later(bank: ServedBank) -> None:
    bank.keep(customers=CUSTOMERS)
    decide(bank, "P1", "P2", "same")
    decide(bank, "P2", "P1", "different")
    bank.keep(same_as=BANK["same_as"])
    bank.derive("--as-of", DAY)

    assert [each["customer_id"] for each in bank.items("/identities")] == ["C1"]
    overruled = [each["overruled_by"] for each in bank.get("/identities/P1")["decisions"]]
    assert overruled == [None, 2]


def test_a_run_before_there_were_identities_has_none(bank: ServedBank) -> None:
    without = {name: rows for name, rows in BANK.items() if name != "same_as"}
    bank.keep(**without)
    bank.derive("--as-of", DAY)
    assert bank.get("/customers/P2/tags")["customer_id"] == "P2"
    bank.keep(same_as=BANK["same_as"])
    bank.derive("--as-of", DAY)
    assert bank.client.get("/api/v1/customers/P2/tags").status_code == 308
    # The number stays while its core stays, though a smaller one joins.
    bank.keep(
        customers=[{"customer_id": "A0", "kind": "person", "name": "林海生"}],
        same_as=[{"customer_id": "A0", "other_customer_id": "P2"}],
    )
    bank.derive("--as-of", DAY)
    numbers = bank.get("/customers/P1")["numbers"]
    assert [number["customer_id"] for number in numbers] == ["A0", "P1", "P2"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"a": "P1", "b": "P1"}, "body"),
        ({"a": "P1", "b": "nobody"}, "b"),
        ({"a": "P1", "b": "P2", "verdict": "perhaps"}, "verdict"),
        ({"a": "P1", "b": "P2", "reason": " "}, "reason"),
    ],
)
def test_a_decision_that_makes_no_sense_is_told_why(
    sqlite_bank: ServedBank, body: dict[str, str], field: str
) -> None:
    sqlite_bank.keep(customers=CUSTOMERS)
    whole = {"verdict": "same", "reason": "r", **body}
    response = sqlite_bank.client.post("/api/v1/identities/decisions", json=whole)
    assert response.status_code == 422
    assert field in {fault["field"] for fault in json.loads(response.data)["fields"]}


def test_since_when_numbers_are_one_is_told_in_the_bank_s_zone(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_TIME_ZONE", "Asia/Shanghai")
    sqlite_bank.keep(**BANK)
    sqlite_bank.derive("--as-of", DAY, "--tags", "household")
    told = sqlite_bank.get("/identities/P1")
    since = [*(each["since"] for each in told["numbers"]), told["joined_by"][0]["since"]]
    assert since
    assert all(each.endswith("+08:00") for each in since)
    assert sqlite_bank.get("/customers/P1")["numbers"] == told["numbers"]


def test_what_numbers_say_differently_is_told(bank: ServedBank, tmp_path: Path) -> None:
    """The first source's word counts for a customer of two numbers, and the other's is a fact."""
    core = {"kind": "company", "name": "甲乙有限公司", "net_assets": "7", "assets": "10"}
    crm = {
        "kind": "company",
        "name": "甲乙公司",
        "net_assets": "9",
        "branch": "徐汇",
        "assets": "4",
    }
    joined = [{"customer_id": "P1", "other_customer_id": "X1", "basis": "crm"}]
    for source, records in (
        ("core", {"customers": [{"customer_id": "P1", **core}]}),
        ("crm", {"customers": [{"customer_id": "X1", **crm}], "same_as": joined}),
        ("old", {"customers": [{"customer_id": "X1", **crm, "branch": "静安", "assets": "5"}]}),
    ):
        bank.load(write_files(tmp_path / source, **records), "--as", source)
    bank.derive("--as-of", DAY, "--tags", "household")
    told = bank.get("/customers/P1")
    assert (told["net_assets"], told["branch"], told["assets"]) == ("7.00", "徐汇", "14.00")
    assert [tuple(each.values()) for each in told["conflicts"]] == [
        ("name", "甲乙公司", "crm", "X1"),
        ("name", "甲乙公司", "old", "X1"),
        ("branch", "静安", "old", "X1"),
        ("assets", "5.00", "old", "X1"),
        ("net_assets", "9.00", "crm", "X1"),
        ("net_assets", "9.00", "old", "X1"),
    ]

"""What has ended, or has not begun, is out of walks as it is out of tags, unless asked for."""

from pathlib import Path
from typing import Any

import pytest

from tests.api.graph.test_nearest_paths import ids, path_between
from tests.banks import ServedBank, write_files
from tests.building import companies, kin, paid, people, phones

pytestmark = pytest.mark.usefixtures("as_stored")

#: A record over before the day, one that begins after it, one that is over on it, one that counts.
SPANS = {
    "past": {"to_on": "2020-01-01"},
    "future": {"from_on": "2030-01-01"},
    "last": {"to_on": "2025-12-31"},
    "first": {"from_on": "2025-12-31", "to_on": "2026-01-01"},
}
DAY = "2025-12-31"


@pytest.fixture
def dated_bank(bank: ServedBank) -> ServedBank:
    """From P an ownership, an office, a guarantee and a control to companies, of each span."""
    bank.keep(
        customers=[*people("P", net_assets="1"), *companies(*SPANS)],
        ownerships=[{"owner_id": "P", "owned_id": c, "share": ".6", **SPANS[c]} for c in SPANS],
        positions=[
            {"person_id": "P", "company_id": c, "role": "director", **SPANS[c]} for c in SPANS
        ],
        guarantees=[
            {"guarantee_id": c, "guarantor_id": "P", "borrower_id": c, "amount": "5", **SPANS[c]}
            for c in SPANS
        ],
        controls=[
            {"controller_id": "P", "controlled_id": c, "basis": "other", **SPANS[c]} for c in SPANS
        ],
    )
    bank.derive("--tags", "control_group_member", "--as-of", DAY)
    return bank


@pytest.mark.parametrize("types", ["OWNS", "HOLDS_POSITION", "GUARANTEES", "CONTROLS"])
def test_records_count_on_the_day_of_the_run(dated_bank: ServedBank, types: str) -> None:
    told = dated_bank.get("/customers/P/neighbours", types=types)
    assert [edge["to"] for edge in told["edges"]] == ["first"]
    assert all("ended" not in edge for edge in told["edges"])
    told = dated_bank.get("/customers/P/neighbours", types=types, include="ended")
    over = {edge["to"]: edge.get("ended") for edge in told["edges"]}
    assert over == {"past": True, "future": True, "last": True, "first": None}
    for company in SPANS:
        found = path_between(dated_bank, company, "P", types=types)["hops"]
        assert found == (1 if company == "first" else None)
        shown = path_between(dated_bank, company, "P", types=types, include="ended")
        assert [edge.get("ended") for edge in shown["edges"]] == [over[company]]


def test_ownership_and_what_a_failure_leads_to_are_of_that_day_too(dated_bank: ServedBank) -> None:
    owned = dated_bank.get("/customers/P/ownership")["owned"]
    assert [stake["customer_id"] for stake in owned] == ["first"]
    losing = {company: p_loses(dated_bank, company) for company in SPANS}
    assert losing == {"past": False, "future": False, "last": False, "first": True}


def p_loses(bank: ServedBank, defaulted: str) -> bool:
    """Whether P is hurt by the failure of a company that it guarantees."""
    body = {"model": "threshold", "defaulted": [defaulted]}
    answer: Any = bank.client.post("/api/v1/contagion", json=body).get_json()
    hit = {one["customer_id"] for each in answer["rounds"] for one in each["customers"]}
    return "P" in hit


def test_the_day_is_that_of_the_run_that_is_asked(bank: ServedBank) -> None:
    bank.keep(
        customers=people("E1", "E2"),
        ownerships=[{"owner_id": "E1", "owned_id": "E2", "share": ".6", "to_on": "2020-01-01"}],
    )
    assert path_between(bank, "E1", "E2")["hops"] is None
    bank.derive("--tags", "control_group_member", "--as-of", "2019-12-31")
    assert path_between(bank, "E1", "E2")["hops"] == 1
    bank.derive("--tags", "control_group_member", "--as-of", "2020-01-01")
    assert path_between(bank, "E1", "E2")["hops"] is None


def test_what_was_closed_is_shown_only_where_it_is_asked_for(bank: ServedBank) -> None:
    customers = people(*"abcdeG")
    rows: dict[str, Any] = {
        "kinships": kin("a spouse b"),
        "identifiers": phones(a="13000000001", c="13000000001"),
        "groups": [{"group_id": "G1", "name": "甲集团"}],
        "group_members": [{"group_id": "G1", "customer_id": c} for c in ("a", "d")],
    }
    money = paid("a>e 5 2025-01-01", "a>e 7 2025-01-02")
    bank.keep(customers=customers, **rows, **money)
    reached = ["b", "d", "e", "G1"]
    for _ in range(2):
        around = bank.get("/customers/a/neighbours", hops=2)
        assert set(reached) <= set(ids(around))
    left = {**money, "transactions": money["transactions"][:1]}
    bank.keep_only(customers=customers, **left)
    assert set(ids(bank.get("/customers/a/neighbours", hops=2))) == {"a", "e", "@a", "@e"}
    around = bank.get("/customers/a/neighbours", hops=2, include="ended")
    assert set(reached) <= set(ids(around))
    by_payment = {e["amount"]: e.get("ended") for e in around["edges"] if e["type"] == "PAID"}
    assert by_payment == {"5.00": None, "7.00": True}
    others = {e.get("ended") for e in around["edges"] if e["type"] not in ("PAID", "HOLDS")}
    assert others == {True}
    for other in ("b", "c", "d"):
        assert path_between(bank, "a", other)["hops"] is None
        told = path_between(bank, "a", other, include="ended")
        assert {edge["ended"] for edge in told["edges"]} == {True}


def test_a_graph_file_says_what_has_ended(dated_bank: ServedBank) -> None:
    asked = {"types": "OWNS", "include": "ended"}
    for form in ("graphml", "gexf", "node-link.json"):
        path = f"/api/v1/customers/P/neighbours.{form}"
        text = dated_bank.client.get(path, query_string=asked).get_data(as_text=True)
        assert text.count("true") >= 3, form
        text = dated_bank.client.get(path, query_string={"types": "OWNS"}).get_data(as_text=True)
        assert "ended" not in text, form


def test_only_the_word_ended_is_included_and_payments_in_time_do_not_end(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    sqlite_bank.load(write_files(tmp_path / "files", customers=people("a", "b")))
    sqlite_bank.get("/customers/a/neighbours", 422, include="all")
    refused = sqlite_bank.get(
        "/paths", 422, **{"from": "a", "to": "b"}, include="ended", order="time"
    )
    assert [each["field"] for each in refused["fields"]] == ["include"]

"""/cases: an answer about contagion is kept under a number and reads the same ever after."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from cypher import StoreSettings, open_store
from cypher.decision import ChainAfter, TokensOf
from tests.api.contagion.contagious import ask, load_example
from tests.api.decisions.asked import AUDITOR, RISK, send
from tests.api.decisions.asked import ask as viewed
from tests.banks import ServedBank
from tests.building import firms, obligations_of


def keep(bank: ServedBank, status: int = 201, **body: Any) -> Any:
    response = bank.client.post("/api/v1/cases", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def kept_bytes(bank: ServedBank, case_no: int) -> bytes:
    response = bank.client.get(f"/api/v1/cases/{case_no}")
    assert response.status_code == 200
    return bytes(response.data)


@pytest.fixture
def cascade(sqlite_bank: ServedBank) -> ServedBank:
    return load_example(sqlite_bank)


def test_a_case_reads_the_same_after_another_load_run_and_zone(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_example(bank)
    bank.derive("--tags", "contagion_source")
    response = bank.client.post(
        "/api/v1/cases", json={"title": "A逾期", "defaulted": ["A"], "limit": 500}
    )
    assert response.status_code == 201
    case = json.loads(response.data)
    assert response.headers["Location"].endswith("/api/v1/cases/1")
    assert (case["case_no"], case["title"], case["run_id"]) == (1, "A逾期", 1)
    bank.keep_only(
        customers=[{**row, "name": "又名"} for row in firms(A=1, B=1, Z=9)],
        obligations=obligations_of("A>Z 900"),
        exposures=[{"exposure_id": "1", "customer_id": "Z", "kind": "loan", "amount": 5}],
    )
    bank.derive("--tags", "contagion_source")
    bank.close()
    monkeypatch.setenv("GUANXI_TIME_ZONE", "UTC")
    later = ServedBank(bank.url, monkeypatch)
    assert ask(later, defaulted=["A"])["run_id"] == 2
    assert kept_bytes(later, 1) == response.data
    again = later.client.get("/api/v1/cases/1", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert keep(later, title="second", defaulted=["A"])["case_no"] == 2
    listed = later.get("/cases")["items"]
    assert [each["case_no"] for each in listed] == [2, 1]
    assert listed[1]["customers"] == [{"customer_id": "A", "name": "A"}]
    later.close()


def test_both_answers_are_those_of_contagion(cascade: ServedBank) -> None:
    cascade.keep(exposures=[{"exposure_id": "1", "customer_id": "B", "kind": "loan", "amount": 7}])
    case = keep(cascade, title="t", defaulted=["A"], loss_given_default=0.9)
    asked: dict[str, Any] = {"defaulted": ["A"], "loss_given_default": 0.9}
    assert case["answer"] == ask(cascade, model="threshold", **asked)
    assert case["beside"] == ask(cascade, model="debtrank", **asked)
    assert case["asked"] == asked
    # B loses .9 x 60 of its 50 and fails: .9 x 7.
    assert (case["bank_loss"], case["currency"]) == ("6.30", "CNY")
    assert case["answer"]["totals"]["bank_loss"] == "6.30"


@pytest.mark.parametrize(
    ("body", "models"),
    [
        ({"defaulted": ["A"]}, ("threshold", "debtrank")),
        ({"defaulted": ["A"], "model": "threshold"}, ("threshold", "debtrank")),
        ({"defaulted": ["A"], "model": "debtrank"}, ("debtrank", "threshold")),
        ({"defaulted": ["A"], "model": "clearing"}, ("clearing", "threshold")),
        ({"shocks": {"A": 0.4}}, ("debtrank", "debtrank_differential")),
        (
            {"shocks": {"A": 0.4}, "model": "debtrank_differential"},
            ("debtrank_differential", "debtrank"),
        ),
        ({"shocks": {"A": 0.4}, "model": "clearing"}, ("clearing", "debtrank")),
        ({"model": "clearing"}, ("clearing", None)),
    ],
)
def test_the_default_model_is_one_of_the_two(
    cascade: ServedBank, body: dict[str, Any], models: tuple[str, str | None]
) -> None:
    case = keep(cascade, title="t", **body)
    assert case["model"] == case["answer"]["model"]
    assert (case["model"], (case["beside"] or {}).get("model")) == models


def test_cases_are_listed_page_by_page_the_latest_first(cascade: ServedBank) -> None:
    assert cascade.get("/cases") == {"items": [], "next": None}
    for number in range(5):
        keep(cascade, title=f"case {number}", defaulted=["A"])
    page = cascade.get("/cases", limit=2)
    assert [each["case_no"] for each in page["items"]] == [5, 4]
    assert page["items"][0] | {"made_at": ""} == {
        **{"case_no": 5, "title": "case 4", "made_at": "", "run_id": None, "model": "threshold"},
        **{"customers": [{"customer_id": "A", "name": "A"}], "bank_loss": "0.00"},
        "currency": "CNY",
    }
    every = [each["case_no"] for each in cascade.items("/cases", limit=2)]
    assert every == [5, 4, 3, 2, 1]


def test_of_very_many_who_were_hit_some_are_named_and_the_others_counted(
    sqlite_bank: ServedBank,
) -> None:
    ids = [f"A{i:02}" for i in range(23)]
    sqlite_bank.keep(
        customers=[{**row, "industry": "农业"} for row in firms(**dict.fromkeys(ids, 1))]
    )
    case = keep(sqlite_bank, title="t", shock={"industry": "农业"})
    assert [each["customer_id"] for each in case["customers"]] == ids[:20]
    assert case["customers_hidden"] == 3
    assert case["asked"] == {"shock": [{"industry": "农业"}]}


def test_numbers_rise_without_a_gap_however_many_keep_at_once(bank: ServedBank) -> None:
    load_example(bank)
    client = bank.client.application.test_client

    def one(number: int) -> int:
        body = {"title": f"case {number}", "defaulted": ["A"]}
        return int(client().post("/api/v1/cases", json=body).get_json()["case_no"])

    with ThreadPoolExecutor(4) as many:
        numbers = list(many.map(one, range(12)))
    assert sorted(numbers) == list(range(1, 13))
    titles = {json.loads(kept_bytes(bank, number))["title"] for number in numbers}
    assert titles == {f"case {number}" for number in range(12)}


def test_keeping_a_case_is_a_decision_that_names_customers_by_tokens(
    bank: ServedBank, behind_proxy: None
) -> None:
    load_example(bank)
    case = send(bank, RISK, "/cases", title="A逾期", defaulted=["A"])
    [row] = viewed(bank, RISK, "/decisions")["items"]
    told = {name: row[name] for name in ("subject_kind", "subject", "action", "state", "reason")}
    assert told == {
        **{"subject_kind": "case", "subject": str(case["case_no"]), "action": "keep"},
        **{"state": "in_force", "reason": "A逾期"},
    }
    assert (row["author"], row["signed"], row["other"]) == (RISK["X-Guanxi-User"], True, None)
    assert row["body"] == {
        **{"customers": ["A"], "customers_hidden": 0},
        **{"model": "threshold", "run_id": None},
    }
    [entry] = [
        each
        for each in viewed(bank, AUDITOR, "/audit", customer_id="A")["items"]
        if each["chain"] == "decisions"
    ]
    assert (entry["customer_ids"], entry["action"]) == (["A"], "keep")
    assert entry["reason"] == "A逾期"
    with closing(open_store(StoreSettings())) as store:
        [chained] = store.rows(ChainAfter(0, 10))
        [token] = store.rows(TokensOf(["A"]))
    # What is hashed names nobody.
    assert json.loads(chained.body)["customers"] == [token.token]
    assert "逾期" not in json.dumps([*chained.said().values()], ensure_ascii=False)
    assert viewed(bank, AUDITOR, "/audit/verify")["intact"] is True


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"defaulted": ["A"]}, "title"),
        ({"title": "", "defaulted": ["A"]}, "title"),
        ({"title": "  ", "defaulted": ["A"]}, "title"),
        ({"title": "t" * 201, "defaulted": ["A"]}, "title"),
        ({"title": "t\n", "defaulted": ["A"], "model": "threshld"}, "model"),
        ({"title": "t"}, "defaulted"),
        ({"title": "t", "defaulted": ["Q"]}, "defaulted"),
        ({"title": "t", "defaulted": ["A"], "shocks": {"A": 1}}, "shocks"),
        ({"title": "t", "shocks": {"A": 1.5}}, "shocks.A"),
        ({"title": "t", "shock": {"tag": "rich"}}, "shock"),
        ({"title": "t", "defaulted": ["A"], "loss_given_default": 2}, "loss_given_default"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_field_and_takes_no_number(
    cascade: ServedBank, body: dict[str, Any], field: str
) -> None:
    refused = keep(cascade, 422, **body)
    assert field in {each["field"] for each in refused["fields"]}
    assert keep(cascade, title="t", defaulted=["A"])["case_no"] == 1


def test_a_case_that_is_not_there_is_not_found_and_none_can_be_taken_away(
    cascade: ServedBank,
) -> None:
    keep(cascade, title="t", defaulted=["A"])
    for number in (0, -1, 2):
        missing = cascade.get(f"/cases/{number}", 404)
        assert f"there is no case {number}" in missing["detail"]
    assert cascade.client.delete("/api/v1/cases/1").status_code == 405


def test_a_store_that_may_only_be_read_keeps_no_case(cascade: ServedBank) -> None:
    client = cascade.client
    with closing(open_store(StoreSettings(), read_only=True)) as only_read:
        client.application.extensions["guanxi.store"] = only_read
        response = client.post("/api/v1/cases", json={"title": "t", "defaulted": ["A"]})
    assert response.status_code == 403
    assert response.get_json()["type"] == "/problems/read-only"

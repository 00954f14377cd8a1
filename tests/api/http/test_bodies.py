"""What a request may send, and how little is told of what is wrong with it."""

import json
import time
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.http.test_problems import checked
from tests.banks import ServedBank

PATH = "/api/v1/contagion"


def sent(world: ServedBank, body: str | bytes, path: str = PATH) -> TestResponse:
    return world.client.post(path, data=body, content_type="application/json")


def small(response: TestResponse) -> dict[str, Any]:
    """The problem of a response that lists at most twenty faults, in few letters."""
    problem = checked(response, 422, "invalid-input")
    assert 1 <= len(problem["fields"]) <= 20
    assert len(response.data) < 6_000
    return problem


@pytest.mark.parametrize(
    "body",
    [
        {"model": "threshold", "defaulted": [""] * 100_000},
        {f"k{i}": 1 for i in range(90_000)},
        {"model": "threshold", "remove": [{}] * 1_000},
        {"x" * 100_000: 1},
        {"model": "y" * 100_000},
    ],
)
def test_of_many_faults_twenty_are_told_and_nothing_is_repeated(
    world: ServedBank, body: dict[str, Any]
) -> None:
    began = time.thread_time()
    small(sent(world, json.dumps(body)))
    assert time.thread_time() - began < 5


def test_how_many_faults_are_not_told_is_said(world: ServedBank) -> None:
    body = json.dumps({"model": "threshold", "defaulted": [""] * 50})
    assert small(sent(world, body))["detail"].endswith("and 30 more")
    zh = {"Accept-Language": "zh"}
    told = world.client.post(PATH, data=body, content_type="application/json", headers=zh)
    assert told.get_json()["detail"].endswith("另有30处")


def test_faults_far_down_a_list_are_counted(world: ServedBank) -> None:
    ids = [f"C{i}" for i in range(200)] + [""] * 2_000
    problem = checked(
        sent(world, json.dumps({"defaulted": ids, "model": "threshold"})), 422, "bad-request"
    )
    assert "2000" in problem["detail"]


@pytest.mark.parametrize("deep", [1_000, 100_000])
@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}")])
def test_json_that_is_nested_too_deep_is_refused(
    world: ServedBank, deep: int, opens: str, closes: str
) -> None:
    body = f'{{"model":{opens * deep}1{closes * deep}}}'
    assert "nested" in checked(sent(world, body), 422, "bad-request")["detail"]


def test_a_name_that_is_given_twice_is_named(world: ServedBank) -> None:
    twice = '{"model":"threshold","defaulted":["C1"],"model":"clearing"}'
    assert checked(sent(world, twice), 422, "bad-request")["fields"][0]["field"] == "model"
    within = '{"add":[{"type":"OWNS","from":"C1","from":"C2","to":"C3"}],"customers":["C1"]}'
    problem = checked(sent(world, within, "/api/v1/what-if"), 422, "bad-request")
    assert problem["fields"][0]["field"] == "from"


@pytest.mark.parametrize("body", ["", "{", "nonsense", b'{"model":"\xff"}', "9" * 5_000, '"{}"'])
def test_what_is_no_object_is_said_to_be_none(world: ServedBank, body: str | bytes) -> None:
    checked(sent(world, body), 422, "bad-request")


def test_more_names_than_make_sense_are_refused(world: ServedBank) -> None:
    body = json.dumps({f"k{i}": 1 for i in range(100_001)})
    assert "100001" in checked(sent(world, body), 422, "bad-request")["detail"]


def test_a_body_that_is_too_large_is_a_413(world: ServedBank) -> None:
    response = sent(world, b'"' + b"a" * 8 * 1024 * 1024 + b'"')
    checked(response, 413, "request-entity-too-large")


def test_a_long_input_is_not_repeated_by_what_refuses_it(world: ServedBank) -> None:
    response = world.client.get(
        "/api/v1/customers/C1/neighbours", query_string={"types": "x" * 60_000}
    )
    assert response.status_code == 422
    assert len(response.data) < 6_000

"""Every failure is a problem document (RFC 9457) that says what to do, and shows no trace."""

import base64
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from cypher.engine.sqlite import SqliteStore
from tests.banks import ServedBank


def checked(response: TestResponse, status: int, kind: str) -> dict[str, Any]:
    """The problem document of a response, once it is known to be one."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = json.loads(response.data)
    assert problem["type"].endswith(f"/{kind}")
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    return problem


def forged(*key: Any) -> str:
    """A cursor for a key, as somebody who has looked into one would make it."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/customers/nobody", "not-found"),
        ("/customers/nobody/tags", "not-found"),
        ("/customers/nobody/tags/guarantee_circle", "not-found"),
        ("/customers/nobody/neighbours", "not-found"),
        ("/customers/C1/tags/no_such_tag", "unknown-tag"),
        ("/customers?tag=no_such_tag", "unknown-tag"),
        ("/tags/no_such_tag", "unknown-tag"),
        ("/tags/no_such_tag/customers", "unknown-tag"),
        ("/groups/nothing", "not-found"),
        ("/paths?from=P1&to=nobody", "not-found"),
        ("/runs/9", "not-found"),
        ("/runs/one", "not-found"),
        ("/runs/1/changes/9", "not-found"),
        ("/customers/C1/tags?run=9", "not-found"),
        ("/customers/C1/tags?as_of=2001-01-01", "no-run"),
        ("/runs/0", "not-found"),
        ("/customers//C1", "not-found"),
        ("/nothing/here", "not-found"),
    ],
)
def test_what_is_not_there_is_a_404_that_names_it(world: ServedBank, path: str, kind: str) -> None:
    checked(world.client.get(f"/api/v1{path}"), 404, kind)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/customers?limit=0", "limit"),
        ("/customers?limit=501", "limit"),
        ("/customers?limit=many", "limit"),
        ("/customers?limit=10&limit=20", "limit"),
        ("/customers?name=x", "name"),
        ("/customers/C1?x=1", "x"),
        ("/tags?x=1", "x"),
        ("/tags/opinion_leader?x=1", "x"),
        ("/runs/1?x=1", "x"),
        ("/customers?kind=robot", "kind"),
        ("/customers?q=%00", "q"),
        ("/customers?q=a%1Bb", "q"),
        ("/customers?q=a%C2%85b", "q"),
        ("/customers?grade=high", "grade"),
        ("/customers?tag=opinion_leader&grade=splendid", "grade"),
        ("/tags/opinion_leader/customers?grade=splendid", "grade"),
        ("/customers/%00", "customer_id"),
        (f"/customers/{'x' * 65}", "customer_id"),
        ("/customers/C1/tags?as_of=yesterday", "as_of"),
        ("/customers/C1/tags?as_of=2025-02-30", "as_of"),
        ("/customers/C1/tags?as_of=", "as_of"),
        ("/customers/C1/tags?as_of=1", "as_of"),
        ("/customers/C1/tags?as_of=2999-12-31", "as_of"),
        ("/customers/C1/tags?as_of=2025-12-31T08:00:00Z", "as_of"),
        ("/customers/C1/tags?known_at=yesterday", "known_at"),
        ("/customers/C1/tags?run=1&as_of=2025-12-31", "run"),
        ("/customers/C1/tags?run=one", "run"),
        ("/customers/C1/tags?include=everything", "include"),
        ("/customers/C1/neighbours?hops=4", "hops"),
        ("/customers/C1/neighbours?types=LIKES", "types"),
        ("/paths?from=P1", "to"),
        ("/paths?from=P1&to=C1&max_hops=0", "max_hops"),
        ("/groups?kind=gang", "kind"),
        ("/runs/2/changes/1", "earlier"),
        ("/runs/99999999999999999999", "run_id"),
    ],
)
def test_a_bad_input_is_a_422_that_names_the_field(
    world: ServedBank, path: str, field: str
) -> None:
    response = world.client.get(f"/api/v1{path}")
    problem = checked(response, 422, response.get_json()["type"].rpartition("/")[2])
    assert field in [each["field"] for each in problem["fields"]]
    assert all(each["reason"] for each in problem["fields"])


@pytest.mark.parametrize(
    "path",
    [
        "/customers",
        "/customers?q=c",
        "/tags",
        "/tags/opinion_leader/customers",
        "/groups",
        "/groups/G1",
        "/runs",
        "/runs/1/changes/1",
    ],
)
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "王",
        "AAAA",
        "a" * 2001,
        forged(),
        forged("a", "b", "c", "d"),
        forged(None),
        forged(2**64 - 1),
        forged(2**64 - 1, ""),
        forged(-(2**63), ""),
        forged(1e300, 1, 1),
    ],
)
def test_a_cursor_that_the_list_did_not_give_out_is_refused(
    world: ServedBank, path: str, cursor: str
) -> None:
    separator = "&" if "?" in path else "?"
    response = world.client.get(f"/api/v1{path}{separator}cursor={cursor}")
    problem = checked(response, 422, response.get_json()["type"].rpartition("/")[2])
    assert [each["field"] for each in problem["fields"]] == ["cursor"]


def test_a_cursor_of_another_list_is_refused_and_says_nothing(world: ServedBank) -> None:
    paths = ("/customers", "/groups", "/runs", "/tags/opinion_leader/versions")
    given = world.get("/tags/relationship_closeness/customers", limit=1)
    (holder,) = given["items"]
    for path in paths:
        response = world.client.get(f"/api/v1{path}?cursor={given['next']}")
        problem = checked(response, 422, response.get_json()["type"].rpartition("/")[2])
        assert [each["field"] for each in problem["fields"]] == ["cursor"]
    said = base64.urlsafe_b64decode(given["next"] + "=" * (-len(given["next"]) % 4))
    assert holder["customer_id"].encode() not in said
    assert world.get("/tags/relationship_closeness/customers", limit=1)["next"] == given["next"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_a_method_that_is_not_allowed_tells_those_that_are(world: ServedBank, method: str) -> None:
    response = world.client.open("/api/v1/customers", method=method)
    checked(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_path_outside_the_api_is_a_problem_too(world: ServedBank) -> None:
    checked(world.client.get("/nowhere"), 404, "not-found")


def test_a_surprise_is_logged_and_never_shown(
    world: ServedBank, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*asked: Any) -> list[Any]:
        raise RuntimeError("the secret of the vault")

    monkeypatch.setattr(SqliteStore, "rows", fail)
    response = world.client.get("/api/v1/tags", headers={"X-Request-ID": "request-7"})
    problem = checked(response, 500, "internal")
    assert "request-7" in problem["detail"]
    assert "vault" not in response.text
    assert "the secret of the vault" in caplog.text
    assert "request-7" in caplog.text

"""What every answer tells a browser; under which names the service is asked."""

import pytest

from tests.banks import ServedBank
from tests.viewers import problem_of

PATHS = (
    "/api/v1/customers/C1",
    "/api/v1/nothing",
    "/health/live",
    "/openapi.json",
    "/docs/swagger",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(path: str, world: ServedBank) -> None:
    headers = world.client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Strict-Transport-Security" not in headers
    assert "Server" not in headers


def test_what_names_customers_is_kept_nowhere_and_is_asked_again_by_its_tag(
    world: ServedBank,
) -> None:
    first = world.client.get("/api/v1/customers/C1")
    assert first.headers["Cache-Control"] == "no-store"
    again = world.client.get(
        "/api/v1/customers/C1", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    assert world.client.get("/api/v1/customers.csv").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "127.0.0.1:9", "127.1.2.3", "[::1]:8000", "localhost."],
)
def test_this_machine_s_own_names_are_answered(host: str, world: ServedBank) -> None:
    assert world.client.get("/api/v1/tags", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "x@localhost", "127.0.0.1.nip.io", "[::2]", "a b"],
)
def test_a_name_that_somebody_made_up_is_refused(host: str, world: ServedBank) -> None:
    for path in ("/api/v1/tags", "/sign-in", "/docs", "/metrics"):
        answer = world.client.get(path, headers={"Host": host})
        assert problem_of(answer) == (421, "wrong-host"), path
    # Who looks after the service knows it by its address.
    assert world.client.get("/health/live", headers={"Host": host}).status_code == 200


def test_names_that_a_setting_lists_are_answered_and_take_tls(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_ALLOWED_HOSTS", "bank.example, Other.example")
    sqlite_bank.keep()
    for host in ("bank.example:443", "other.example"):
        answer = sqlite_bank.client.get("/api/v1/tags", headers={"Host": host})
        assert answer.status_code == 200
        assert "max-age" in answer.headers["Strict-Transport-Security"]

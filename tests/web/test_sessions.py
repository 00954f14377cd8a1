"""Sessions of people: begun under a new id, bound to a token, ended in time."""

import re
import threading
from typing import Any

import pytest
from flask.testing import FlaskClient

from cypher.engine.clock import now_ms
from tests.banks import ServedBank
from tests.viewers import PASSWORD, add_user, command, form_token, problem_of, sign_in, token_of

SESSION = "guanxi_session"
ASK = {"items": [{"name": "王一"}]}


@pytest.fixture
def client(sqlite_bank: ServedBank, accounts: None) -> FlaskClient:
    """A browser before it signs in, on a bank with one user."""
    add_user("li", "auditor", "administrator")
    return sqlite_bank.client


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let so many seconds pass for sessions and for what is locked."""
    at = now_ms() + round(seconds * 1000)
    for module in ("sessions", "sign_in"):
        monkeypatch.setattr(f"service.accounts.{module}.now_ms", lambda: at)


def cookie(client: FlaskClient, name: str = SESSION) -> str:
    found = client.get_cookie(name)
    return found.value if found else ""


def test_who_is_signed_in_asks_the_api_as_well(bank: ServedBank, accounts: None) -> None:
    add_user("li", "auditor")
    client = bank.client
    assert problem_of(client.get("/api/v1/tags")) == (401, "not-signed-in")
    assert sign_in(client, "li").status_code == 303
    assert client.get("/api/v1/tags").status_code == 200
    assert (
        client.post("/api/v1/customers/match", json=ASK, headers=token_of(client)).status_code
        == 200
    )


def test_a_page_leads_to_sign_in_and_back(client: FlaskClient) -> None:
    led = client.get("/me?lang=en")
    assert (led.status_code, led.headers["Location"]) == (303, "/sign-in?next=/me%3Flang%3Den")
    form = client.get(led.headers["Location"])
    assert 'value="/me?lang=en"' in form.text
    sent = {"user": "li", "password": PASSWORD, "next": "/me?lang=en"}
    back = client.post("/sign-in", data={**sent, "csrf_token": form_token(form.text)})
    assert (back.status_code, back.headers["Location"]) == (303, "/me?lang=en")
    page = client.get("/me?lang=en").text
    assert "auditor" in page
    assert "all customers of the bank" in page
    assert 'action="/sign-out"' in page


@pytest.mark.parametrize(
    "sent",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        " //evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_nobody_is_led_elsewhere(sent: str, client: FlaskClient) -> None:
    answer = sign_in(client, "li", next=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert not [value for value in answer.headers.getlist("Set-Cookie") if value.startswith("a=")]


def test_the_id_of_a_session_is_new_whatever_was_sent(client: FlaskClient) -> None:
    client.set_cookie(SESSION, "chosen-by-somebody-else")
    sign_in(client, "li")
    first = cookie(client)
    assert first != "chosen-by-somebody-else"
    assert len(first) >= 43
    sign_in(client, "li")
    second = cookie(client)
    assert second != first
    # Signed in again, the session before is over.
    client.set_cookie(SESSION, first)
    assert client.get("/api/v1/tags").status_code == 401
    client.set_cookie(SESSION, second)
    assert client.get("/api/v1/tags").status_code == 200


def test_a_cookie_is_of_this_site_and_of_no_script(client: FlaskClient) -> None:
    near = " ".join(sign_in(client, "li").headers.getlist("Set-Cookie"))
    assert re.search(r"guanxi_session=[^;]+; HttpOnly; Path=/; SameSite=Lax", near)
    assert "Secure" not in near


def test_off_loopback_cookies_take_tls(
    sqlite_bank: ServedBank, accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_ALLOWED_HOSTS", "bank.example")
    add_user("li", "auditor")
    client, site = sqlite_bank.client, {"base_url": "https://bank.example"}
    token = form_token(client.get("/sign-in", **site).text)
    sent = {"user": "li", "password": PASSWORD, "csrf_token": token}
    answer = client.post("/sign-in", data=sent, **site)
    assert answer.status_code == 303
    assert answer.headers["Strict-Transport-Security"]
    [kept] = [each for each in answer.headers.getlist("Set-Cookie") if "session" in each]
    assert kept.startswith("__Host-guanxi_session=")
    assert "Secure; HttpOnly; Path=/; SameSite=Lax" in kept
    assert client.get("/api/v1/tags", **site).status_code == 200


def test_what_changes_something_wants_the_session_s_token(client: FlaskClient) -> None:
    sign_in(client, "li")

    def asked(**sent: Any) -> Any:
        return client.post("/api/v1/customers/match", json=ASK, **sent)

    assert problem_of(asked()) == (403, "not-allowed")
    assert asked(headers=token_of(client)).status_code == 200
    other = client.application.test_client()
    sign_in(other, "li")
    assert problem_of(asked(headers=token_of(other))) == (403, "not-allowed")
    for sent in ("", "x", "\u00e9"):
        assert problem_of(asked(headers={"X-CSRF-Token": sent})) == (403, "not-allowed")
    assert client.post("/sign-out").status_code == 403
    assert client.get("/me").status_code == 200


def test_a_form_that_another_site_made_signs_nobody_in(client: FlaskClient) -> None:
    sent = {"user": "li", "password": PASSWORD}
    assert client.post("/sign-in", data=sent).status_code == 400
    mine = form_token(client.application.test_client().get("/sign-in").text)
    assert client.post("/sign-in", data={**sent, "csrf_token": mine}).status_code == 400
    client.get("/sign-in")
    assert client.post("/sign-in", data={**sent, "csrf_token": mine}).status_code == 400
    assert cookie(client) == ""


def test_signing_out_ends_the_session_and_not_the_cookie_alone(client: FlaskClient) -> None:
    sign_in(client, "li")
    kept = cookie(client)
    page = client.post("/sign-out", data={"csrf_token": form_token(client.get("/me").text)})
    assert page.status_code == 200
    assert cookie(client) == ""
    client.set_cookie(SESSION, kept)
    assert client.get("/api/v1/tags").status_code == 401


def test_a_session_ends_when_nothing_is_asked_and_in_the_end(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "li")
    for minutes in range(25, 600, 25):
        later(monkeypatch, minutes * 60)
        assert client.get("/api/v1/tags").status_code == 200, minutes
    later(monkeypatch, 601 * 60)
    assert client.get("/api/v1/tags").status_code == 401
    sign_in(client, "li")
    later(monkeypatch, (601 + 31) * 60)
    assert client.get("/api/v1/tags").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        ("user", "password", "li"),
        ("user", "change", "li", "--role", "auditor"),
        ("user", "change", "li", "--branch", "B1"),
        ("user", "end", "li"),
    ],
)
def test_all_sessions_of_a_user_end_when_the_user_changes(
    change: tuple[str, ...], client: FlaskClient
) -> None:
    add_user("wang", "auditor")
    other, third = client.application.test_client(), client.application.test_client()
    for each, name in ((client, "li"), (other, "li"), (third, "wang")):
        sign_in(each, name)
    command(*change, stdin="another long secret")
    assert [each.get("/api/v1/tags").status_code for each in (client, other, third)] == [
        401,
        401,
        200,
    ]


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: FlaskClient) -> None:
    wrong, unknown = sign_in(client, "li", "wrong"), sign_in(client, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace('value="li"', 'value="nobody"') == unknown.text
    for name in ("", "l" * 10_000, "\x00", "李"):
        assert sign_in(client, name, "wrong").status_code == 401
    assert client.post("/sign-in").status_code == 400


def test_a_name_is_locked_after_five_failures(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        refused = sign_in(client, "li", "wrong")
    locked = sign_in(client, "li")
    assert (locked.status_code, locked.text) == (401, refused.text)
    later(monkeypatch, 59)
    assert sign_in(client, "li").status_code == 401
    later(monkeypatch, 61)
    assert sign_in(client, "li", "wrong").status_code == 401
    later(monkeypatch, 61 + 119)
    assert sign_in(client, "li").status_code == 401
    later(monkeypatch, 61 + 121)
    assert sign_in(client, "li").status_code == 303
    # What went before is forgotten with a success, and nobody else was locked.
    assert sign_in(client, "li", "wrong").status_code == 401
    assert sign_in(client, "li").status_code == 303


def test_signing_in_takes_few_threads_however_many_try(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.accounts.passwords._AT_ONCE", threading.Semaphore(0))
    answer = sign_in(client, "li")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert int(answer.headers["Retry-After"]) > 0
    monkeypatch.undo()


def test_a_page_has_no_script_of_its_own_and_names_no_other_host(client: FlaskClient) -> None:
    sign_in(client, "li")
    for path in ("/me", "/sign-in"):
        for language in ("zh", "en"):
            page = client.get(f"{path}?lang={language}")
            assert page.headers["Content-Language"] == language
            scripts = re.findall("<script[^>]*>[^<]*", page.text)
            assert all(re.fullmatch('<script defer src="/static/[^"]+">', each) for each in scripts)
            assert not re.search(r"<style|style=|onclick|https?://", page.text), path
            assert page.text.count("<h1>") == 1
            assert 'href="#main"' in page.text
            assert page.headers["Cache-Control"] == "no-store"
    # The language that was chosen last is kept.
    assert client.get("/me").headers["Content-Language"] == "en"
    assert client.get("/static/guanxi.css", buffered=True).status_code == 200


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    page = sign_in(client, '"><script>alert(1)</script>', "wrong")
    assert "<script>" not in page.text


def test_the_keys_of_a_user_are_told_with_their_last_use(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    command("key", "add", "li", "--role", "auditor")
    key = capsys.readouterr().out.splitlines()[-1]
    sign_in(client, "li")
    assert "never" in client.get("/me").text
    client.application.test_client().get("/api/v1/tags", headers={"Authorization": f"Bearer {key}"})
    page = client.get("/me").text
    assert "never" not in page
    _, key_id, secret = key.split("_", 2)
    assert key_id in page
    assert secret not in page


def test_metrics_are_for_administrators(client: FlaskClient) -> None:
    assert problem_of(client.get("/metrics")) == (401, "not-signed-in")
    add_user("wang", "auditor")
    sign_in(client, "wang")
    assert problem_of(client.get("/metrics")) == (403, "not-allowed")
    sign_in(client, "li")
    assert client.get("/metrics").status_code == 200


def test_where_nobody_signs_in_the_pages_say_so(sqlite_bank: ServedBank) -> None:
    assert "GUANXI_AUTH=none" in sqlite_bank.client.get("/sign-in").text
    assert "nobody signs in" in sqlite_bank.client.get("/me").text

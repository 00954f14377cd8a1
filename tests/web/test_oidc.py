"""Signing in at an identity provider, and programs with its tokens; what is forged is refused."""

import base64
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from service.accounts import provider as provider_module
from tests.banks import ServedBank
from tests.identity_provider.starting import IdentityProvider, identity_provider
from tests.viewers import problem_of, token_of

pytestmark = pytest.mark.slow

CLIENT = "guanxi"
LI = {"sub": "li", "roles": ["auditor", "no role of ours"], "branches": "B1,B2"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    with identity_provider(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def provider(running: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> IdentityProvider:
    """The provider, which vouches for Li; the service is one of its clients."""
    monkeypatch.setenv("GUANXI_AUTH", "oidc")
    monkeypatch.setenv("GUANXI_OIDC_ISSUER", running.issuer)
    monkeypatch.setenv("GUANXI_OIDC_CLIENT_ID", CLIENT)
    provider_module.provider_of.cache_clear()
    running.told(payload=LI)
    return running


@pytest.fixture
def client(provider: IdentityProvider, sqlite_bank: ServedBank) -> FlaskClient:
    sqlite_bank.keep(customers=[{"customer_id": "C1", "kind": "person", "name": "王一"}])
    return sqlite_bank.client


def led_back(client: FlaskClient, path: str = "/sign-in?next=/me") -> str:
    """Where the provider leads a browser that asked to sign in, as a path of this site."""
    led = client.get(path)
    assert led.status_code == 303
    answer = requests.get(led.headers["Location"], allow_redirects=False, timeout=60)
    assert answer.status_code == 302
    return answer.headers["Location"].removeprefix("http://localhost")


def bearer(client: FlaskClient, token: str) -> tuple[int, str]:
    sent = {"Authorization": f"Bearer {token}"}
    return problem_of(client.get("/api/v1/customers/C1", headers=sent))


def packed(part: dict[str, Any]) -> str:
    """A part of a token, as it is sent."""
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def test_who_signs_in_there_is_signed_in_here(client: FlaskClient) -> None:
    asked = parse_qs(urlsplit(client.get("/sign-in").headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    back = client.get(led_back(client))
    assert (back.status_code, back.headers["Location"]) == (303, "/me")
    page = client.get("/me").text
    assert "li" in page
    assert "auditor" in page
    assert client.get("/api/v1/customers/C1").status_code == 200
    body = {"items": [{"name": "王一"}]}
    assert client.post("/api/v1/customers/match", json=body).status_code == 403
    sent = token_of(client)
    assert client.post("/api/v1/customers/match", json=body, headers=sent).status_code == 200


def test_nobody_is_led_elsewhere(client: FlaskClient) -> None:
    answer = client.get(led_back(client, "/sign-in?next=//evil.example"))
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/callback",
        "/sign-in/callback?code=a&state=b",
        "/sign-in/callback?error=access_denied&state=b",
        "/sign-in/callback?code=%00&state=%E7%8E%8B",
    ],
)
def test_a_callback_that_was_made_up_is_a_page_that_says_so(path: str, client: FlaskClient) -> None:
    for _ in range(2):
        answer = client.get(path)
        assert answer.status_code == 400
        assert answer.mimetype == "text/html"
        client.get("/sign-in")
    assert client.get("/api/v1/tags").status_code == 401
    client.set_cookie("guanxi_form", "bm90IGpzb24=")
    assert client.get(path).status_code == 400


def test_a_callback_serves_once_and_in_the_browser_that_began_alone(client: FlaskClient) -> None:
    path = led_back(client)
    other = client.application.test_client()
    assert other.get(path).status_code == 400
    other.get("/sign-in")
    assert other.get(path).status_code == 400
    refused = path.replace("state=", "error=access_denied&x=").replace("code=", "y=")
    assert client.get(refused).status_code == 400
    # What failed is begun anew.
    assert client.get(path).status_code == 400
    path = led_back(client)
    assert client.get(path).status_code == 303
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"iss": "https://evil.example"},
        {"aud": "somebody else"},
        {"aud": [CLIENT, "somebody else"]},
        {"aud": None},
        {"exp": 1},
        {"exp": "tomorrow"},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=str,
)
def test_an_id_token_of_which_one_thing_is_wrong_signs_nobody_in(
    wrong: dict[str, Any], client: FlaskClient, provider: IdentityProvider
) -> None:
    path = led_back(client)
    # What is told last stands: the nonce of this sign-in would else be put in by the provider.
    provider.told(payload=LI | wrong)
    if "nonce" in wrong or "aud" in wrong:
        claims = LI | {"aud": CLIENT, "nonce": "another"} | wrong
        provider.told(payload={}, body={"id_token": provider.token(**claims)})
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert client.get("/api/v1/tags").status_code == 401


def test_a_program_asks_with_a_token_of_its_own(
    client: FlaskClient, provider: IdentityProvider
) -> None:
    good = {"sub": "batch", "aud": CLIENT, "roles": ["auditor"]}
    assert bearer(client, provider.token(**good)) == (200, "")
    assert bearer(client, provider.token(**{**good, "aud": ["other", CLIENT]})) == (200, "")
    assert bearer(client, provider.token(**{**good, "roles": []})) == (403, "not-allowed")
    now = int(time.time())
    # Clocks differ: a minute is forgiven, more is not.
    assert bearer(client, provider.token(**{**good, "exp": now - 30})) == (200, "")
    assert bearer(client, provider.token(**{**good, "nbf": now + 30})) == (200, "")
    for wrong in (
        {"exp": now - 90},
        {"nbf": now + 90},
        {"iat": now + 90},
        {"iss": provider.issuer + "/"},
        {"aud": "other"},
        {"aud": None},
        {"exp": None},
        {"sub": None},
    ):
        token = provider.token(**{**good, **wrong})
        assert bearer(client, token) == (401, "not-signed-in"), wrong


def test_a_token_of_another_key_or_of_no_key_is_refused(
    client: FlaskClient, provider: IdentityProvider
) -> None:
    kid = provider.told()["kid"]
    keys = KeySet.import_key_set(requests.get(f"{provider.issuer}/jwks", timeout=60).json())
    public = keys.get_by_kid(kid)
    assert isinstance(public, RSAKey)
    claims: dict[str, Any] = {
        "iss": provider.issuer,
        "aud": CLIENT,
        "sub": "li",
        "roles": ["auditor"],
    }
    claims |= {"exp": int(time.time()) + 300}
    other = RSAKey.generate_key(2048)
    # The public key taken for a secret that both sides know.
    known = {"alg": "HS256", "kid": kid}
    signed = f"{packed(known)}.{packed(claims)}"
    mac = hmac.digest(public.as_pem(private=False), signed.encode(), "sha256")
    good = provider.token(**claims)
    head, body, signature = good.split(".")
    for forged in (
        jwt.encode({"alg": "RS256", "kid": kid}, claims, other),
        jwt.encode({"alg": "RS256", "kid": "unknown"}, claims, other),
        jwt.encode({"alg": "RS256"}, claims, other),
        f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}",
        f"{packed({'alg': 'none', 'kid': kid})}.{packed(claims)}.",
        f"{packed({'alg': 'nOnE'})}.{packed(claims)}.",
        f"{head}.{body}.",
        f"{head}.{body[:-2]}AA.{signature}",
        f"{head}.{body}",
        "a.b.c",
        "x" * 20_000,
    ):
        assert bearer(client, forged) == (401, "not-signed-in"), forged[:200]
    assert bearer(client, good) == (200, "")


def test_a_key_that_is_new_is_looked_for_once(
    client: FlaskClient, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {"sub": "batch", "aud": CLIENT, "roles": ["auditor"]}
    assert bearer(client, provider.token(**good)) == (200, "")
    provider.told(rotate="ES256")
    asked: list[str] = []
    ask = provider_module._asked

    def counted(address: str) -> dict[str, Any]:
        asked.append(address)
        return ask(address)

    monkeypatch.setattr(provider_module, "_asked", counted)
    assert bearer(client, provider.token(**good)) == (200, "")
    assert len(asked) == 2
    forged = jwt.encode({"alg": "RS256", "kid": "unknown"}, good, RSAKey.generate_key(2048))
    for _ in range(5):
        assert bearer(client, forged)[0] == 401
    assert len(asked) == 2


def test_a_provider_that_is_away_is_said_to_be(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider_module.provider_of.cache_clear()

    def away(*asked: Any, **how: Any) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(requests, "get", away)
    page = client.get("/sign-in")
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert bearer(client, "a.b.c")[0] == 401

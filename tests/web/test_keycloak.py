"""Signing in at Keycloak, through its own form; and a program with a token that it gave."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from service.access.roles import ROLES
from service.accounts import provider as provider_module
from tests.banks import ServedBank
from tests.identity_provider.keycloak import keycloak
from tests.viewers import problem_of

pytestmark = pytest.mark.slow

CLIENT, PROGRAM = "guanxi", "nightly"
PASSWORD, SECRET = "correct horse battery", "a secret of the client"
REALM = {
    "sslRequired": "none",
    "roles": {"realm": [{"name": "relationship_manager"}, {"name": "auditor"}]},
    # An attribute that the profile of users does not name is refused unless this says so.
    "components": {
        "org.keycloak.userprofile.UserProfileProvider": [
            {
                "providerId": "declarative-user-profile",
                "config": {
                    "kc.user.profile.config": [
                        json.dumps(
                            {
                                "attributes": [{"name": "username"}, {"name": "email"}],
                                "unmanagedAttributePolicy": "ENABLED",
                            }
                        )
                    ]
                },
            }
        ]
    },
    "users": [
        {
            "username": "li",
            "enabled": True,
            "email": "li@bank.example",
            "emailVerified": True,
            "credentials": [{"type": "password", "value": PASSWORD}],
            "realmRoles": ["relationship_manager"],
            "attributes": {"branches": ["B1"]},
        },
        {
            "username": f"service-account-{PROGRAM}",
            "enabled": True,
            "serviceAccountClientId": PROGRAM,
            "realmRoles": ["auditor"],
        },
    ],
    "clients": [
        {
            "clientId": CLIENT,
            "secret": SECRET,
            "redirectUris": ["http://localhost/sign-in/callback"],
            "directAccessGrantsEnabled": False,
            "protocolMappers": [
                {
                    "name": "roles",
                    "protocol": "openid-connect",
                    "protocolMapper": "oidc-usermodel-realm-role-mapper",
                    "config": {
                        "claim.name": "realm_access.roles",
                        "multivalued": "true",
                        "id.token.claim": "true",
                    },
                },
                {
                    "name": "branches",
                    "protocol": "openid-connect",
                    "protocolMapper": "oidc-usermodel-attribute-mapper",
                    "config": {
                        "user.attribute": "branches",
                        "claim.name": "branches",
                        "multivalued": "true",
                        "id.token.claim": "true",
                    },
                },
            ],
        },
        {
            "clientId": PROGRAM,
            "secret": SECRET,
            "standardFlowEnabled": False,
            "serviceAccountsEnabled": True,
            "protocolMappers": [
                {
                    "name": "audience",
                    "protocol": "openid-connect",
                    "protocolMapper": "oidc-audience-mapper",
                    "config": {"included.client.audience": CLIENT, "access.token.claim": "true"},
                }
            ],
        },
    ],
}


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with keycloak(tmp_path_factory.mktemp("keycloak"), REALM) as issuer:
        yield issuer


@pytest.fixture
def client(
    issuer: str, sqlite_bank: ServedBank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    for name, value in {
        "AUTH": "oidc",
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET_FILE": str(secret),
        "OIDC_USER_CLAIM": "preferred_username",
        "OIDC_ROLES_CLAIM": "realm_access.roles",
    }.items():
        monkeypatch.setenv(f"GUANXI_{name}", value)
    provider_module.provider_of.cache_clear()
    sqlite_bank.keep(
        customers=[
            {"customer_id": "C1", "kind": "person", "name": "王一", "branch": "B1"},
            {"customer_id": "C2", "kind": "person", "name": "王二", "branch": "B2"},
        ]
    )
    return sqlite_bank.client


def signed_in_there(led: str, password: str) -> requests.Response:
    """What Keycloak answers to its form, filled in by Li."""
    form = requests.get(led, timeout=60)
    assert form.status_code == 200, form.text
    found = re.search(r'<form[^>]*action="([^"]+)"', form.text)
    assert found is not None, form.text
    # They are for https alone: a browser sends them to this machine all the same.
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in form.cookies)
    return requests.post(
        html.unescape(found[1]),
        data={"username": "li", "password": password},
        headers={"Cookie": cookies},
        allow_redirects=False,
        timeout=60,
    )


def test_who_fills_in_its_form_is_signed_in_with_his_role_and_branch(client: FlaskClient) -> None:
    refused = signed_in_there(client.get("/sign-in").headers["Location"], "wrong")
    assert (refused.status_code, "Location" in refused.headers) == (200, False)

    answer = signed_in_there(client.get("/sign-in?next=/me").headers["Location"], PASSWORD)
    assert answer.status_code == 302, answer.text
    back = client.get(answer.headers["Location"].removeprefix("http://localhost"))
    assert (back.status_code, back.headers["Location"]) == (303, "/me"), back.text
    page = client.get("/me").text
    assert ROLES["relationship_manager"].title.en in page
    assert "B1" in page
    assert client.get("/api/v1/customers/C1").status_code == 200
    assert client.get("/api/v1/customers/C2").status_code == 404
    assert client.get("/api/v1/audit").status_code == 403


def test_a_program_asks_with_the_token_of_its_service_account(
    client: FlaskClient, issuer: str
) -> None:
    given = requests.post(
        f"{issuer}/protocol/openid-connect/token",
        data={"grant_type": "client_credentials"},
        auth=(PROGRAM, SECRET),
        timeout=60,
    )
    token = given.json()["access_token"]
    sent = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/customers/C2", headers=sent).status_code == 200
    head, body, signature = token.split(".")
    forged = {"Authorization": f"Bearer {head}.{body}.{signature[:-4]}AAAA"}
    assert problem_of(client.get("/api/v1/customers/C2", headers=forged)) == (401, "not-signed-in")

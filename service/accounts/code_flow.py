"""Signing in at the identity provider: authorization code with PKCE, state and nonce."""

import base64
import hmac
from dataclasses import asdict, dataclass
from typing import Any

import orjson
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

from cypher.vocabulary import Text
from service.access.viewer import Viewer
from service.accounts.provider import ANSWER_SECONDS, provider_of
from service.accounts.serving import client_secret
from service.accounts.tokens import claims_of, viewer_of_claims
from service.errors import BadRequest
from service.settings import Settings


@dataclass(frozen=True)
class Begun:
    """What a browser keeps of a sign-in while it is at the provider's."""

    state: str
    nonce: str
    verifier: str
    back: str

    def packed(self) -> str:
        """As a cookie holds it."""
        return base64.urlsafe_b64encode(orjson.dumps(asdict(self))).decode()


def unpacked(cookie: str) -> Begun | None:
    """What a cookie says was begun; None for one that this service did not make."""
    try:
        said = orjson.loads(base64.urlsafe_b64decode(cookie))
        begun = Begun(**said)
    except (ValueError, TypeError):
        return None
    return begun if all(isinstance(part, str) and part for part in said.values()) else None


def begin(settings: Settings, redirect_uri: str, back: str) -> tuple[str, Begun]:
    """The address at the provider to which a browser is led, and what it keeps meanwhile."""
    provider = provider_of(settings.oidc_issuer)
    begun = Begun(generate_token(32), generate_token(32), generate_token(64), back)
    address, _ = _session(settings, redirect_uri).create_authorization_url(
        provider.endpoint("authorization_endpoint"),
        state=begun.state,
        code_verifier=begun.verifier,
        nonce=begun.nonce,
    )
    return address, begun


def finish(settings: Settings, redirect_uri: str, begun: Begun, said: dict[str, str]) -> Viewer:
    """Who has signed in, by what the provider had the browser bring back.

    Raises BadRequest for whatever was forged, refused or has expired, IdentityProviderAway.
    """
    provider = provider_of(settings.oidc_issuer)
    if not hmac.compare_digest(said.get("state", "").encode(), begun.state.encode()):
        raise _refused("state")
    if said.get("iss", settings.oidc_issuer) != settings.oidc_issuer or not said.get("code"):
        raise _refused(said.get("error", "") if said.get("error", "").isidentifier() else "code")
    try:
        token: dict[str, Any] = _session(settings, redirect_uri).fetch_token(
            provider.endpoint("token_endpoint"),
            code=said["code"],
            grant_type="authorization_code",
            code_verifier=begun.verifier,
            timeout=ANSWER_SECONDS,
        )
    except (AuthlibBaseError, requests.RequestException, ValueError) as error:
        raise _refused("token") from error
    claims = claims_of(provider, settings, str(token.get("id_token", "")), begun.nonce)
    viewer = viewer_of_claims(settings, claims) if claims else None
    if viewer is None:
        raise _refused("id_token")
    return viewer


def _session(settings: Settings, redirect_uri: str) -> OAuth2Session:
    secret = client_secret(settings)
    return OAuth2Session(
        settings.oidc_client_id,
        secret or None,
        scope="openid profile email",
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if secret else "none",
    )


def _refused(what: str) -> BadRequest:
    return BadRequest(
        Text(
            f"登录未完成（{what}）：请重新登录",
            f"signing in did not come to its end ({what}): sign in again",
        ),
        what,
    )

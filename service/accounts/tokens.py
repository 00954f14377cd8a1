"""Tokens of an identity provider: what must be true of one, and the viewer that it names."""

import re
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError

from service.access.viewer import Viewer
from service.accounts.provider import Provider
from service.accounts.users import roles_known
from service.settings import Settings

#: With a public key alone: never none, never a secret that both sides know.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
#: How far the clocks of both may differ, in seconds.
SKEW = 60
#: A token is no longer than what a header holds.
LONGEST = 16_384


def claims_of(
    provider: Provider, settings: Settings, token: str, nonce: str | None = None
) -> dict[str, Any] | None:
    """What a token says, None unless all of it holds: signature, issuer, audience, times, nonce.

    `nonce` is what must stand in the token of a person who signs in. Raises IdentityProviderAway.
    """
    if len(token) > LONGEST:
        return None
    try:
        header = jws.extract_compact(token.encode()).headers()
        if header.get("alg") not in ALGORITHMS:
            return None
        kid = header.get("kid")
        key = provider.key(kid if isinstance(kid, str) else None)
        if key is None:
            return None
        claims: dict[str, Any] = jwt.decode(token, key, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=SKEW,
            iss={"essential": True, "value": settings.oidc_issuer},
            aud={"essential": True, "value": settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
        ).validate(claims)
    except (JoseError, ValueError, TypeError):
        return None
    if nonce is not None and claims.get("nonce") != nonce:
        return None
    # Where it is for several, it must have been made for this service.
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and nonce is not None:
        return claims if claims.get("azp") == settings.oidc_client_id else None
    return claims


def viewer_of_claims(settings: Settings, claims: dict[str, Any]) -> Viewer | None:
    """The viewer whom claims name, as the settings map them; None where they name nobody."""
    user_id = _found(claims, settings.oidc_user_claim)
    if not isinstance(user_id, str) or not user_id.strip() or not user_id.isprintable():
        return None
    return Viewer(
        user_id,
        roles_known(_listed(_found(claims, settings.oidc_roles_claim))),
        _listed(_found(claims, settings.oidc_branches_claim)),
        _listed(_found(claims, settings.oidc_managers_claim)),
    )


def _found(claims: dict[str, Any], name: str) -> Any:
    """A claim by its name, or by names joined by dots that lead into it."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _listed(said: Any) -> tuple[str, ...]:
    """A claim that lists texts, or has them in one text by commas or blanks."""
    if isinstance(said, str):
        return tuple(part for part in re.split(r"[,\s]+", said) if part)
    return tuple(part for part in said if isinstance(part, str)) if isinstance(said, list) else ()

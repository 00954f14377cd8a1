"""The identity provider: where its endpoints are, and the keys that it signs with."""

import threading
import time
from functools import cache
from typing import Any

import requests
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from cypher.vocabulary import Text
from service.errors import IdentityProviderAway

#: What it says is asked again after so many seconds.
KEPT_SECONDS = 300
#: A key that is not known is looked for at once, but not more often than that.
AGAIN_SECONDS = 1.0
ANSWER_SECONDS = 5
_WELL_KNOWN = "/.well-known/openid-configuration"


class Provider:
    """An issuer, and what it says of itself, kept for a while in each process."""

    def __init__(self, issuer: str) -> None:
        """Name the issuer; it is asked at first use."""
        self.issuer = issuer
        self._lock = threading.Lock()
        self._said: dict[str, Any] = {}
        self._keys = KeySet([])
        self._asked_at = self._again_at = float("-inf")

    def endpoint(self, name: str) -> str:
        """One of its endpoints, such as the token_endpoint; raises IdentityProviderAway."""
        with self._lock:
            self._need_fresh()
            found = self._said.get(name)
        if not isinstance(found, str):
            raise _away(f"it names no {name}")
        return found

    def key(self, kid: str | None) -> Key | None:
        """The key of an id; one that is not known is looked for once more, since keys change.

        Where a token names none the only key is meant. Raises IdentityProviderAway.
        """
        with self._lock:
            self._need_fresh()
            found = self._known(kid)
            now = time.monotonic()
            if found is None and kid is not None and now - self._again_at >= AGAIN_SECONDS:
                self._again_at = now
                self._ask()
                found = self._known(kid)
        return found

    def _known(self, kid: str | None) -> Key | None:
        signing = [key for key in self._keys if key.get("use") in (None, "sig")]
        if kid is None:
            return signing[0] if len(signing) == 1 else None
        return next((key for key in signing if key.kid == kid), None)

    def _need_fresh(self) -> None:
        if time.monotonic() - self._asked_at >= KEPT_SECONDS:
            self._ask()

    def _ask(self) -> None:
        said = _asked(self.issuer.rstrip("/") + _WELL_KNOWN)
        if said.get("issuer") != self.issuer:
            raise _away(f"it calls itself {said.get('issuer')!r} and not {self.issuer!r}")
        try:
            self._keys = KeySet.import_key_set(_asked(str(said.get("jwks_uri"))))  # type: ignore[arg-type]
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise _away("its keys cannot be read") from error
        self._said, self._asked_at = said, time.monotonic()


@cache
def provider_of(issuer: str) -> Provider:
    """The provider of an issuer, one in each process."""
    return Provider(issuer)


def _asked(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=ANSWER_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise _away(f"{address} does not answer as it should") from error
    if not isinstance(said, dict):
        raise _away(f"{address} does not answer as it should")
    return said


def _away(why: str) -> IdentityProviderAway:
    return IdentityProviderAway(
        Text(
            f"身份认证系统目前不可用（{why}）：请稍后重试",
            f"the identity provider is of no use now ({why}): try again later",
        )
    )

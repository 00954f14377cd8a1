"""The key of GUANXI_AUDIT_KEY, which signs the heads of the chains."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cypher.decision.chain import canonical
from cypher.vocabulary import Text
from service.errors import ServiceError
from service.settings import Settings

#: What signs something that can be written as JSON, in base64.
Sign = Callable[[Any], str]


def signing(settings: Settings) -> Sign | None:
    """How the key in its file signs, None without one; raises ServiceError for another file."""
    if not settings.audit_key:
        return None
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = Path(settings.audit_key)
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ServiceError(
            Text(
                f"GUANXI_AUDIT_KEY：{path}不是Ed25519私钥（PEM，无口令）："
                "可用openssl genpkey -algorithm ed25519生成",
                f"GUANXI_AUDIT_KEY: {path} holds no Ed25519 private key (PEM, no passphrase): "
                "openssl genpkey -algorithm ed25519 makes one",
            )
        )
    return lambda said: base64.b64encode(key.sign(canonical(said))).decode()

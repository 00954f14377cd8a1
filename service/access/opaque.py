"""Opaque ids: what stands for an identifying value where a graph must name a node."""

import hmac
import re

#: How such an id looks.
OPAQUE = re.compile(r"[a-z_]+-[0-9a-f]{16}")


def opaque_id(key: str, kind: str, value: str) -> str:
    """The id of a value of a kind, the same in every answer and run: phone-3f29c1d0a4b7e865.

    Who does not know the key can neither turn it round nor try values out (HMAC, RFC 2104).
    """
    digest = hmac.new(key.encode(), f"{kind}:{value}".encode(), "sha256").hexdigest()
    return f"{kind}-{digest[:16]}"

"""What loads may not bring again: ids and certificates of the erased, as keyed hashes alone."""

import hmac
from collections.abc import Iterable

from cypher.engine.store import Store
from cypher.secret import SecretNamed

#: The store's own secret that the hashes are made with; a copy takes it along.
SECRET = "suppression"
#: What stands between a certificate's type and its number: no value can hold it.
_BETWEEN = "\x1f"


def suppression_key(store: Store) -> bytes:
    """The store's secret for these hashes."""
    [secret] = store.rows(SecretNamed(SECRET))
    return secret.value.encode()


def id_hash(key: bytes, customer_id: str) -> str:
    """The hash of a customer's id (HMAC-SHA256, RFC 2104)."""
    return _keyed(key, f"customer_id{_BETWEEN}{customer_id}")


def certificate_hash(key: bytes, id_type: str | None, number: str) -> str:
    """The hash of a certificate: its number as it is compared, or as it stands if it is none."""
    return _keyed(key, f"certificate{_BETWEEN}{id_type or ''}{_BETWEEN}{number}")


def certificate_hashes(key: bytes, id_type: str | None, number: str | None) -> Iterable[str]:
    """The hashes that a certificate is suppressed by: a file may leave its type out."""
    if number:
        yield from {certificate_hash(key, each, number) for each in (id_type, None)}


def _keyed(key: bytes, said: str) -> str:
    return hmac.digest(key, said.encode("utf-8", "surrogatepass"), "sha256").hex()

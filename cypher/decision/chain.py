"""The chain: each entry's hash is made of the one before and of what the entry says.

    hash = sha256(hash before, as hex ‖ the entry as JSON: sorted keys, no blanks, UTF-8)

The first entry stands on 64 zeros. What is hashed names a customer by a random number of its own
and a reason by its salted hash: both texts lie beside the chain and may be erased.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: What the first entry stands on.
FIRST = "0" * 64
#: What lies beside the chain.
_BESIDE = ("salt", "text", "previous_hash", "hash")


def canonical(entry: Any) -> bytes:
    """What is hashed of an entry: JSON with sorted keys and no blanks, in UTF-8."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chained(previous_hash: str, entry: Any) -> str:
    """The hash of an entry that follows another."""
    return _hashed(previous_hash, canonical(entry))


def chained_text(previous_hash: str, said: str) -> str:
    """The hash of an entry that follows another, of its JSON as it was hashed."""
    return _hashed(previous_hash, said.encode("utf-8", "surrogatepass"))


def _hashed(previous_hash: str, said: bytes) -> str:
    return hashlib.sha256(previous_hash.encode() + said).hexdigest()


def text_hash(salt: str, text: str) -> str:
    """The hash that stands for a text in the chain; without the salt it tells nothing of it."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


@dataclass(frozen=True)
class Chained:
    """A decision as it is chained; `salt` and `text` are None where its text was erased.

    `subject` and `other` name customers by their numbers; `reason` is the hash of the text.
    """

    decision_no: int
    decision_id: str
    subject_kind: str
    subject: str
    other: str
    action: str
    begins: str
    body: str
    digest: str
    reason: str
    author: str
    signed: bool
    at: int
    about_no: int | None
    salt: str | None
    text: str | None
    previous_hash: str
    hash: str

    def said(self) -> Mapping[str, Any]:
        """What is hashed of it."""
        return {name: value for name, value in vars(self).items() if name not in _BESIDE}

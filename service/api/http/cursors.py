"""Where a list goes on: cursors, which say it to this service alone."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from cypher.vocabulary import Text
from service.api.access.masking import secret_key
from service.errors import BadRequest


def page(items: list[Any], limit: int, key: Sequence[str], *rest: Any) -> dict[str, Any]:
    """One page of a list that was asked for with one item more than `limit`.

    `key` names what the list is ordered by; a page that is not the last carries the cursor of its
    last item, and the `rest` of what the next page must know: of a list of a run its number.
    """
    shown = items[:limit]
    more = len(items) > limit
    last = [*(shown[-1][name] for name in key), *rest] if more else []
    return {"items": shown, "next": cursor(last) if more else None}


def cursor(key: list[Any]) -> str:
    """An opaque cursor that says where a list goes on: the same for the same place.

    What a list is ordered by may be an account, or a person's name: nobody but this service reads
    it (AES-SIV, RFC 5297).
    """
    sealed = _seal(secret_key()).encrypt(orjson.dumps(key), None)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def resumed(text: str | None, start: list[Any]) -> list[Any]:
    """The key that a cursor stands for, or `start` where there is none.

    Raises BadRequest for a cursor that this list did not give out.
    """
    if text is None:
        return start
    try:
        sealed = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
        key = orjson.loads(_seal(secret_key()).decrypt(sealed, None))
    except (binascii.Error, InvalidTag, ValueError):
        key = None
    if not isinstance(key, list) or not _alike(key, start):
        raise BadRequest(
            Text(
                "cursor不是本列表给出的：请去掉cursor重新开始",
                "this cursor is not one that this list gave out: begin without one",
            ),
            "cursor",
        )
    return key


@cache
def _seal(secret: str) -> AESSIV:
    return AESSIV(hashlib.sha512(f"cursors:{secret}".encode()).digest())


def _alike(key: list[Any], start: list[Any]) -> bool:
    """Whether a key has the types of another, and no integer that a store could not hold."""
    return list(map(type, key)) == list(map(type, start)) and all(
        abs(part) <= 2**53 for part in key if isinstance(part, int)
    )

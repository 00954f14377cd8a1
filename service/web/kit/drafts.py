"""What was typed into a form when its session had ended: kept in the address, filled in again."""

import base64
import binascii
import zlib
from urllib.parse import quote

import orjson
from flask import request

from service.api.around.who import TOKEN_FIELD

#: The part of an address that holds what was typed.
DRAFT = "draft"
#: A form is never larger than this, whatever an address unpacks to.
_MOST = 20_000


def with_draft() -> str:
    """The address of the page that the present form is on, with what was typed into it.

    What was ticked of several is a list by commas.
    """
    typed = {
        name: ",".join(texts)
        for name, texts in request.form.lists()
        if name != TOKEN_FIELD and any(texts)
    }
    packed = base64.urlsafe_b64encode(zlib.compress(orjson.dumps(typed), 9)).decode()
    return f"{quote(request.path)}?{DRAFT}={packed}"


def drafted() -> dict[str, str]:
    """What was typed, by field; nothing where the address holds none, or one that is broken."""
    try:
        unpacker = zlib.decompressobj()
        packed = base64.urlsafe_b64decode(request.args.get(DRAFT, ""))
        typed = orjson.loads(unpacker.decompress(packed, _MOST))
    except (binascii.Error, zlib.error, ValueError):
        return {}
    return {str(name): str(text) for name, text in typed.items()} if isinstance(typed, dict) else {}

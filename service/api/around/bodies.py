"""What a request may send: so many bytes, and JSON that means one thing."""

import json
from collections import Counter
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from cypher.vocabulary import Text
from service.errors import BadRequest
from service.settings import Settings

MEGABYTE = 1024 * 1024
#: How many names an object may have: more than any has that makes sense.
MOST_NAMES = 100_000


def keep_bodies(app: Flask, settings: Settings) -> None:
    """Refuse bodies that are larger than GUANXI_MAX_BODY, and JSON as `read_json` does."""
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body * MEGABYTE
    app.json = _Json(app)


class _Json(DefaultJSONProvider):
    """How the application reads JSON; it writes its own answers elsewhere."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return read_json(s)


def read_json(sent: str | bytes) -> Any:
    """The object or list that a body holds.

    BadRequest is raised for what is no JSON, for a name that an object gives twice (nobody could
    say which of the two was meant), and for JSON that is nested too deep or has too many names.
    """
    try:
        found = json.loads(sent, object_pairs_hook=_once)
    except RecursionError:
        raise BadRequest(Text("请求体嵌套过深", "the body is nested too deep"), "body") from None
    except ValueError:
        raise BadRequest(
            Text("请求体不是有效的JSON", "the body is no valid JSON"), "body"
        ) from None
    if isinstance(found, str):
        # A text that holds JSON would be read once more.
        raise BadRequest(Text("请求体须为对象", "the body must be an object"), "body")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of the pairs that it is written as."""
    if len(pairs) > MOST_NAMES:
        raise BadRequest(
            Text(
                f"请求体中有对象含{len(pairs)}个名称：至多{MOST_NAMES}个",
                f"an object of the body has {len(pairs)} names: {MOST_NAMES} at most",
            ),
            "body",
        )
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise BadRequest(
            Text(
                f"{twice}出现了不止一次：请只给一次",
                f"{twice} is given more than once: give it once",
            ),
            twice,
        )
    return found

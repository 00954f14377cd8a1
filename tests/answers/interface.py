"""The API over one store, asked as users ask it; what comes back in a form that can be compared."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings

API = "/api/v1"
#: At most so many pages of one list.
PAGES = 10_000
#: An instant of this very year or a later one: what a bank's own files say is older.
INSTANT = re.compile(r"20(?:2[6-9]|[3-9]\d)-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
#: Fields that tell when and how long, or on which settings: they differ between two fresh stores.
OF_THE_MOMENT = frozenset(
    {"known_at", "made_at", "published_at", "seconds", "settings", "started_at", "withdrawn_at"}
)
_FORM = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS


@dataclass(frozen=True)
class Answer:
    """One answer: what was asked, the status, the media type and what was said."""

    asked: str
    status: int
    media_type: str
    content: Any

    def text(self) -> str:
        """The canonical form: the same text wherever the same was said, the keys in order."""
        said = self.content
        if not isinstance(said, str):
            said = orjson.dumps(said, option=_FORM).decode()
        return f"{self.asked}\n{self.status} {self.media_type}\n{said}\n"


class Interface:
    """The API over one store."""

    def __init__(self, client: FlaskClient, left_out: frozenset[str] = OF_THE_MOMENT) -> None:
        """Ask through a client; the values of fields that are `left_out` are not told."""
        self._client = client
        self.left_out = left_out

    def get(self, path: str, **query: Any) -> Answer:
        """GET a path below /api/v1."""
        return self.ask("GET", API + path, query)

    def post(self, path: str, body: Any) -> Answer:
        """POST a body as JSON to a path below /api/v1."""
        return self.ask("POST", API + path, {}, orjson.dumps(body))

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask anything of the application; a body is sent as JSON unless the headers say else."""
        address = f"{path}?{urlencode(query)}" if query else path
        response = self._client.open(
            address,
            method=method,
            data=body,
            headers={"Content-Type": "application/json", **(headers or {})} if body else headers,
        )
        media_type = response.mimetype or "nothing"
        text = response.get_data(as_text=True)
        content = self._without_the_moment(orjson.loads(text) if "json" in media_type else text)
        asked = f"{method} {address}" + (f" {body.decode(errors='replace')}" if body else "")
        return Answer(asked, response.status_code, media_type, content)

    def whole(self, path: str, **query: Any) -> Answer:
        """A list with the items, or members, of all its pages in one; cursors are not compared.

        Where the first page is no page it is the answer. Raises AssertionError for a list without
        an end.
        """
        first = page = self.get(path, **query)
        if first.status != 200 or "next" not in first.content:
            return first
        listed = "members" if "members" in first.content else "items"
        rows = list(first.content[listed])
        for _ in range(PAGES):
            if page.content["next"] is None:
                return replace(first, content={**first.content, listed: rows, "next": None})
            page = self.get(path, **query, cursor=page.content["next"])
            assert page.status == 200, page.text()
            rows += page.content[listed]
        raise AssertionError(f"{path} has no end")

    def each(self, path: str, ids: Iterable[str], **query: Any) -> Iterator[Answer]:
        """GET a path once for each id, which takes the place of `*`."""
        for one in ids:
            yield self.get(path.replace("*", quote(one, safe="")), **query)

    def each_whole(self, path: str, ids: Iterable[str], **query: Any) -> Iterator[Answer]:
        """A list with all its pages once for each id, which takes the place of `*`."""
        for one in ids:
            yield self.whole(path.replace("*", quote(one, safe="")), **query)

    def _without_the_moment(self, said: Any) -> Any:
        if isinstance(said, dict):
            return {
                name: "*" if name in self.left_out and value else self._without_the_moment(value)
                for name, value in said.items()
            }
        if isinstance(said, list):
            return [self._without_the_moment(value) for value in said]
        if isinstance(said, str) and "known_at" in self.left_out:
            return INSTANT.sub("*", said)
        return said


@contextmanager
def interface(
    url: str, left_out: frozenset[str] = OF_THE_MOMENT, **settings: Any
) -> Iterator[Interface]:
    """The API over the store of a URL, with settings of the service by name."""
    app = create_app(Settings(store=url, access_log=False, deadline=math.inf, **settings))
    try:
        yield Interface(app.test_client(), left_out)
    finally:
        app.extensions["guanxi.reads"].close()
        app.extensions["guanxi.store"].close()

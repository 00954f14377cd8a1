"""What a request that cannot be read is told: a problem document, as everywhere."""

import re
import time
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import orjson
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask
from waitress.utilities import (
    BadRequest,
    Error,
    RequestHeaderFieldsTooLarge,
)
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from cypher.vocabulary import Text
from service.api.around.problems import TITLES_ZH
from service.api.http.language import language_of
from service.settings import Settings

#: Within how many seconds of its first byte a request must have come whole.
COMING_SECONDS = 60
#: After a body was refused as too large so much more of it is read and thrown away: a client reads
#: why when it has sent it all.
THROWN_AWAY = 64 * 1024 * 1024

_DETAILS = {
    408: Text(
        f"请求未能在{COMING_SECONDS}秒内传完：请重试",
        f"the request did not come whole within {COMING_SECONDS} s: send it again",
    ),
    413: Text(
        "请求体超过上限：请分批提交", "the body is larger than it may be: send less at a time"
    ),
    414: Text(
        "地址超过64 KB：请缩短参数", "the address is longer than 64 KB: shorten what it asks"
    ),
    431: Text(
        "请求行与请求头合计超过64 KB：请减少Cookie等请求头",
        "the request's line and headers are longer than 64 KB: send fewer, such as cookies",
    ),
    501: Text("不支持该传输编码", "this transfer encoding is not supported"),
}
_UNREADABLE = Text(
    "无法读取该请求：它不符合HTTP格式，地址中的汉字等须按UTF-8百分号编码",
    "the request cannot be read: it is no HTTP as it should be; in an address letters beyond ASCII "
    "are percent-encoded",
)
_FAILED = Text("处理时出错，详情见日志", "something went wrong here; the log says what")


#: What says which language a reader wants, in a header that cannot be read otherwise.
_ACCEPTED = re.compile(rb"\r\naccept-language:[ \t]*([^\r\n]{1,200})", re.IGNORECASE)


class UriTooLong(Error):  # type: ignore[misc]  # waitress has no types
    """A first line that does not end."""

    code, reason = 414, "URI Too Long"


class RequestTimeout(Error):  # type: ignore[misc]
    """A request whose last byte did not come."""

    code, reason = 408, "Request Timeout"


class Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what the application never sees: bad syntax, too long a header or a body."""

    def execute(self) -> None:
        """Write the problem document and close the connection."""
        error = self.request.error
        language = _language(self.request)
        phrase = HTTPStatus(error.code).phrase
        detail = _DETAILS.get(error.code, _UNREADABLE if error.code < 500 else _FAILED)
        body = orjson.dumps(
            {
                "type": f"/problems/{error.reason.lower().replace(' ', '-')}",
                "title": Text(TITLES_ZH.get(error.code, phrase), phrase).told(language),
                "status": error.code,
                "detail": detail.told(language),
            }
        )
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "application/problem+json"))
        self.response_headers.append(("Content-Language", language))
        self.set_close_on_finish()
        if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            self.channel.throw_away()
        self.content_length = len(body)
        self.write(body)


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads a request as it comes; whatever it cannot make sense of is an error of the request."""

    def received(self, data: bytes) -> int:
        """Take what has come; how many bytes of it belong to this request."""
        try:
            consumed: int = super().received(data)
        except ValueError:
            self.error = BadRequest("")
            self.completed = self.headers_finished = True
            return len(data)
        if isinstance(self.error, RequestHeaderFieldsTooLarge):
            begun = self.header_plus + data
            if b"\r\n" not in begun:
                self.error = UriTooLong("")
            self._read_language(begun)
        return len(data) if self.error else consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Read the header; where it makes no sense, the language that is asked for all the same."""
        try:
            super().parse_header(header_plus)
        finally:
            if "ACCEPT_LANGUAGE" not in self.headers:
                self._read_language(header_plus)

    def _read_language(self, header_plus: bytes) -> None:
        if found := _ACCEPTED.search(header_plus):
            self.headers["ACCEPT_LANGUAGE"] = found[1].decode("latin-1")


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are answered or refused in the service's words."""

    error_task_class = Refusal
    parser_class = Parser
    request: HTTPRequestParser | None
    _begun: float | None = None
    # How many bytes of a body that was refused are still thrown away; None where none was.
    _thrown_away: int | None = None

    def received(self, data: bytes) -> Any:
        """Take what has come, and know since when a request is coming."""
        if self._thrown_away is not None:
            self._thrown_away -= len(data)
            if self._thrown_away < 0:
                self.will_close = True
            return True
        taken = super().received(data)
        if self.request is None:
            self._begun = None
        elif self._begun is None:
            self._begun = time.monotonic()
        return taken

    def throw_away(self) -> None:
        """Read on once the refusal is sent, until the client hangs up: it may be sending still."""
        self._begun, self._thrown_away = time.monotonic(), THROWN_AWAY

    def readable(self) -> bool:
        """Whether anything that comes is wanted, if only to throw it away."""
        return self._waits_for_end() or super().readable()

    def writable(self) -> bool:
        """Whether there is anything to send, or the connection is to be closed."""
        return not self._waits_for_end() and super().writable()

    def hurry(self, now: float) -> None:
        """Refuse a request that has been coming for too long; close where one was refused."""
        if self._begun is None or now - self._begun < COMING_SECONDS:
            return
        with self.requests_lock:
            if self._thrown_away is not None:
                self.will_close = True
            if self.request is None or self.requests or self.close_when_flushed:
                return
            late, self.request, self._begun = self.request, None, None
            late.error, late.completed = RequestTimeout(""), True
            self.requests.append(late)
            self.server.add_task(self)

    def _waits_for_end(self) -> bool:
        """Whether a refusal is sent, and what the client still sends is thrown away."""
        return (
            self._thrown_away is not None
            and self.close_when_flushed
            and not self.total_outbufs_len
            and not self.will_close
        )

    def handle_write(self) -> None:
        """Send what is there; after a refused body the connection stays open for reading."""
        if self._thrown_away is not None and self.close_when_flushed and not self.will_close:
            self._flush_exception(self._flush_some)
        else:
            super().handle_write()


def _language(request: HTTPRequestParser) -> str:
    """The language that was asked for, as far as that could be read."""
    asked = parse_qs(getattr(request, "query", ""), max_num_fields=100).get("lang", [""])
    accepted = parse_accept_header(request.headers.get("ACCEPT_LANGUAGE"), LanguageAccept)
    return language_of(asked[0], accepted, Settings().lang)

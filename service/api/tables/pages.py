"""All of a list: the same question asked page by page, by the code that answers it as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import Response, current_app, request
from flask.globals import request_ctx

#: How many rows one page of a list has.
PAGE = 500
#: What a request says besides the question: the reader's language.
NOT_ASKED = ("lang",)


class Refused(Exception):
    """The question was refused: `response` says why."""

    def __init__(self, response: Response) -> None:
        """Keep the refusal."""
        super().__init__(response.status)
        self.response = response


def asked() -> dict[str, str]:
    """What the present request asks of the list behind its table."""
    return {name: text for name, text in request.args.items() if name not in NOT_ASKED}


def answers(endpoint: str, named: Mapping[str, Any], *, paged: bool) -> Iterator[dict[str, Any]]:
    """What an endpoint answers, page after page; one page where the request asks for one.

    Raises Refused for an answer that is no success.
    """
    asking = asked()
    whole = paged and not {"limit", "cursor"} & asking.keys()
    if whole:
        asking["limit"] = str(PAGE)
    while True:
        response = answer_to(endpoint, named, asking)
        if response.status_code != 200:
            raise Refused(response)
        page = orjson.loads(response.get_data())
        yield page
        if not whole or page.get("next") is None:
            return
        asking["cursor"] = page["next"]


def answer_to(endpoint: str, named: Mapping[str, Any], asking: Mapping[str, str]) -> Response:
    """What an endpoint answers in place of the present request, asked something else.

    What was done for that, such as giving it a place, is not done again.
    """
    outer = request_ctx.request
    environ = {**outer.environ, "QUERY_STRING": urlencode(asking)}
    environ.pop("HTTP_IF_NONE_MATCH", None)
    environ.pop("werkzeug.request", None)
    inner = current_app.request_class(environ)
    inner.url_rule, inner.view_args = outer.url_rule, outer.view_args
    request_ctx.request = inner
    try:
        view: Any = current_app.view_functions[endpoint]
        return current_app.make_response(view(**named))
    finally:
        request_ctx.request = outer

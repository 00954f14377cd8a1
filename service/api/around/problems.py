"""Every failure as a problem document: those of the service, of the request, and surprises."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from cypher import StoreError
from cypher.engine.errors import StoreUnavailable
from cypher.reasons import reason_of
from cypher.time_zone import time_zone
from cypher.vocabulary import Text
from service.access import masks
from service.api.http.answers import settings
from service.api.http.language import reader_language
from service.errors import RETRY_AFTER, STATUS, BadRequest, NoRun, ServiceError
from service.graph.looks import look
from service.instants import told_in

_log = logging.getLogger("guanxi")
_WARMING = Text(
    "算法仍在编译，安装后约需一分钟：请稍后重试",
    "the algorithms are still being compiled, which takes a minute after an installation: ask "
    "again then",
)


#: What statuses are called in Chinese; in English as HTTP calls them.
TITLES_ZH = {
    308: "永久重定向",
    400: "请求有误",
    401: "未登录",
    403: "无权访问",
    404: "未找到",
    405: "不支持该方法",
    406: "无法按要求的格式返回",
    408: "请求超时",
    409: "与现状冲突",
    413: "请求内容过大",
    414: "地址过长",
    415: "不支持该内容类型",
    416: "请求范围有误",
    421: "主机名有误",
    422: "输入有误",
    429: "请求过于频繁",
    431: "请求头过长",
    500: "内部错误",
    501: "不支持该功能",
    503: "服务暂不可用",
}


#: How many faults are listed, and after how many letters a text is cut, which may repeat an input.
FAULTS_LISTED, LONGEST, LONGEST_NAME = 20, 2_000, 100


def problem(
    status: int, kind: str, detail: Text, fields: Sequence[dict[str, Any]] = (), **says: Any
) -> Response:
    """A problem document: `kind` ends its type, `fields` says which inputs are at fault.

    `says` is what such a problem says besides.
    """
    language = reader_language()
    phrase = HTTPStatus(status).phrase
    document: dict[str, Any] = {
        "type": f"/problems/{kind}",
        "title": Text(TITLES_ZH.get(status, phrase), phrase).told(language),
        "status": status,
        "detail": _cut(masks.in_text(detail.told(language)), LONGEST),
        **says,
    }
    if fields:
        document["fields"] = [
            {
                "field": _cut(field["field"], LONGEST_NAME),
                "reason": _cut(masks.in_text(field["reason"].told(language)), LONGEST),
            }
            for field in fields[:FAULTS_LISTED]
        ]
    body = told_in(time_zone(settings().time_zone), orjson.dumps(document))
    response = Response(body, status, mimetype="application/problem+json")
    response.headers["Content-Language"] = language
    return response


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def answer_problems(app: Flask) -> None:
    """Answer every error with a problem document; a surprise is logged and never shown."""
    for kind in STATUS:
        app.register_error_handler(kind, _foreseen)
    app.register_error_handler(HTTPException, _of_the_request)
    app.register_error_handler(Exception, _surprise)
    app.before_request(_refuse_repeated)


def invalid_input(error: ValidationError) -> Response:
    """The answer to a request that fails validation: 422, with the first faults and their reasons.

    What was sent is not repeated, but for the names of fields, which are cut.
    """
    faults = error.errors(include_url=False, include_input=False)
    fields: list[dict[str, Any]] = [
        {
            "field": _cut(".".join(str(part) for part in fault["loc"]), LONGEST_NAME) or "body",
            "reason": reason_of(fault),
        }
        for fault in faults[:FAULTS_LISTED]
    ]
    more = len(faults) - len(fields)
    named = Text(
        "；".join(f"{field['field']}：{field['reason'].zh}" for field in fields)
        + (f"；另有{more}处" if more else ""),
        "; ".join(f"{field['field']}: {field['reason'].en}" for field in fields)
        + (f"; and {more} more" if more else ""),
    )
    return problem(422, "invalid-input", named, fields)


def _refuse_repeated() -> None:
    """Refuse a parameter that is given twice: nobody could say which of the two was meant."""
    sent = request.args
    if not sent or not request.path.startswith("/api/"):
        return
    for name, values in sent.lists():
        if len(values) > 1:
            raise BadRequest(
                Text(
                    f"{name}出现了{len(values)}次：请只给一次",
                    f"{name} is given {len(values)} times: give it once",
                ),
                name,
            )


def _foreseen(error: Exception) -> Response:
    if isinstance(error, StoreUnavailable):
        error = _given_up() or error
    status, kind = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    if isinstance(error, StoreError):
        # What operators must know, a client must not: where the store lies, and what it said.
        _log.error("request %s: %s", g.get("request_id"), " ".join(str(error).split()))
        reason = error.plain
    else:
        reason = error.text if isinstance(error, ServiceError) else _WARMING
    fields = error.fields if isinstance(error, BadRequest) else ()
    faults = [{"field": name, "reason": reason} for name in fields]
    says = {"nearest": error.nearest} if isinstance(error, NoRun) else {}
    response = problem(status, kind, reason, faults, **says)
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="guanxi"'
    return response


def _given_up() -> Exception | None:
    """Why the present question is to be given up, where it is: then the store was told so too."""
    try:
        look()
    except ServiceError as reason:
        return reason
    return None


def _of_the_request(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    kind = (error.name or "error").lower().replace(" ", "-")
    said = error.description or error.name
    response = problem(code, kind, Text(TITLES_ZH.get(code, said), said))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers["Allow"] = value
    return response


def _surprise(error: Exception) -> Response:
    _log.error("request %s failed", g.get("request_id"), exc_info=error)
    request_id = g.get("request_id")
    return problem(
        500,
        "internal",
        Text(
            f"处理时出错，详情见日志中的请求{request_id}",
            f"something went wrong here; its trace is in the log under {request_id}",
        ),
    )

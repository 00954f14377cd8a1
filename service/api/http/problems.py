"""Problem documents (RFC 9457): one failure, its title and detail in the reader's language."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response

from cypher.time_zone import time_zone
from cypher.vocabulary import Text
from service.api.http.answers import settings
from service.api.http.language import reader_language
from service.instants import told_in

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
    422: "输入有误",
    429: "请求过于频繁",
    500: "内部错误",
    503: "服务暂不可用",
}


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
        "detail": detail.told(language),
        **says,
    }
    if fields:
        document["fields"] = [
            {**field, "reason": field["reason"].told(language)} for field in fields
        ]
    body = told_in(time_zone(settings().time_zone), orjson.dumps(document))
    response = Response(body, status, mimetype="application/problem+json")
    response.headers["Content-Language"] = language
    return response

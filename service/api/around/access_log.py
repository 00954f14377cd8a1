"""What is seen of each request: an id, a JSON line in the access log, counts for /metrics.

A line says who asked what kind of question of which run, and never a name, a number or a word.
"""

import functools
import os
import re
import sys
import time
from http import HTTPMethod

import orjson
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

from service.access.viewer import Viewer

REQUESTS = Counter("guanxi_http_requests", "Requests answered.", ["method", "endpoint", "status"])
SECONDS = Histogram("guanxi_http_request_seconds", "How long requests took.", ["endpoint"])

# A client may send any word as a method; each would be counted, and kept, by itself.
_METHODS = frozenset(HTTPMethod)
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def log_access(app: Flask, access_log: bool) -> None:
    """Give every request an id (X-Request-ID, the client's own where sane), count it, log it."""

    @app.before_request
    def begin() -> None:
        offered = request.headers.get("X-Request-ID", "")
        g.request_id = offered if _SANE_ID.fullmatch(offered) else os.urandom(16).hex()
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.began
        endpoint, method = request.endpoint or "none", request.method
        counted = method if method in _METHODS else "other"
        _requests(counted, endpoint, response.status_code).inc()
        _seconds(endpoint).observe(seconds)
        response.headers["X-Request-ID"] = g.request_id
        if access_log:
            viewer: Viewer | None = g.get("viewer")
            line = orjson.dumps(
                {
                    "at": time.time(),
                    "request_id": g.request_id,
                    "method": method,
                    # The rule and not the path: that names customers, and words that are searched.
                    "endpoint": endpoint,
                    "rule": str(request.url_rule) if request.url_rule else None,
                    "user": viewer.user_id if viewer else None,
                    "run": g.get("run_id"),
                    "status": response.status_code,
                    "bytes": response.content_length,
                    "ms": round(seconds * 1000, 2),
                    "remote": request.remote_addr,
                },
                option=orjson.OPT_APPEND_NEWLINE,
            )
            # In one piece, so that the lines of several threads never mix.
            sys.stdout.write(line.decode())
            sys.stdout.flush()
        return response


# Finding a counter by its labels costs more than counting; there are few of them.
@functools.cache
def _requests(method: str, endpoint: str, status: int) -> Counter:
    return REQUESTS.labels(method, endpoint, status)


@functools.cache
def _seconds(endpoint: str) -> Histogram:
    return SECONDS.labels(endpoint)

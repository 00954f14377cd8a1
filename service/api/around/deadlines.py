"""How long a question is worked on at most, and that it is given up once nobody waits for it."""

import time
from collections.abc import Callable

from flask import Flask, g, request

from cypher.engine.clock import wait_for
from cypher.vocabulary import Text
from service.api.http.answers import settings
from service.errors import HungUp, TooLate
from service.graph.looks import look_with

#: What nobody waits for a place for, and nothing limits: these ask for little and tell whether the
#: rest can be asked.
FREE = ("/health/", "/metrics")
#: What an environ of waitress's holds: whether the client has closed the connection.
CLIENT_GONE = "waitress.client_disconnected"


def keep_deadlines(app: Flask) -> None:
    """Have every request but those of FREE look, between the pieces of its work, at its deadline.

    The time that it waited for a place does not count.
    """

    @app.before_request
    def begin() -> None:
        if request.path.startswith(FREE):
            return
        gone, seconds = client_gone(), settings().deadline
        until = time.monotonic() + seconds
        g.deadline = (
            wait_for(seconds, gone),
            look_with(lambda: _look(gone, until, seconds)),
        )

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        for stop in g.pop("deadline", ()):
            stop()


def client_gone() -> Callable[[], bool]:
    """What tells whether the client of the present request has closed the connection."""
    found: Callable[[], bool] = request.environ.get(CLIENT_GONE, lambda: False)
    return found


def _look(gone: Callable[[], bool], until: float, seconds: float) -> None:
    if gone():
        raise HungUp(Text("提问者已断开连接", "who asked has hung up"))
    if time.monotonic() > until:
        raise TooLate(
            Text(
                f"{seconds:g}秒内未能得出答案：请缩小问题范围后重试（如只问部分标签、减少客户或步数）",
                f"this could not be worked out within {seconds:g} s: ask for less, such as fewer "
                "tags, customers or steps",
            )
        )

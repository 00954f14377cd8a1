"""How many requests one worker works on at a time, so that health is answered whatever is asked.

Light questions and heavy ones have places of their own: see `service.api.around.heavy`.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable

from flask import Flask, g, request
from prometheus_client import Gauge

from cypher.vocabulary import Text
from service.api.access.viewers import viewer
from service.api.around.deadlines import FREE, client_gone
from service.api.around.heavy import HEAVY
from service.api.around.memory import giving_back_memory
from service.errors import HungUp, Overloaded, OverShare
from service.settings import Settings

WAITING = Gauge(
    "guanxi_waiting_requests",
    "Requests that wait for a place.",
    ["places"],
    multiprocess_mode="livesum",
)

#: How often one that waits looks whether its client is still there, in seconds.
LOOK_SECONDS = 0.5


class Places:
    """So many places, and so many requests at most that wait for one, each for so long.

    They get one in the order in which they came. Nobody who is named has more than `share` of them,
    those that wait included.
    """

    def __init__(
        self, places: int, waiting: int, seconds: float, share: int = 0, name: str = "light"
    ) -> None:
        """Say how many there are of each, and how long a request waits at most.

        `name` is what /metrics calls them.
        """
        self._free, self._most_waiting = places, waiting
        self._seconds, self._share = seconds, share
        self._line: list[object] = []
        self._counted = WAITING.labels(name)
        self._of: Counter[str] = Counter()
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._line)

    def take(self, user_id: str | None = None, gone: Callable[[], bool] = lambda: False) -> None:
        """Come back with a place, which is to be given back.

        Overloaded is raised where too many wait or it took too long, OverShare where the user has
        his share already, HungUp where the client has `gone` meanwhile.
        """
        with self._changed:
            if user_id is not None and self._of[user_id] >= self._share:
                raise OverShare(
                    Text(
                        f"您已有{self._share}个问题在计算或排队：请等其中一个得出答案后再问",
                        f"{self._share} of your questions are worked on or wait: ask again once "
                        "one of them is answered",
                    )
                )
            if len(self._line) - self._free >= self._most_waiting:
                raise Overloaded(
                    Text(
                        "排队等候的请求过多：请稍后重试",
                        "too many questions wait to be answered: ask again in a moment",
                    )
                )
            if user_id is not None:
                self._of[user_id] += 1
            try:
                if self._line or not self._free:
                    self._wait_in_line(gone)
                self._free -= 1
            except BaseException:
                self._forget(user_id)
                raise

    def give_back(self, user_id: str | None = None) -> None:
        """Let the next one have the place."""
        with self._changed:
            self._free += 1
            self._forget(user_id)
            self._changed.notify_all()

    def _wait_in_line(self, gone: Callable[[], bool]) -> None:
        """Come back once there is a place and nobody is before."""
        turn, until = object(), time.monotonic() + self._seconds
        self._line.append(turn)
        self._counted.inc()
        try:
            while not self._free or self._line[0] is not turn:
                self._wait(until, gone)
        finally:
            self._line.remove(turn)
            self._counted.dec()
            self._changed.notify_all()

    def _wait(self, until: float, gone: Callable[[], bool]) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise Overloaded(
                Text(
                    "等候超时，尚无请求处理完毕：请稍后重试",
                    "no question came to its end: ask again in a moment",
                )
            )
        if gone():
            raise HungUp(Text("提问者已断开连接", "who asked has hung up"))
        self._changed.wait(min(left, LOOK_SECONDS))

    def _forget(self, user_id: str | None) -> None:
        if user_id is not None:
            self._of[user_id] -= 1
            # Users come and go: those without a question are not kept.
            self._of += Counter()


def keep_places(app: Flask, settings: Settings) -> None:
    """Give every request but those of FREE a place for as long as it is worked on."""
    places = Places(settings.threads, settings.waiting, settings.store_deadline)
    app.extensions["guanxi.places"] = places

    @app.before_request
    def take() -> None:
        if not request.path.startswith(FREE):
            places.take(gone=client_gone())
            g.place = places.give_back

    @app.teardown_request
    def give_back(error: BaseException | None) -> None:
        if "place" in g:
            g.pop("place")()


def keep_heavy_places(app: Flask, settings: Settings) -> None:
    """Give heavy questions another place, once it is known who asks: see HEAVY."""
    places = Places(
        settings.heavy,
        settings.heavy_waiting,
        settings.deadline,
        settings.heavy_of_one,
        "heavy",
    )
    app.extensions["guanxi.heavy_places"] = places
    give_back_memory = giving_back_memory()

    @app.before_request
    def take() -> None:
        if g.get("operation") not in HEAVY:
            return
        # Those that nobody vouches for cannot be told apart.
        user_id = viewer().user_id if viewer().is_signed else None
        g.pop("place")()
        places.take(user_id, client_gone())

        def give_back() -> None:
            # Looking for garbage stops everybody for a moment; the next question would use it.
            if not places.waiting:
                give_back_memory()
            places.give_back(user_id)

        g.place = give_back

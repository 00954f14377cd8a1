"""How many requests one worker works on at a time, so that health is answered whatever is asked."""

import threading

from flask import Flask, g, request

from cypher.vocabulary import Text
from service.errors import Overloaded
from service.settings import Settings

#: Where nobody waits for a place: these ask for little and tell whether the rest can be asked.
FREE = ("/health/", "/metrics")


class Places:
    """So many places, and so many requests at most that wait for one, each for so long."""

    def __init__(self, places: int, waiting: int, seconds: float) -> None:
        """Say how many there are of each, and how long a request waits at most."""
        self.waiting = 0
        self._most_waiting = waiting
        self._free = places
        self._changed = threading.Condition()
        self._seconds = seconds

    def take(self) -> None:
        """Come back with a place; raises Overloaded where too many wait, or it took too long."""
        with self._changed:
            if not self._free and self.waiting >= self._most_waiting:
                raise Overloaded(
                    Text(
                        "排队等候的请求过多：请稍后重试",
                        "too many questions wait to be answered: ask again in a moment",
                    )
                )
            self.waiting += 1
            try:
                if not self._changed.wait_for(lambda: self._free, self._seconds):
                    raise Overloaded(
                        Text(
                            "等候超时，尚无请求处理完毕：请稍后重试",
                            "no question came to its end: ask again in a moment",
                        )
                    )
            finally:
                self.waiting -= 1
            self._free -= 1

    def give_back(self) -> None:
        """Let the next one have the place."""
        with self._changed:
            self._free += 1
            self._changed.notify()


def keep_places(app: Flask, settings: Settings) -> None:
    """Give every request but those of FREE a place for as long as it is worked on."""
    places = Places(settings.threads, settings.waiting, settings.store_deadline)
    app.extensions["guanxi.places"] = places

    @app.before_request
    def take() -> None:
        if not request.path.startswith(FREE):
            places.take()
            g.has_place = True

    @app.teardown_request
    def give_back(error: BaseException | None) -> None:
        if g.pop("has_place", False):
            places.give_back()

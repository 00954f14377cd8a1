"""How many requests one worker works on at a time, so that health is answered whatever is asked."""

import threading

from flask import Flask, g, request

from service.errors import Overloaded
from service.settings import Settings

#: Where nobody waits for a place: these ask for little and tell whether the rest can be asked.
FREE = ("/health/", "/metrics")


class Places:
    """So many places, and so many requests at most that wait for one, each for so long."""

    def __init__(self, places: int, waiting: int, seconds: float) -> None:
        """Say how many there are of each, and how long a request waits at most."""
        self._places = threading.BoundedSemaphore(places)
        self._admitted = threading.BoundedSemaphore(places + waiting)
        self._seconds = seconds

    def take(self) -> None:
        """Come back with a place; raises Overloaded where too many wait, or it took too long."""
        if not self._admitted.acquire(blocking=False):
            raise Overloaded("too many questions are waiting to be answered: ask again in a moment")
        if not self._places.acquire(timeout=self._seconds):
            self._admitted.release()
            raise Overloaded("no question before this one came to its end: ask again in a moment")

    def give_back(self) -> None:
        """Let the next one have the place."""
        self._places.release()
        self._admitted.release()


def keep_places(app: Flask, settings: Settings) -> None:
    """Give every request but those of FREE a place for as long as it is worked on."""
    places = Places(settings.threads, settings.waiting, settings.store_deadline)

    @app.before_request
    def take() -> None:
        if not request.path.startswith(FREE):
            places.take()
            g.has_place = True

    @app.teardown_request
    def give_back(error: BaseException | None) -> None:
        if g.pop("has_place", False):
            places.give_back()

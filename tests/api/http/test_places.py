"""Only so many requests are worked on at a time, and health is answered whatever they do."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr

from service.api.around.places import Places
from service.app import create_app
from service.errors import Overloaded
from service.settings import Settings
from tests.api.http.test_problems import checked
from tests.banks import ServedBank


class Busy:
    """Questions that wait in their place until they are let go."""

    def __init__(self, app: Flask) -> None:
        """Have the catalogue of tags wait."""
        self.begun, self.let_go = threading.Semaphore(0), threading.Event()
        endpoint = next(r.endpoint for r in app.url_map.iter_rules() if r.rule == "/api/v1/tags")
        answer = app.view_functions[endpoint]

        def waiting(*given: Any, **named: Any) -> Any:
            self.begun.release()
            assert self.let_go.wait(30)
            return answer(*given, **named)

        app.view_functions[endpoint] = waiting

    def close(self) -> None:
        """Let all go."""
        self.let_go.set()


@pytest.fixture
def app(world: ServedBank) -> Iterator[Flask]:
    """The small world served with two places and room for one that waits."""
    store = SecretStr(world.url)
    app = create_app(
        Settings(store=store, access_log=False, threads=2, waiting=1, store_deadline=20)
    )
    with closing(app.extensions["guanxi.store"]):
        yield app


def test_one_more_than_can_wait_is_told_to_ask_again_and_health_is_answered(app: Flask) -> None:
    busy = Busy(app)
    with ThreadPoolExecutor(3) as pool, closing(busy):
        asked = [pool.submit(app.test_client().get, "/api/v1/tags") for _ in range(2)]
        for _ in asked:
            assert busy.begun.acquire(timeout=30)
        places = app.extensions["guanxi.places"]
        asked.append(pool.submit(app.test_client().get, "/api/v1/tags"))
        while places.waiting < 1:
            assert not asked[-1].done()
        refused = app.test_client().get("/api/v1/runs")
        checked(refused, 503, "overloaded")
        assert int(refused.headers["Retry-After"]) > 0
        for path in ("/health/live", "/health/ready", "/metrics"):
            assert app.test_client().get(path).status_code == 200
        busy.close()
        assert [each.result(30).status_code for each in asked] == [200, 200, 200]
    assert app.test_client().get("/api/v1/runs").status_code == 200


def test_a_place_is_given_back_whatever_comes_of_the_request(app: Flask) -> None:
    for path in ("/api/v1/customers/nobody", "/api/v1/nothing", "/api/v1/tags?limit=0") * 4:
        assert app.test_client().get(path).status_code in (404, 422)
    assert app.test_client().get("/api/v1/tags").status_code == 200


def test_nobody_waits_for_ever() -> None:
    places = Places(1, 1, seconds=0.01)
    places.take()
    for _ in range(3):
        with pytest.raises(Overloaded, match="ask again in a moment"):
            places.take()
    places.give_back()
    places.take()

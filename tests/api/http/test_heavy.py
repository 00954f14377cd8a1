"""Heavy questions: few at a time, each user with his share, each for so long; others go on."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr
from werkzeug.test import TestResponse

from service.access.permits import operation_of
from service.api.around.deadlines import CLIENT_GONE
from service.api.around.heavy import HEAVY
from service.api.around.places import Places
from service.app import create_app
from service.errors import HungUp, Overloaded, OverShare
from service.graph.looks import look
from service.settings import Settings
from tests.api.http.test_problems import checked
from tests.banks import ServedBank
from tests.viewers import SECRET, named

CUT = "/api/v1/contagion/cut"


class Busy:
    """Cuts that are at work until they are let go, or asked to look."""

    def __init__(self, app: Flask) -> None:
        self.begun, self.let_go = threading.Semaphore(0), threading.Event()
        endpoint = next(r.endpoint for r in app.url_map.iter_rules() if r.rule == CUT)

        def waiting(*given: Any, **named: Any) -> Any:
            self.begun.release()
            while not self.let_go.wait(0.05):
                look()
            return {}

        app.view_functions[endpoint] = waiting

    def close(self) -> None:
        self.let_go.set()


def served(world: ServedBank, **settings: Any) -> Iterator[Flask]:
    app = create_app(Settings(store=SecretStr(world.url), access_log=False, **settings))
    with closing(app.extensions["guanxi.store"]):
        yield app


@pytest.fixture
def app(world: ServedBank) -> Iterator[Flask]:
    """One place for heavy questions and room for two that wait, behind a proxy."""
    yield from served(
        world,
        auth="proxy",
        proxy_secret=SecretStr(SECRET),
        heavy=1,
        heavy_waiting=2,
        heavy_of_one=2,
        deadline=60,
    )


def ask(app: Flask, user: str, **environ: Any) -> TestResponse:
    body = {"defaulted": ["C1"]}
    headers = named("risk_officer", user=user)
    return app.test_client().post(CUT, json=body, headers=headers, environ_overrides=environ)


def until_waiting(app: Flask, count: int) -> None:
    while app.extensions["guanxi.heavy_places"].waiting < count:
        threading.Event().wait(0.01)


def test_every_heavy_operation_is_in_the_document(world: ServedBank) -> None:
    paths = world.client.application.api_doc["paths"]  # type: ignore[attr-defined]
    known = {
        operation_of(method.upper(), path) for path, methods in paths.items() for method in methods
    }
    assert known >= HEAVY
    document = world.client.get("/openapi.json").get_json()["paths"]
    told = {
        operation_of(method.upper(), path)
        for path, methods in document.items()
        for method, operation in methods.items()
        if "429" in operation["responses"]
    }
    # Of looks at what is masked there are so many an hour.
    assert told == HEAVY | {"POST /customers/{customer_id}/reveal"}


def test_a_user_with_his_share_is_told_to_wait_and_others_are_served(app: Flask) -> None:
    busy = Busy(app)
    with ThreadPoolExecutor(4) as pool, closing(busy):
        asked = [pool.submit(ask, app, "greedy")]
        assert busy.begun.acquire(timeout=30)
        asked.append(pool.submit(ask, app, "greedy"))
        until_waiting(app, 1)
        refused = ask(app, "greedy")
        checked(refused, 429, "over-share")
        assert int(refused.headers["Retry-After"]) > 0
        asked.append(pool.submit(ask, app, "modest"))
        until_waiting(app, 2)
        full = ask(app, "third")
        checked(full, 503, "overloaded")
        assert int(full.headers["Retry-After"]) > 0
        # Light questions and health go on.
        headers = named("risk_officer", user="greedy")
        for path in ("/api/v1/tags", "/health/live", "/health/ready"):
            assert app.test_client().get(path, headers=headers).status_code == 200
        busy.close()
        assert [each.result(30).status_code for each in asked] == [200, 200, 200]
    assert ask(app, "greedy").status_code == 200


def test_a_question_that_takes_too_long_is_given_up(world: ServedBank) -> None:
    for app in served(world, deadline=0.2):
        busy = Busy(app)
        late = app.test_client().post(CUT, json={"defaulted": ["C1"]})
        checked(late, 503, "deadline")
        assert int(late.headers["Retry-After"]) > 0
        busy.close()
        assert app.test_client().post(CUT, json={"defaulted": ["C1"]}).status_code == 200


def test_a_question_of_real_kernels_and_queries_is_given_up(world: ServedBank) -> None:
    body = {"remove": [{"type": "GUARANTEES", "from": "C1", "to": "C2"}], "customers": ["C1"]}
    for app in served(world, deadline=0.000001):
        checked(app.test_client().post("/api/v1/what-if", json=body), 503, "deadline")
        checked(app.test_client().get("/api/v1/customers/C1"), 503, "deadline")
        assert app.test_client().get("/health/ready").status_code == 200


def test_what_a_client_asked_who_has_hung_up_is_given_up(app: Flask) -> None:
    busy, gone = Busy(app), threading.Event()
    with ThreadPoolExecutor(2) as pool, closing(busy):
        at_work = pool.submit(ask, app, "a", **{CLIENT_GONE: gone.is_set})
        assert busy.begun.acquire(timeout=30)
        waits = pool.submit(ask, app, "b", **{CLIENT_GONE: gone.is_set})
        until_waiting(app, 1)
        gone.set()
        assert at_work.result(30).get_json()["type"] == "/problems/hung-up"
        waits.result(30)
    assert app.extensions["guanxi.heavy_places"].waiting == 0


def test_places_are_given_in_the_order_of_asking() -> None:
    places, order = Places(1, 5, seconds=30), []
    places.take()

    def wait(number: int) -> None:
        places.take()
        order.append(number)
        places.give_back()

    threads = []
    for number in range(5):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        while places.waiting <= number:
            threading.Event().wait(0.01)
    places.give_back()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_a_share_is_of_one_user_and_given_back() -> None:
    places = Places(2, 0, seconds=0.01, share=1)
    places.take("a")
    with pytest.raises(OverShare):
        places.take("a")
    places.take("b")
    with pytest.raises(Overloaded):
        places.take("c")
    places.give_back("a")
    places.take("a")


def test_who_has_hung_up_waits_no_longer() -> None:
    places = Places(1, 1, seconds=30)
    places.take()
    with pytest.raises(HungUp):
        places.take(gone=lambda: True)
    assert places.waiting == 0

"""A Neo4j that hangs or dies: everybody is told soon, then at once, and served once it is back."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from service.app import create_app
from service.settings import Settings
from tests.api.http.test_problems import checked
from tests.banks import ServedBank
from tests.building import people
from tests.neo4j.link import Link, linked
from tests.neo4j.scratch import empty

pytestmark = pytest.mark.slow
#: What "within 10 s", "at once" and "well again" mean, in seconds.
TOLD, AT_ONCE, WELL = 10.0, 1.0, 10.0
CLIENTS = 8


@pytest.fixture
def link(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    """A link to a bank of one person."""
    empty(neo4j_url)
    with closing(ServedBank(neo4j_url, monkeypatch)) as bank:
        bank.keep(customers=people("P1"))
    with linked(neo4j_url) as link:
        yield link


@pytest.fixture
def client(link: Link) -> Iterator[FlaskClient]:
    """A client of the service over the link."""
    app = create_app(Settings(store=SecretStr(link.url), access_log=False))
    with closing(app.extensions["guanxi.store"]):
        yield app.test_client()


def asked(client: FlaskClient, path: str) -> tuple[int, float]:
    """Ask: the status, and after how many seconds; a 503 must say when to ask again."""
    begun = time.monotonic()
    response = client.get(path)
    seconds = time.monotonic() - begun
    if response.status_code != 200:
        # A port that hangs up is told apart from one that refuses or says nothing.
        checked(response, 503, response.get_json()["type"].rpartition("/")[2])
        assert response.get_json()["type"].startswith("/problems/store-un")
        assert int(response.headers["Retry-After"]) > 0
    return response.status_code, seconds


def test_a_server_that_hangs_is_told_to_all_and_served_once_it_is_back(
    link: Link, client: FlaskClient
) -> None:
    path = "/api/v1/customers/P1"
    assert asked(client, path)[0] == asked(client, "/health/ready")[0] == 200
    link.hang()
    status, seconds = asked(client, "/health/ready")
    assert status == 503
    assert seconds < AT_ONCE + 0.2
    told: list[tuple[int, float]] = []
    waiting = [
        threading.Thread(target=lambda: told.append(asked(client.application.test_client(), path)))
        for _ in range(CLIENTS)
    ]
    for thread in waiting:
        thread.start()
    for each in ("/health/live", "/metrics"):
        assert asked(client, each) < (200, AT_ONCE)
    for thread in waiting:
        thread.join(TOLD * 2)
    assert {status for status, _ in told} == {503}
    assert max(seconds for _, seconds in told) < TOLD
    for each in (path, "/health/ready"):
        assert asked(client, each) < (503, AT_ONCE)
    link.mend()
    well_again(client, path)


def test_a_server_that_is_killed_and_started_again_is_served_without_a_restart(
    link: Link, client: FlaskClient
) -> None:
    path = "/api/v1/customers/P1"
    assert asked(client, path)[0] == 200
    link.cut()
    deadline = time.monotonic() + TOLD
    while asked(client, path)[0] == 200:
        assert time.monotonic() < deadline
    assert asked(client, path) < (503, AT_ONCE)
    link.mend()
    well_again(client, path)


def test_a_question_that_takes_too_long_is_given_up(
    link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The server is there and answers its watch: it is this one answer that does not come.
    monkeypatch.setattr("cypher.engine.bolt.Bolt._missing", there)
    settings = Settings(store=SecretStr(link.url), access_log=False, store_deadline=0.3)
    app = create_app(settings)
    with closing(app.extensions["guanxi.store"]):
        client = app.test_client()
        link.hang()
        status, seconds = asked(client, "/api/v1/customers/P1")
        assert status == 503
        assert 0.3 <= seconds < 0.3 + AT_ONCE
        link.mend()
        well_again(client, "/api/v1/customers/P1")


async def there(bolt: object, driver: object) -> None:
    """Say that the server is there."""


def well_again(client: FlaskClient, path: str) -> None:
    deadline = time.monotonic() + WELL
    while asked(client, path)[0] != 200:
        assert time.monotonic() < deadline, "not well again"
        time.sleep(0.05)
    assert client.get("/health/ready").status_code == 200

"""A store that fails is a 503: operators read where and why in the log, clients learn neither."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme
from flask.testing import FlaskClient
from pydantic import SecretStr

from cypher.engine.neo4j_errors.causes import CAUSES
from service.app import create_app
from service.settings import Settings
from tests.api.http.test_problems import checked
from tests.banks import ServedBank
from tests.building import people
from tests.neo4j.tls import toy_server

READING = ("/health/ready", "/api/v1/customers", "/api/v1/customers/P1/tags", "/api/v1/tags")
#: What would tell a client where the store is, which engine it is, or what was asked of it.
SECRETS = ("sqlite", "database", "table", "column", "SELECT", "guanxi.db", "neo4j", "bolt", "127.0")
AWAY = {"routing": "neo4j://127.0.0.1:1", "bolt": "bolt://127.0.0.1:1"}


@contextmanager
def serving(address: str) -> Iterator[FlaskClient]:
    """A client of the service over some store, which need not be there."""
    app = create_app(Settings(store=SecretStr(address), access_log=False))
    with closing(app.extensions["guanxi.store"]) as store:
        store._busy_seconds = 0.05
        yield app.test_client()


def tells_nothing(client: FlaskClient, path: str, place: str, body: Any = None) -> str:
    """Ask, expect a 503 that names no part of the place; returns the last part of its type."""
    response = client.post(path, json=body) if body else client.get(path)
    kind: str = response.get_json()["type"].rpartition("/")[2]
    checked(response, 503, kind)
    parts = {part for part in place.split("/") if len(part) > 2}
    found = [secret for secret in (*SECRETS, *parts) if secret.lower() in response.text.lower()]
    assert found == [], response.text
    return kind


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one person, closed."""
    path = tmp_path / "guanxi.db"
    with closing(ServedBank(f"sqlite:///{path}", monkeypatch)) as bank:
        bank.keep(customers=people("P1"))
    return path


@pytest.fixture(params=["missing", "empty", "text", "folder", *AWAY])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that cannot serve."""
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("no database\n" * 100)
    (tmp_path / "folder").mkdir()
    return AWAY.get(request.param, f"sqlite:///{tmp_path / request.param}")


@pytest.mark.parametrize("path", READING)
def test_a_store_that_cannot_serve_is_a_503_that_does_not_say_where_it_is(
    address: str, path: str
) -> None:
    with serving(address) as client:
        assert tells_nothing(client, path, address) in ("store-unusable", "store-unavailable")


def test_the_log_tells_operators_once_where_and_why(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(address) as client, caplog.at_level(logging.ERROR, "guanxi"):
        client.get("/api/v1/customers", headers={"X-Request-ID": "request-8"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "guanxi"]
    assert line.startswith("request request-8: ")
    assert address.removeprefix("sqlite:///") in line
    assert "\n" not in line


def test_the_process_lives_while_the_store_is_away(address: str) -> None:
    with serving(address) as client:
        assert client.get("/health/live").json == {"status": "live"}
        assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("runs", "/api/v1/tags"),
        ("customer_search", "/api/v1/customers?q=abc"),
        ("holdings", "/api/v1/customers/P1/tags"),
        ("decisions", "/api/v1/overrides"),
    ],
)
def test_a_table_that_is_gone_is_not_named(table: str, path: str, loaded: Path) -> None:
    with closing(sqlite3.connect(loaded)) as connection:
        connection.execute(f"DROP TABLE {table}")
    with serving(f"sqlite:///{loaded}") as client:
        assert tells_nothing(client, path, str(loaded)) == "store-unusable"


def test_a_column_that_is_gone_is_not_named(loaded: Path) -> None:
    with closing(sqlite3.connect(loaded)) as connection:
        connection.execute("ALTER TABLE customers DROP COLUMN gender")
    with serving(f"sqlite:///{loaded}") as client:
        assert tells_nothing(client, "/api/v1/customers/P1", str(loaded)) == "store-unusable"


def test_a_damaged_file_is_not_named(loaded: Path) -> None:
    with loaded.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (loaded.stat().st_size - 4096))
    with serving(f"sqlite:///{loaded}") as client:
        assert tells_nothing(client, "/api/v1/customers", str(loaded)) == "store-unusable"


def test_a_store_that_another_process_keeps_to_itself_is_not_named(loaded: Path) -> None:
    with closing(sqlite3.connect(loaded, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with serving(f"sqlite:///{loaded}") as client:
            assert tells_nothing(client, "/api/v1/customers", str(loaded)) == "store-busy"


def test_a_store_that_another_process_writes_to_is_not_named(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    members = [{"group_id": "G1", "customer_id": "P1"}]
    files = {"customers": people("P1"), "groups": [{"group_id": "G1", "name": "G1"}]}
    sqlite_bank.keep(**files, group_members=members)
    path = tmp_path / "guanxi.db"
    override = {"customer_id": "P1", "decision": "out", "reason": "sold", "author": "li"}
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with serving(f"sqlite:///{path}") as client:
            asked = "/api/v1/groups/G1/overrides"
            assert tells_nothing(client, asked, str(path), override) == "store-busy"


def test_a_database_that_the_server_does_not_have_is_not_named(neo4j_url: str) -> None:
    address = f"{neo4j_url.rpartition('/')[0]}/nowhere"
    with serving(address) as client:
        assert tells_nothing(client, "/api/v1/customers", address) == "store-unusable"


def test_a_wrong_password_is_not_told_to_clients(neo4j_url: str) -> None:
    place = neo4j_url.rpartition("@")[2]
    address = f"bolt://somebody:hunter2@{place.partition('/')[0]}/neo4j"
    with serving(address) as client:
        kind = tells_nothing(client, "/api/v1/customers", f"hunter2/somebody/{place}")
        assert kind == "store-unavailable"


@pytest.mark.parametrize("tls", ["", "+s"], ids=["plain", "secure"])
@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request"], ids=["silent", "http"])
def test_what_is_wrong_with_a_connection_is_not_told_to_clients(tls: str, answer: bytes) -> None:
    for certificate in (None, trustme.CA().issue_cert("127.0.0.1")):
        with toy_server(certificate, answer) as at:
            address = f"neo4j{tls}://somebody:hunter2@{at}/graph"
            with serving(address) as client:
                for path in READING:
                    place = f"{at}/somebody/hunter2/certificate/TLS/Bolt/GUANXI_"
                    assert tells_nothing(client, path, place) == "store-unusable"


def test_no_word_of_any_cause_is_told_to_clients() -> None:
    for cause in CAUSES:
        plain = cause.raises.plain.en.lower()
        assert [secret for secret in (*SECRETS, "guanxi_", "tls") if secret in plain] == []


def test_a_store_that_comes_back_is_served_without_a_restart(
    sqlite_bank: ServedBank, tmp_path: Path
) -> None:
    (tmp_path / "guanxi.db").unlink()
    checked(sqlite_bank.client.get("/health/ready"), 503, "store-unusable")
    sqlite_bank.keep(customers=people("P1"))
    assert sqlite_bank.client.get("/health/ready").json == {"status": "ready", "run_id": None}
    assert sqlite_bank.get("/customers/P1")["name"] == "P1"


def test_a_password_in_the_address_is_never_told() -> None:
    with serving("bolt://somebody:hunter2@127.0.0.1:1/neo4j") as client:
        for path in ("/health/ready", "/api/v1/tags", "/api/v1/nothing"):
            assert "hunter2" not in client.get(path).text

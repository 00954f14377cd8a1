"""What the address of a Neo4j may say, and what beside it: logins, files, an authority."""

from pathlib import Path
from typing import Any

import neo4j
import pytest
import trustme

from cypher import StoreSettings, open_store
from cypher.engine.errors import StoreUnusable
from cypher.engine.neo4j import Neo4jStore

PLAIN = "neo4j://db.example"


def opened(store: str = PLAIN, **beside: Any) -> Neo4jStore:
    opened = open_store(StoreSettings.model_validate({"store": store, **beside}))
    assert isinstance(opened, Neo4jStore)
    return opened


def refused(store: str = PLAIN, **beside: Any) -> str:
    """The one line with which the settings are refused."""
    with pytest.raises(StoreUnusable) as told:
        opened(store, **beside)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_user_and_password_are_decoded_in_the_address_and_nowhere_else() -> None:
    assert opened("bolt://j%40b:%2F%23%25%3A@h")._auth == ("j@b", "/#%:")
    assert opened(neo4j_user="j%40b", neo4j_password="p%40/#")._auth == ("j%40b", "p%40/#")


def test_what_the_address_says_stands() -> None:
    beside = {"neo4j_user": "other", "neo4j_password": "other"}
    assert opened("bolt://jo:pw@h", **beside)._auth == ("jo", "pw")
    assert opened("bolt://jo@h", **beside)._auth == ("jo", "other")


@pytest.mark.parametrize(
    ("url", "address", "database"),
    [
        ("neo4j://h", "neo4j://h:7687", "neo4j"),
        ("bolt+s://h:1/a", "bolt+s://h:1", "a"),
        ("neo4j+ssc://u:p@[::1]:99/a.b/", "neo4j+ssc://[::1]:99", "a.b"),
        ("bolt://u:p:q@h-1.example/", "bolt://h-1.example:7687", "neo4j"),
    ],
)
def test_an_address_is_taken_apart(url: str, address: str, database: str) -> None:
    store = opened(url, neo4j_user="jo")
    assert (store._address, store._database) == (address, database)


@pytest.mark.parametrize("sign", "@/#?")
@pytest.mark.parametrize("at", ["hunter{}seven", "{}hunterseven", "hunterseven{}"])
def test_a_password_that_is_not_encoded_is_told_and_not_repeated(sign: str, at: str) -> None:
    for scheme in ("bolt", "neo4j+s"):
        line = refused(f"{scheme}://jo:{at.format(sign)}@db.example:7687/neo4j")
        assert "percent-encode" in line
        assert [part for part in ("hunter", "seven", "jo", "example") if part in line] == []


@pytest.mark.parametrize("url", ["neo4j://jo:hunter#", "bolt://jo:pw@hunter:65536", "bolt://a b"])
def test_an_address_that_is_wrong_otherwise_is_not_repeated(url: str) -> None:
    assert "of no known kind" in refused(url)
    assert "hunter" not in refused(url)


def test_a_password_comes_from_a_file_without_its_last_line_break(tmp_path: Path) -> None:
    path = tmp_path / "password"
    for written in ("p w%41", "p w%41\n", "p w%41\r\n"):
        path.write_bytes(written.encode())
        store = opened(neo4j_user="jo", neo4j_password_file=str(path))
        assert store._auth == ("jo", "p w%41")


def test_a_file_of_the_password_that_is_no_use_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"hunter\xff")
    for name, reason in {
        "missing": "No such file",
        "": "Is a directory",
        "empty": "is empty",
        "binary": "no text in UTF-8",
    }.items():
        line = refused(neo4j_user="jo", neo4j_password_file=str(tmp_path / name))
        assert reason in line
        assert str(tmp_path / name) in line
        assert "hunter" not in line


def test_a_password_is_given_once_and_with_a_user(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hunter")
    file = str(tmp_path / "password")
    both = refused(neo4j_user="jo", neo4j_password="seven", neo4j_password_file=file)
    assert "unset one of them" in both
    assert "no user" in refused(neo4j_password="seven")
    assert "no user" in refused(neo4j_password_file=file)


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s"])
def test_with_an_authority_the_connection_is_encrypted(scheme: str, tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    store = opened(f"{scheme}://h", neo4j_ca=str(tmp_path / "ca.pem"))
    assert store._address == "bolt://h:7687"
    assert store._bolt.ask(encrypted)
    store.close()


def test_an_authority_that_cannot_be_is_told(tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    (tmp_path / "text").write_text("no certificate")
    assert "No such file" in refused(neo4j_ca=str(tmp_path / "missing"))
    assert "no certificate in PEM form" in refused(neo4j_ca=str(tmp_path / "text"))
    assert "+ssc" in refused("bolt+ssc://h", neo4j_ca=str(tmp_path / "ca.pem"))


def test_settings_show_no_secret() -> None:
    settings = StoreSettings.model_validate(
        {"store": "bolt://jo:hunter@h", "neo4j_password": "seven"}
    )
    shown = f"{settings!r} {settings.model_dump_json()} {opened('bolt://jo:hunter@h')!r}"
    assert [secret for secret in ("hunter", "seven") if secret in shown] == []


async def encrypted(driver: neo4j.AsyncDriver, seconds: float) -> bool:
    return driver.encrypted

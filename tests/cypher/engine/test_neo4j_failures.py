"""What a Neo4j that fails makes the product say, with the real driver: one line for each cause."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import neo4j
import pytest
import trustme

import loaders.__main__
import service.__main__
from cypher import Store, StoreSettings, open_store
from cypher.engine.bolt import OF_COMMANDS
from cypher.engine.errors import StoreError, StoreUnusable
from cypher.engine.migrations import migrate, need_schema, newest
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.store import Migration
from cypher.load import CustomerNumbers
from tests.neo4j.java_server import QUICK_START, java_server
from tests.neo4j.scratch import connect, wipe
from tests.neo4j.server import NoNeo4j
from tests.neo4j.skipping import without_neo4j
from tests.neo4j.tls import self_signed, toy_server

NOW = datetime.now(UTC)
#: All that a test here reads of a bank; its constraints and indexes would take as long as a start.
TWO_CUSTOMERS = """
CREATE (:Schema {only_one: 1, version: $version})
CREATE (:Customer {customer_id: "P1", customer_no: 1})
CREATE (:Customer {customer_id: "P2", customer_no: 2})
"""
LONG_AGO = (NOW - timedelta(days=9), NOW - timedelta(days=2))
#: To a server that is named, and to those that it sends to; not called as the engines are.
both_schemes = pytest.mark.parametrize("scheme", ["bolt", "neo4j"], ids=["direct", "routed"])


def on_hardened(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that needs the server of this module, which one process starts once."""
    for mark in (pytest.mark.slow, pytest.mark.neo4j, pytest.mark.xdist_group("hardened")):
        test = mark(test)
    return test


@dataclass(frozen=True)
class Authorities:
    """Two authorities, each with its file; servers are certified by the first."""

    own: trustme.CA
    own_file: str
    other_file: str


@pytest.fixture(scope="module")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> Authorities:
    """The authorities of this module's servers."""
    folder = tmp_path_factory.mktemp("authorities")
    own = trustme.CA()
    own.cert_pem.write_to_path(folder / "own.pem")
    trustme.CA().cert_pem.write_to_path(folder / "other.pem")
    return Authorities(own, str(folder / "own.pem"), str(folder / "other.pem"))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a failure is tried again is told elsewhere."""
    patience = dataclasses.replace(OF_COMMANDS, retry_seconds=0)
    monkeypatch.setattr("cypher.engine.bolt.OF_COMMANDS", patience)


def said(store: str, authority: str = "") -> str:
    """The line with which a store's first answer is refused."""
    with closing(opened(store, authority)) as asked, pytest.raises(StoreError) as told:
        asked.check()
    assert "\n" not in str(told.value)
    return str(told.value)


def opened(store: str, authority: str = "") -> Store:
    return open_store(StoreSettings.model_validate({"store": store, "neo4j_ca": authority}))


@both_schemes
def test_a_certificate_that_is_not_trusted_is_told_why(
    scheme: str, authorities: Authorities
) -> None:
    own, file = authorities.own, authorities.own_file
    good = own.issue_cert("127.0.0.1")
    with toy_server(good) as at:
        assert "signed by an unknown authority" in said(f"{scheme}://{at}", authorities.other_file)
        assert "signed by an unknown authority" in said(f"{scheme}+s://{at}")
        assert "if it wants TLS" in said(f"{scheme}://{at}")
    not_before, not_after = LONG_AGO
    with toy_server(own.issue_cert("127.0.0.1", not_before=not_before, not_after=not_after)) as at:
        assert "has expired" in said(f"{scheme}://{at}", file)
    with toy_server(own.issue_cert("elsewhere.example")) as at:
        assert "renew it for 127.0.0.1" in said(f"{scheme}://{at}", file)


def test_a_certificate_that_is_signed_by_itself_can_be_named(tmp_path: Path) -> None:
    alone = self_signed("127.0.0.1")
    alone.cert_chain_pems[0].write_to_path(tmp_path / "alone.pem")
    with toy_server(alone) as at:
        assert "is signed by itself" in said(f"bolt+s://{at}")
        assert "hangs up" in said(f"bolt+s://{at}", str(tmp_path / "alone.pem"))


@both_schemes
def test_a_port_of_something_else_is_told(scheme: str) -> None:
    with toy_server(None) as at:
        assert "does not speak TLS" in said(f"{scheme}+s://{at}")
        assert "hangs up at once" in said(f"{scheme}://{at}")
    with toy_server(None, b"HTTP/1.1 400 Bad Request\r\n\r\n") as at:
        assert "speaks HTTP" in said(f"{scheme}://{at}")
    with toy_server(None, b"\0\0\0\0") as at:
        assert "too old" in said(f"{scheme}://{at}")


@both_schemes
def test_a_server_that_is_not_there_is_told(scheme: str) -> None:
    assert "connection is refused" in said(f"{scheme}://127.0.0.1:1")
    assert "there is no host nowhere.invalid" in said(f"{scheme}://nowhere.invalid")


def test_commands_say_it_in_a_line_and_end_with_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "customers.csv").write_text("customer_id,kind,name\nC1,person,A\n")
    with toy_server(None) as at:
        for store in (f"bolt+s://jo:hunter2@{at}", "bolt://jo:hunter2#@h", "bolt://jo:hunter2@h:x"):
            monkeypatch.setenv("GUANXI_STORE", store)
            assert service.__main__.main(["migrate"]) == 2
            assert service.__main__.main(["derive"]) == 2
            assert loaders.__main__.main([str(tmp_path)]) == 2
            told = capsys.readouterr()
            assert told.err.count("\n") == 3
            assert "hunter2" not in told.err + told.out


@pytest.fixture(scope="module")
def hardened(authorities: Authorities, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with TLS and a bank of two customers, read-only, and with little memory.

    A database is made by the first start, so that it takes a second one to find it read-only.
    """
    home, folder = tmp_path_factory.mktemp("neo4j"), tmp_path_factory.mktemp("certificates")
    certificate = authorities.own.issue_cert("127.0.0.1")
    certificate.private_key_pem.write_to_path(folder / "private.key")
    for pem in certificate.cert_chain_pems:
        pem.write_to_path(folder / "public.crt", append=True)
    settings = (
        "server.bolt.tls_level=OPTIONAL",
        "dbms.ssl.policy.bolt.enabled=true",
        f"dbms.ssl.policy.bolt.base_directory={folder}",
        "dbms.ssl.policy.bolt.client_auth=NONE",
        "server.databases.read_only=neo4j",
        "dbms.memory.transaction.total.max=64m",
    )
    try:
        with java_server(QUICK_START, home=home) as url, connect(url) as session:
            session.run(TWO_CUSTOMERS, version=newest()).consume()
        with java_server(QUICK_START, settings, home) as url:
            yield url
    except NoNeo4j as reason:
        without_neo4j(f"no Neo4j: {reason}")


@on_hardened
@both_schemes
@pytest.mark.parametrize("tls", ["", "+s"], ids=["plain", "secure"])
def test_a_private_authority_is_trusted_where_it_is_named(
    scheme: str, tls: str, hardened: str, authorities: Authorities
) -> None:
    address = hardened.replace("bolt:", f"{scheme}{tls}:")
    with closing(opened(address, authorities.own_file)) as store:
        need_schema(store)
        assert len(store.columns(CustomerNumbers()).customer_no) == 2
        assert isinstance(store, Neo4jStore)
        assert store._bolt.ask(encrypted)
    assert "signed by an unknown authority" in said(address, authorities.other_file)


@on_hardened
def test_a_read_only_database_is_read_and_takes_no_write(
    hardened: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "customers.csv").write_text("customer_id,kind,name\nC1,person,A\n")
    monkeypatch.setenv("GUANXI_STORE", hardened)
    assert service.__main__.main(["migrate"]) == 0
    for main, arguments in (
        (service.__main__.main, ["derive"]),
        (loaders.__main__.main, [str(tmp_path), "--rejects", str(tmp_path / "rejects")]),
    ):
        assert main(arguments) == 2
        last = capsys.readouterr().err.splitlines()[-1]
        assert "neo4j at bolt://127.0.0.1" in last
        assert "is read-only: make it writable" in last
    with closing(opened(hardened)) as store:
        assert len(store.columns(CustomerNumbers()).customer_no) == 2


@on_hardened
def test_what_takes_too_much_memory_names_the_setting(hardened: str) -> None:
    growing = "UNWIND range(1, 10000000) AS n WITH collect(n) AS ns UNWIND ns AS n RETURN count(n);"
    with closing(opened(hardened)) as store:
        with pytest.raises(StoreError, match=r"raise dbms\.memory\.transaction\.total\.max in"):
            store.apply(Migration(1, "growing", cypher=growing))
        need_schema(store)


@both_schemes
def test_a_login_or_a_database_that_there_is_not_is_told(scheme: str, neo4j_url: str) -> None:
    address = neo4j_url.replace("bolt:", f"{scheme}:")
    place = address.rpartition("@")[2].partition("/")[0]
    wrong = said(f"{scheme}://nobody:hunter2@{place}")
    assert "refuses the user or the password" in wrong
    assert "nobody" not in wrong
    with closing(opened(f"{address.rpartition('/')[0]}/nowhere")) as store:
        for look in (migrate, need_schema):
            with pytest.raises(StoreUnusable, match="has no database nowhere"):
                look(store)


def test_a_database_of_another_product_is_left_alone(neo4j_url: str) -> None:
    wipe(neo4j_url)
    with connect(neo4j_url) as session, closing(opened(neo4j_url)) as store:
        session.run("CREATE (:Account {account_id: 1}), (:Schema {version: 9})").consume()
        for look in (migrate, need_schema):
            with pytest.raises(StoreUnusable, match="is of something else: give Guanxi a database"):
                look(store)
        assert session.run("SHOW CONSTRAINTS YIELD name RETURN count(name)").value() == [1]
        assert session.run("MATCH (n) RETURN count(n)").value() == [2]
    wipe(neo4j_url)


@pytest.mark.parametrize(
    "made",
    [
        "CREATE CONSTRAINT customer_id FOR (c:Client) REQUIRE c.number IS UNIQUE",
        "CREATE INDEX FOR (c:Customer) ON (c.customer_id)",
    ],
)
def test_a_constraint_of_another_product_that_clashes_is_told(made: str, neo4j_url: str) -> None:
    wipe(neo4j_url)
    with connect(neo4j_url) as session, closing(opened(neo4j_url)) as store:
        session.run(made).consume()
        with pytest.raises(StoreUnusable, match=r"clashes with Guanxi's schema \(There already"):
            migrate(store)
        assert store.schema_version() == 0
    wipe(neo4j_url)


async def encrypted(driver: neo4j.AsyncDriver, seconds: float) -> bool:
    return driver.encrypted

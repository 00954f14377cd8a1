"""What a store says when it cannot do its work: one line, and what to do about it."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from cypher import StoreSettings, open_store
from cypher.commands import called
from cypher.engine.bolt import Bolt
from cypher.engine.clock import within
from cypher.engine.errors import StoreBusy, StoreError, StoreUnavailable, StoreUnusable
from cypher.engine.migrations import migrate
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.sqlite import SqliteStore
from cypher.load import MERGES, CustomerNumbers, Writer
from cypher.view import Ownerships


def opened(url: str) -> StoreSettings:
    return StoreSettings(store=url)


@pytest.mark.parametrize(
    "url",
    ["", "sqlite:///", "postgres://x/y", "neo4j://", "bolt://host:notaport/x", "/just/a/path"],
)
def test_an_address_of_no_known_kind_is_refused(url: str) -> None:
    with pytest.raises(StoreUnusable, match="sqlite:///PATH"):
        open_store(opened(url))


def test_credentials_come_from_the_url_or_beside_it() -> None:
    store = open_store(opened("bolt://jo%40bank:p%2Fw@db.example:7000/graph"))
    assert isinstance(store, Neo4jStore)
    assert (store._address, store._auth) == ("bolt://db.example:7000", ("jo@bank", "p/w"))
    assert store._database == "graph"
    beside = StoreSettings(store="neo4j://db.example", neo4j_user="jo", neo4j_password="pw")
    store = open_store(beside)
    assert isinstance(store, Neo4jStore)
    assert (store._address, store._auth) == ("neo4j://db.example:7687", ("jo", "pw"))


def test_a_neo4j_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bolt, "ask", lambda bolt, work: "Neo4j/4.4.30")
    store = open_store(opened("bolt://127.0.0.1:1"))
    with pytest.raises(StoreUnusable, match=r"Neo4j/4\.4\.30 is too old: .*5\.26 or later"):
        store.check()


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/2025.10.1", "Neo4j/6.0.0"])
def test_later_versions_will_do(agent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bolt, "ask", lambda bolt, work: agent)
    open_store(opened("bolt://127.0.0.1:1")).check()


def test_a_database_that_is_not_there_is_told_by_its_name(neo4j_url: str) -> None:
    store = open_store(opened(neo4j_url.rpartition("/")[0] + "/nowhere"))
    with pytest.raises(StoreUnusable, match="has no database nowhere"):
        store.rows(Writer())
    store.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to be looked at as one" * 100)
    with pytest.raises(StoreUnusable, match="is not an SQLite database"):
        migrate(SqliteStore(path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to read-only files")
def test_a_read_only_file_is_told(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "guanxi.db")
    migrate(store)
    store.close()
    (tmp_path / "guanxi.db").chmod(0o444)
    tmp_path.chmod(0o555)
    with pytest.raises(StoreUnusable, match=r"read-only|writable"):
        store.run_batch(MERGES["groups"], [("G", "g", None, None, None, "test", 1, 1, None, None)])
    tmp_path.chmod(0o755)


def test_a_store_that_was_never_loaded_says_how_to(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match=called("load FOLDER")):
        SqliteStore(tmp_path / "nothing.db").check()
    assert not (tmp_path / "nothing.db").exists()


def test_another_process_that_writes_for_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "guanxi.db"
    store = SqliteStore(path, busy_seconds=0.1)
    migrate(store)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="another process is writing"):
        store.run_batch(MERGES["groups"], [("G", "g", None, None, None, "test", 1, 1, None, None)])
    other.close()
    store.close()


def test_an_answer_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cypher.engine.embedded.file.STEPS", 1)
    path = tmp_path / "guanxi.db"
    with closing(SqliteStore(path)) as store:
        migrate(store)
        with within(0), pytest.raises(StoreUnavailable):
            store.rows(Writer())
        assert store.rows(Writer()) == []
    with closing(SqliteStore(path, answer_seconds=0)) as store:
        with pytest.raises(StoreUnavailable, match="took longer to answer"):
            store.rows(Writer())
        # A view is all of a bank.
        assert len(store.columns(CustomerNumbers()).customer_no) == 0


def test_an_empty_store_gives_empty_columns(store_url: str) -> None:
    store = open_store(opened(store_url))
    migrate(store)
    columns = store.columns(Ownerships(on="2025-12-31"))
    assert columns.votes.dtype == np.float64
    assert columns.owner_no.dtype == np.int64
    assert len(columns.votes) == len(columns.owner_no) == 0
    store.close()


def test_threads_read_beside_each_other(store_url: str) -> None:
    store = open_store(opened(store_url))
    migrate(store)
    failed: list[StoreError] = []

    def read() -> None:
        try:
            for _ in range(20):
                store.columns(CustomerNumbers())
        except StoreError as error:
            failed.append(error)
        finally:
            if isinstance(store, SqliteStore):
                store.close()

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    store.close()


def test_a_server_that_is_down_is_told_soon() -> None:
    store = open_store(opened("bolt://127.0.0.1:1"))
    with pytest.raises(StoreUnavailable, match="does not answer"):
        store.check()
    store.close()


@pytest.mark.parametrize(
    ("address", "engine", "other"),
    [("sqlite:///guanxi.db", "sqlite3", "neo4j"), ("bolt://127.0.0.1:1", "neo4j", "sqlite3")],
)
def test_only_the_engine_that_is_opened_is_imported(address: str, engine: str, other: str) -> None:
    program = (
        "import sys, cypher; print('neo4j' in sys.modules, 'sqlite3' in sys.modules);"
        f"cypher.open_store(cypher.StoreSettings(store={address!r}));"
        f"print({engine!r} in sys.modules, {other!r} in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["False", "False", "True", "False"]

"""A database file that is replaced while it is served is noticed, and nothing decided is lost."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from cypher.decision import KeepTokens
from cypher.engine import sqlite
from cypher.engine.embedded import file as files
from cypher.engine.errors import StoreUnusable
from cypher.engine.migrations import migrate
from cypher.engine.sqlite import SqliteStore
from service.app import create_app
from service.settings import Settings
from tests.api.http.test_problems import checked
from tests.banks import ServedBank

SAID = {"customer_id": "C1", "decision": "in", "reason": "r", "author": "a"}


@pytest.fixture
def file(world: ServedBank, tmp_path: Path) -> Path:
    """The small world in a file of its own, and a copy of it as a backup."""
    for name in ("guanxi.db", "backup.db"):
        with (
            closing(sqlite3.connect(world.url.removeprefix("sqlite:///"))) as kept,
            closing(sqlite3.connect(tmp_path / name)) as copy,
        ):
            kept.backup(copy)
    return tmp_path / "guanxi.db"


@pytest.fixture
def client(file: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(store=SecretStr(f"sqlite:///{file}"), access_log=False, deadline=600))
    with closing(app.extensions["guanxi.store"]):
        yield app.test_client()


def overrides(client: FlaskClient) -> list[str]:
    items = client.get("/api/v1/overrides").get_json()["items"]
    return [each["customer_id"] for each in items]


def decided(client: FlaskClient, customer_id: str) -> int:
    said = {**SAID, "customer_id": customer_id}
    return client.post("/api/v1/groups/G1/overrides", json=said).status_code


def test_readers_and_writers_go_to_the_file_that_is_there_now(
    client: FlaskClient, file: Path
) -> None:
    before = len(overrides(client))
    assert decided(client, "C1") == 201
    os.replace(file.with_name("backup.db"), file)
    # What was decided lay in the log of the file that is gone: it is no part of the backup.
    assert len(overrides(client)) == before
    assert client.get("/health/ready").status_code == 200
    assert decided(client, "C2") == 201
    with closing(sqlite3.connect(file)) as there:
        [rows] = there.execute(
            "SELECT count(*) FROM decisions d JOIN customer_tokens t ON t.token = d.other "
            "WHERE d.subject_kind = 'group' AND t.customer_id = 'C2'"
        ).fetchall()
    assert rows[0] >= 1
    with closing(sqlite3.connect(file)) as there:
        assert there.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_thread_that_comes_new_takes_no_log_of_the_old_file(
    client: FlaskClient, file: Path
) -> None:
    with ThreadPoolExecutor(1) as old, ThreadPoolExecutor(1) as new:
        before = old.submit(overrides, client).result()
        assert old.submit(decided, client, "C1").result() == 201
        moved = file.with_name("moved.db")
        os.link(file, moved)
        os.replace(file.with_name("backup.db"), file)
        assert new.submit(overrides, client).result() == before
        assert new.submit(decided, client, "C2").result() == 201
        assert old.submit(overrides, client).result() == [*before, "C2"]
        assert client.get("/health/ready").status_code == 200
    with closing(sqlite3.connect(moved)) as kept:
        counted = "SELECT count(*) FROM decisions WHERE subject_kind = 'group'"
        assert kept.execute(counted).fetchall() == [(len(before) + 1,)]


def test_the_file_that_was_moved_away_is_whole(client: FlaskClient, file: Path) -> None:
    before = len(overrides(client))
    assert decided(client, "C1") == 201
    moved = file.with_name("moved.db")
    os.rename(file, moved)
    checked(client.get("/health/ready"), 503, "store-unusable")
    checked(client.post("/api/v1/groups/G1/overrides", json=SAID), 503, "store-unusable")
    shutil.copy(file.with_name("backup.db"), file)
    assert len(overrides(client)) == before
    with closing(sqlite3.connect(moved)) as kept:
        counted = "SELECT count(*) FROM decisions WHERE subject_kind = 'group'"
        assert kept.execute(counted).fetchall() == [(before + 1,)]


def test_a_file_that_was_moved_and_moved_back_has_lost_nothing(
    client: FlaskClient, file: Path
) -> None:
    before = len(overrides(client))
    assert decided(client, "C1") == 201
    os.rename(file, file.with_name("moved.db"))
    checked(client.get("/health/ready"), 503, "store-unusable")
    os.rename(file.with_name("moved.db"), file)
    assert len(overrides(client)) == before + 1


def test_what_is_written_while_the_file_is_replaced_is_not_said_to_be_kept(
    client: FlaskClient, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transaction = files.transaction

    def replaced(connection: sqlite3.Connection) -> Any:
        if file.with_name("backup.db").exists():
            os.replace(file.with_name("backup.db"), file)
        return transaction(connection)

    # The backup has an earlier mark: it is another file all the same, and not overwritten.
    assert decided(client, "C2") == 201
    before = len(overrides(client)) - 1
    monkeypatch.setattr(sqlite, "transaction", replaced)
    checked(client.post("/api/v1/groups/G1/overrides", json=SAID), 503, "store-unavailable")
    assert len(overrides(client)) == before
    assert decided(client, "C1") == 201
    assert len(overrides(client)) == before + 1


def test_what_a_worker_keeps_of_the_old_file_is_made_anew(client: FlaskClient, file: Path) -> None:
    def told() -> list[Any]:
        asked = {"model": "debtrank", "value": "equal", "limit": 500}
        return [
            client.post("/api/v1/contagion", json={**asked, "defaulted": [f"C{i}"]}).get_json()
            for i in range(1, 7)
        ]

    before = told()
    assert before == told()
    other = file.with_name("backup.db")
    with closing(sqlite3.connect(other)) as changed, changed:
        changed.execute("UPDATE guarantees SET amount = amount / 1000 + 1")
    os.replace(other, file)
    assert before != told()


def overwritten_with(file: Path, other: Path) -> None:
    """What `cp other file` does: the file is the same, and holds other bytes."""
    inode = file.stat().st_ino
    with file.open("r+b") as served:
        served.write(other.read_bytes())
    assert file.stat().st_ino == inode


def another_store(file: Path) -> Path:
    """A store of its own, as large as the one that is served."""
    other = file.with_name("other.db")
    with closing(SqliteStore(other)) as store:
        migrate(store)
    return grown(other, file)


def grown(other: Path, file: Path) -> Path:
    """What is read from memory must not end before it: a shorter file would end the process."""
    with other.open("ab") as bytes_of:
        bytes_of.truncate(max(other.stat().st_size, file.stat().st_size))
    return other


@pytest.mark.parametrize("of_backup", [True, False])
def test_a_file_that_is_overwritten_in_place_is_written_to_no_more(
    client: FlaskClient, file: Path, of_backup: bool
) -> None:
    assert client.get("/health/ready").status_code == 200
    assert decided(client, "C1") == 201
    other = file.with_name("backup.db") if of_backup else another_store(file)
    before = other.read_bytes()
    # What was decided is in the file, and not in its log alone.
    with closing(sqlite3.connect(file)) as kept:
        kept.execute("PRAGMA wal_checkpoint").fetchall()
    assert client.get("/health/ready").status_code == 200
    overwritten_with(file, grown(other, file))
    checked(client.get("/health/ready"), 503, "store-unusable")
    if of_backup:
        # The other one knows no group.
        checked(client.post("/api/v1/groups/G1/overrides", json=SAID), 503, "store-unusable")
    store = client.application.extensions["guanxi.store"]
    with pytest.raises(StoreUnusable, match="-wal") as said:
        store.run_batch(KeepTokens, [("C1", "token")])
    assert "-wal" in said.value.text.zh
    # A thread that comes later knows as well.
    with ThreadPoolExecutor(1) as one, pytest.raises(StoreUnusable):
        one.submit(store.check).result()
    assert file.read_bytes()[: len(before)] == before


def test_the_file_that_is_moved_there_afterwards_is_served(client: FlaskClient, file: Path) -> None:
    assert decided(client, "C1") == 201
    spare = Path(shutil.copy(file.with_name("backup.db"), file.with_name("spare.db")))
    with closing(sqlite3.connect(file)) as kept:
        kept.execute("PRAGMA wal_checkpoint").fetchall()
    client.get("/health/ready")
    overwritten_with(file, grown(file.with_name("backup.db"), file))
    checked(client.get("/health/ready"), 503, "store-unusable")
    os.replace(spare, file)
    assert client.get("/health/ready").status_code == 200
    assert decided(client, "C2") == 201


def test_what_others_write_is_no_other_file(client: FlaskClient, file: Path) -> None:
    """Loads, checkpoints and a VACUUM by other processes are seen as what they are."""
    with closing(SqliteStore(file)) as other:
        for number in range(1, 7):
            other.run_batch(KeepTokens, [(f"C{number}", f"token{number}")])
            assert decided(client, f"C{number}") == 201
            other.wipe_traces()
            assert client.get("/health/ready").status_code == 200
    with closing(sqlite3.connect(file)) as vacuumed:
        vacuumed.execute("VACUUM")
    assert client.get("/health/ready").status_code == 200

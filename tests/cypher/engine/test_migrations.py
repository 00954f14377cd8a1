"""A store is brought to this version with all that it holds, whatever happens meanwhile."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

import loaders.__main__
import service.__main__
from cypher import Store, StoreError, StoreSettings, open_store
from cypher.commands import called
from cypher.engine.errors import StoreBusy, StoreUnusable
from cypher.engine.lease import only_writer
from cypher.engine.migrations import migrate, need_schema
from cypher.engine.sqlite import SqliteStore
from cypher.engine.store import Migration
from cypher.load import GroupIds, Writer
from cypher.schema import migrations, scan
from tests.banks import write_files
from tests.building import people
from tests.cypher.engine.steps import KeepOldGroups, UnsortedGroups, step
from tests.neo4j.scratch import connect, wipe

GROUPS = [f"G{number}" for number in range(5)]
NEXT = len(migrations()) + 1
COLUMN = Migration(
    NEXT,
    "motto",
    cypher="CREATE INDEX motto IF NOT EXISTS FOR (g:Group) ON (g.motto)",
    sql="ALTER TABLE groups ADD COLUMN motto TEXT;\nCREATE INDEX groups_motto ON groups (motto);\n",
)
SORTING = Migration(NEXT + 1, "sorting", step=step)


@pytest.fixture
def store(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store, which the commands take too."""
    monkeypatch.setenv("GUANXI_STORE", store_url)
    with closing(open_store(StoreSettings(store=SecretStr(store_url)))) as store:
        yield store


@pytest.fixture
def old(store: Store) -> Store:
    """A store as the first version made it, with groups that have no kind."""
    store.apply(migrations()[0])
    keep_groups(store)
    return store


def keep_groups(store: Store) -> None:
    store.run_batch(
        KeepOldGroups,
        [(group_id, group_id, "test", 1, 1) for group_id in GROUPS],
    )


def known(monkeypatch: pytest.MonkeyPatch, *more: Migration) -> None:
    """Let this code know further migrations."""
    monkeypatch.setattr("cypher.engine.migrations.migrations", lambda: (*migrations(), *more))


def test_an_empty_store_gets_the_whole_schema_once(store: Store) -> None:
    assert store.schema_version() == 0
    first = migrate(store)
    assert (first.before, first.after) == (0, len(migrations()))
    assert first.applied == [migration.name for migration in migrations()]
    assert store.schema_version() == len(migrations())
    again = migrate(store)
    assert (again.before, again.after, again.applied) == (first.after, first.after, [])
    need_schema(store)


def test_an_older_store_is_renewed_with_what_it_holds(
    old: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(monkeypatch, COLUMN, SORTING)
    done = migrate(old)
    assert (done.before, done.after) == (1, NEXT + 1)
    assert done.applied[-2:] == ["motto", "sorting"]
    assert sorted(old.columns(GroupIds()).group_id) == GROUPS
    assert old.rows(UnsortedGroups(limit=9)) == []
    assert old.rows(Writer()) == []


def test_a_neo4j_that_noted_no_number_is_of_the_first_version(neo4j_url: str) -> None:
    wipe(neo4j_url)
    with closing(open_store(StoreSettings(store=SecretStr(neo4j_url)))) as store:
        store.apply(migrations()[0])
        with connect(neo4j_url) as session:
            session.run("MATCH (s:Schema) DELETE s").consume()
        assert store.schema_version() == 1
        assert migrate(store).before == 1


def test_two_that_begin_together_on_an_empty_store_leave_it_whole(store: Store) -> None:
    def begin() -> bool:
        try:
            migrate(store)
        except StoreBusy:
            return False
        finally:
            if isinstance(store, SqliteStore):
                store.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        ended = [pool.submit(begin) for _ in range(2)]
    assert any(each.result() for each in ended)
    need_schema(store)
    assert store.rows(Writer()) == []


def test_a_migration_is_not_applied_twice_nor_taken_back(store: Store) -> None:
    migrate(store)
    for migration in migrations():
        store.apply(migration)
    assert store.schema_version() == len(migrations())


def test_a_step_that_was_killed_between_batches_is_finished_by_the_next_command(
    old: Store, store_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-m", "tests.cypher.engine.slow_migration"],
        env={**os.environ, "GUANXI_STORE": store_url},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout
    assert killed.stdin
    assert killed.stdout.readline() == "a batch is done\n"
    killed.kill()
    killed.wait(timeout=60)
    killed.stdout.close()
    killed.stdin.close()
    assert old.schema_version() == len(migrations())
    left = [row.group_id for row in old.rows(UnsortedGroups(limit=9))]
    assert left == GROUPS[2:]
    known(monkeypatch, Migration(NEXT, "sorted", step=step))
    files = write_files(tmp_path / "files", customers=people("P1"))
    assert loaders.__main__.main([str(files)]) == 0
    assert old.schema_version() == NEXT
    assert old.rows(UnsortedGroups(limit=9)) == []


@pytest.mark.parametrize("command", ["load", "derive", "migrate"])
def test_whatever_writes_renews_an_older_store_first(
    command: str, old: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(monkeypatch, COLUMN)
    files = write_files(tmp_path / "files", customers=people("P1"))
    if command == "load":
        assert loaders.__main__.main([str(files)]) == 0
    else:
        assert service.__main__.main([command]) == 0
    assert old.schema_version() == NEXT


def test_migrate_tells_what_it_did(
    old: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known(monkeypatch, COLUMN)
    assert service.__main__.main(["migrate", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done == {"from": 1, "to": NEXT, "applied": [*names(migrations()[1:]), "motto"]}
    assert service.__main__.main(["migrate"]) == 0
    assert capsys.readouterr().out == f"the store's schema is {NEXT} already: nothing to do\n"
    known(monkeypatch, COLUMN, SORTING)
    assert service.__main__.main(["migrate"]) == 0
    told = f"the store's schema went from {NEXT} to {NEXT + 1}: applied sorting\n"
    assert capsys.readouterr().out == told


def names(some: tuple[Migration, ...]) -> list[str]:
    return [migration.name for migration in some]


def test_nothing_is_migrated_while_another_writes(
    old: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known(monkeypatch, COLUMN)
    with only_writer(old, "load"):
        with pytest.raises(StoreBusy, match="a load is writing"):
            migrate(old)
        assert service.__main__.main(["migrate"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert old.schema_version() == 1


@pytest.mark.parametrize("command", ["load", "derive", "migrate", "serve"])
def test_a_store_of_a_newer_version_is_refused_in_one_line(
    command: str, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    migrate(store)
    store.apply(Migration(NEXT, "of_tomorrow"))
    files = write_files(tmp_path / "files", customers=people("P1"))
    if command == "load":
        assert loaders.__main__.main([str(files)]) == 2
    else:
        assert service.__main__.main([command]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"the store is of a newer version (its schema is {NEXT}, this is {NEXT - 1})" in line


def test_serve_tells_the_command_to_run_where_the_schema_is_missing_or_old(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if isinstance(store, SqliteStore):
        store._path.touch()
    for version in (0, 1):
        assert service.__main__.main(["serve", "--port", "0"]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert called("migrate") in line
        assert store.schema_version() == version
        store.apply(migrations()[0])
        known(monkeypatch, COLUMN)


def test_looking_whether_a_store_can_be_served_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "guanxi.db"
    with closing(SqliteStore(path)) as store:
        migrate(store)
    before = path.read_bytes()
    with closing(SqliteStore(path)) as store:
        need_schema(store)
        assert (tmp_path / "guanxi.db-wal").stat().st_size == 0
    assert path.read_bytes() == before


def test_a_text_that_fails_leaves_an_sqlite_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "guanxi.db"
    store = SqliteStore(path)
    migrate(store)
    broken = Migration(NEXT, "broken", sql="CREATE TABLE good (x);\nCREATE TABLE bad (;\n")
    with pytest.raises(StoreError):
        store.apply(broken)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE name = 'good'")
        assert tables.fetchall() == []
    assert store.schema_version() == len(migrations())
    store.close()


def test_a_text_of_sqlite_may_hold_a_trigger(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "guanxi.db")
    trigger = (
        "CREATE TABLE a (x);\nCREATE TABLE b (x);\n"
        "CREATE TRIGGER a_b AFTER INSERT ON a BEGIN\n"
        "    INSERT INTO b VALUES (new.x);\n    INSERT INTO b VALUES (new.x);\nEND;\n"
        "INSERT INTO a VALUES (1);\n"
    )
    store.apply(Migration(1, "triggers", sql=trigger))
    store.close()
    with closing(sqlite3.connect(tmp_path / "guanxi.db")) as connection:
        assert connection.execute("SELECT count(*) FROM b").fetchone() == (2,)


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [migration.number for migration in migrations()] == list(range(1, NEXT))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["0001_a.sql", "0001_a.cypher", "0003_b.sql", "0003_b.cypher"], "0003_b: .* so it is 2"),
        (["0001_a.sql", "0001_a.cypher", "0001_b.sql", "0001_b.cypher"], "0001_b: .* so it is 2"),
        (["0001_a.sql"], "0001_a must be"),
        (["0001_a.sql", "0001_a.cypher", "0001_a.py"], "0001_a must be"),
    ],
)
def test_migrations_that_cannot_be_put_in_order_are_refused(
    files: list[str], said: str, tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / name).touch()
    with pytest.raises(TypeError, match=said):
        scan(tmp_path, "nowhere")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE somebody_elses (x)")
        connection.commit()
    with closing(SqliteStore(path)) as store:
        for look in (migrate, need_schema):
            with pytest.raises(StoreUnusable, match="is a database of something else"):
                look(store)
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute("SELECT name FROM sqlite_schema")
    assert found == ("somebody_elses",)

"""The machine's own file: where it lies, who may read it, and each of its statements."""

import dataclasses
import inspect
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

import cypher.machine
import cypher.machine.reads
from cypher import Query, Store, StoreSettings
from cypher.engine.errors import StoreError, StoreUnusable
from cypher.machine import (
    BeginSession,
    EndSession,
    FailedSignInRow,
    FailedSignIns,
    FailSignIn,
    ForgetFailures,
    KeyUses,
    OfMachine,
    SessionByDigest,
    UseKey,
    UseSession,
)
from cypher.machine.machine_file import (
    machine_file,
    machine_migrations,
    noted,
    place_of_machine_file,
    renew_machine_file,
)
from cypher.machine.reads import LastRead, NotedReads, NoteReads, ReadsWaiting, WaitingRow
from cypher.query import strip_comments

STATEMENTS = [
    each
    for room in (cypher.machine, cypher.machine.reads)
    for _, each in inspect.getmembers(room, inspect.isclass)
    if issubclass(each, OfMachine) and each is not OfMachine
]


def of(path: Path | str, **other: Any) -> StoreSettings:
    return StoreSettings(store=SecretStr(f"sqlite:///{path}"), **other)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Store]:
    settings = of(tmp_path / "guanxi.db")
    with closing(machine_file(settings)) as machine:
        renew_machine_file(machine, settings)
        yield machine


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (of("/data/guanxi.db"), "/data/guanxi.reads.db"),
        (of("bank"), "bank.reads.db"),
        (of("guanxi.db", reads="/var/reads.db"), "/var/reads.db"),
        (StoreSettings(store=SecretStr("bolt://h:7687")), "guanxi.reads.db"),
    ],
)
def test_it_lies_beside_the_store_or_where_a_setting_says(
    settings: StoreSettings, place: str
) -> None:
    assert place_of_machine_file(settings) == Path(place)


def test_it_is_its_owners_alone_and_is_made_once(machine: Store, tmp_path: Path) -> None:
    path = tmp_path / "guanxi.reads.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    machine.run(UseKey("k", 1))
    renew_machine_file(machine, of(tmp_path / "guanxi.db"))
    assert machine.schema_version() == len(machine_migrations())
    assert machine.rows(KeyUses(["k"]))


def test_a_file_that_is_something_else_or_cannot_be_written_is_refused(
    empty_store: Path, tmp_path: Path
) -> None:
    for settings in (
        of(tmp_path / "x.db", reads=str(empty_store)),
        of(tmp_path / "x.db", reads=str(tmp_path / "nowhere" / "reads.db")),
    ):
        with closing(machine_file(settings)) as machine, pytest.raises(StoreUnusable):
            renew_machine_file(machine, settings)


def test_a_file_of_an_older_version_noted_nothing_that_is_asked(tmp_path: Path) -> None:
    """It has no table of reads yet; once it is renewed it is asked."""
    settings = of(tmp_path / "guanxi.db")
    with closing(machine_file(settings)) as machine:
        assert noted(machine, LastRead()) == []
        machine.apply(machine_migrations()[0])
        assert noted(machine, LastRead()) == []
        renew_machine_file(machine, settings)
        machine.run(NoteReads([{"at": 1}]))
        assert [each.said for each in noted(machine, NotedReads(9))] == [{"at": 1}]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: each.__name__)
def test_every_statement_is_of_its_schema_and_enters_on_an_index(
    statement: Any, machine: Store
) -> None:
    """The twin that would be compared with is left out: no other engine keeps this file."""
    assert statement.cypher == ""
    kinds: dict[Any, Any] = {int: 1, bool: True, list[str]: ["a"], list[dict[str, Any]]: []}
    fields = {field.name: kinds.get(field.type, "") for field in dataclasses.fields(statement)}
    if issubclass(statement, Query):
        empty = [WaitingRow(0, None)] if statement is ReadsWaiting else []
        assert machine.rows(statement(**fields)) == empty
    else:
        machine.run(statement(**fields))
    text = strip_comments(statement.sql)
    assert text.count(";") <= 3


def test_a_session_is_found_until_it_is_ended_or_swept(machine: Store) -> None:
    machine.run(BeginSession("a", "li", 3, None, 1_000, 0, 0))
    machine.run(UseSession("a", 2_000))
    machine.run(UseSession("a", 1_500))
    [session] = machine.rows(SessionByDigest("a"))
    assert (session.user_id, session.version, session.used_at) == ("li", 3, 2_000)
    machine.run(BeginSession("b", "wang", 1, "{}", 3_000, 999, 1_999))
    assert machine.rows(SessionByDigest("a"))
    machine.run(BeginSession("c", "wang", 1, None, 3_000, 999, 2_000))
    assert not machine.rows(SessionByDigest("a"))
    machine.run(EndSession("b"))
    assert not machine.rows(SessionByDigest("b"))


def test_a_name_is_locked_from_the_fifth_failure_for_twice_as_long_each_time(
    machine: Store,
) -> None:
    locked = []
    for now in range(1, 100):
        machine.run(FailSignIn("n", now, 5, 60_000, 3_600_000, 0))
        [row] = machine.rows(FailedSignIns("n"))
        locked.append(row.locked_until and (row.locked_until - now) // 60_000)
    assert locked[:12] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert locked[-1] == 60
    machine.run(ForgetFailures("n"))
    assert machine.rows(FailedSignIns("n")) == []


def test_failures_of_the_day_before_are_forgotten(machine: Store) -> None:
    for name in ("old", "new"):
        machine.run(FailSignIn(name, 10 if name == "old" else 100, 5, 1, 1, 50))
    machine.run(FailSignIn("new", 101, 5, 1, 1, 50))
    assert machine.rows(FailedSignIns("old")) == []
    assert machine.rows(FailedSignIns("new")) == [FailedSignInRow(2, 0)]


def test_a_key_was_last_used_at_the_latest_instant(machine: Store) -> None:
    for key_id, now in (("a", 5), ("a", 3), ("b", 4)):
        machine.run(UseKey(key_id, now))
    uses = {use.key_id: use.used_at for use in machine.rows(KeyUses(["a", "b", "c"]))}
    assert uses == {"a": 5, "b": 4}


def test_nothing_of_it_is_asked_of_a_store(empty_store: Path) -> None:
    from cypher.engine.sqlite import SqliteStore

    with closing(SqliteStore(empty_store)) as store, pytest.raises(StoreError):
        store.rows(SessionByDigest("a"))

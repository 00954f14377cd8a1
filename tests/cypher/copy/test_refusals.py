"""What is not copied, and what an unfinished copy is refused: one line that says what to do."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import loaders.__main__
import service.__main__
from cypher.commands import called
from cypher.copy import copying, part_name
from cypher.engine.migrations import migrate
from cypher.load import ReleaseWriter
from tests.answers.stores import named
from tests.cypher.copy.banks import being_written, copy, loaded_since, opened, tables
from tests.migrations.kept import FILES, unpack

Said = pytest.CaptureFixture[str]


def refused(capsys: Said, source: str, target: str) -> str:
    """What a copy that is refused says: one line, on stderr, after what it has done."""
    capsys.readouterr()
    assert copy(source, target) == 2
    out, err = capsys.readouterr()
    assert out == ""
    *steps, line = err.splitlines()
    assert all(step.startswith(("copying ", "comparing ")) for step in steps), steps
    return line


def half_copied(
    source: str, target: str, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]
) -> None:
    """Copy; when the overrides' turn comes something happens."""
    copied = copying._copy

    def copied_then(part: type, *rest: object) -> int:
        if part_name(part) == "decisions":
            meanwhile()
        return copied(part, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(copying, "_copy", copied_then)
        assert copy(source, target) == 2


def test_a_store_in_use_is_not_copied_into(source: str, target: str, capsys: Said) -> None:
    assert copy(source, target) == 0
    held = tables(target)
    said = refused(capsys, source, target)
    assert said == "the store to copy into is in use (it holds customers): name an empty one"
    assert tables(target) == held


def test_a_store_into_itself_is_refused(source: str, capsys: Said) -> None:
    assert "is in use" in refused(capsys, source, source)


def test_there_must_be_something_of_today_to_copy(
    source: str, target: str, tmp_path: Path, capsys: Said
) -> None:
    missing = f"sqlite:///{tmp_path / 'missing.db'}"
    assert "there is no store at" in refused(capsys, missing, target)
    Path(missing.removeprefix("sqlite:///")).touch()
    assert "the store is empty: load it" in refused(capsys, missing, target)
    (tmp_path / "old").mkdir()
    older = unpack(tmp_path / "old")
    assert f"renew it, with all it holds, with `{called('migrate')}`" in refused(
        capsys, older, target
    )
    assert "is in use (an older version's): name another" in refused(capsys, source, older)
    assert not Path(target.removeprefix("sqlite:///")).exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("bolt://neo4j:secret@127.0.0.1:1/neo4j", "bolt://127.0.0.1:1 does not answer"),
        ("sqlite:////nowhere/guanxi.db", "its folder must exist"),
        ("oracle://jo:secret@bank", "no known kind"),
    ],
)
def test_a_store_that_cannot_be_had_is_told_without_its_password(
    address: str, told: str, source: str, capsys: Said
) -> None:
    said = refused(capsys, source, address)
    assert told in said
    assert "secret" not in said


def test_nothing_is_copied_while_either_is_written_to(
    source: str, target: str, capsys: Said
) -> None:
    with closing(opened(target)) as store:
        migrate(store)
    being_written(target)
    assert "a load is writing to this store (process 1 on elsewhere, since " in refused(
        capsys, source, target
    )
    being_written(source)
    said = refused(capsys, source, target)
    assert "a load is writing to the store that is copied (process 1 on elsewhere)" in said


def test_a_store_that_changed_while_it_was_copied_has_no_copy(
    source: str, target: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    half_copied(source, target, monkeypatch, lambda: loaded_since(source))
    assert "has changed meanwhile" in capsys.readouterr().err
    said = refused(capsys, source, target)
    assert "an unfinished copy of another store, or of this one before it changed" in said


def test_a_load_that_begins_meanwhile_only_keeps_the_copy_waiting(
    source: str, whole: str, target: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    half_copied(source, target, monkeypatch, lambda: being_written(source))
    assert "wait until it ends, then run the copy again" in capsys.readouterr().err
    with closing(opened(source)) as store:
        store.run(ReleaseWriter(token="other"))
    assert copy(source, target) == 0
    assert "going on with a copy that broke off" in capsys.readouterr().out
    assert tables(target) == tables(whole)


def test_a_copy_goes_on_from_another_store_in_the_same_state_with_all_its_rows(
    source: str, whole: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_copied(source, target, monkeypatch, lambda: being_written(source))
    path = Path(target.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM group_events")
        connection.commit()
    assert copy(whole, target) == 0
    assert tables(target) == tables(whole)


def test_an_unfinished_copy_passes_for_nothing_else(
    source: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    half_copied(source, target, monkeypatch, lambda: being_written(source))
    held = tables(target)
    capsys.readouterr()
    files = [str(FILES / "3"), "--rejects", str(tmp_path)]
    with named(target):
        for command, arguments in (
            (loaders.__main__.main, files),
            (service.__main__.main, ["derive"]),
            (service.__main__.main, ["migrate"]),
            (service.__main__.main, ["serve", "--port", "0"]),
            (service.__main__.main, ["copy", target, f"{target}.2"]),
        ):
            assert command(arguments) == 2, arguments
            line = capsys.readouterr().err.splitlines()[-1]
            assert "holds an unfinished copy of another: run the same" in line, arguments
    assert tables(target) == held

"""A copy holds what the other store holds, and goes on where it broke off."""

import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import loaders.__main__
import service.__main__
from cypher.engine.errors import StoreUnusable
from cypher.engine.neo4j import Neo4jStore
from cypher.engine.sqlite import SqliteStore
from cypher.load import ReleaseWriter
from tests.answers.stores import named
from tests.cypher.copy.banks import DAY, answers, copy, graph, opened, tables
from tests.migrations.kept import FILES, load_again
from tests.neo4j.scratch import empty
from tests.run.test_publishing_on_neo4j import differences

FEW_TAGS = "guarantee_circle,control_group_member,household"


class Killed(Exception):
    """The process is gone."""


def nothing_is_new(
    url: str, folder: Path, capsys: pytest.CaptureFixture[str], tags: str = ""
) -> None:
    """The files that the store holds are loaded and derived again, of some tags or of all."""
    capsys.readouterr()
    load_again(url, folder)
    loaded = json.loads(capsys.readouterr().out)
    assert (loaded["written"], loaded["closed"], loaded["rejected"]) == (0, 0, 0)
    with named(url):
        few = ["--tags", tags] if tags else []
        assert service.__main__.main(["derive", "--as-of", DAY, "--json", *few]) == 0
    told_of_tags = json.loads(capsys.readouterr().out)["tags"]
    assert len(told_of_tags) > 30
    # What the run before told of the others stands in the report of this one.
    for tag_id in tags.split(",") if tags else told_of_tags:
        told = told_of_tags[tag_id]
        assert (told["added"], told["ended"]) == (0, 0), tag_id


def broken_off(
    monkeypatch: pytest.MonkeyPatch, engine: Any, writes: int, source: str, target: str
) -> bool:
    """Copy, and be killed just after so many writes to the target; whether it came to that."""
    left = writes

    def counted(name: str) -> Any:
        write = getattr(engine, name)

        def writing(self: Any, *arguments: Any) -> Any:
            nonlocal left
            # Nobody gives up the lease of a process that was killed: the next takes it over. Here
            # both are one process.
            if "ReleaseWriter" in repr(arguments) or "DELETE w" in str(arguments[0]):
                return write(self, *arguments)
            if not left:
                raise Killed
            left -= 1
            return write(self, *arguments)

        return writing

    with monkeypatch.context() as patch:
        for name in ("run", "run_batch") if engine is SqliteStore else ("_write",):
            patch.setattr(engine, name, counted(name))
        try:
            copy(source, target)
        except Killed:
            return True
    return False


def test_an_embedded_store_is_copied_row_by_row(
    source: str, whole: str, target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(source.removeprefix("sqlite:///")).read_bytes()
    assert copy(source, target, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["to"]) == (source, target)
    assert told["rows"]["runs"] == 6
    assert not told["went_on"]
    assert tables(target) == tables(whole)
    with named(target):
        assert service.__main__.main(["audit", "verify"]) == 0
    assert Path(source.removeprefix("sqlite:///")).read_bytes() == before
    nothing_is_new(target, tmp_path, capsys)


def test_a_copy_that_is_killed_anywhere_is_finished_by_the_next(
    source: str, whole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteStore, "batch_rows", 40)
    wanted, writes = tables(whole), 1
    while True:
        target = f"sqlite:///{tmp_path / f'{writes}.db'}"
        if not broken_off(monkeypatch, SqliteStore, writes, source, target):
            break
        assert copy(source, target) == 0
        assert tables(target) == wanted, writes
        writes += 9
    assert writes > 60


@pytest.mark.slow
def test_a_store_moves_to_the_server_and_back_and_answers_the_same(
    source: str,
    whole: str,
    target: str,
    neo4j_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty(neo4j_url)
    assert copy(source, neo4j_url) == 0
    told = capsys.readouterr().out
    assert neo4j_url.rpartition("@")[2] in told
    assert neo4j_url.split(":")[2].partition("@")[0] not in told
    assert copy(neo4j_url, target) == 0
    assert tables(target) == tables(whole)
    # Tables that are asked for are exports: each store has tokens of its own for whom they name.
    assert answers(neo4j_url) == answers(whole)
    with named(neo4j_url):
        assert service.__main__.main(["audit", "verify"]) == 0
    assert differences(neo4j_url) == []
    nothing_is_new(neo4j_url, tmp_path, capsys, FEW_TAGS)


@pytest.mark.slow
def test_what_the_server_made_itself_comes_back_as_it_was(
    source: str, target: str, neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(neo4j_url)
    for state in ("1", "3"):
        with named(neo4j_url):
            arguments = [
                str(FILES / state),
                "--full",
                "--allow-closing",
                "--rejects",
                str(tmp_path),
            ]
            assert loaders.__main__.main(arguments) == 0
            assert service.__main__.main(["derive", "--as-of", DAY, "--tags", FEW_TAGS]) == 0
    before = graph(neo4j_url)
    assert sum("until_run" in row for row in before) > 10
    assert sum("closed_on" in row for row in before) > 2
    assert copy(neo4j_url, target) == 0
    assert graph(neo4j_url) == before

    # Back again, a little at a time, and killed three times on the way.
    empty(neo4j_url)
    monkeypatch.setattr(Neo4jStore, "batch_rows", 50)
    for writes in (20, 25, 30):
        assert broken_off(monkeypatch, Neo4jStore, writes, target, neo4j_url)
    assert copy(target, neo4j_url) == 0
    assert graph(neo4j_url) == before


def test_a_store_in_a_folder_that_takes_no_writes_is_copied(
    source: str, whole: str, target: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # That it is copied is written down elsewhere.
    monkeypatch.setenv("GUANXI_READS", str(tmp_path / "machine.db"))
    folder = Path(source.removeprefix("sqlite:///")).parent / "kept"
    folder.mkdir()
    path = folder / "source.db"
    path.write_bytes(Path(source.removeprefix("sqlite:///")).read_bytes())
    may = os.access
    monkeypatch.setattr(os, "access", lambda at, how: at != folder and may(at, how))
    assert copy(f"sqlite:///{path}", target) == 0
    assert tables(target) == tables(whole)
    assert [each.name for each in folder.iterdir()] == ["source.db"]


def test_a_store_that_is_only_read_takes_no_writes(source: str) -> None:
    with (
        closing(opened(source, read_only=True)) as store,
        pytest.raises(StoreUnusable, match="read-only"),
    ):
        store.run(ReleaseWriter(token="t"))

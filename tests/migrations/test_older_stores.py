"""A store of version 1 goes on under today's code, with its runs, decisions and group history."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import loaders.__main__
import service.__main__
from tests.answers.interface import interface
from tests.migrations.kept import ANSWERS, FILES, digests, restore, unpack


@pytest.fixture(params=["sqlite", "neo4j"])
def store_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A copy of the kept store on each engine, migrated, and named for commands."""
    if request.param == "sqlite":
        url = unpack(tmp_path)
    else:
        url = request.getfixturevalue("neo4j_url")
        restore(url)
    monkeypatch.setenv("GUANXI_STORE", url)
    assert service.__main__.main(["migrate"]) == 0
    yield url


def test_every_question_is_answered_as_the_older_version_did(store_url: str) -> None:
    before = ANSWERS.read_text(encoding="utf-8").splitlines()
    now = digests(store_url)
    otherwise = [line.partition("  ")[2] for line in now if line not in set(before)]
    assert otherwise == [], "where this is meant, `make answers` renews the digests"
    assert now == before


def test_loading_and_deriving_again_changes_nothing(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with interface(store_url, frozenset()) as api:
        kept = api.get("/runs/4").content["report"]["tags"]
    capsys.readouterr()
    arguments = [str(FILES / "3"), "--full", "--rejects", str(tmp_path / "rejects"), "--json"]
    assert loaders.__main__.main(arguments) == 0
    loaded = json.loads(capsys.readouterr().out)
    assert (loaded["written"], loaded["closed"], loaded["rejected"]) == (0, 0, 0)
    assert service.__main__.main(["derive", "--as-of", "2026-02-28", "--json"]) == 0
    derived: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert derived["run_id"] == 5
    same = [tag_id for tag_id in kept if kept[tag_id]["version"] == _of(derived, tag_id)["version"]]
    assert len(same) > 30
    for tag_id in same:
        told = _of(derived, tag_id)
        assert (told["added"], told["ended"]) == (0, 0), tag_id
        assert told["unchanged"] == kept[tag_id]["holdings"], tag_id


def _of(report: dict[str, Any], tag_id: str) -> dict[str, Any]:
    """What a run says of one tag."""
    told: dict[str, Any] = report["tags"][tag_id]
    return told

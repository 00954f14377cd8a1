"""A store of version 1 goes on under today's code, with its runs, decisions and group history."""

import json
from pathlib import Path
from typing import Any

import pytest

import service.__main__
from tests.answers.interface import interface
from tests.migrations.kept import ANSWERS, AS_THEN, digests, load_again, restore, unpack


@pytest.fixture
def store_url(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A copy of the kept store on each engine, named for commands."""
    if engine == "sqlite":
        url = unpack(tmp_path)
    else:
        url = request.getfixturevalue("neo4j_url")
        restore(url)
    monkeypatch.setenv("GUANXI_STORE", url)
    for name, value in AS_THEN.items():
        monkeypatch.setenv(name, value)
    return url


@pytest.mark.slow
def test_an_older_store_answers_as_before_and_its_files_change_nothing(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_again(store_url, tmp_path)
    loaded = json.loads(capsys.readouterr().out)
    assert (loaded["written"], loaded["closed"], loaded["rejected"]) == (0, 0, 0)

    before = ANSWERS.read_text(encoding="utf-8").splitlines()
    now = digests(store_url)
    otherwise = [line.partition("  ")[2] for line in now if line not in set(before)]
    assert otherwise == [], "where this is meant, `make answers` renews the digests"
    assert now == before

    kept = tags_of_the_last_run(store_url)
    assert service.__main__.main(["derive", "--as-of", "2026-02-28", "--json"]) == 0
    derived = json.loads(capsys.readouterr().out)["tags"]
    # A tag with a new rule may find others; the same rule must not.
    same = [tag_id for tag_id in kept if kept[tag_id]["version"] == derived[tag_id]["version"]]
    assert same
    for tag_id in same:
        told = derived[tag_id]
        assert (told["added"], told["ended"]) == (0, 0), tag_id
        assert told["unchanged"] == kept[tag_id]["holdings"], tag_id


def tags_of_the_last_run(url: str) -> dict[str, Any]:
    """What the store's last run says of each tag."""
    with interface(url, frozenset()) as api:
        tags: dict[str, Any] = api.get("/runs").content["items"][0]["report"]["tags"]
    return tags


@pytest.mark.slow
def test_older_overrides_become_decisions_of_a_whole_chain_and_stay_in_force(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert service.__main__.main(["migrate"]) == 0
    assert service.__main__.main(["audit", "verify", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    with interface(store_url, frozenset()) as api:
        every = api.whole("/overrides", withdrawn="true").content["items"]
        standing = api.whole("/overrides").content["items"]
        decisions = api.whole("/decisions").content["items"]
    assert 0 < len(standing) < len(every)
    assert {(each["state"], each["signed"], each["author"]) for each in standing} == {
        ("in_force", False, "王经理")
    }
    withdrawn = [each for each in every if each["withdrawn_at"]]
    assert {(each["state"], each["withdrawn_by"]) for each in withdrawn} == {
        ("withdrawn", "李经理")
    }
    assert told["intact"]
    assert told["entries"] == len(decisions) == len(every) + len(withdrawn)
    numbers = [each["decision_no"] for each in decisions]
    assert numbers == [*range(len(decisions), 0, -1)]
    assert [each["reason"] for each in withdrawn] != []
